//! The columns of a file: their type and their range, counted cell by cell.

use super::cell::{CellNumber, display_word, is_dash, is_missing, parse_number};
use super::class_order::sort_classes;
use super::format::DecimalMark;

/// The most different words that are classes.
const MAX_CLASSES: usize = 12;
/// The fewest rows of a column that counts them: few points may be 0, 1, 2 by themselves.
const MIN_INDEX_ROWS: usize = 6;
/// The most different whole numbers from 0 or 1 on that are classes.
const MAX_NUMBERED_CLASSES: usize = 5;

/// The word of a class that files write as any kind of dash.
pub(super) const DASH_CLASS: &str = "−";

/// The names of columns that number the rows in any order.
const INDEX_NAMES: [&str; 13] = [
    "id", "no", "no.", "nr", "nr.", "#", "index", "idx", "row", "key", "번호", "순번", "연번",
];

/// The type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Numbers.
    Number,
    /// A few words or numbers that recur.
    Class,
    /// Whole numbers that name the rows: 0, 1, 2 and so on, 1, 2, 3 and so on, or a column called `id` or the like.
    Index,
    /// The same value in every row.
    Constant,
    /// Many different words.
    Text,
    /// No value at all.
    Empty,
}

/// A word or a number that recurs in a column.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassWord {
    /// The word as the file has it.
    pub word: String,
    /// The number, if it is one.
    pub value: Option<f64>,
    /// The rows that have it.
    pub count: usize,
}

/// A column of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportColumn {
    /// The name; `c3` where the file names none.
    pub name: String,
    /// The type.
    pub kind: ColumnKind,
    /// The smallest and the largest number; none without numbers.
    pub range: Option<(f64, f64)>,
    /// The classes: numbers by size, words with those for no before those for yes; empty where there are too many.
    pub classes: Vec<ClassWord>,
    /// The rows without a value.
    pub missing: usize,
    /// Whether numbers have a percent sign.
    pub has_percent: bool,
    /// Whether a dash is a class and not a missing value.
    pub(super) has_dash_class: bool,
}

/// Counts the cells of a column.
#[derive(Clone, Debug, Default)]
pub(super) struct ColumnScan {
    numbers: usize,
    percents: usize,
    words: usize,
    missing: usize,
    dashes: usize,
    range: Option<(f64, f64)>,
    /// Different values, one more than there may be classes.
    distinct: Vec<ClassWord>,
    /// The last of numbers that each are larger by one than the number before, the first one being 0 or 1.
    last_in_sequence: Option<f64>,
    is_out_of_sequence: bool,
    has_fractions: bool,
}

impl ImportColumn {
    /// Whether the column can be an input or a number target.
    pub fn has_numbers(&self) -> bool {
        let is_number = |class: &ClassWord| class.value.is_some();
        match self.kind {
            ColumnKind::Number | ColumnKind::Index => true,
            ColumnKind::Class => self.classes.iter().all(is_number),
            ColumnKind::Constant | ColumnKind::Text | ColumnKind::Empty => false,
        }
    }

    /// The name with its unit, if the numbers have a percent sign and the name has none.
    pub fn name_with_unit(&self) -> String {
        if self.has_percent && !self.name.contains('%') {
            format!("{} (%)", self.name)
        } else {
            self.name.clone()
        }
    }

    /// Whether the column can be a target of classes.
    pub fn has_classes(&self) -> bool {
        self.classes.len() > 1
    }

    /// The number in `cell`; none where it is missing or a word.
    pub(super) fn number(cell: &str, decimal: DecimalMark) -> Option<f64> {
        parse_number(cell, decimal).map(|number| number.value)
    }

    /// Whether `cell` has no value.
    pub(super) fn is_missing(&self, cell: &str) -> bool {
        is_missing(cell) && !(self.has_dash_class && is_dash(cell))
    }

    /// The index of the class in `cell`.
    pub(super) fn class(&self, cell: &str, decimal: DecimalMark) -> Option<usize> {
        let value = Self::number(cell, decimal);
        let cell = if self.has_dash_class && is_dash(cell) {
            DASH_CLASS
        } else {
            cell
        };
        let is_same = |class: &ClassWord| match (value, class.value) {
            (Some(value), Some(of_class)) => value == of_class,
            (None, None) => class.word == display_word(cell),
            (_, _) => false,
        };
        self.classes.iter().position(is_same)
    }
}

impl ColumnScan {
    pub(super) fn add(&mut self, cell: &str, decimal: DecimalMark) {
        if is_missing(cell) {
            self.missing += 1;
            self.dashes += usize::from(is_dash(cell));
            self.is_out_of_sequence = true;
            return;
        }
        let number = parse_number(cell, decimal);
        if let Some(number) = number {
            self.add_number(number);
        } else {
            self.words += 1;
            self.is_out_of_sequence = true;
        }
        self.add_distinct(cell, number.map(|number| number.value));
    }

    fn add_number(&mut self, number: CellNumber) {
        let CellNumber { value, has_percent } = number;
        self.numbers += 1;
        self.percents += usize::from(has_percent);
        let (low, high) = self.range.unwrap_or((value, value));
        self.range = Some((low.min(value), high.max(value)));
        let is_next = match self.last_in_sequence {
            Some(last) => value == last + 1.0,
            None => value == 0.0 || value == 1.0,
        };
        self.is_out_of_sequence |= !is_next;
        self.has_fractions |= value.fract() != 0.0;
        self.last_in_sequence = Some(value);
    }

    fn add_distinct(&mut self, cell: &str, value: Option<f64>) {
        let word = display_word(cell);
        let is_same = |class: &&mut ClassWord| match value {
            Some(value) => class.value == Some(value),
            None => class.value.is_none() && class.word == word,
        };
        if let Some(class) = self.distinct.iter_mut().find(is_same) {
            class.count += 1;
        } else if self.distinct.len() <= MAX_CLASSES {
            self.distinct.push(ClassWord {
                word: word.into_owned(),
                value,
                count: 1,
            });
        }
    }

    /// The column called `name` with these cells.
    pub(super) fn finish(mut self, name: String) -> ImportColumn {
        let has_plus = self.distinct.len() == 1 && self.distinct[0].word == "+";
        let has_dash_class = has_plus && self.dashes > 0;
        if has_dash_class {
            self.missing -= self.dashes;
            self.words += self.dashes;
            self.distinct.push(ClassWord {
                word: DASH_CLASS.to_owned(),
                value: None,
                count: self.dashes,
            });
        }
        let kind = self.kind(&name);
        let has_classes = match kind {
            ColumnKind::Class | ColumnKind::Constant => true,
            ColumnKind::Number => {
                self.distinct.len() <= MAX_CLASSES && self.distinct.len() * 2 <= self.numbers
            }
            ColumnKind::Index | ColumnKind::Text | ColumnKind::Empty => false,
        };
        // Words that stray among numbers are no classes.
        let is_class = |class: &ClassWord| kind != ColumnKind::Number || class.value.is_some();
        let mut classes = if has_classes {
            self.distinct
        } else {
            Vec::new()
        };
        classes.retain(is_class);
        sort_classes(&mut classes);
        ImportColumn {
            name,
            kind,
            range: self.range,
            classes,
            missing: self.missing,
            has_percent: self.percents > 0,
            has_dash_class,
        }
    }

    fn kind(&self, name: &str) -> ColumnKind {
        let present = self.numbers + self.words;
        let distinct = self.distinct.len();
        if present == 0 {
            ColumnKind::Empty
        } else if distinct == 1 && present > 1 {
            ColumnKind::Constant
        } else if self.numbers * 10 >= present * 9 {
            self.number_kind(name)
        } else if distinct <= MAX_CLASSES && (distinct <= 2 || distinct * 2 <= present) {
            ColumnKind::Class
        } else {
            ColumnKind::Text
        }
    }

    fn number_kind(&self, name: &str) -> ColumnKind {
        let distinct = self.distinct.len();
        let is_whole = |class: &ClassWord| class.value.is_some_and(|value| value.fract() == 0.0);
        let is_numbered = |(low, high): (f64, f64)| {
            (low == 0.0 || low == 1.0) && high - low == distinct as f64 - 1.0
        };
        let has_numbered_classes = (3..=MAX_NUMBERED_CLASSES).contains(&distinct)
            && self.numbers >= 10 * distinct
            && self.distinct.iter().all(is_whole)
            && self.range.is_some_and(is_numbered);
        // `45%` beside `0.45` would be two units in one column.
        if self.percents > 0 && self.percents < self.numbers {
            ColumnKind::Text
        } else if self.counts_rows() || self.numbers_rows_as(name) {
            ColumnKind::Index
        } else if self.words == 0 && (distinct == 2 || has_numbered_classes) {
            ColumnKind::Class
        } else {
            ColumnKind::Number
        }
    }

    /// Whether the numbers are 0, 1, 2 or 1, 2, 3 and so on.
    fn counts_rows(&self) -> bool {
        !self.is_out_of_sequence && self.numbers >= MIN_INDEX_ROWS
    }

    /// Whether `name` says that the numbers name the rows, and they are whole and do not recur so far.
    fn numbers_rows_as(&self, name: &str) -> bool {
        let distinct = self.distinct.len();
        let recurs = distinct <= MAX_CLASSES && distinct < self.numbers;
        self.words == 0 && !self.has_fractions && !recurs && is_index_name(name)
    }
}

/// Whether a column of this name numbers the rows: `id`, `user_id`, `PassengerId`, `번호`.
fn is_index_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    let last_word = lower.rsplit(['_', '-', ' ', '.']).next();
    INDEX_NAMES.contains(&lower.as_str()) || last_word == Some("id") || name.ends_with("Id")
}
