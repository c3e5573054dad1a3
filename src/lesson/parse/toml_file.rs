//! A TOML file with the locations of its values.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::toml_reader::TableReader;
use crate::lesson::model::{Fault, Location};
use crate::locale::{ErrorReason, Phrase};

/// A TOML file, the locations of its values, and the faults found in it.
pub(super) struct TomlFile<'i> {
    table: DeTable<'i>,
    lines: LineIndex<'i>,
    /// The location of every value by its path: `step.2.set.b`.
    places: BTreeMap<String, Location>,
    /// The first place that is no TOML.
    syntax_fault: Option<Fault>,
    faults: RefCell<Vec<Fault>>,
}

/// Locations in a file by byte offset.
struct LineIndex<'i> {
    name: Arc<str>,
    text: &'i str,
    /// The byte offset at which each line starts.
    starts: Vec<usize>,
}

impl<'i> TomlFile<'i> {
    /// Parses `text`. Of invalid TOML the first place becomes a fault.
    pub(super) fn parse(name: &str, text: &'i str) -> Self {
        let (table, errors) = DeTable::parse_recoverable(text);
        let table = table.into_inner();
        let lines = LineIndex::new(name, text);
        let mut places = BTreeMap::new();
        lines.add_table("", &table, &mut places);
        let start = |error: &toml::de::Error| error.span().map_or(0, |span| span.start);
        let first = errors.iter().min_by_key(|error| start(error));
        let syntax_fault = first.map(|error| Fault {
            place: lines.location(start(error)),
            message: Phrase::key("check.toml")
                .with("why", ErrorReason::of_toml(error.message()).phrase()),
        });
        Self {
            table,
            lines,
            places,
            syntax_fault,
            faults: RefCell::default(),
        }
    }

    /// The top-level table.
    pub(super) fn root(&self) -> TableReader<'_, 'i> {
        TableReader::new(self, &self.table, String::new(), 0..0)
    }

    /// The location of every value, and the faults found so far. Of a file that is no TOML this is the only one: what seems to
    /// be missing or wrong may follow from it.
    pub(super) fn finish(self) -> (BTreeMap<String, Location>, Vec<Fault>) {
        let faults = match self.syntax_fault {
            Some(fault) => vec![fault],
            None => self.faults.into_inner(),
        };
        (self.places, faults)
    }

    /// The location of the value at `path`.
    pub(super) fn place_of(&self, path: &str) -> Option<&Location> {
        self.places.get(path)
    }

    /// The location at which `span` starts.
    pub(super) fn start_of(&self, span: &Range<usize>) -> Location {
        self.lines.location(span.start)
    }

    /// The location of the byte `at` of `text`, the value at `place`; `place` itself where the file writes it with escapes or
    /// on several lines.
    pub(super) fn place_within(&self, place: &Location, text: &str, at: usize) -> Location {
        let line = self.lines.text.lines().nth(place.line.saturating_sub(1));
        let before = text.get(..at).unwrap_or_default();
        // The quotation mark is the character in the column of the value.
        let mut written = line.unwrap_or_default().chars().skip(place.column);
        if at == 0 || !before.chars().all(|c| written.next() == Some(c)) {
            return place.clone();
        }
        Location {
            column: place.column + 1 + before.chars().count(),
            ..place.clone()
        }
    }

    pub(super) fn report(&self, place: Location, message: Phrase) {
        self.faults.borrow_mut().push(Fault { place, message });
    }
}

impl<'i> LineIndex<'i> {
    fn new(name: &str, text: &'i str) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            name: name.into(),
            text,
            starts: std::iter::once(0).chain(ends).collect(),
        }
    }

    /// The location of the byte `at`.
    fn location(&self, at: usize) -> Location {
        let line = self.starts.partition_point(|start| *start <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let end = at.min(self.text.len());
        let before = self.text.get(start..end).unwrap_or_default();
        Location {
            file: self.name.clone(),
            line,
            column: before.chars().count() + 1,
        }
    }

    /// Adds the location of every value of `table`, the table at `path`.
    fn add_table(&self, path: &str, table: &DeTable<'_>, places: &mut BTreeMap<String, Location>) {
        for (key, value) in table {
            self.add_value(&join(path, key.get_ref()), value, places);
        }
    }

    fn add_value(
        &self,
        path: &str,
        value: &Spanned<DeValue<'_>>,
        places: &mut BTreeMap<String, Location>,
    ) {
        places.insert(path.to_owned(), self.location(value.span().start));
        match value.get_ref() {
            DeValue::Table(table) => self.add_table(path, table, places),
            DeValue::Array(array) => {
                for (at, item) in array.iter().enumerate() {
                    self.add_value(&join(path, &at.to_string()), item, places);
                }
            }
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_) => {}
        }
    }
}

/// The path of the value under `key` in the table at `path`.
pub(super) fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}
