//! Cells on their way to the terminal in few bytes, for a workshop on slow lines: crossterm's own backend sends both
//! colours wherever one changes, and colours for blanks that show none.

use std::io::{self, Write};
use std::ops::Range;

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::Color;
use unicode_width::UnicodeWidthStr;

mod glyph;
mod group;
mod leap;
mod pen;

use glyph::Glyph;
use group::grouped;
use leap::{From, leap};
use pen::Pen;

/// crossterm's backend, with a drawing of its own.
pub(super) struct Economy<W: Write> {
    inner: CrosstermBackend<W>,
    /// Row by row, as far as cells have been drawn.
    shown: Shown,
    /// How the terminal was left to draw; nobody knows after something else was done to it.
    pen: Option<Pen>,
    is_cursor_hidden: bool,
}

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

/// Sets the pen of the terminal back.
const RESET: &str = "\x1b[0m";

/// Blanks between two cells that are rather written again than leapt over: a leap takes five bytes.
const SHORT_GAP: usize = 4;

impl<W: Write> Economy<W> {
    pub(super) fn new(writer: W) -> Self {
        Self {
            inner: CrosstermBackend::new(writer),
            shown: Shown::new(),
            pen: None,
            is_cursor_hidden: false,
        }
    }

    /// Nothing is known any more of what the terminal shows.
    pub(super) fn forget(&mut self) {
        self.shown.clear();
        self.pen = None;
        self.is_cursor_hidden = false;
    }

    /// The same, before the terminal is told to blank cells: it would blank them in the style of the pen.
    fn forget_style(&mut self) -> io::Result<()> {
        self.forget();
        self.write_all(RESET.as_bytes())
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
        // A blank that only took on another colour for what is not written in it looks as before.
        let is_seen = |glyph: &Glyph<'_>| {
            let row = self.shown.get(usize::from(glyph.y));
            let known = row.and_then(|row| row.get(usize::from(glyph.x)));
            !glyph.is_blank() || known != Some(&glyph.known())
        };
        let glyphs: Vec<_> = content.map(Glyph::of).filter(is_seen).collect();
        for glyph in &glyphs {
            note(&mut self.shown, glyph.x, glyph.y, Known::Pending);
        }
        let (mut text, mut pen) = written(&glyphs, &self.shown, self.pen);
        if let Some(grouped) = grouped(&glyphs) {
            let by_style = written(&grouped, &self.shown, self.pen);
            if by_style.0.len() < text.len() {
                (text, pen) = by_style;
            }
        }
        self.pen = Some(pen);
        for glyph in &glyphs {
            note(&mut self.shown, glyph.x, glyph.y, glyph.known());
            // What a wide character covers is told by no cell of its own.
            if glyph.symbol.width() > 1 {
                note(&mut self.shown, glyph.x + 1, glyph.y, Known::Taken);
            }
        }
        self.write_all(text.as_bytes())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        // Asked for with every frame.
        if std::mem::replace(&mut self.is_cursor_hidden, true) {
            return Ok(());
        }
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.is_cursor_hidden = false;
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.forget_style()?;
        self.inner.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.forget_style()?;
        self.inner.clear_region(region)
    }

    fn append_lines(&mut self, count: u16) -> io::Result<()> {
        self.forget_style()?;
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

/// What draws `glyphs` one after the other on a terminal that shows `shown` and draws with `pen`; and what it draws with then.
fn written(glyphs: &[Glyph<'_>], shown: &Shown, pen: Option<Pen>) -> (String, Pen) {
    let mut shown = shown.clone();
    let mut text = match pen {
        Some(_) => String::new(),
        None => RESET.to_owned(),
    };
    let mut pen = pen.unwrap_or(Pen::NEW);
    let mut from = From::Nowhere;
    for glyph in glyphs {
        let (x, y) = (glyph.x, glyph.y);
        match from {
            From::At(at) if at == (x, y) => {}
            From::At((left, row)) if row == y && bridges(pen, &shown, row, left..x) => {
                text.extend((left..x).map(|_| ' '));
            }
            from => leap(from, (x, y), &mut text),
        }
        let next = (x + 1, y);
        let is_inside = shown
            .get(usize::from(y))
            .is_some_and(|row| usize::from(x) + 1 < row.len());
        from = if is_inside && glyph.symbol.width() == 1 {
            From::At(next)
        } else {
            From::Row(y)
        };
        pen.turn_to(glyph, &mut text);
        text.push_str(glyph.symbol);
        note(&mut shown, x, y, glyph.known());
    }
    (text, pen)
}

/// Whether there are only a few blanks in these columns of a row, and `pen` can write them.
fn bridges(pen: Pen, shown: &Shown, row: u16, gap: Range<u16>) -> bool {
    let gap = usize::from(gap.start)..usize::from(gap.end);
    let gap = shown.get(usize::from(row)).and_then(|row| row.get(gap));
    let writable =
        |known: &Known| matches!(known, Known::Pending) || *known == Known::Blank(pen.background());
    pen.leaves_blanks_blank()
        && gap.is_some_and(|gap| gap.len() <= SHORT_GAP && gap.iter().all(writable))
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

#[cfg(test)]
mod tests;
