//! Painting on a picture of the learner's own.

use super::Session;
use crate::app::pen::{Pen, PenKey};
use crate::figure::{Figure, PixelScale, PixelWindow};
use crate::lab::{Picture, TextValue, Value, Values};

impl Session {
    /// Puts the pen on the middle of the picture that the control called `name` holds; false where it holds none.
    pub(in crate::app) fn begin_painting(&mut self, name: &str) -> bool {
        if self.picture(name).is_none() {
            return false;
        }
        self.pause();
        self.pen = Some(Pen::new(name));
        true
    }

    /// Takes the pen away.
    pub(in crate::app) fn end_painting(&mut self) {
        self.pen = None;
    }

    /// Does what `key` means for the pen; false where nothing changed.
    pub(in crate::app) fn use_pen(&mut self, key: PenKey) -> bool {
        let Some(pen) = &mut self.pen else {
            return false;
        };
        match key {
            PenKey::Move(pen_move) => pen.go(pen_move),
            PenKey::Switch => {
                let Pen { control, at } = pen.clone();
                self.switch_pixel(&control, at)
            }
            PenKey::End => {
                self.end_painting();
                true
            }
        }
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
