//! TOML tables read with care: each missing, mistyped and unknown key is a fault with its place, and
//! reading goes on.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::lab::{Value, Values};
use crate::lesson::model::{Fault, Location};
use crate::locale::Phrase;
use crate::text::nearest_names;

/// No run goes farther than this: whoever asks for more waits for ever.
const MOST_STEPS: u64 = 1_000_000;

/// A TOML file, its places and its faults.
pub(super) struct TomlFile<'i> {
    name: Arc<str>,
    text: &'i str,
    /// Where each of its lines begins.
    lines: Vec<usize>,
    table: DeTable<'i>,
    /// Where every value stands, once somebody has asked.
    known: OnceCell<BTreeMap<String, Location>>,
    faults: RefCell<Vec<Fault>>,
}

/// One table of a file.
pub(super) struct Reader<'a, 'i> {
    file: &'a TomlFile<'i>,
    table: &'a DeTable<'i>,
    path: String,
    span: Range<usize>,
    asked: RefCell<BTreeSet<String>>,
}

impl<'i> TomlFile<'i> {
    pub(super) fn parse(name: &str, text: &'i str, faults: &mut Vec<Fault>) -> Self {
        let (table, errors) = DeTable::parse_recoverable(text);
        let file = Self {
            name: name.into(),
            text,
            lines: std::iter::once(0)
                .chain(text.match_indices('\n').map(|(at, _)| at + 1))
                .collect(),
            table: table.into_inner(),
            known: OnceCell::new(),
            faults: RefCell::default(),
        };
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            faults.push(Fault {
                place: file.place(at),
                what: Phrase::key("check.toml").with("why", error.message()),
            });
        }
        file
    }

    pub(super) fn root(&self) -> Reader<'_, 'i> {
        Reader {
            file: self,
            table: &self.table,
            path: String::new(),
            span: 0..0,
            asked: RefCell::default(),
        }
    }

    /// Where every value stands, by its path: `step.2.set.b`.
    pub(super) fn places(&self) -> BTreeMap<String, Location> {
        let mut places = BTreeMap::new();
        self.note_table("", &self.table, &mut places);
        places
    }

    pub(super) fn into_faults(self) -> Vec<Fault> {
        self.faults.into_inner()
    }

    fn note_table(&self, path: &str, table: &DeTable<'_>, places: &mut BTreeMap<String, Location>) {
        for (key, value) in table {
            self.note_value(&join(path, key.get_ref()), value, places);
        }
    }

    fn note_value(
        &self,
        path: &str,
        value: &Spanned<DeValue<'_>>,
        places: &mut BTreeMap<String, Location>,
    ) {
        places.insert(path.to_owned(), self.place(value.span().start));
        match value.get_ref() {
            DeValue::Table(table) => self.note_table(path, table, places),
            DeValue::Array(array) => {
                for (at, item) in array.iter().enumerate() {
                    self.note_value(&join(path, &at.to_string()), item, places);
                }
            }
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_) => {}
        }
    }

    /// The place of the byte `at`.
    fn place(&self, at: usize) -> Location {
        let line = self.lines.partition_point(|start| *start <= at).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or(0);
        let end = at.min(self.text.len());
        let before = self.text.get(start..end).unwrap_or_default();
        Location {
            file: self.name.clone(),
            line,
            column: before.chars().count() + 1,
        }
    }
}

impl<'a, 'i> Reader<'a, 'i> {
    /// Where the table begins.
    pub(super) fn place(&self) -> Location {
        self.file.place(self.span.start)
    }

    /// Where the value at `path` of the file stands, or the beginning of the file.
    pub(super) fn place_of(&self, path: &str) -> Location {
        let known = self.file.known.get_or_init(|| self.file.places());
        known.get(path).cloned().unwrap_or_else(|| self.place())
    }

    /// Where the value under `key` stands.
    pub(super) fn place_in(&self, key: &str) -> Location {
        self.place_of(&join(&self.path, key))
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

    pub(super) fn fault(&self, place: Location, what: Phrase) {
        self.file.faults.borrow_mut().push(Fault { place, what });
    }

    /// The value under `key`.
    fn get(&self, key: &str) -> Option<&'a Spanned<DeValue<'i>>> {
        self.asked.borrow_mut().insert(key.to_owned());
        self.table.get(key)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The keys with their places, in the order in which they are written.
    pub(super) fn entries(&self) -> Vec<(String, Location)> {
        let mut entries: Vec<_> = self
            .table
            .keys()
            .map(|key| (key.span().start, key.get_ref().to_string()))
            .collect();
        entries.sort_unstable();
        let placed = entries
            .into_iter()
            .map(|(at, key)| (key, self.file.place(at)));
        placed.collect()
    }

    pub(super) fn string(&self, key: &str) -> Option<String> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            other => self.mistyped(key, value, other, "check.type.text"),
        }
    }

    pub(super) fn number(&self, key: &str) -> Option<f64> {
        let value = self.get(key)?;
        number(value.get_ref())
            .or_else(|| self.mistyped(key, value, value.get_ref(), "check.type.number"))
    }

    pub(super) fn count(&self, key: &str) -> Option<u64> {
        let value = self.get(key)?;
        let count = match value.get_ref() {
            DeValue::Integer(integer) => integer.as_str().parse().ok(),
            _ => None,
        };
        count.or_else(|| self.mistyped(key, value, value.get_ref(), "check.type.count"))
    }

    /// A whole number that is at most `most`, for what would run for ever; 1 more is a fault that names the limit.
    pub(super) fn count_to(&self, key: &str, most: u64) -> Option<u64> {
        let count = self.count(key)?;
        if count > most {
            let what = Phrase::key("check.too-many")
                .with("key", key)
                .with("count", count)
                .with("most", most);
            self.fault(self.place_in(key), what);
        }
        Some(count.min(most))
    }

    /// The step to which a model runs: `at`.
    pub(super) fn at(&self) -> Option<u64> {
        self.count_to("at", MOST_STEPS)
    }

    /// How far off a number may be: `within`, 0 where it is not said.
    pub(super) fn within(&self) -> f64 {
        let within = self.number("within").unwrap_or(0.0);
        if within < 0.0 {
            self.fault(
                self.place_in("within"),
                Phrase::key("check.negative-within"),
            );
        }
        within
    }

    /// A list of texts; one that is missing is a fault.
    pub(super) fn strings(&self, key: &str) -> Vec<String> {
        let Some(value) = self.get(key) else {
            self.missing(key);
            return Vec::new();
        };
        self.list(key, value)
    }

    /// A list of texts; one that is missing is empty.
    pub(super) fn some_strings(&self, key: &str) -> Vec<String> {
        self.get(key)
            .map_or_else(Vec::new, |value| self.list(key, value))
    }

    fn list(&self, key: &str, value: &'a Spanned<DeValue<'i>>) -> Vec<String> {
        let DeValue::Array(array) = value.get_ref() else {
            self.mistyped::<()>(key, value, value.get_ref(), "check.type.texts");
            return Vec::new();
        };
        let texts = array.iter().filter_map(|item| match item.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            other => self.mistyped(key, item, other, "check.type.text"),
        });
        texts.collect()
    }

    pub(super) fn table(&self, key: &str) -> Option<Self> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Table(table) => Some(self.inner(key, table, value.span())),
            other => self.mistyped(key, value, other, "check.type.table"),
        }
    }

    pub(super) fn required_table(&self, key: &str) -> Option<Self> {
        if !self.has(key) {
            self.missing(key);
        }
        self.table(key)
    }

    /// The tables of an array: `[[step]]`.
    pub(super) fn tables(&self, key: &str) -> Vec<Self> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let DeValue::Array(array) = value.get_ref() else {
            self.mistyped::<()>(key, value, value.get_ref(), "check.type.tables");
            return Vec::new();
        };
        let tables = array
            .iter()
            .enumerate()
            .filter_map(|(at, item)| match item.get_ref() {
                DeValue::Table(table) => {
                    Some(self.inner(&format!("{key}.{at}"), table, item.span()))
                }
                other => self.mistyped(key, item, other, "check.type.table"),
            });
        tables.collect()
    }

    /// The values of controls under `key`; none where there is no such key.
    pub(super) fn values(&self, key: &str) -> Values {
        let mut values = Values::new();
        let Some(table) = self.table(key) else {
            return values;
        };
        for (name, _) in table.entries() {
            let Some(value) = table.get(&name) else {
                continue;
            };
            let taken = match value.get_ref() {
                DeValue::String(text) => Some(Value::Choice(text.to_string())),
                other => number(other).map(Value::Number),
            };
            if let Some(value) =
                taken.or_else(|| self.mistyped(&name, value, value.get_ref(), "check.type.value"))
            {
                values.set(&name, value);
            }
        }
        values
    }

    pub(super) fn missing(&self, key: &str) {
        let place = self.place();
        self.fault(place, Phrase::key("check.missing-key").with("key", key));
    }

    /// Faults every key that nobody asked for; `known` are the keys that there could be.
    pub(super) fn finish(&self, known: &[&str]) {
        for (key, place) in self.entries() {
            if !self.asked.borrow().contains(&key) {
                let names = nearest_names(&key, known.iter().copied()).join(", ");
                let what = Phrase::key("check.unknown-key")
                    .with("key", key)
                    .with("names", names);
                self.fault(place, what);
            }
        }
    }

    fn inner(&self, key: &str, table: &'a DeTable<'i>, span: Range<usize>) -> Self {
        Reader {
            file: self.file,
            table,
            path: join(&self.path, key),
            span,
            asked: RefCell::default(),
        }
    }

    fn mistyped<T>(
        &self,
        key: &str,
        at: &Spanned<DeValue<'_>>,
        found: &DeValue<'_>,
        wanted: &'static str,
    ) -> Option<T> {
        let what = Phrase::key("check.wrong-type")
            .with("key", key)
            .with(
                "found",
                Phrase::key(format!("check.found.{}", found.type_str())),
            )
            .with("wanted", Phrase::key(wanted));
        self.fault(self.file.place(at.span().start), what);
        None
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

fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}
