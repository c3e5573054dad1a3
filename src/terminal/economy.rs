//! Cells on their way to the terminal in few bytes, for a workshop on slow lines: crossterm's own backend sends both
//! colours wherever one changes, and colours for blanks that show none.

use std::io::{self, Write};
use std::ops::Range;

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

/// crossterm's backend, with a drawing of its own.
pub(super) struct Economy<W: Write> {
    inner: CrosstermBackend<W>,
    /// Row by row, as far as cells have been drawn.
    shown: Shown,
}

/// A cell and its column and row.
type Placed<'a> = (u16, u16, &'a Cell);

type Shown = Vec<Vec<Known>>;

/// What is known of a cell of the terminal.
#[derive(Clone, Copy, PartialEq)]
enum Known {
    /// It shows this background and nothing else.
    Blank(Color),
    /// It will be drawn before this frame ends.
    Pending,
    /// It shows something, or nobody knows.
    Taken,
}

/// Blanks between two cells that are rather written again than leapt over: a leap takes five bytes.
const SHORT_GAP: usize = 4;

/// Where more styles than this change, they are those of a surface, and hardly two of its cells are alike.
const MOST_STYLES: usize = 32;

/// What a blank shows of its style, besides the background.
const ON_BLANKS: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT);

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

/// How the terminal draws the next character.
#[derive(Clone, Copy)]
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl<W: Write> Economy<W> {
    pub(super) fn new(writer: W) -> Self {
        Self {
            inner: CrosstermBackend::new(writer),
            shown: Shown::new(),
        }
    }

    /// Nothing is known any more of what the terminal shows.
    pub(super) fn forget(&mut self) {
        self.shown.clear();
    }
}

impl<W: Write> Write for Economy<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Write::flush(&mut self.inner)
    }
}

impl<W: Write> Backend for Economy<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let cells: Vec<_> = content.collect();
        let (mut text, mut shown) = written(&cells, &self.shown);
        if let Some(grouped) = grouped(&cells) {
            let by_style = written(&grouped, &self.shown);
            if by_style.0.len() < text.len() {
                (text, shown) = by_style;
            }
        }
        self.shown = shown;
        self.write_all(text.as_bytes())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.forget();
        self.inner.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.forget();
        self.inner.clear_region(region)
    }

    fn append_lines(&mut self, count: u16) -> io::Result<()> {
        self.forget();
        self.inner.append_lines(count)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}

impl Pen {
    /// As a terminal is after a reset.
    const NEW: Self = Self {
        fg: Color::Reset,
        bg: Color::Reset,
        modifier: Modifier::empty(),
    };

    /// Whether there are only a few blanks in these columns of a row, and this pen can write them.
    fn bridges(self, shown: &Shown, row: u16, gap: Range<u16>) -> bool {
        let gap = usize::from(gap.start)..usize::from(gap.end);
        let gap = shown.get(usize::from(row)).and_then(|row| row.get(gap));
        let writable =
            |known: &Known| matches!(known, Known::Pending) || *known == Known::Blank(self.bg);
        !self.modifier.intersects(ON_BLANKS)
            && gap.is_some_and(|gap| gap.len() <= SHORT_GAP && gap.iter().all(writable))
    }

    /// Takes on the style of `cell`; what the terminal has to be told for that, which may be nothing.
    fn turn_to(&mut self, cell: &Cell) -> String {
        let mut wanted = Self {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        };
        if is_blank(cell) {
            wanted.fg = self.fg;
            wanted.modifier = self.modifier.difference(ON_BLANKS);
        }
        let mut codes = Vec::new();
        // Bold and dim are switched off together, so what stays of the two is switched on again.
        let mut kept = self.modifier;
        for (modifier, _, off) in SWITCHES {
            if kept.contains(modifier) && !wanted.modifier.contains(modifier) {
                codes.push(off.to_string());
                for (other, _, _) in SWITCHES.iter().filter(|switch| switch.2 == off) {
                    kept.remove(*other);
                }
            }
        }
        for (modifier, on, _) in SWITCHES {
            if wanted.modifier.contains(modifier) && !kept.contains(modifier) {
                codes.push(on.to_string());
            }
        }
        if wanted.fg != self.fg {
            codes.push(colour(wanted.fg, 30));
        }
        if wanted.bg != self.bg {
            codes.push(colour(wanted.bg, 40));
        }
        *self = wanted;
        if codes.is_empty() {
            String::new()
        } else {
            format!("\x1b[{}m", codes.join(";"))
        }
    }
}

/// Whether nothing is seen of a cell but its background.
fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && !cell.modifier.intersects(ON_BLANKS)
}

/// What draws `cells` one after the other on a terminal that was reset and shows `shown`, and resets it again; and what it
/// shows then.
fn written(cells: &[Placed<'_>], shown: &Shown) -> (String, Shown) {
    let mut shown = shown.clone();
    for (x, y, _) in cells {
        note(&mut shown, *x, *y, Known::Pending);
    }
    let mut pen = Pen::NEW;
    let mut text = String::new();
    let mut next = None;
    for (x, y, cell) in cells {
        match next {
            Some(next) if next == (*x, *y) => {}
            Some((from, row)) if row == *y && pen.bridges(&shown, row, from..*x) => {
                text.extend((from..*x).map(|_| ' '));
            }
            Some((_, row)) if row == *y => text.extend(["\x1b[", &(x + 1).to_string(), "G"]),
            Some(_) | None => {
                let (row, column) = ((y + 1).to_string(), (x + 1).to_string());
                text.extend(["\x1b[", &row, ";", &column, "H"]);
            }
        }
        next = Some((x + 1, *y));
        text.push_str(&pen.turn_to(cell));
        text.push_str(cell.symbol());
        let blank = Known::Blank(cell.bg);
        note(
            &mut shown,
            *x,
            *y,
            if is_blank(cell) { blank } else { Known::Taken },
        );
        // What a wide character covers is told by no cell of its own.
        if cell.symbol().width() > 1 {
            note(&mut shown, x + 1, *y, Known::Taken);
        }
    }
    text.push_str("\x1b[0m");
    (text, shown)
}

fn note(shown: &mut Shown, x: u16, y: u16, known: Known) {
    let (x, y) = (usize::from(x), usize::from(y));
    if shown.len() <= y {
        shown.resize(y + 1, Vec::new());
    }
    let row = &mut shown[y];
    if row.len() <= x {
        row.resize(x + 1, Known::Taken);
    }
    row[x] = known;
}

/// The cells, those of one style together, where the styles are few; blanks stay with what is before them.
fn grouped<'a>(cells: &[Placed<'a>]) -> Option<Vec<Placed<'a>>> {
    let mut styles: Vec<&Cell> = Vec::new();
    let mut last = 0;
    let mut placed = Vec::with_capacity(cells.len());
    for (x, y, cell) in cells {
        let is_of = |style: &&Cell| {
            let is_same = (style.fg, style.modifier) == (cell.fg, cell.modifier);
            style.bg == cell.bg && (is_same || is_blank(cell))
        };
        if !styles.get(last).is_some_and(is_of) {
            last = styles.iter().position(is_of).unwrap_or(styles.len());
            if last == styles.len() {
                styles.push(cell);
            }
        }
        if styles.len() > MOST_STYLES {
            return None;
        }
        placed.push((last, (*x, *y, *cell)));
    }
    placed.sort_by_key(|(style, _)| *style);
    Some(placed.into_iter().map(|(_, cell)| cell).collect())
}

/// The code of a colour; `base` is 30 for characters and 40 for what is behind them.
fn colour(colour: Color, base: u8) -> String {
    let (normal, bright) = (base, base + 60);
    let code = match colour {
        Color::Rgb(r, g, b) => return format!("{};2;{r};{g};{b}", base + 8),
        Color::Indexed(index) => return format!("{};5;{index}", base + 8),
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
    code.to_string()
}

#[cfg(test)]
mod tests;
