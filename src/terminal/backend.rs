//! A ratatui backend that sends few bytes, for terminals behind slow lines.

use std::fmt::Write as _;
use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier, Style};
use unicode_width::UnicodeWidthStr;

/// The SGR code of each modifier.
const MODIFIER_CODES: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// The largest screen that is drawn. A terminal that claims to be larger would need gigabytes of cells.
const MAX_SIZE: Size = Size::new(1000, 500);

/// The modifiers that a blank shows.
const VISIBLE_ON_BLANKS: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT);

/// [`CrosstermBackend`] with a shorter encoding of cells: styles where they change, and columns within a row.
pub(super) struct CompactBackend<W: Write> {
    backend: CrosstermBackend<W>,
    measure: Box<dyn Fn() -> io::Result<Size>>,
    bytes_drawn: usize,
}

impl<W: Write> CompactBackend<W> {
    /// A backend that writes to `writer`, on a screen of the size that `measure` gives.
    pub(super) fn new(writer: W, measure: impl Fn() -> io::Result<Size> + 'static) -> Self {
        Self {
            backend: CrosstermBackend::new(writer),
            measure: Box::new(measure),
            bytes_drawn: 0,
        }
    }

    /// Writes bytes behind what was drawn before.
    pub(super) fn write(&mut self, bytes: &str) -> io::Result<()> {
        self.backend.write_all(bytes.as_bytes())
    }

    /// The number of bytes that the cells of the last drawing took.
    pub(super) fn bytes_drawn(&self) -> usize {
        self.bytes_drawn
    }
}

/// The bytes that draw `cells` on a terminal with the default style, which it has again afterwards.
fn encode<'a>(cells: impl Iterator<Item = (u16, u16, &'a Cell)>) -> String {
    let cells: Vec<_> = cells.collect();
    let mut state = SgrState::default();
    let mut bytes = String::new();
    for row in cells.chunk_by(|(_, y, _), (_, next_y, _)| y == next_y) {
        encode_row(row, &mut state, &mut bytes);
    }
    if !bytes.is_empty() {
        bytes.push_str("\x1b[0m");
    }
    bytes
}

/// The bytes that draw the cells of `buf` at `positions`, which are in the order of reading. A wide character is drawn again
/// even if only its second column is among them.
pub(super) fn encode_cells(buf: &Buffer, positions: &[Position]) -> String {
    let mut next = Position::default();
    let cells = positions.iter().filter_map(|position| {
        // A blank in the second column of a wide character would erase it.
        if position.y == next.y && position.x < next.x {
            return None;
        }
        let (at, cell) = character_at(buf, *position)?;
        let width = u16::try_from(cell.symbol().width()).unwrap_or(u16::MAX);
        next = Position::new(at.x.saturating_add(width), at.y);
        Some((at.x, at.y, cell))
    });
    encode(cells)
}

/// The first cell of the character at `position`, and its place.
fn character_at(buf: &Buffer, position: Position) -> Option<(Position, &Cell)> {
    let before = position.x.checked_sub(1).and_then(|x| {
        let before = Position::new(x, position.y);
        let cell = buf.cell(before).filter(|cell| cell.symbol().width() > 1)?;
        Some((before, cell))
    });
    before.or_else(|| Some((position, buf.cell(position)?)))
}

/// Appends the bytes that draw a non-empty `row`, style by style: a cursor movement is shorter than a colour.
fn encode_row(row: &[(u16, u16, &Cell)], state: &mut SgrState, bytes: &mut String) {
    let (first_x, y, _) = row[0];
    // Writing to a string cannot fail.
    let _infallible = write!(bytes, "\x1b[{};{}H", y + 1, first_x + 1);
    let mut cursor_column = Some(first_x);
    let mut remaining = row.to_vec();
    while let Some((_, _, cell)) = remaining.first() {
        state.change_to(state.for_cell(cell), bytes);
        remaining.retain(|(x, _, cell)| {
            // Comparing backgrounds first halves the time for a heat map.
            if cell.bg != state.bg || state.for_cell(cell) != *state {
                return true;
            }
            if cursor_column != Some(*x) {
                let _infallible = write!(bytes, "\x1b[{}G", x + 1);
            }
            bytes.push_str(cell.symbol());
            // Terminals disagree about the width of other symbols, so the cell behind one gets its column number.
            cursor_column = (cell.symbol().width() == 1).then_some(x + 1);
            false
        });
    }
}

/// The style in which the terminal draws the next character.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) struct SgrState {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl SgrState {
    /// The nearest state that draws `cell`: a blank keeps the parts of this state that it does not show.
    fn for_cell(self, cell: &Cell) -> Self {
        let bg = cell.bg;
        let is_blank = cell.symbol() == " " && !cell.modifier.intersects(VISIBLE_ON_BLANKS);
        let (fg, modifier) = if is_blank {
            (self.fg, self.modifier.difference(VISIBLE_ON_BLANKS))
        } else {
            (cell.fg, cell.modifier)
        };
        Self { fg, bg, modifier }
    }

    /// Changes this state to `style` and appends the escape sequence for the difference.
    pub(super) fn change_to_style(&mut self, style: Style, bytes: &mut String) {
        let next = Self {
            fg: style.fg.unwrap_or_default(),
            bg: style.bg.unwrap_or_default(),
            modifier: style.add_modifier,
        };
        self.change_to(next, bytes);
    }

    /// Changes this state to `next` and appends the escape sequence for the difference.
    fn change_to(&mut self, next: Self, bytes: &mut String) {
        let mut codes = Vec::new();
        if !next.modifier.contains(self.modifier) {
            // Bold and dim have no separate codes to switch them off.
            codes.push(0);
            *self = Self::default();
        }
        for (modifier, code) in MODIFIER_CODES {
            if next.modifier.difference(self.modifier).contains(modifier) {
                codes.push(code);
            }
        }
        if self.fg != next.fg {
            push_color(next.fg, 30, &mut codes);
        }
        if self.bg != next.bg {
            push_color(next.bg, 40, &mut codes);
        }
        for (at, code) in codes.iter().enumerate() {
            let separator = if at == 0 { "\x1b[" } else { ";" };
            let _infallible = write!(bytes, "{separator}{code}");
        }
        bytes.push_str(if codes.is_empty() { "" } else { "m" });
        *self = next;
    }
}

/// Appends the SGR codes of `color`; `base` is 30 for the foreground and 40 for the background.
fn push_color(color: Color, base: u8, codes: &mut Vec<u8>) {
    codes.push(match color {
        Color::Rgb(r, g, b) => return codes.extend([base + 8, 2, r, g, b]),
        Color::Indexed(index) => return codes.extend([base + 8, 5, index]),
        Color::Reset => base + 9,
        Color::Black => base,
        Color::Red => base + 1,
        Color::Green => base + 2,
        Color::Yellow => base + 3,
        Color::Blue => base + 4,
        Color::Magenta => base + 5,
        Color::Cyan => base + 6,
        Color::Gray => base + 7,
        Color::DarkGray => base + 60,
        Color::LightRed => base + 61,
        Color::LightGreen => base + 62,
        Color::LightYellow => base + 63,
        Color::LightBlue => base + 64,
        Color::LightMagenta => base + 65,
        Color::LightCyan => base + 66,
        Color::White => base + 67,
    });
}

impl<W: Write> Backend for CompactBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, cells: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let bytes = encode(cells);
        self.bytes_drawn = bytes.len();
        self.backend.write_all(bytes.as_bytes())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.backend.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.backend.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.backend.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.backend.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.backend.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.backend.clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        let size = (self.measure)()?;
        Ok(Size {
            width: size.width.min(MAX_SIZE.width),
            height: size.height.min(MAX_SIZE.height),
        })
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.backend.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.backend)
    }
}

#[cfg(test)]
pub(super) mod tests;
