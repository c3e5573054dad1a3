//! Cells on their way to the terminal in few bytes, for a workshop on slow lines: crossterm's own backend sends both
//! colours wherever one changes, and colours for blanks that show none.

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

mod drawing;
mod glyph;
mod group;
mod leap;
mod pen;
mod route;
mod shown;

use drawing::drawn;
use glyph::Glyph;
use group::grouped;
use pen::{Pen, RESET};
use route::routed;
use shown::{Known, Shown};

/// crossterm's backend, with a drawing of its own.
pub(super) struct Economy<W: Write> {
    inner: CrosstermBackend<W>,
    shown: Shown,
    /// How the terminal was left to draw; nobody knows after something else was done to it.
    pen: Option<Pen>,
    is_cursor_hidden: bool,
}

impl<W: Write> Economy<W> {
    pub(super) fn new(writer: W) -> Self {
        Self {
            inner: CrosstermBackend::new(writer),
            shown: Shown::default(),
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
            !glyph.is_blank() || self.shown.at(glyph.x, glyph.y) != Some(&glyph.known())
        };
        let glyphs: Vec<_> = content.map(Glyph::of).filter(is_seen).collect();
        for glyph in &glyphs {
            self.shown.set(glyph.x, glyph.y, Known::Pending);
        }
        let mut orders = vec![glyphs];
        // A whole screen is drawn from top to bottom.
        if let Some(pen) = self.pen
            && let Some(groups) = grouped(&orders[0], pen)
        {
            orders.extend([groups.concat(), routed(&groups)]);
        }
        let drawn = orders
            .into_iter()
            .map(|order| (drawn(&order, &self.shown, self.pen), order));
        let Some(((text, pen), order)) = drawn.min_by_key(|((text, _), _)| text.len()) else {
            return Ok(());
        };
        for glyph in &order {
            self.shown.note(glyph);
        }
        self.pen = Some(pen);
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

#[cfg(test)]
mod tests;
