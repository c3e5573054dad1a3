//! The first pass over a file: names, types and ranges of its columns, its first rows, and the lines that do not fit.

use csv::StringRecord;

use super::cell::{display_word, trim_cell};
use super::column::{ColumnKind, ColumnScan, ImportColumn};
use super::format::{FileFormat, fits};
use crate::locale::Phrase;

/// The most rows that are read.
pub const MAX_ROWS: usize = 1_000_000;
/// The most columns that are read.
pub const MAX_COLUMNS: usize = 64;
/// The first rows that are kept for display.
const FIRST_ROWS: usize = 12;
/// The most lines that are named.
pub(super) const MAX_NAMED_LINES: usize = 20;

/// The columns of a file in one format, with its first rows.
#[derive(Clone, Debug, PartialEq)]
pub struct ScannedTable {
    /// The first [`MAX_COLUMNS`] columns.
    pub columns: Vec<ImportColumn>,
    /// The number of columns of the file.
    pub width: usize,
    /// The cells of the first rows, as the file has them; none for a missing value.
    pub first_rows: Vec<Vec<Option<String>>>,
    /// The number of rows, without those that do not fit.
    pub rows: usize,
    /// Whether the file has more than [`MAX_ROWS`] rows.
    pub is_cut: bool,
    /// The first lines that do not fit.
    pub stray_lines: Vec<StrayLine>,
    /// The number of lines that do not fit.
    pub stray_count: usize,
}

/// A line that is left out.
#[derive(Clone, Debug, PartialEq)]
pub struct StrayLine {
    /// Its number, from 1.
    pub line: u64,
    /// The reason.
    pub why: Phrase,
}

impl StrayLine {
    /// The line and the reason in words.
    pub fn phrase(&self) -> Phrase {
        Phrase::key("fault.import.line")
            .with("line", self.line)
            .with("why", self.why.clone())
    }
}

/// The state of the pass.
struct Scan {
    format: FileFormat,
    header: Option<Vec<String>>,
    columns: Vec<ColumnScan>,
    first_rows: Vec<Vec<String>>,
    rows: usize,
    is_cut: bool,
    stray_lines: Vec<StrayLine>,
    stray_count: usize,
}

/// Reads `text` in `format`.
pub(super) fn scan(text: &str, format: FileFormat) -> ScannedTable {
    let mut scan = Scan {
        format,
        header: None,
        columns: vec![ColumnScan::default(); format.width.min(MAX_COLUMNS)],
        first_rows: Vec::new(),
        rows: 0,
        is_cut: false,
        stray_lines: Vec::new(),
        stray_count: 0,
    };
    format.each_record(text, |line, record| scan.add(line, record));
    scan.finish()
}

/// Whether `record` is the header of a file in `format`, if no record came before.
pub(super) fn is_header(record: &StringRecord, format: FileFormat) -> bool {
    format.has_header && record.len() + 1 >= format.width
}

impl Scan {
    /// Adds a record; false where the pass ends.
    fn add(&mut self, line: u64, record: &StringRecord) -> bool {
        let is_first = self.rows == 0 && self.header.is_none();
        if is_first && is_header(record, self.format) {
            let names = record.iter().take(MAX_COLUMNS + 1);
            self.header = Some(
                names
                    .map(|name| display_word(trim_cell(name)).into_owned())
                    .collect(),
            );
            return true;
        }
        if !fits(record, self.format.width) {
            self.add_stray(line, record);
            return true;
        }
        if self.rows == MAX_ROWS {
            self.is_cut = true;
            return false;
        }
        self.rows += 1;
        let cells = record.iter().map(trim_cell);
        for (column, cell) in self.columns.iter_mut().zip(cells.clone()) {
            column.add(cell, self.format.decimal);
        }
        if self.first_rows.len() < FIRST_ROWS {
            let shown = cells
                .take(self.columns.len())
                .map(|cell| display_word(cell).into_owned());
            self.first_rows.push(shown.collect());
        }
        true
    }

    fn add_stray(&mut self, line: u64, record: &StringRecord) {
        self.stray_count += 1;
        if self.stray_lines.len() < MAX_NAMED_LINES {
            let why = Phrase::key("fault.import.wrong-count")
                .with("n", record.len())
                .with("usual", self.format.width);
            self.stray_lines.push(StrayLine { line, why });
        }
    }

    fn finish(self) -> ScannedTable {
        let names = self.names();
        let mut columns: Vec<_> = self
            .columns
            .into_iter()
            .zip(names)
            .map(|(column, name)| column.finish(name))
            .collect();
        let mut width = self.format.width;
        let is_unnamed = |at: usize| {
            let name = self.header.as_ref().and_then(|names| names.get(at));
            name.is_none_or(String::is_empty)
        };
        while columns.len() == width
            && columns
                .last()
                .is_some_and(|it| it.kind == ColumnKind::Empty)
            && is_unnamed(width - 1)
        {
            columns.pop();
            width -= 1;
        }
        let show = |cells: Vec<String>| {
            let cells = cells.into_iter().zip(&columns);
            cells
                .map(|(cell, column)| (!column.is_missing(&cell)).then_some(cell))
                .collect()
        };
        ScannedTable {
            first_rows: self.first_rows.into_iter().map(show).collect(),
            columns,
            width,
            rows: self.rows,
            is_cut: self.is_cut,
            stray_lines: self.stray_lines,
            stray_count: self.stray_count,
        }
    }

    /// A name for each column, each used once.
    fn names(&self) -> Vec<String> {
        let header = self.header.as_deref().unwrap_or_default();
        // R writes no name above the names of the rows.
        let shift = usize::from(!header.is_empty() && header.len() + 1 == self.format.width);
        let mut names: Vec<String> = Vec::new();
        for at in 0..self.columns.len() {
            let given = at.checked_sub(shift).and_then(|at| header.get(at));
            let name = match given.filter(|given| !given.is_empty()) {
                Some(given) => given.clone(),
                None => format!("c{}", at + 1),
            };
            let is_new = !names.contains(&name);
            names.push(if is_new {
                name
            } else {
                format!("{name} ({})", at + 1)
            });
        }
        names
    }
}
