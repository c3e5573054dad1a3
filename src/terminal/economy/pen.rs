//! How the terminal draws the next character, and what it is told to draw it otherwise.

use std::fmt::Write as _;

use ratatui::style::{Color, Modifier};

use super::glyph::{Glyph, ON_BLANKS};

/// Each modifier, what switches it on, and what switches it off.
const SWITCHES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// Sets the pen of the terminal back.
pub(super) const RESET: &str = "\x1b[0m";

/// How the terminal draws the next character.
#[derive(Clone, Copy)]
pub(super) struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Pen {
    /// As a terminal is after a reset.
    pub(super) const NEW: Self = Self {
        fg: Color::Reset,
        bg: Color::Reset,
        modifier: Modifier::empty(),
    };

    pub(super) fn background(self) -> Color {
        self.bg
    }

    /// Whether a blank that it writes shows nothing but the background.
    pub(super) fn leaves_blanks_blank(self) -> bool {
        !self.modifier.intersects(ON_BLANKS)
    }

    /// Whether what it writes looks so.
    pub(super) fn draws(self, fg: Color, bg: Color, modifier: Modifier) -> bool {
        (self.fg, self.bg, self.modifier) == (fg, bg, modifier)
    }

    /// Takes on the style of `glyph`, and adds what the terminal has to be told for that, which may be nothing.
    pub(super) fn turn_to(&mut self, glyph: &Glyph<'_>, text: &mut String) {
        let mut wanted = Self {
            fg: glyph.fg,
            bg: glyph.bg,
            modifier: glyph.modifier,
        };
        if glyph.is_blank() {
            wanted.fg = self.fg;
            wanted.modifier = self.modifier.difference(ON_BLANKS);
        }
        let mut codes = Codes {
            text,
            is_first: true,
        };
        if self.modifier != wanted.modifier {
            codes.switch(self.modifier, wanted.modifier);
        }
        if wanted.fg != self.fg {
            codes.colour(wanted.fg, 30);
        }
        if wanted.bg != self.bg {
            codes.colour(wanted.bg, 40);
        }
        codes.end();
        *self = wanted;
    }
}

/// Codes on their way into one escape sequence.
struct Codes<'a> {
    text: &'a mut String,
    is_first: bool,
}

impl Codes<'_> {
    fn add(&mut self, code: u8) {
        let before = if self.is_first { "\x1b[" } else { ";" };
        self.is_first = false;
        // Adding to a string cannot fail.
        let _always_fits = write!(self.text, "{before}{code}");
    }

    fn end(&mut self) {
        if !self.is_first {
            self.text.push('m');
        }
    }

    fn switch(&mut self, from: Modifier, to: Modifier) {
        // Bold and dim are switched off together, so what stays of the two is switched on again.
        let mut kept = from;
        for (modifier, _, off) in SWITCHES {
            if kept.contains(modifier) && !to.contains(modifier) {
                self.add(off);
                for (other, _, _) in SWITCHES.iter().filter(|switch| switch.2 == off) {
                    kept.remove(*other);
                }
            }
        }
        for (modifier, on, _) in SWITCHES {
            if to.contains(modifier) && !kept.contains(modifier) {
                self.add(on);
            }
        }
    }

    /// The code of a colour; `base` is 30 for characters and 40 for what is behind them.
    fn colour(&mut self, colour: Color, base: u8) {
        let (normal, bright) = (base, base + 60);
        let code = match colour {
            Color::Rgb(r, g, b) => {
                return [base + 8, 2, r, g, b]
                    .into_iter()
                    .for_each(|code| self.add(code));
            }
            Color::Indexed(index) => {
                return [base + 8, 5, index]
                    .into_iter()
                    .for_each(|code| self.add(code));
            }
            Color::Reset => base + 9,
            Color::Black => normal,
            Color::Red => normal + 1,
            Color::Green => normal + 2,
            Color::Yellow => normal + 3,
            Color::Blue => normal + 4,
            Color::Magenta => normal + 5,
            Color::Cyan => normal + 6,
            Color::Gray => normal + 7,
            Color::DarkGray => bright,
            Color::LightRed => bright + 1,
            Color::LightGreen => bright + 2,
            Color::LightYellow => bright + 3,
            Color::LightBlue => bright + 4,
            Color::LightMagenta => bright + 5,
            Color::LightCyan => bright + 6,
            Color::White => bright + 7,
        };
        self.add(code);
    }
}
