//! The pen on a picture of the learner's own.

use super::Session;
use crate::figure::{Figure, PixelScale, PixelWindow};
use crate::lab::{PICTURE_SIDE, Picture, TextValue, Value, Values};

/// The pen on the picture of a control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pen {
    control: String,
    /// The row and the column below the pen, each counted from 0.
    at: (usize, usize),
}

/// A move of the pen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum PenMove {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// One column to the left.
    Left,
    /// One column to the right.
    Right,
    /// Lights the dark pixel below the pen, or darkens the lit one.
    Switch,
}

impl Session {
    /// Puts the pen on the middle of the picture that the control called `name` holds; false where it holds none.
    pub(in crate::app) fn begin_painting(&mut self, name: &str) -> bool {
        if self.picture(name).is_none() {
            return false;
        }
        self.pause();
        self.pen = Some(Pen {
            control: name.to_owned(),
            at: (PICTURE_SIDE / 2, PICTURE_SIDE / 2),
        });
        true
    }

    /// Takes the pen away.
    pub(in crate::app) fn end_painting(&mut self) {
        self.pen = None;
    }

    /// Moves the pen, or switches the pixel below it; false where nothing moved.
    pub(in crate::app) fn move_pen(&mut self, pen_move: PenMove) -> bool {
        let Some(pen) = &mut self.pen else {
            return false;
        };
        let last = PICTURE_SIDE - 1;
        let (row, column) = pen.at;
        let to = match pen_move {
            PenMove::Up => (row.saturating_sub(1), column),
            PenMove::Down => ((row + 1).min(last), column),
            PenMove::Left => (row, column.saturating_sub(1)),
            PenMove::Right => (row, (column + 1).min(last)),
            PenMove::Switch => {
                let name = pen.control.clone();
                return self.switch_pixel(&name, (row, column));
            }
        };
        let has_moved = pen.at != to;
        pen.at = to;
        has_moved
    }

    fn switch_pixel(&mut self, name: &str, (row, column): (usize, usize)) -> bool {
        let Some(picture) = self.picture(name) else {
            return false;
        };
        let mut values = Values::new();
        let picture = picture.switched(row, column);
        values.set(name, Value::Text(TextValue::Picture(picture)));
        self.set_values(&values).is_ok()
    }

    /// The picture that the control called `name` holds.
    fn picture(&self, name: &str) -> Option<Picture> {
        match self.lab()?.values().text(name)? {
            TextValue::Picture(picture) => Some(*picture),
            TextValue::Points(_)
            | TextValue::Curve(_)
            | TextValue::Element(_)
            | TextValue::Table(_) => None,
        }
    }

    /// Marks the pixel below the pen in the pictures of `figure`.
    pub(in crate::app) fn draw_pen(&self, figure: &mut Figure) {
        let (Some(pen), Figure::Pixels(pixels)) = (&self.pen, figure) else {
            return;
        };
        let (row, column) = (pen.at.0 + 1, pen.at.1 + 1);
        for grid in &mut pixels.grids {
            if grid.scale == PixelScale::Brightness {
                grid.window = Some(PixelWindow {
                    rows: row..=row,
                    columns: column..=column,
                });
            }
        }
    }
}
