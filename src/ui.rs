//! Cells: what the app looks like. Drawing reads the app and changes nothing.
//!
//! [`draw`] makes a screen of panels, one file each; `figure` draws the plot vocabulary on its own
//! grid of dots. Colours are named in `theme` alone, characters that draw in `glyphs` alone.

mod controls;
mod find;
mod fit;
mod footer;
mod header;
mod help;
mod hit;
mod info_page;
mod layout;
mod lesson;
mod list;
mod plain_text;
mod prose;
mod screen;
mod settings;
mod workbench;
mod workbench_controls;

pub mod figure;
pub mod glyphs;
pub mod theme;
pub mod wrap;

pub use fit::{fit, fit_checks};
pub use hit::hit;
pub use plain_text::{PlainText, row};
pub use screen::{draw, render, render_as};

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::GlyphChoice;
use crate::locale::{Phrase, Words};
use glyphs::Glyphs;
use theme::{StyleRole, Theme};

/// What everything is drawn with: styles, characters, words.
pub struct RenderContext<'a> {
    theme: &'a Theme,
    glyphs: &'static Glyphs,
    words: &'a Words,
    /// Where whatever can be pointed at leaves its place, while that is asked for.
    hit_regions: Option<&'a hit::HitRegions>,
}

impl<'a> RenderContext<'a> {
    /// A pen for these styles, characters and words.
    pub fn new(theme: &'a Theme, glyphs: GlyphChoice, words: &'a Words) -> Self {
        Self {
            theme,
            glyphs: Glyphs::of(glyphs),
            words,
            hit_regions: None,
        }
    }

    /// Notes that `spot` stands in `area`.
    fn hit_region(&self, area: Rect, hit_region: impl FnOnce() -> hit::HitRegion) {
        if let Some(hit_regions) = self.hit_regions {
            hit_regions.add(area, hit_region());
        }
    }

    /// The style of a part of the screen.
    pub fn style(&self, part: StyleRole) -> Style {
        self.theme.style(part)
    }

    /// `text` in characters that the glyph set has.
    pub fn fold(&self, text: &str) -> String {
        self.glyphs.fold(text).into_owned()
    }

    /// `phrase` in the language in use, in characters that the glyph set has.
    pub fn format(&self, phrase: &Phrase) -> String {
        self.fold(&self.words.format(phrase))
    }

    /// The words under `key`, in characters that the glyph set has.
    pub fn word(&self, key: &str) -> String {
        self.fold(&self.words.get(key))
    }
}
