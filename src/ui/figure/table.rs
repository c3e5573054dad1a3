//! Tables.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::heat::shade;
use super::share::Share;
use super::{cut, title, widest, write};
use crate::figure::{Table, TableCell, TableRow, Tone};
use crate::text::columns;
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;

/// Columns between the row headers and the cells.
const AIR: u16 = 2;

/// The rows that a table takes.
pub(super) fn share(table: &Table, ctx: &RenderContext<'_>) -> Share {
    let heading = u16::from(!ctx.format(&table.title).is_empty());
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
    fn of(table: &Table, area: Rect, ctx: &RenderContext<'_>) -> Self {
        let headers: Vec<_> = table
            .rows
            .iter()
            .map(|row| ctx.format(&row.header))
            .collect();
        let header = widest(&headers)
            .max(columns(&ctx.format(&table.corner)))
            .min(area.width / 3);
        let needed: Vec<u16> = table
            .columns
            .iter()
            .enumerate()
            .map(|(at, name)| {
                let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
                let cells = cells.map(|cell| columns(&cell_text(cell, ctx).0));
                cells.chain([columns(&ctx.format(name))]).max().unwrap_or(0)
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
pub(super) fn draw(table: &Table, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let below = title(&ctx.format(&table.title), area, buf, ctx);
    let place = Columns::of(table, below, ctx);
    let mut rows = below.rows();
    let Some(top) = rows.next() else { return };
    let corner = cut(
        &ctx.format(&table.corner),
        usize::from(place.header),
        ctx.glyphs.ellipsis,
    );
    write(&corner, (top.x, top.y), below, StyleRole::Dim, buf, ctx);
    for (at, name) in table.columns.iter().enumerate() {
        let style = ctx.style(StyleRole::Dim);
        centre(
            &ctx.format(name),
            place.at(at, top.y),
            below,
            style,
            buf,
            ctx,
        );
    }
    let room = usize::from(below.height).saturating_sub(1);
    for (row, at) in table.rows.iter().skip(skipped(table, room)).zip(rows) {
        let header = cut(
            &ctx.format(&row.header),
            usize::from(place.header),
            ctx.glyphs.ellipsis,
        );
        let part = if is_here(row) {
            StyleRole::Title
        } else {
            StyleRole::Dim
        };
        write(&header, (at.x, at.y), below, part, buf, ctx);
        for (column, cell) in row.cells.iter().enumerate() {
            let (mut text, style) = cell_text(cell, ctx);
            if columns(&text) > place.at(column, at.y).width {
                // Rather a number without its signs than a number that is cut.
                text = ctx.format(&cell.text);
            }
            centre(&text, place.at(column, at.y), below, style, buf, ctx);
        }
    }
}

/// Rows above the first one shown, so that the learner's own is among `room` rows.
fn skipped(table: &Table, room: usize) -> usize {
    let hidden = table.rows.len().saturating_sub(room);
    let here = table.rows.iter().position(is_here).unwrap_or(0);
    here.saturating_sub(room / 2).min(hidden)
}

fn is_here(row: &TableRow) -> bool {
    row.cells
        .iter()
        .any(|cell| matches!(cell.tone, Tone::Here(_)))
}

fn cell_text(cell: &TableCell, ctx: &RenderContext<'_>) -> (String, Style) {
    let text = ctx.format(&cell.text);
    match cell.tone {
        Tone::Plain => (text, ctx.style(StyleRole::Text)),
        Tone::Shade(level) => shaded(text, level, ctx),
        Tone::Here(level) => {
            let (text, style) = shaded(text, level, ctx);
            let here = format!("{}{text}{}", ctx.glyphs.pointer, ctx.glyphs.back);
            (here, style.bold().underlined())
        }
        Tone::Right => (
            format!("{} {text}", ctx.glyphs.right),
            ctx.style(StyleRole::Right),
        ),
        Tone::Wrong => (
            format!("{} {text}", ctx.glyphs.wrong),
            ctx.style(StyleRole::Wrong),
        ),
    }
}

/// A number on its shade; where shades are characters, they stand before it.
fn shaded(text: String, level: f64, ctx: &RenderContext<'_>) -> (String, Style) {
    if !level.is_finite() {
        return (text, ctx.style(StyleRole::Text));
    }
    let level = level.clamp(0.0, 1.0);
    let text = if ctx.theme.heat(level).is_some() {
        text
    } else {
        format!("{}{text}", shade(level, ctx))
    };
    (text, ctx.theme.on_heat(level))
}

/// Writes `text` into the middle of `at`, and gives all of `at` its style.
fn centre(
    text: &str,
    at: Rect,
    area: Rect,
    style: Style,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let at = at.intersection(area);
    if at.is_empty() {
        return;
    }
    // The signs of a style mark the text alone; its colours fill the cell.
    let mut ground = Style::new();
    (ground.fg, ground.bg) = (style.fg, style.bg);
    buf.set_style(at, ground);
    let text = cut(text, usize::from(at.width), ctx.glyphs.ellipsis);
    let start = at.x + (at.width - columns(&text).min(at.width)) / 2;
    buf.set_stringn(start, at.y, &text, usize::from(at.right() - start), style);
}
