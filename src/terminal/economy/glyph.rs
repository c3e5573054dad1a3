//! What a cell of the terminal is to show.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::Known;

/// A character with its style and place.
#[derive(Clone, Copy)]
pub(super) struct Glyph<'a> {
    pub(super) x: u16,
    pub(super) y: u16,
    pub(super) symbol: &'a str,
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

impl<'a> Glyph<'a> {
    pub(super) fn of((x, y, cell): (u16, u16, &'a Cell)) -> Self {
        Self {
            x,
            y,
            symbol: cell.symbol(),
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
            Known::Blank(self.bg)
        } else {
            Known::Taken
        }
    }

    /// The same picture, of two half cells the darker one as the background: one pair of colours then draws both
    /// `▀` and `▄`, and the blanks of the darker colour beside them.
    pub(super) fn with_darker_ground(self) -> Self {
        let symbol = match self.symbol {
            UPPER => LOWER,
            LOWER => UPPER,
            _ => return self,
        };
        if brightness(self.fg) >= brightness(self.bg) {
            return self;
        }
        Self {
            symbol,
            fg: self.bg,
            bg: self.fg,
            ..self
        }
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
