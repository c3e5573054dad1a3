//! Tables.

use crate::locale::Phrase;

/// Rows and columns of numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What the cells hold.
    pub title: Phrase,
    /// What stands above the row headers.
    pub corner: Phrase,
    /// A heading for each column of cells.
    pub columns: Vec<Phrase>,
    /// The rows; each has a cell a column.
    pub rows: Vec<TableRow>,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct TableRow {
    /// What the row stands for.
    pub header: Phrase,
    /// Its cells.
    pub cells: Vec<TableCell>,
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub struct TableCell {
    /// What it says.
    pub text: Phrase,
    /// How it is set off.
    pub tone: Tone,
}

/// How a cell is set off from the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tone {
    /// Like the others.
    Plain,
    /// Shaded by a value from 0 to 1, as on a heat map.
    Shade(f64),
    /// The one that the learner is at, shaded like its neighbours.
    Here(f64),
    /// As it should be.
    Right,
    /// Not as it should be.
    Wrong,
}
