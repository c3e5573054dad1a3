//! The styles, characters and words that everything is drawn with.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::glyphs::Glyphs;
use super::hit_region::{HitRegion, HitRegions};
use super::theme::{StyleRole, Theme};
use crate::app::GlyphChoice;
use crate::locale::{Phrase, Words};

/// What everything is drawn with: styles, characters, words.
pub struct RenderContext<'a> {
    pub(super) theme: &'a Theme,
    pub(super) glyphs: &'static Glyphs,
    pub(super) words: &'a Words,
    /// Where whatever can be pointed at leaves its place, while that is asked for.
    pub(super) hit_regions: Option<&'a HitRegions>,
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
    pub(super) fn hit_region(&self, area: Rect, hit_region: impl FnOnce() -> HitRegion) {
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
