//! Tables.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::heat::shade;
use super::{cut, title, write};
use crate::figure::{Cell, Table, Tone};
use crate::locale::Phrase;
use crate::ui::Pen;
use crate::ui::theme::Part;

/// Draws a table, columns as wide as their widest cell needs, or as there is room for.
pub(super) fn draw(table: &Table, area: Rect, buf: &mut Buffer, pen: &Pen<'_>) {
    let below = title(&pen.say(&table.title), area, buf, pen);
    let said = |phrase: &Phrase| pen.say(phrase);
    let headers = table.rows.iter().map(|row| said(&row.header).width());
    let first = headers
        .chain([said(&table.corner).width()])
        .max()
        .unwrap_or(0)
        .min(usize::from(below.width) / 3);
    let cells = table
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .map(|cell| said(&cell.text).width() + 2);
    let widest = cells
        .chain(table.columns.iter().map(|column| said(column).width()))
        .max()
        .unwrap_or(0)
        + 2;
    let count = table.columns.len().max(1);
    let room = usize::from(below.width).saturating_sub(first + 2) / count;
    let width = u16::try_from(widest.min(room)).unwrap_or(0);
    let start = below.x + u16::try_from(first).unwrap_or(0) + 2;
    let mut rows = below.rows();
    if let Some(row) = rows.next() {
        let corner = cut(&said(&table.corner), first, pen.glyphs.ellipsis);
        write(&corner, (row.x, row.y), below, Part::Dim, buf, pen);
        for (x, column) in columns(start, width).zip(&table.columns) {
            centre(
                &said(column),
                Rect::new(x, row.y, width, 1),
                below,
                pen.style(Part::Dim),
                buf,
                pen,
            );
        }
    }
    for (row, at) in table.rows.iter().zip(rows) {
        let header = cut(&said(&row.header), first, pen.glyphs.ellipsis);
        write(&header, (at.x, at.y), below, Part::Dim, buf, pen);
        for (x, cell) in columns(start, width).zip(&row.cells) {
            draw_cell(
                cell,
                &said(&cell.text),
                Rect::new(x, at.y, width, 1),
                below,
                buf,
                pen,
            );
        }
    }
}

fn columns(start: u16, width: u16) -> impl Iterator<Item = u16> {
    (0u16..).map(move |at| start.saturating_add(at.saturating_mul(width)))
}

fn draw_cell(cell: &Cell, text: &str, at: Rect, area: Rect, buf: &mut Buffer, pen: &Pen<'_>) {
    let (text, style) = match cell.tone {
        Tone::Plain => (text.to_owned(), pen.style(Part::Text)),
        Tone::Shade(level) => shaded(text, level, pen),
        Tone::Here(level) => {
            let (text, style) = shaded(text, level, pen);
            (format!("[{}]", text.trim()), style.bold())
        }
        Tone::Right => (
            format!("{} {text}", pen.glyphs.right),
            pen.style(Part::Right),
        ),
        Tone::Wrong => (
            format!("{} {text}", pen.glyphs.wrong),
            pen.style(Part::Wrong),
        ),
    };
    centre(&text, at, area, style, buf, pen);
}

/// A number on its shade; where shades are characters, they stand before it.
fn shaded(text: &str, level: f64, pen: &Pen<'_>) -> (String, Style) {
    let level = if level.is_finite() {
        level.clamp(0.0, 1.0)
    } else {
        0.0
    };
    let text = if pen.theme.heat(level).is_some() {
        text.to_owned()
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
    buf.set_style(at, style);
    let text = cut(text, usize::from(at.width), pen.glyphs.ellipsis);
    let width = u16::try_from(text.width())
        .unwrap_or(at.width)
        .min(at.width);
    buf.set_stringn(
        at.x + (at.width - width) / 2,
        at.y,
        &text,
        usize::from(width),
        style,
    );
}
