//! Tables.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::heat::shade;
use super::share::Share;
use super::{cut, title, widest, write};
use crate::figure::{Cell, Row, Table, Tone};
use crate::ui::Pen;
use crate::ui::theme::Part;
use crate::ui::wrap::columns;

/// Columns between the row headers and the cells.
const AIR: u16 = 2;

/// The rows that a table takes.
pub(super) fn share(table: &Table, pen: &Pen<'_>) -> Share {
    let heading = u16::from(!pen.say(&table.title).is_empty());
    let rows = u16::try_from(table.rows.len()).unwrap_or(u16::MAX - 4);
    Share::exactly(heading + 1 + rows)
}

/// Where the columns of a table stand.
struct Columns {
    /// Columns of the row headers.
    header: u16,
    /// Where each column of cells begins, and how wide it is.
    cells: Vec<(u16, u16)>,
}

impl Columns {
    /// Equal columns where there is room for the widest, else each as wide as it needs; where even that is too
    /// much, equal shares of what there is.
    fn of(table: &Table, area: Rect, pen: &Pen<'_>) -> Self {
        let headers: Vec<_> = table.rows.iter().map(|row| pen.say(&row.header)).collect();
        let header = widest(&headers)
            .max(columns(&pen.say(&table.corner)))
            .min(area.width / 3);
        let needed: Vec<u16> = table
            .columns
            .iter()
            .enumerate()
            .map(|(at, name)| {
                let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
                let cells = cells.map(|cell| columns(&cell_text(cell, pen).0));
                cells.chain([columns(&pen.say(name))]).max().unwrap_or(0)
            })
            .collect();
        let room = area.width.saturating_sub(header + AIR);
        let count = u16::try_from(needed.len()).unwrap_or(u16::MAX).max(1);
        let widest = needed.iter().max().map_or(0, |widest| widest + AIR);
        let widths: Vec<u16> = if widest.saturating_mul(count) <= room {
            vec![widest; needed.len()]
        } else if needed.iter().map(|width| width + 1).sum::<u16>() <= room {
            needed.iter().map(|width| width + 1).collect()
        } else {
            vec![room / count; needed.len()]
        };
        let mut x = area.x + header + AIR;
        let place = |width: u16| {
            let start = x;
            x = x.saturating_add(width);
            (start, width)
        };
        Self {
            header,
            cells: widths.into_iter().map(place).collect(),
        }
    }

    fn at(&self, column: usize, y: u16) -> Rect {
        let (x, width) = self.cells.get(column).copied().unwrap_or_default();
        Rect::new(x, y, width, 1)
    }
}

/// Draws a table; where it has more rows than there is room for, those around the learner's own.
pub(super) fn draw(table: &Table, area: Rect, buf: &mut Buffer, pen: &Pen<'_>) {
    let below = title(&pen.say(&table.title), area, buf, pen);
    let place = Columns::of(table, below, pen);
    let mut rows = below.rows();
    let Some(top) = rows.next() else { return };
    let corner = cut(
        &pen.say(&table.corner),
        usize::from(place.header),
        pen.glyphs.ellipsis,
    );
    write(&corner, (top.x, top.y), below, Part::Dim, buf, pen);
    for (at, name) in table.columns.iter().enumerate() {
        let style = pen.style(Part::Dim);
        centre(&pen.say(name), place.at(at, top.y), below, style, buf, pen);
    }
    let room = usize::from(below.height).saturating_sub(1);
    for (row, at) in table.rows.iter().skip(skipped(table, room)).zip(rows) {
        let header = cut(
            &pen.say(&row.header),
            usize::from(place.header),
            pen.glyphs.ellipsis,
        );
        let part = if is_here(row) { Part::Title } else { Part::Dim };
        write(&header, (at.x, at.y), below, part, buf, pen);
        for (column, cell) in row.cells.iter().enumerate() {
            let (mut text, style) = cell_text(cell, pen);
            if columns(&text) > place.at(column, at.y).width {
                // Rather a number without its signs than a number that is cut.
                text = pen.say(&cell.text);
            }
            centre(&text, place.at(column, at.y), below, style, buf, pen);
        }
    }
}

/// Rows above the first one shown, so that the learner's own is among `room` rows.
fn skipped(table: &Table, room: usize) -> usize {
    let hidden = table.rows.len().saturating_sub(room);
    let here = table.rows.iter().position(is_here).unwrap_or(0);
    here.saturating_sub(room / 2).min(hidden)
}

fn is_here(row: &Row) -> bool {
    row.cells
        .iter()
        .any(|cell| matches!(cell.tone, Tone::Here(_)))
}

fn cell_text(cell: &Cell, pen: &Pen<'_>) -> (String, Style) {
    let text = pen.say(&cell.text);
    match cell.tone {
        Tone::Plain => (text, pen.style(Part::Text)),
        Tone::Shade(level) => shaded(text, level, pen),
        Tone::Here(level) => {
            let (text, style) = shaded(text, level, pen);
            let here = format!("{}{text}{}", pen.glyphs.pointer, pen.glyphs.back);
            (here, style.bold().underlined())
        }
        Tone::Right => (
            format!("{} {text}", pen.glyphs.right),
            pen.style(Part::Right),
        ),
        Tone::Wrong => (
            format!("{} {text}", pen.glyphs.wrong),
            pen.style(Part::Wrong),
        ),
    }
}

/// A number on its shade; where shades are characters, they stand before it.
fn shaded(text: String, level: f64, pen: &Pen<'_>) -> (String, Style) {
    if !level.is_finite() {
        return (text, pen.style(Part::Text));
    }
    let level = level.clamp(0.0, 1.0);
    let text = if pen.theme.heat(level).is_some() {
        text
    } else {
        format!("{}{text}", shade(level, pen))
    };
    (text, pen.theme.on_heat(level))
}

/// Writes `text` into the middle of `at`, and gives all of `at` its style.
fn centre(text: &str, at: Rect, area: Rect, style: Style, buf: &mut Buffer, pen: &Pen<'_>) {
    let at = at.intersection(area);
    if at.is_empty() {
        return;
    }
    // The signs of a style mark the text alone; its colours fill the cell.
    let mut ground = Style::new();
    (ground.fg, ground.bg) = (style.fg, style.bg);
    buf.set_style(at, ground);
    let text = cut(text, usize::from(at.width), pen.glyphs.ellipsis);
    let start = at.x + (at.width - columns(&text).min(at.width)) / 2;
    buf.set_stringn(start, at.y, &text, usize::from(at.right() - start), style);
}
