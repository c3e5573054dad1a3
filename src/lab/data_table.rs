//! The learner's own data as a table: named input columns, a target and the rows that are used.

use std::sync::Arc;

/// The rows of a file that a playground learns, with the names and the units of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct DataTable {
    /// The name of the file, without its folder.
    pub file: String,
    /// The input columns, one or two.
    pub inputs: Vec<TableColumn>,
    /// The target column.
    pub target: TableTarget,
    /// Whether the network sees z-scores. Axes and readings show the units of the file in both cases.
    pub is_standardised: bool,
    /// The rows, in the units of the file.
    pub rows: Arc<[TableRow]>,
}

/// An input column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableColumn {
    /// The name, as axes and formulas show it.
    pub name: String,
}

/// The target column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableTarget {
    /// A number.
    Number {
        /// The name of the column.
        name: String,
    },
    /// One of two classes.
    Class {
        /// The name of the column.
        name: String,
        /// The words for class 0 and class 1.
        words: [String; 2],
    },
}

/// A row of a [`DataTable`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TableRow {
    /// The inputs; with one input column the second is 0.
    pub inputs: [f64; 2],
    /// The target: a number, or the class, 0 or 1.
    pub target: f64,
}
