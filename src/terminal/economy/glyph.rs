//! What a cell of the terminal is to show.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

use super::shown::Known;

/// A character with its style and place.
#[derive(Clone, Copy)]
pub(super) struct Glyph<'a> {
    pub(super) x: u16,
    pub(super) y: u16,
    pub(super) symbol: &'a str,
    /// Columns of the symbol.
    pub(super) width: u16,
    pub(super) fg: Color,
    pub(super) bg: Color,
    pub(super) modifier: Modifier,
}

/// What a blank shows of its style, besides the background.
pub(super) const ON_BLANKS: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT);

/// The upper half of a cell in the one colour, the lower one in the other.
const UPPER: &str = "▀";
/// The opposite: the same picture with the colours exchanged.
const LOWER: &str = "▄";

/// The colours before this one have names, and settings of the terminal, which may brighten them in bold characters.
const NAMED: u8 = 16;

impl<'a> Glyph<'a> {
    pub(super) fn of((x, y, cell): (u16, u16, &'a Cell)) -> Self {
        Self {
            x,
            y,
            symbol: cell.symbol(),
            width: u16::try_from(cell.symbol().width()).unwrap_or(1),
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// Whether nothing is seen of it but its background.
    pub(super) fn is_blank(&self) -> bool {
        self.symbol == " " && !self.modifier.intersects(ON_BLANKS)
    }

    /// What is known of its cell once it is drawn.
    pub(super) fn known(&self) -> Known {
        if self.is_blank() {
            return Known::Blank(self.bg);
        }
        let mut symbols = self.symbol.chars();
        match (symbols.next(), symbols.next()) {
            (Some(symbol), None) if self.width == 1 => Known::Narrow {
                symbol,
                fg: self.fg,
                bg: self.bg,
                modifier: self.modifier,
            },
            _ => Known::Taken,
        }
    }

    /// The place behind it.
    pub(super) fn end(&self) -> (u16, u16) {
        (self.x.saturating_add(self.width), self.y)
    }

    /// The same picture, of two half cells the darker one as the background: one pair of colours then draws both
    /// `▀` and `▄`, and the blanks of the darker colour beside them.
    pub(super) fn with_darker_ground(self) -> Self {
        if brightness(self.fg) >= brightness(self.bg) {
            return self;
        }
        self.turned().unwrap_or(self)
    }

    /// The same picture with the colours exchanged; none if it is not two half cells, or if a colour may look otherwise
    /// behind characters than in them.
    pub(super) fn turned(self) -> Option<Self> {
        let is_same_behind = |colour| matches!(colour, Color::Rgb(..) | Color::Indexed(NAMED..));
        if !is_same_behind(self.fg) || !is_same_behind(self.bg) {
            return None;
        }
        let symbol = match self.symbol {
            UPPER => LOWER,
            LOWER => UPPER,
            _ => return None,
        };
        Some(Self {
            symbol,
            fg: self.bg,
            bg: self.fg,
            ..self
        })
    }

    /// Whether both are drawn by the same pen.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        (self.fg, self.bg, self.modifier) == (other.fg, other.bg, other.modifier)
    }
}

/// How bright a colour is, as far as that can be told of it (Rec. 709).
fn brightness(colour: Color) -> u32 {
    match colour {
        Color::Rgb(r, g, b) => 2126 * u32::from(r) + 7152 * u32::from(g) + 722 * u32::from(b),
        Color::Indexed(index) => u32::from(index),
        _ => 0,
    }
}
