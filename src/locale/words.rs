//! The word tables of a language.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use anyhow::{Context, Result, anyhow};
use include_dir::{Dir, File, include_dir};

use super::{Arg, Lang, Phrase, Slot, SlotSource, SlotValue, Template, TemplatePart, written};

static TABLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/locale");

/// The words of one language, with English behind them where one is missing. Each of its tables is read when the first
/// of its words is asked for.
#[derive(Clone, Debug)]
pub struct Words {
    lang: Lang,
    sheets: Arc<Sheets>,
}

type Table = BTreeMap<String, Template>;

/// The tables of a language, by what the keys of their words begin with: `ui`, `lab.bias-node`.
type Sheets = BTreeMap<String, Sheet>;

/// A table of a language.
#[derive(Debug, Default)]
struct Sheet {
    own: Late,
    /// The English words, marked as such, for those that are missing; empty in English itself.
    behind: Late,
}

/// A table that is read when it is first looked at.
#[derive(Debug, Default)]
struct Late {
    file: Option<&'static File<'static>>,
    /// What every word of it is marked with.
    mark: String,
    table: OnceLock<Table>,
}

impl Sheet {
    fn template(&self, key: &str) -> Option<&Template> {
        let own = self.own.table().get(key);
        own.or_else(|| self.behind.table().get(key))
    }
}

impl Late {
    fn of(file: &'static File<'static>, mark: &str) -> Self {
        Self {
            file: Some(file),
            mark: mark.to_owned(),
            table: OnceLock::new(),
        }
    }

    /// What stands in it. What is built in can be read: a test reads all of it.
    fn table(&self) -> &Table {
        self.table.get_or_init(|| {
            let read = self.file.map(|file| read_file(file).unwrap_or_default());
            let words = read.unwrap_or_default().into_iter();
            words
                .map(|(key, template)| (key, template.marked(&self.mark)))
                .collect()
        })
    }
}

impl Words {
    /// The words of `lang`, or an error that names the languages there are. Words that it lacks are English and
    /// say so: `[en] next`, as prose does.
    pub fn load(lang: &Lang) -> Result<Self> {
        let english = Lang::english();
        let mut sheets = Sheets::new();
        for (prefix, file) in files(lang)? {
            sheets.entry(prefix).or_default().own = Late::of(file, "");
        }
        if *lang != english {
            let mark = format!("[{english}] ");
            for (prefix, file) in files(&english)? {
                sheets.entry(prefix).or_default().behind = Late::of(file, &mark);
            }
        }
        Ok(Self {
            lang: lang.clone(),
            sheets: sheets.into(),
        })
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
        self.template(key).is_some()
    }

    /// Every key, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let tables = self
            .sheets
            .values()
            .flat_map(|sheet| [sheet.own.table(), sheet.behind.table()]);
        let keys: BTreeSet<_> = tables.flat_map(Table::keys).map(String::as_str).collect();
        keys.into_iter()
    }

    /// What stands under `key`: in the table that its beginning names.
    fn template(&self, key: &str) -> Option<&Template> {
        let mut prefix = key;
        loop {
            if let Some(sheet) = self.sheets.get(prefix) {
                return sheet.template(key);
            }
            (prefix, _) = prefix.rsplit_once('.')?;
        }
    }

    /// The words under `key`, for those without slots; the key itself where there are none.
    pub fn get(&self, key: &str) -> String {
        self.format(&Phrase::key(key.to_owned()))
    }

    /// `phrase` in this language; its key where the tables lack it.
    pub fn format(&self, phrase: &Phrase) -> String {
        if phrase.name() == "verbatim" {
            return match phrase.arg("text") {
                Some(Arg::Text(text)) => text.clone(),
                _ => String::new(),
            };
        }
        let Some(template) = self.template(phrase.name()) else {
            return phrase.name().to_owned();
        };
        self.fill(template, |slot| self.argument(phrase, slot))
    }

    /// `template` with every slot filled by `value`, numbers written in the slot's format.
    pub fn fill(&self, template: &Template, mut value: impl FnMut(&Slot) -> SlotValue) -> String {
        let mut text = String::new();
        for part in template.parts() {
            match part {
                TemplatePart::Text(words) => text.push_str(words),
                TemplatePart::Slot(slot) => text.push_str(&self.slot(slot, &value(slot))),
            }
        }
        text
    }

    /// One slot's text: the value in its format, its unit, its particle.
    pub fn slot(&self, slot: &Slot, value: &SlotValue) -> String {
        let mut text = match value {
            SlotValue::Number(number) => written(*number, slot.format),
            SlotValue::Text(words) => words.clone(),
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
        self.format(&Phrase::key(key).with("n", number))
    }

    fn argument(&self, phrase: &Phrase, slot: &Slot) -> SlotValue {
        let SlotSource::Value(name) = &slot.source else {
            return SlotValue::Text(String::new());
        };
        match phrase.arg(name) {
            Some(Arg::Number(number)) => SlotValue::Number(*number),
            Some(Arg::Text(text)) => SlotValue::Text(text.clone()),
            Some(Arg::Phrase(inner)) => SlotValue::Text(self.format(inner)),
            Some(Arg::List(items)) => SlotValue::Text(self.list(items)),
            None => SlotValue::Text(format!("{{{name}}}")),
        }
    }

    fn list(&self, items: &[Phrase]) -> String {
        let comma = self.template("list.comma").map_or_else(
            || ", ".to_owned(),
            |t| self.fill(t, |_| SlotValue::Text(String::new())),
        );
        let spoken: Vec<_> = items.iter().map(|item| self.format(item)).collect();
        spoken.join(&comma)
    }
}

/// The files of `lang`, each with what the keys of its words begin with.
fn files(lang: &Lang) -> Result<Vec<(String, &'static File<'static>)>> {
    let folder = TABLES.get_dir(lang.tag()).ok_or_else(|| {
        let known: Vec<_> = Words::available().iter().map(ToString::to_string).collect();
        anyhow!(
            "there is no language `{lang}`; choose one of: {}",
            known.join(", ")
        )
    })?;
    let mut files = Vec::new();
    let mut folders = vec![folder];
    while let Some(dir) = folders.pop() {
        folders.extend(dir.dirs());
        files.extend(dir.files().map(|file| (prefix(file), file)));
    }
    Ok(files)
}

fn is_table(file: &File<'_>) -> bool {
    file.path().extension().is_some_and(|end| end == "toml")
}

/// What the keys in `file` begin with: its path without the language.
fn prefix(file: &File<'_>) -> String {
    let path = file.path().with_extension("");
    let parts: Vec<_> = path.iter().filter_map(|part| part.to_str()).collect();
    parts[1..].join(".")
}

/// The words in `file`.
fn read_file(file: &File<'_>) -> Result<Table> {
    let mut table = Table::new();
    let text = file.contents_utf8().context("not UTF-8")?;
    flatten(&prefix(file), text.parse()?, &mut table)
        .with_context(|| file.path().display().to_string())?;
    Ok(table)
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
