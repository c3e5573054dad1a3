//! Grids of pixels.

use std::ops::RangeInclusive;

use crate::locale::Phrase;

/// Square pixels in grids side by side: a picture, and what a filter makes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Pixels {
    /// The title; it is not drawn, because each grid has a name.
    pub title: Phrase,
    /// The grids, from left to right.
    pub grids: Vec<PixelGrid>,
}

/// One grid of pixels. Its rows are counted downwards.
#[derive(Clone, Debug, PartialEq)]
pub struct PixelGrid {
    /// The name, drawn above.
    pub name: Phrase,
    /// A line of text below the grid.
    pub caption: Option<Phrase>,
    /// The number of the first row and of the first column, so that pixels of several grids that belong together have the
    /// same number.
    pub first: usize,
    /// The pixels in a row; `values.len()` is a multiple of it.
    pub columns: usize,
    /// The values row by row, the upper row first.
    pub values: Vec<f64>,
    /// The colours.
    pub scale: PixelScale,
    /// The pixels that are marked.
    pub window: Option<PixelWindow>,
}

/// The colours that values of pixels have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PixelScale {
    /// From dark at 0 to bright at 1.
    Brightness,
    /// Dark at 0, with one hue for negative and another one for positive values.
    Signed {
        /// The size of the values of the strongest colours.
        reach: f64,
    },
}

/// A rectangle of pixels, by the numbers of its rows and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PixelWindow {
    /// The rows.
    pub rows: RangeInclusive<usize>,
    /// The columns.
    pub columns: RangeInclusive<usize>,
}

/// Pixels beside each other in a row with values of one sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PixelRun {
    /// The numbers of the columns.
    pub columns: RangeInclusive<usize>,
    /// Whether the values are negative.
    pub is_negative: bool,
}

/// Values closer to zero than this count as zero.
const DARK: f64 = 1e-9;

impl PixelGrid {
    /// The number of rows.
    pub fn rows(&self) -> usize {
        self.values.len().checked_div(self.columns).unwrap_or(0)
    }

    /// Whether the pixel at this place, counted from 0, is marked.
    pub fn is_marked(&self, row: usize, column: usize) -> bool {
        self.window.as_ref().is_some_and(|window| {
            window.rows.contains(&(row + self.first))
                && window.columns.contains(&(column + self.first))
        })
    }

    /// The grid with squares of `side` × `side` pixels as one pixel each, which has the value farthest from 0 among them, so
    /// that a thin line stays visible. Squares of several grids with the same numbers cover the same pixels.
    #[must_use]
    pub fn merged(&self, side: usize) -> Self {
        let square = |number: usize| number.saturating_sub(1) / side.max(1) + 1;
        let squares = |count: usize| {
            let last = (self.first + count).saturating_sub(1);
            square(self.first)..=square(last)
        };
        let (rows, columns) = (squares(self.rows()), squares(self.columns));
        let value = |row: usize, column: usize| {
            let inside = self.values.iter().enumerate().filter(|(at, _)| {
                square(at / self.columns + self.first) == row
                    && square(at % self.columns + self.first) == column
            });
            let values = inside.map(|(_, value)| *value);
            values.fold(0.0, |strongest: f64, value| {
                if value.abs() > strongest.abs() {
                    value
                } else {
                    strongest
                }
            })
        };
        let places = rows.flat_map(|row| columns.clone().map(move |column| (row, column)));
        let values = places.map(|(row, column)| value(row, column)).collect();
        let window = self.window.as_ref().map(|window| PixelWindow {
            rows: square(*window.rows.start())..=square(*window.rows.end()),
            columns: square(*window.columns.start())..=square(*window.columns.end()),
        });
        Self {
            name: self.name.clone(),
            caption: self.caption.clone(),
            first: square(self.first),
            columns: columns.count(),
            values,
            scale: self.scale,
            window,
        }
    }

    /// The runs of pixels that are not 0, for groups of rows below each other that have the same ones.
    pub(super) fn runs(&self) -> Vec<(RangeInclusive<usize>, Vec<PixelRun>)> {
        let mut groups: Vec<(RangeInclusive<usize>, Vec<PixelRun>)> = Vec::new();
        for (at, row) in self.values.chunks(self.columns.max(1)).enumerate() {
            let number = at + self.first;
            let runs = self.runs_of(row);
            match groups.last_mut() {
                Some((rows, same)) if *same == runs => *rows = *rows.start()..=number,
                Some(_) | None => groups.push((number..=number, runs)),
            }
        }
        groups.retain(|(_, runs)| !runs.is_empty());
        groups
    }

    fn runs_of(&self, row: &[f64]) -> Vec<PixelRun> {
        let sign = |value: &f64| {
            if value.abs() <= DARK || value.is_nan() {
                0
            } else if *value < 0.0 {
                -1
            } else {
                1
            }
        };
        let mut from = self.first;
        let mut runs = Vec::new();
        for run in row.chunk_by(|a, b| sign(a) == sign(b)) {
            let end = from + run.len();
            match run.first().map_or(0, sign) {
                0 => {}
                sign => runs.push(PixelRun {
                    columns: from..=end - 1,
                    is_negative: sign < 0,
                }),
            }
            from = end;
        }
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_of_pixels_keeps_its_strongest_value() {
        let grid = PixelGrid {
            name: Phrase::verbatim("z"),
            caption: None,
            first: 2,
            columns: 3,
            values: vec![0.0, 0.0, 1.0, 0.0, -3.0, 1.0, 0.0, 0.0, 0.0],
            scale: PixelScale::Signed { reach: 3.0 },
            window: Some(PixelWindow {
                rows: 3..=4,
                columns: 3..=3,
            }),
        };
        let merged = grid.merged(2);
        // Number 2 belongs to the square of 1 and 2, numbers 3 and 4 to the next one.
        assert_eq!((merged.first, merged.columns), (1, 2));
        assert_eq!(merged.values, [0.0, 1.0, 0.0, -3.0]);
        let window = merged.window.unwrap();
        assert_eq!((window.rows, window.columns), (2..=2, 2..=2));
    }

    #[test]
    fn rows_with_the_same_runs_are_one_group() {
        let grid = PixelGrid {
            name: Phrase::key("x"),
            caption: None,
            first: 2,
            columns: 4,
            values: vec![
                0.0, 0.0, 0.0, 0.0, //
                3.0, 1.0, 0.0, -1.0, //
                2.0, 2.0, 0.0, -3.0,
            ],
            scale: PixelScale::Signed { reach: 3.0 },
            window: Some(PixelWindow {
                rows: 3..=4,
                columns: 2..=2,
            }),
        };
        let run = |columns, is_negative| PixelRun {
            columns,
            is_negative,
        };
        assert_eq!(
            grid.runs(),
            [(3..=4, vec![run(2..=3, false), run(5..=5, true)])]
        );
        assert!(grid.is_marked(1, 0) && !grid.is_marked(0, 0) && !grid.is_marked(1, 1));
    }
}
