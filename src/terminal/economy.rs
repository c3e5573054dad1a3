//! Cells on their way to the terminal in few bytes, for a workshop on slow lines: crossterm's own backend sends both
//! colours wherever one changes, and colours for blanks that show none.

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

mod glyph;
mod group;
mod leap;
mod pen;
mod route;
mod shown;

use glyph::Glyph;
use group::grouped;
use leap::{From, Place, bytes, leap};
use pen::Pen;
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

/// Sets the pen of the terminal back.
const RESET: &str = "\x1b[0m";

/// More cells than this between two are never shorter to write again than to leap over.
const SHORT_GAP: usize = 8;

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

/// What draws `glyphs` in their order on a terminal that shows `shown` and draws with `pen`; and what it draws with then.
fn drawn(glyphs: &[Glyph<'_>], shown: &Shown, pen: Option<Pen>) -> (String, Pen) {
    let mut text = match pen {
        Some(_) => String::new(),
        None => RESET.to_owned(),
    };
    let mut pen = pen.unwrap_or(Pen::NEW);
    let mut from = From::Nowhere;
    let mut done = Marks::over(glyphs);
    for glyph in glyphs {
        let to = (glyph.x, glyph.y);
        match bridge(from, to, shown, &done, pen) {
            Some(bridge) => text.push_str(&bridge),
            None => leap(from, to, &mut text),
        }
        pen.turn_to(glyph, &mut text);
        text.push_str(glyph.symbol);
        done.mark(to);
        let is_certain = shown.goes_on(glyph.x, glyph.y) && glyph.width == 1;
        from = if is_certain {
            From::At(glyph.end())
        } else {
            From::Row(glyph.y)
        };
    }
    (text, pen)
}

/// Places that are marked.
struct Marks {
    columns: usize,
    marks: Vec<bool>,
}

impl Marks {
    /// None of the places of `glyphs`, nor of those between them.
    fn over(glyphs: &[Glyph<'_>]) -> Self {
        let most = |of: fn(&Glyph<'_>) -> u16| glyphs.iter().map(of).max().map_or(0, usize::from);
        let columns = most(|glyph| glyph.x) + 1;
        Self {
            columns,
            marks: vec![false; columns * (most(|glyph| glyph.y) + 1)],
        }
    }

    fn mark(&mut self, (x, y): Place) {
        if let Some(mark) = self
            .marks
            .get_mut(usize::from(y) * self.columns + usize::from(x))
        {
            *mark = true;
        }
    }

    fn is_marked(&self, (x, y): Place) -> bool {
        let at = usize::from(y) * self.columns + usize::from(x);
        self.marks.get(at).copied().unwrap_or(false)
    }
}

/// What writes again what lies between two places of a row, where that is shorter than to leap over it.
fn bridge(from: From, to: Place, shown: &Shown, done: &Marks, pen: Pen) -> Option<String> {
    if from == From::At(to) {
        return Some(String::new());
    }
    let From::At((x, y)) = from else { return None };
    let gap = x..to.0;
    if y != to.1
        || gap.is_empty()
        || gap.len() > SHORT_GAP
        || gap.clone().any(|x| done.is_marked((x, y)))
    {
        return None;
    }
    let bridge = shown.bridge(pen, y, gap)?;
    (bridge.len() <= bytes(from, to)).then_some(bridge)
}

#[cfg(test)]
mod tests;
