//! TOML tables with the faults of their keys: a missing, mistyped or unknown key is reported, and
//! reading continues.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::toml_file::{TomlFile, join};
use crate::lab::{Value, Values};
use crate::lesson::model::Location;
use crate::locale::Phrase;
use crate::text::nearest_names;

/// The limit of training steps of a run, so that a check ends.
const MOST_STEPS: u64 = 1_000_000;

/// A table of a file.
pub(super) struct TableReader<'a, 'i> {
    file: &'a TomlFile<'i>,
    table: &'a DeTable<'i>,
    path: String,
    span: Range<usize>,
    /// The keys that were read.
    read_keys: RefCell<BTreeSet<String>>,
}

impl<'a, 'i> TableReader<'a, 'i> {
    pub(super) fn new(
        file: &'a TomlFile<'i>,
        table: &'a DeTable<'i>,
        path: String,
        span: Range<usize>,
    ) -> Self {
        Self {
            file,
            table,
            path,
            span,
            read_keys: RefCell::default(),
        }
    }

    /// The start of the table.
    pub(super) fn place(&self) -> Location {
        self.file.start_of(&self.span)
    }

    /// The location of the value at `path` of the file; the start of the table if there is none.
    pub(super) fn place_of(&self, path: &str) -> Location {
        let place = self.file.place_of(path).cloned();
        place.unwrap_or_else(|| self.place())
    }

    /// The location of the value under `key`.
    pub(super) fn place_in(&self, key: &str) -> Location {
        self.place_of(&join(&self.path, key))
    }

    /// The location of the byte `at` of `text`, a value at `place`; that of the value where it is written with escapes.
    pub(super) fn place_within(&self, place: &Location, text: &str, at: usize) -> Location {
        self.file.place_within(place, text, at)
    }

    /// The location of the value at `path` of this table; if there is none, that of the closest table around it.
    pub(super) fn nearest_place(&self, path: &str) -> Location {
        let mut path = path;
        while !path.is_empty() {
            if let Some(place) = self.file.place_of(&join(&self.path, path)) {
                return place.clone();
            }
            path = path.rsplit_once('.').map_or("", |(parent, _)| parent);
        }
        self.place()
    }

    /// Whether the value under `key` is a text.
    pub(super) fn is_text(&self, key: &str) -> bool {
        self.get(key)
            .is_some_and(|value| matches!(value.get_ref(), DeValue::String(_)))
    }

    /// Whether the value under `key` is a list.
    pub(super) fn is_list(&self, key: &str) -> bool {
        self.get(key)
            .is_some_and(|value| matches!(value.get_ref(), DeValue::Array(_)))
    }

    pub(super) fn report(&self, place: Location, message: Phrase) {
        self.file.report(place, message);
    }

    /// The value under `key`.
    fn get(&self, key: &str) -> Option<&'a Spanned<DeValue<'i>>> {
        self.read_keys.borrow_mut().insert(key.to_owned());
        self.table.get(key)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The keys with their locations, in the order of the file.
    pub(super) fn entries(&self) -> Vec<(String, Location)> {
        let mut entries: Vec<_> = self
            .table
            .keys()
            .map(|key| (key.get_ref().to_string(), self.file.start_of(&key.span())))
            .collect();
        entries.sort_unstable_by(|(_, a), (_, b)| a.cmp(b));
        entries
    }

    pub(super) fn string(&self, key: &str) -> Option<String> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            other => self.report_type(key, value, other, "check.type.text"),
        }
    }

    pub(super) fn number(&self, key: &str) -> Option<f64> {
        let value = self.get(key)?;
        number(value.get_ref())
            .or_else(|| self.report_type(key, value, value.get_ref(), "check.type.number"))
    }

    pub(super) fn count(&self, key: &str) -> Option<u64> {
        let value = self.get(key)?;
        let count = match value.get_ref() {
            DeValue::Integer(integer) => integer.as_str().parse().ok(),
            _ => None,
        };
        count.or_else(|| self.report_type(key, value, value.get_ref(), "check.type.count"))
    }

    /// `true` or `false` under `key`.
    pub(super) fn boolean(&self, key: &str) -> Option<bool> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Boolean(boolean) => Some(*boolean),
            _ => self.report_type(key, value, value.get_ref(), "check.type.boolean"),
        }
    }

    /// A whole number of at most `most`; a greater one is a fault and counts as `most`.
    pub(super) fn count_up_to(&self, key: &str, most: u64) -> Option<u64> {
        let count = self.count(key)?;
        if count > most {
            let message = Phrase::key("check.too-many")
                .with("key", key)
                .with("count", count)
                .with("most", most);
            self.report(self.place_in(key), message);
        }
        Some(count.min(most))
    }

    /// The training step under `at`.
    pub(super) fn training_step(&self) -> Option<u64> {
        self.count_up_to("at", MOST_STEPS)
    }

    /// The tolerance under `within`, 0 if it is missing.
    pub(super) fn tolerance(&self) -> f64 {
        let within = self.number("within").unwrap_or(0.0);
        if within < 0.0 {
            self.report(
                self.place_in("within"),
                Phrase::key("check.negative-within"),
            );
        }
        within
    }

    /// A list of texts; a missing one is a fault.
    pub(super) fn required_strings(&self, key: &str) -> Vec<String> {
        let Some(value) = self.get(key) else {
            self.report_missing(key);
            return Vec::new();
        };
        self.list(key, value)
    }

    /// A list of texts; a missing one is empty.
    pub(super) fn strings(&self, key: &str) -> Vec<String> {
        self.get(key)
            .map_or_else(Vec::new, |value| self.list(key, value))
    }

    fn list(&self, key: &str, value: &'a Spanned<DeValue<'i>>) -> Vec<String> {
        let DeValue::Array(array) = value.get_ref() else {
            self.report_type::<()>(key, value, value.get_ref(), "check.type.texts");
            return Vec::new();
        };
        let texts = array.iter().filter_map(|item| match item.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            other => self.report_type(key, item, other, "check.type.text"),
        });
        texts.collect()
    }

    pub(super) fn table(&self, key: &str) -> Option<Self> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Table(table) => Some(self.inner(key, table, value.span())),
            other => self.report_type(key, value, other, "check.type.table"),
        }
    }

    pub(super) fn required_table(&self, key: &str) -> Option<Self> {
        if !self.has(key) {
            self.report_missing(key);
        }
        self.table(key)
    }

    /// The tables of an array: `[[step]]`.
    pub(super) fn tables(&self, key: &str) -> Vec<Self> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let DeValue::Array(array) = value.get_ref() else {
            self.report_type::<()>(key, value, value.get_ref(), "check.type.tables");
            return Vec::new();
        };
        let tables = array
            .iter()
            .enumerate()
            .filter_map(|(at, item)| match item.get_ref() {
                DeValue::Table(table) => {
                    Some(self.inner(&format!("{key}.{at}"), table, item.span()))
                }
                other => self.report_type(key, item, other, "check.type.table"),
            });
        tables.collect()
    }

    /// The tables in the table under `key` with their names, in the order of the file.
    pub(super) fn named_tables(&self, key: &str) -> Vec<(String, Self)> {
        let Some(table) = self.table(key) else {
            return Vec::new();
        };
        let tables = table.entries().into_iter().filter_map(|(name, _)| {
            let inner = table.table(&name)?;
            Some((name, inner))
        });
        tables.collect()
    }

    /// The texts in the table under `key` by name. An empty text is the fault `if_empty`.
    pub(super) fn named_texts(
        &self,
        key: &str,
        if_empty: &'static str,
    ) -> BTreeMap<String, String> {
        let Some(table) = self.table(key) else {
            return BTreeMap::new();
        };
        let mut texts = BTreeMap::new();
        for (name, _) in table.entries() {
            let Some(text) = table.string(&name) else {
                continue;
            };
            if text.trim().is_empty() {
                let message = Phrase::key(if_empty).with("literal", name.as_str());
                table.report(table.place_in(&name), message);
            }
            texts.insert(name, text);
        }
        texts
    }

    /// The values of controls under `key`; no values if the key is missing.
    pub(super) fn values(&self, key: &str) -> Values {
        let mut values = Values::new();
        let Some(table) = self.table(key) else {
            return values;
        };
        for (name, _) in table.entries() {
            let Some(value) = table.get(&name) else {
                continue;
            };
            let parsed = match value.get_ref() {
                DeValue::String(text) => Some(Value::Choice(text.to_string())),
                other => number(other).map(Value::Number),
            };
            if let Some(value) = parsed
                .or_else(|| self.report_type(&name, value, value.get_ref(), "check.type.value"))
            {
                values.set(&name, value);
            }
        }
        values
    }

    pub(super) fn report_missing(&self, key: &str) {
        let place = self.place();
        self.report(place, Phrase::key("check.missing-key").with("key", key));
    }

    /// Reports every key that was not read; `known` are the possible keys.
    pub(super) fn report_unknown_keys(&self, known: &[&str]) {
        for (key, place) in self.entries() {
            if !self.read_keys.borrow().contains(&key) {
                let names = nearest_names(&key, known.iter().copied()).join(", ");
                let message = Phrase::key("check.unknown-key")
                    .with("key", key)
                    .with("names", names);
                self.report(place, message);
            }
        }
    }

    fn inner(&self, key: &str, table: &'a DeTable<'i>, span: Range<usize>) -> Self {
        Self::new(self.file, table, join(&self.path, key), span)
    }

    fn report_type<T>(
        &self,
        key: &str,
        at: &Spanned<DeValue<'_>>,
        found: &DeValue<'_>,
        wanted: &'static str,
    ) -> Option<T> {
        let message = Phrase::key("check.wrong-type")
            .with("key", key)
            .with("found", Phrase::key(found_key(found, wanted)))
            .with("wanted", Phrase::key(wanted));
        self.report(self.file.start_of(&at.span()), message);
        None
    }
}

/// The key of the words for a value of the wrong type. A whole number that is no count is out of its range.
fn found_key(found: &DeValue<'_>, wanted: &str) -> String {
    match found {
        DeValue::Integer(integer) if wanted == "check.type.count" => {
            let is_negative = integer.as_str().starts_with('-');
            let key = if is_negative { "negative" } else { "huge" };
            format!("check.found.{key}")
        }
        other => format!("check.found.{}", other.type_str()),
    }
}

fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(integer) => integer.as_str().parse().ok(),
        DeValue::Float(float) => float.as_str().parse().ok(),
        DeValue::String(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => None,
    }
}
