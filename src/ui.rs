//! Cells: what the app looks like. Drawing reads the app and changes nothing.
//!
//! [`draw`] makes a screen of panels, one file each; `figure` draws the plot vocabulary on its own
//! grid of dots. Colours are named in `theme` alone, characters that draw in `glyphs` alone.

mod bench;
mod bench_controls;
mod controls;
mod find;
mod fit;
mod footer;
mod frame;
mod header;
mod help;
mod hit;
mod leaf;
mod lesson;
mod linear;
mod list;
mod prose;
mod screen;
mod settings;

pub mod figure;
pub mod glyphs;
pub mod theme;
pub mod wrap;

pub use fit::{fit, fit_jobs};
pub use hit::hit;
pub use linear::{Linear, row};
pub use screen::{draw, render, render_as};

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::GlyphChoice;
use crate::locale::{Phrase, Words};
use glyphs::Glyphs;
use theme::{Part, Theme};

/// What everything is drawn with: styles, characters, words.
pub struct Pen<'a> {
    theme: &'a Theme,
    glyphs: &'static Glyphs,
    words: &'a Words,
    /// Where whatever can be pointed at leaves its place, while that is asked for.
    spots: Option<&'a hit::Spots>,
}

impl<'a> Pen<'a> {
    /// A pen for these styles, characters and words.
    pub fn new(theme: &'a Theme, glyphs: GlyphChoice, words: &'a Words) -> Self {
        Self {
            theme,
            glyphs: Glyphs::of(glyphs),
            words,
            spots: None,
        }
    }

    /// Notes that `spot` stands in `area`.
    fn spot(&self, area: Rect, spot: impl FnOnce() -> hit::Spot) {
        if let Some(spots) = self.spots {
            spots.add(area, spot());
        }
    }

    /// The style of a part of the screen.
    pub fn style(&self, part: Part) -> Style {
        self.theme.style(part)
    }

    /// `text` in characters that the glyph set has.
    pub fn fold(&self, text: &str) -> String {
        self.glyphs.fold(text).into_owned()
    }

    /// `phrase` in the language in use, in characters that the glyph set has.
    pub fn say(&self, phrase: &Phrase) -> String {
        self.fold(&self.words.say(phrase))
    }

    /// The words under `key`, in characters that the glyph set has.
    pub fn word(&self, key: &str) -> String {
        self.fold(&self.words.get(key))
    }
}
