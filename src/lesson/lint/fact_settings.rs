//! Settings beside facts: a paragraph that says `v₃ = −4`, or a sentence with one rate only, has facts that run it.

use std::collections::BTreeSet;

use super::fact_keys::{FactKey, KeyedFact};
use super::faults::{Faults, words_in};
use super::named_text::NamedText;
use super::sentences::{Sentence, sentences_of_block};
use super::spoken_numbers::{NumberMeasure, NumberTable, SpokenNumber};
use super::value_names::written;
use crate::lesson::model::{Block, Lesson, Location};
use crate::locale::{Phrase, Words};

/// Reports facts of `lesson` that run another value of a control than the only one that the text beside them says.
pub(super) fn check(lesson: &Lesson, faults: &mut Faults) {
    for lang in lesson.texts.languages() {
        let (Some(text), Some(words)) = (lesson.texts.get(lang), words_in(lang)) else {
            continue;
        };
        let reader = Reader {
            lesson,
            table: NumberTable::new(&words),
            words: &words,
        };
        for block in text.all().flat_map(|prose| &prose.blocks) {
            reader.check_block(block, faults);
        }
    }
}

/// Reads the settings of texts in a language.
struct Reader<'a> {
    lesson: &'a Lesson,
    table: NumberTable,
    words: &'a Words,
}

/// A fact in a text, and the location of its slot.
type PlacedFact<'a> = (KeyedFact<'a>, &'a Location);

impl<'a> Reader<'a> {
    fn check_block(&self, block: &'a Block, faults: &mut Faults) {
        let sentences = sentences_of_block(block);
        let texts: Vec<NamedText> = sentences.iter().map(NamedText::new).collect();
        let paragraph: Vec<&str> = texts.iter().map(|it| it.text.as_str()).collect();
        let paragraph = paragraph.join(" ");
        let numbers = self.table.numbers(&paragraph);
        for (sentence, text) in sentences.iter().zip(&texts) {
            let of_sentence = self.table.numbers(&text.text);
            let facts = self.facts(sentence);
            for (run, place) in &facts {
                for key in self.keys(run) {
                    let said = said_equal(run, &key, &paragraph, &numbers);
                    let is_other = other(run, &key, &said, &numbers).or_else(|| {
                        let said = self.said_beside(run, &key, &text.text, &of_sentence);
                        other(run, &key, &said, &of_sentence)
                            .filter(|said| !is_said_of_another(run, &key, said, &facts))
                    });
                    if let Some(said) = is_other {
                        self.report(run, &key, &said, place, faults);
                    }
                }
            }
        }
    }

    fn facts(&self, sentence: &Sentence<'a>) -> Vec<PlacedFact<'a>> {
        let slots = sentence.slots.iter();
        let facts = slots
            .filter_map(|(slot, place)| Some((KeyedFact::new(self.lesson, slot.fact()?)?, *place)));
        facts.collect()
    }

    /// The controls of `run` with a number, except those whose number its reading names.
    fn keys(&self, run: &KeyedFact<'_>) -> Vec<FactKey> {
        let keys = run.keys().into_iter();
        let keys = keys.filter(|key| {
            matches!(key, FactKey::Control(_))
                && run
                    .value(key)
                    .is_some_and(|value| value.parse::<f64>().is_ok())
                && run.value_of_label(key, self.words, &self.table).is_none()
        });
        keys.collect()
    }

    /// The values that a sentence says beside the name of a control.
    fn said_beside(
        &self,
        run: &KeyedFact<'_>,
        key: &FactKey,
        text: &str,
        numbers: &[SpokenNumber],
    ) -> BTreeSet<String> {
        let names = run.names(key, self.words).without_symbols();
        let said = numbers.iter().filter(|number| {
            number.measure == NumberMeasure::Value && names.is_named(text, number)
        });
        said.map(|number| number.value.to_string()).collect()
    }

    fn report(
        &self,
        run: &KeyedFact<'_>,
        key: &FactKey,
        said: &str,
        place: &Location,
        faults: &mut Faults,
    ) {
        let message = |key_of: &'static str| {
            Phrase::key(key_of)
                .with("name", run.name)
                .with("runs", run.shown(key, self.words).replace('-', "−"))
                .with("said", run.label(key, said, self.words).replace('-', "−"))
        };
        faults.report(place.clone(), message("check.other-run"));
        let path = run.path(key);
        faults.report_in(self.lesson, &path, message("check.run-not-named"));
    }
}

/// The only value of `said`, if the fact runs another one that is not among `numbers` either.
fn other(
    run: &KeyedFact<'_>,
    key: &FactKey,
    said: &BTreeSet<String>,
    numbers: &[SpokenNumber],
) -> Option<String> {
    let value: f64 = run.value(key)?.parse().ok()?;
    let is_said = numbers.iter().any(|number| number.is(value));
    let mut said = said.iter();
    let only = said.next().filter(|_| said.next().is_none() && !is_said)?;
    Some(only.clone())
}

/// Whether a fact of the same sentence runs `said`, and differs from `run` in other settings as well: `{a} at a rate of 0.3, but
/// {b} here`.
fn is_said_of_another(
    run: &KeyedFact<'_>,
    key: &FactKey,
    said: &str,
    facts: &[PlacedFact<'_>],
) -> bool {
    let FactKey::Control(control) = key else {
        return false;
    };
    let settings = |run: &KeyedFact<'_>| -> Vec<(String, String)> {
        let values = run.values.iter().filter(|(name, _)| name != control);
        values
            .map(|(name, value)| (name.to_owned(), value.to_string()))
            .collect()
    };
    facts.iter().any(|(other, _)| {
        let is_said = other.value(key).as_deref() == Some(said);
        is_said && (other.fact.lab != run.fact.lab || settings(other) != settings(run))
    })
}

/// The values that `text` equates with the letter of a control: `v₃ = −4`, `b = 0`.
fn said_equal(
    run: &KeyedFact<'_>,
    key: &FactKey,
    text: &str,
    numbers: &[SpokenNumber],
) -> BTreeSet<String> {
    let FactKey::Control(control) = key else {
        return BTreeSet::new();
    };
    let said = numbers.iter().filter(|number| {
        let before = text.get(..number.start).unwrap_or_default().trim_end();
        before
            .strip_suffix('=')
            .is_some_and(|left| letter_at_end(left).as_ref() == Some(control))
    });
    let said = said.map(|number| written(&crate::lab::Value::Number(number.value)));
    let is_control = run.controls.get(control).is_some();
    said.filter(|_| is_control).collect()
}

/// The name that ends `left`, the left side of an equation, with its index in plain digits: `v3` of `v₃`. None for a product
/// or another formula.
fn letter_at_end(left: &str) -> Option<String> {
    let left = left.trim_end();
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '₀'..='₉' | '·' | '/' | '_');
    let name = left.rsplit(|c: char| !is_part(c)).next()?;
    let before = left.get(..left.len() - name.len())?.trim_end();
    if before.ends_with(['+', '−', '·', '×', '/', '*']) {
        return None;
    }
    let plain = |c: char| match c {
        '₀'..='₉' => char::from_digit(u32::from(c) - u32::from('₀'), 10),
        c if c.is_alphanumeric() => Some(c),
        _ => None,
    };
    name.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_with_its_index_is_the_name_of_a_control() {
        assert_eq!(letter_at_end("v₁ = −2, v₃ ").as_deref(), Some("v3"));
        assert_eq!(letter_at_end("So far b").as_deref(), Some("b"));
        assert_eq!(letter_at_end("w·x"), None);
        assert_eq!(letter_at_end("A + b "), None);
    }
}
