//! The word tables of a language.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::{Context, Result, anyhow};
use include_dir::{Dir, File, include_dir};

use super::{Arg, Filled, Lang, Part, Phrase, Slot, Source, Template, written};

static TABLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/locale");

/// The words of one language, with English behind them where one is missing.
#[derive(Clone, Debug)]
pub struct Words {
    lang: Lang,
    table: Arc<Table>,
}

type Table = BTreeMap<String, Template>;

impl Words {
    /// The words of `lang`, or an error that names the languages there are. Words that it lacks are English and
    /// say so: `[en] next`, as prose does.
    pub fn load(lang: &Lang) -> Result<Self> {
        let english = Lang::english();
        let behind = if *lang == english {
            Table::new()
        } else {
            table(&english)?
        };
        Ok(Self::over(lang, table(lang)?, behind))
    }

    /// The words of `own`, those of `english` behind them.
    fn over(lang: &Lang, mut own: Table, english: Table) -> Self {
        let mark = format!("[{}] ", Lang::english());
        for (key, template) in english {
            own.entry(key).or_insert_with(|| template.marked(&mark));
        }
        Self {
            lang: lang.clone(),
            table: own.into(),
        }
    }

    /// The words of `lang`; English ones under its name where the program does not speak it, so that a course
    /// can be written in any language.
    pub fn speaking(lang: &Lang) -> Result<Self> {
        if Self::available().contains(lang) {
            return Self::load(lang);
        }
        let english = Self::load(&Lang::english())?;
        Ok(Self {
            lang: lang.clone(),
            ..english
        })
    }

    /// The languages that have a folder of tables, English first.
    pub fn available() -> Vec<Lang> {
        let mut langs: Vec<_> = TABLES
            .dirs()
            .filter(|dir| dir.files().any(is_table))
            .filter_map(|dir| dir.path().file_name()?.to_str())
            .map(Lang::of)
            .collect();
        langs.sort_by_key(|lang| (*lang != Lang::english(), lang.clone()));
        langs
    }

    /// What those who speak `lang` call it; its tag where the program does not speak it.
    pub fn own_name(lang: &Lang) -> String {
        // Looked up in one file: its other words are not needed to name it.
        let file = TABLES.get_file(format!("{lang}/ui.toml"));
        let text = file.and_then(File::contents_utf8).unwrap_or_default();
        let entries = text.parse::<toml::Table>().unwrap_or_default();
        let name = entries.get("language").and_then(toml::Value::as_str);
        name.map_or_else(|| lang.tag().to_owned(), str::to_owned)
    }

    /// The language that these are the words of.
    pub fn lang(&self) -> &Lang {
        &self.lang
    }

    /// Whether there are words under `key`.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Every key, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.table.keys().map(String::as_str)
    }

    /// The words under `key`, for those without slots; the key itself where there are none.
    pub fn get(&self, key: &str) -> String {
        self.say(&Phrase::key(key.to_owned()))
    }

    /// `phrase` in this language; its key where the tables lack it.
    pub fn say(&self, phrase: &Phrase) -> String {
        if phrase.name() == "verbatim" {
            return match phrase.arg("text") {
                Some(Arg::Text(text)) => text.clone(),
                _ => String::new(),
            };
        }
        let Some(template) = self.table.get(phrase.name()) else {
            return phrase.name().to_owned();
        };
        self.fill(template, |slot| self.argument(phrase, slot))
    }

    /// `template` with every slot filled by `value`, numbers written in the slot's format.
    pub fn fill(&self, template: &Template, mut value: impl FnMut(&Slot) -> Filled) -> String {
        let mut text = String::new();
        for part in template.parts() {
            match part {
                Part::Text(words) => text.push_str(words),
                Part::Slot(slot) => text.push_str(&self.slot(slot, &value(slot))),
            }
        }
        text
    }

    /// One slot's text: the value in its format, its unit, its particle.
    pub fn slot(&self, slot: &Slot, value: &Filled) -> String {
        let mut text = match value {
            Filled::Number(number) => written(*number, slot.format),
            Filled::Text(words) => words.clone(),
        };
        if let Some(unit) = &slot.unit {
            text = self.with_unit(&text, unit);
        }
        if let Some(particle) = &slot.particle {
            let fitting = particle.after(&text).to_owned();
            text.push_str(&fitting);
        }
        text
    }

    fn with_unit(&self, number: &str, unit: &str) -> String {
        let plural = format!("unit.{unit}");
        let single = format!("unit.{unit}.one");
        let key = if number == "1" && self.has(&single) {
            single
        } else {
            plural
        };
        self.say(&Phrase::key(key).with("n", number))
    }

    fn argument(&self, phrase: &Phrase, slot: &Slot) -> Filled {
        let Source::Value(name) = &slot.source else {
            return Filled::Text(String::new());
        };
        match phrase.arg(name) {
            Some(Arg::Number(number)) => Filled::Number(*number),
            Some(Arg::Text(text)) => Filled::Text(text.clone()),
            Some(Arg::Phrase(inner)) => Filled::Text(self.say(inner)),
            Some(Arg::List(items)) => Filled::Text(self.list(items)),
            None => Filled::Text(format!("{{{name}}}")),
        }
    }

    fn list(&self, items: &[Phrase]) -> String {
        let comma = self.table.get("list.comma").map_or_else(
            || ", ".to_owned(),
            |t| self.fill(t, |_| Filled::Text(String::new())),
        );
        let spoken: Vec<_> = items.iter().map(|item| self.say(item)).collect();
        spoken.join(&comma)
    }
}

/// The words that `lang` itself has.
fn table(lang: &Lang) -> Result<Table> {
    let folder = TABLES.get_dir(lang.tag()).ok_or_else(|| {
        let known: Vec<_> = Words::available().iter().map(ToString::to_string).collect();
        anyhow!(
            "there is no language `{lang}`; choose one of: {}",
            known.join(", ")
        )
    })?;
    let mut table = Table::new();
    let mut folders = vec![folder];
    while let Some(dir) = folders.pop() {
        folders.extend(dir.dirs());
        for file in dir.files() {
            read_file(lang, file, &mut table).with_context(|| file.path().display().to_string())?;
        }
    }
    Ok(table)
}

fn is_table(file: &File<'_>) -> bool {
    file.path().extension().is_some_and(|end| end == "toml")
}

fn read_file(lang: &Lang, file: &File<'_>, table: &mut Table) -> Result<()> {
    let path = file.path().strip_prefix(lang.tag())?.with_extension("");
    let prefix: Vec<_> = path.iter().filter_map(|part| part.to_str()).collect();
    let text = file.contents_utf8().context("not UTF-8")?;
    let entries: toml::Table = text.parse()?;
    flatten(&prefix.join("."), entries, table)
}

fn flatten(prefix: &str, entries: toml::Table, table: &mut Table) -> Result<()> {
    for (key, value) in entries {
        let key = if key == "_" {
            prefix.to_owned()
        } else {
            format!("{prefix}.{key}")
        };
        match value {
            toml::Value::Table(inner) => flatten(&key, inner, table)?,
            toml::Value::String(text) => {
                let template =
                    Template::parse(&text).map_err(|fault| anyhow!("{key}: {fault:?}"))?;
                table.insert(key, template);
            }
            other => return Err(anyhow!("{key} is {}, not a text", other.type_str())),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
