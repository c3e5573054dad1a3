//! The words of a language.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use anyhow::Result;

use super::lang::Lang;
use super::number::format_number;
use super::phrase::{Arg, Phrase};
use super::table::{self, Table};
use super::template::{Slot, SlotSource, SlotValue, Template, TemplatePart};

/// The prefix of the keys of words for the command line.
pub(super) const COMMAND_LINE: &str = "command-line";

/// The words of one language. Words that it lacks are English and marked: `[en] next`, as in prose.
#[derive(Clone, Debug)]
pub struct Words {
    lang: Lang,
    own: Arc<Table>,
    /// The same table as `own` in English itself.
    english: Arc<Table>,
    place: Place,
}

/// The place where words are shown. Some languages are more formal on the command line than on the screen: Korean words
/// under `command-line.KEY` go before those under `KEY` there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Screen,
    CommandLine,
}

impl Words {
    /// The words of `lang`.
    ///
    /// # Errors
    /// The program does not have the language; the error names those that it has.
    pub fn load(lang: &Lang) -> Result<Self> {
        Ok(Self {
            lang: lang.clone(),
            own: table::load(lang)?,
            english: table::load(&Lang::english())?,
            place: Place::Screen,
        })
    }

    /// The same words in the tone of messages on the command line.
    #[must_use]
    pub fn for_command_line(&self) -> Self {
        Self {
            place: Place::CommandLine,
            ..self.clone()
        }
    }

    /// The words of `lang`; English words under the tag `lang` if the program does not have the language, because a
    /// course may be written in any language.
    ///
    /// # Errors
    /// A word table is not valid.
    pub fn load_or_english(lang: &Lang) -> Result<Self> {
        if Self::available().contains(lang) {
            return Self::load(lang);
        }
        let english = Self::load(&Lang::english())?;
        Ok(Self {
            lang: lang.clone(),
            ..english
        })
    }

    /// The languages that the program has, English first.
    pub fn available() -> Vec<Lang> {
        table::languages()
    }

    /// The name of `lang` in that language; its tag if the program does not have it.
    pub fn native_name(lang: &Lang) -> String {
        Self::load(lang).map_or_else(|_| lang.tag().to_owned(), |words| words.get("ui.language"))
    }

    /// The language.
    pub fn lang(&self) -> &Lang {
        &self.lang
    }

    /// Whether there are words under `key`.
    pub fn has(&self, key: &str) -> bool {
        self.own.contains_key(key) || self.english.contains_key(key)
    }

    /// Whether `phrase` has words: in the tables, or its own.
    pub fn has_words_for(&self, phrase: &Phrase) -> bool {
        phrase.has_own_text() || self.has(phrase.name())
    }

    /// Every key, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let keys = self.own.keys().chain(self.english.keys());
        let keys: BTreeSet<_> = keys.map(String::as_str).collect();
        keys.into_iter()
    }

    /// The template under `key`, with a mark if it is English in place of this language.
    fn template(&self, key: &str) -> Option<Cow<'_, Template>> {
        if self.place == Place::CommandLine
            && let Some(template) = self.own.get(&format!("{COMMAND_LINE}.{key}"))
        {
            return Some(Cow::Borrowed(template));
        }
        if let Some(template) = self.own.get(key) {
            return Some(Cow::Borrowed(template));
        }
        let template = self.english.get(key)?.clone();
        let mark = format!("[{}] ", Lang::english());
        Some(Cow::Owned(template.with_prefix(&mark)))
    }

    /// The words under `key`, which have no slots; the key itself if there are none.
    pub fn get(&self, key: &str) -> String {
        self.format(&Phrase::key(key.to_owned()))
    }

    /// `phrase` in this language; its key if there are no words under it.
    pub fn format(&self, phrase: &Phrase) -> String {
        let parts = self.format_marked(phrase).into_iter();
        parts.map(|(text, _)| text).collect()
    }

    /// `phrase` in parts, each with whether it is marked: the number of a formula that the focused control changes.
    pub fn format_marked(&self, phrase: &Phrase) -> Vec<(String, bool)> {
        if phrase.has_own_text() {
            return match phrase.arg("text") {
                Some(Arg::Text(text)) => vec![(text.clone(), false)],
                Some(Arg::Local(text)) => vec![(text.in_lang(&self.lang), false)],
                Some(Arg::Formula(formula)) => formula.shown_parts(),
                Some(Arg::Number(_) | Arg::Phrase(_) | Arg::List(_)) | None => Vec::new(),
            };
        }
        let Some(template) = self.template(phrase.name()) else {
            return vec![(phrase.name().to_owned(), false)];
        };
        let parts = template.parts().iter();
        parts
            .flat_map(|part| self.format_part(phrase, part))
            .collect()
    }

    fn format_part(&self, phrase: &Phrase, part: &TemplatePart) -> Vec<(String, bool)> {
        let slot = match part {
            TemplatePart::Text(words) => return vec![(words.clone(), false)],
            TemplatePart::Slot(slot) => slot,
        };
        let is_bare = slot.unit.is_none() && slot.particle.is_none();
        if let (SlotSource::Value(name), true) = (&slot.source, is_bare) {
            match phrase.arg(name) {
                Some(Arg::Formula(formula)) => return formula.shown_parts(),
                Some(Arg::Phrase(inner)) => return self.format_marked(inner),
                Some(Arg::Number(_) | Arg::Text(_) | Arg::Local(_) | Arg::List(_)) | None => {}
            }
        }
        vec![(self.format_slot(slot, &self.argument(phrase, slot)), false)]
    }

    /// `template` with `value` in every slot.
    pub fn fill(&self, template: &Template, mut value: impl FnMut(&Slot) -> SlotValue) -> String {
        let mut text = String::new();
        for part in template.parts() {
            match part {
                TemplatePart::Text(words) => text.push_str(words),
                TemplatePart::Slot(slot) => text.push_str(&self.format_slot(slot, &value(slot))),
            }
        }
        text
    }

    /// The text of one slot: the value in the format of the slot, its unit, its particle.
    pub fn format_slot(&self, slot: &Slot, value: &SlotValue) -> String {
        let mut text = match value {
            SlotValue::Number(number) => format_number(*number, slot.format),
            SlotValue::Text(words) => words.clone(),
        };
        if let Some(unit) = &slot.unit {
            text = self.add_unit(&text, unit);
        }
        if let Some(particle) = &slot.particle {
            let form = particle.after(&text).to_owned();
            text.push_str(&form);
        }
        text
    }

    /// `number` with its unit, in the singular for 1.
    fn add_unit(&self, number: &str, unit: &str) -> String {
        let plural = format!("unit.{unit}");
        let singular = format!("unit.{unit}.one");
        let key = if number == "1" && self.has(&singular) {
            singular
        } else {
            plural
        };
        self.format(&Phrase::key(key).with("n", number))
    }

    /// The value of `phrase` for `slot`.
    fn argument(&self, phrase: &Phrase, slot: &Slot) -> SlotValue {
        let SlotSource::Value(name) = &slot.source else {
            return SlotValue::Text(String::new());
        };
        match phrase.arg(name) {
            Some(Arg::Number(number)) => SlotValue::Number(*number),
            Some(Arg::Text(text)) => SlotValue::Text(text.clone()),
            Some(Arg::Local(text)) => SlotValue::Text(text.in_lang(&self.lang)),
            Some(Arg::Phrase(inner)) => SlotValue::Text(self.format(inner)),
            Some(Arg::Formula(formula)) => {
                let parts = formula.shown_parts().into_iter();
                SlotValue::Text(parts.map(|(text, _)| text).collect())
            }
            Some(Arg::List(items)) => SlotValue::Text(self.join(items)),
            None => SlotValue::Text(format!("{{{name}}}")),
        }
    }

    /// `items` as a list in this language.
    fn join(&self, items: &[Phrase]) -> String {
        let separator = self.template("list.comma").map_or_else(
            || ", ".to_owned(),
            |template| self.fill(&template, |_| SlotValue::Text(String::new())),
        );
        let items: Vec<_> = items.iter().map(|item| self.format(item)).collect();
        items.join(&separator)
    }
}

#[cfg(test)]
mod tests;
