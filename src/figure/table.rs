//! Tables.

use crate::locale::Phrase;

/// Rows and columns of cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The quantity in the cells.
    pub title: Phrase,
    /// The heading above the row headers.
    pub corner: Phrase,
    /// The headings of the columns of cells.
    pub columns: Vec<Phrase>,
    /// The rows; each has one cell for each column.
    pub rows: Vec<CellRow>,
    /// The meanings of the signs in cells and headings, a line each.
    pub signs: Vec<Phrase>,
    /// The content in sentences, for listeners; empty where rows and headings say it without signs.
    pub spoken: Vec<Phrase>,
}

impl Table {
    /// A sentence for each row, with the heading of every cell.
    pub fn row_sentences(&self) -> impl Iterator<Item = Phrase> {
        self.rows.iter().map(|row| {
            let cells = self.columns.iter().zip(&row.cells).map(|(column, cell)| {
                Phrase::key("figure.table.cell")
                    .with("column", column.clone())
                    .with("value", cell.text.clone())
            });
            // A cell may hold a comma.
            let cells = cells.reduce(|cells, cell| {
                Phrase::key("figure.table.pair")
                    .with("cells", cells)
                    .with("cell", cell)
            });
            Phrase::key("figure.table.row")
                .with("header", row.header.clone())
                .with("cells", cells.unwrap_or_else(|| Phrase::verbatim("")))
        })
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct CellRow {
    /// The heading of the row.
    pub header: Phrase,
    /// The cells, from left to right.
    pub cells: Vec<TableCell>,
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub struct TableCell {
    /// The text.
    pub text: Phrase,
    /// The difference from the other cells.
    pub emphasis: CellEmphasis,
}

/// The way a cell is drawn differently from the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CellEmphasis {
    /// No difference.
    Plain,
    /// The shade of a value from 0 to 1, as on a heat map.
    Shade(f64),
    /// The cell of the current values, with the shade of a value from 0 to 1.
    Current(f64),
    /// A right result.
    Right,
    /// A wrong result.
    Wrong,
    /// Another colour, for a sign that is neither right nor wrong.
    Marked,
}
