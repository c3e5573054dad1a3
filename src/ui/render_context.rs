//! The context of rendering: styles, characters and words.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::drawn_screen::ScreenCursor;
use super::glyphs::Glyphs;
use super::hit_region::{HitRegion, HitRegions};
use super::large_text::LargeTextLayer;
use super::links::LinkLayer;
use super::pixels::ImageLayer;
use super::theme::{StyleRole, Theme};
use crate::app::GlyphChoice;
use crate::chart::{self, ChartContext, Scene};
use crate::locale::{Phrase, Words};

/// The styles, characters and words of a screen.
pub struct RenderContext<'a> {
    pub(super) theme: &'a Theme,
    pub(super) glyphs: &'static Glyphs,
    pub(super) words: &'a Words,
    /// Collects the areas that react to the mouse. None while the screen is drawn for display.
    pub(super) hit_regions: Option<&'a HitRegions>,
    /// Collects the scenes of charts for a painter that draws them later. None where charts are painted as cells.
    pub(super) scenes: Option<&'a RefCell<Vec<Scene>>>,
    /// Collects images, where the terminal shows them.
    pub(super) images: Option<&'a ImageLayer>,
    /// Collects text at double size. None where all text has the normal size.
    pub(super) large_text: Option<&'a LargeTextLayer>,
    /// Collects links. None while the screen is not drawn for a terminal.
    pub(super) links: Option<&'a LinkLayer>,
    /// Whether charts are drawn as images.
    pub(super) has_pixels: bool,
    /// The place of the terminal's cursor.
    pub(super) cursor: Cell<Option<ScreenCursor>>,
}

impl<'a> RenderContext<'a> {
    /// A context of these styles, characters and words that collects no hit regions.
    pub fn new(theme: &'a Theme, glyphs: GlyphChoice, words: &'a Words) -> Self {
        Self {
            theme,
            glyphs: Glyphs::for_choice(glyphs),
            words,
            hit_regions: None,
            scenes: None,
            images: None,
            large_text: None,
            links: None,
            has_pixels: false,
            cursor: Cell::new(None),
        }
    }

    /// The same context, which collects the scenes of charts instead of painting them as cells.
    #[must_use]
    pub fn collecting(self, scenes: &'a RefCell<Vec<Scene>>) -> Self {
        Self {
            scenes: Some(scenes),
            ..self
        }
    }

    /// Records that `area` reacts to the mouse as `hit_region`.
    pub(super) fn add_hit_region(&self, area: Rect, hit_region: impl FnOnce() -> HitRegion) {
        if let Some(hit_regions) = self.hit_regions {
            hit_regions.add(area, hit_region());
        }
    }

    /// Shows the planes of `scene` as images, if charts are drawn as images. False if cells have to show them.
    pub fn add_planes(&self, scene: &Scene) -> bool {
        self.has_pixels && self.images.is_some_and(|images| images.add(scene))
    }

    /// Shows `line` at double size, with its upper left corner at `at`.
    pub(super) fn add_large_line(&self, at: Position, line: &Line<'_>, buf: &Buffer) {
        if let Some(layer) = self.large_text {
            layer.add(at, line, buf);
        }
    }

    /// Makes `area`, in one row, a link to `address`.
    pub(super) fn add_link(&self, area: Rect, address: &str) {
        if let Some(layer) = self.links {
            layer.add(area, address);
        }
    }

    /// Places the hidden cursor at the selected element, unless another element has it already.
    pub(super) fn place_cursor(&self, x: u16, y: u16) {
        if self.cursor.get().is_none() {
            self.cursor.set(Some(ScreenCursor::hidden(x, y)));
        }
    }

    /// Shows the cursor at the insertion point of a text field, `before` columns behind `area`'s left edge.
    pub(super) fn place_text_cursor(&self, area: Rect, before: usize) {
        let before = u16::try_from(before).unwrap_or(u16::MAX);
        if !area.is_empty() {
            self.cursor.set(Some(ScreenCursor {
                x: area.x.saturating_add(before).min(area.right() - 1),
                y: area.y,
                is_visible: true,
            }));
        }
    }

    /// The context of the layout of charts.
    pub(super) fn chart(&self) -> ChartContext<'a> {
        ChartContext {
            words: self.words,
            symbols: if self.glyphs.is_ascii() {
                &chart::ASCII
            } else {
                &chart::UNICODE
            },
            shades: self.theme.heat(0.0).is_none().then_some(self.glyphs.shades),
        }
    }

    /// The style of a role.
    pub fn style(&self, role: StyleRole) -> Style {
        self.theme.style(role)
    }

    /// `text` in the style of a role.
    pub(super) fn span<'t>(&self, text: impl Into<Cow<'t, str>>, role: StyleRole) -> Span<'t> {
        Span::styled(text, self.style(role))
    }

    /// `text` in characters of the glyph set.
    pub fn fold(&self, text: &str) -> String {
        self.glyphs.fold(text).into_owned()
    }

    /// `phrase` in the current language and in characters of the glyph set.
    pub fn format(&self, phrase: &Phrase) -> String {
        self.fold(&self.words.format(phrase))
    }

    /// `phrase` in a style; the number of a formula that the focused control changes has the colour of that control.
    pub(super) fn spans(&self, phrase: &Phrase, role: StyleRole) -> Vec<(String, Style)> {
        let style = self.style(role);
        let marked = style.patch(self.style(StyleRole::Live));
        let parts = self.words.format_marked(phrase).into_iter();
        let styled = parts.map(|(text, is_marked)| {
            let style = if is_marked { marked } else { style };
            (self.fold(&text), style)
        });
        styled.collect()
    }

    /// The text with this key in the current language and in characters of the glyph set.
    pub fn word(&self, key: &str) -> String {
        self.fold(&self.words.get(key))
    }
}
