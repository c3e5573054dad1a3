//! What the terminal shows, as far as it is known.

use std::ops::Range;

use ratatui::style::{Color, Modifier};

use super::glyph::Glyph;
use super::pen::Pen;

/// What is known of a cell of the terminal.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Known {
    /// It shows this background and nothing else.
    Blank(Color),
    /// It shows this narrow character.
    Narrow {
        symbol: char,
        fg: Color,
        bg: Color,
        modifier: Modifier,
    },
    /// It will be drawn before this frame ends.
    Pending,
    /// It shows something else, or nobody knows.
    Taken,
}

/// Row by row what the terminal shows, as far as cells have been drawn.
#[derive(Default)]
pub(super) struct Shown(Vec<Vec<Known>>);

impl Shown {
    /// Nothing is known any more.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    pub(super) fn at(&self, x: u16, y: u16) -> Option<&Known> {
        self.0.get(usize::from(y))?.get(usize::from(x))
    }

    /// Notes what `glyph` covers, which for a wide character is two cells.
    pub(super) fn note(&mut self, glyph: &Glyph<'_>) {
        self.set(glyph.x, glyph.y, glyph.known());
        if glyph.width > 1 {
            self.set(glyph.x + 1, glyph.y, Known::Taken);
        }
    }

    pub(super) fn set(&mut self, x: u16, y: u16, known: Known) {
        let (x, y) = (usize::from(x), usize::from(y));
        if self.0.len() <= y {
            self.0.resize(y + 1, Vec::new());
        }
        let row = &mut self.0[y];
        if row.len() <= x {
            row.resize(x + 1, Known::Taken);
        }
        row[x] = known;
    }

    /// Whether the row is known to go on behind this column.
    pub(super) fn goes_on(&self, x: u16, y: u16) -> bool {
        self.at(x.saturating_add(1), y).is_some()
    }

    /// What `pen` can write over these columns of a row without changing what is seen once the frame is drawn.
    pub(super) fn bridge(&self, pen: Pen, row: u16, gap: Range<u16>) -> Option<String> {
        let room = gap.len();
        let gap = usize::from(gap.start)..usize::from(gap.end);
        let mut bridge = String::with_capacity(room);
        for known in self.0.get(usize::from(row))?.get(gap)? {
            bridge.push(match *known {
                Known::Pending if pen.leaves_blanks_blank() => ' ',
                Known::Blank(ground) if pen.leaves_blanks_blank() && ground == pen.background() => {
                    ' '
                }
                Known::Narrow {
                    symbol,
                    fg,
                    bg,
                    modifier,
                } if pen.draws(fg, bg, modifier) => symbol,
                Known::Blank(_) | Known::Narrow { .. } | Known::Pending | Known::Taken => {
                    return None;
                }
            });
        }
        Some(bridge)
    }
}
