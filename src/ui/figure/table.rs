//! Tables.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::draw_text::{draw_text, draw_title, max_width};
use super::frame::HeightRange;
use super::heat::shade;
use crate::figure::{CellEmphasis, CellRow, Table, TableCell};
use crate::text::{clip, columns};
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;

/// Columns between the row headers and the cells.
const GAP: u16 = 2;

/// The rows of a table.
pub(super) fn height_range(table: &Table, ctx: &RenderContext<'_>) -> HeightRange {
    let heading = u16::from(!ctx.format(&table.title).is_empty());
    let rows = u16::try_from(table.rows.len()).unwrap_or(u16::MAX - 4);
    HeightRange::fixed(heading + 1 + rows)
}

/// The places of the columns of a table on the screen.
struct TableColumns {
    /// The width of the row headers.
    header: u16,
    /// The start and width of each column of cells.
    cells: Vec<(u16, u16)>,
}

impl TableColumns {
    /// Columns of equal width where the widest one fits that often, else of the width of their text, else of equal
    /// shares of the area.
    fn new(table: &Table, area: Rect, ctx: &RenderContext<'_>) -> Self {
        let headers: Vec<_> = table
            .rows
            .iter()
            .map(|row| ctx.format(&row.header))
            .collect();
        let header = max_width(&headers)
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
        let max_width = area.width.saturating_sub(header + GAP);
        let count = u16::try_from(needed.len()).unwrap_or(u16::MAX).max(1);
        let widest = needed.iter().max().map_or(0, |widest| widest + GAP);
        let widths: Vec<u16> = if widest.saturating_mul(count) <= max_width {
            vec![widest; needed.len()]
        } else if needed.iter().map(|width| width + 1).sum::<u16>() <= max_width {
            needed.iter().map(|width| width + 1).collect()
        } else {
            vec![max_width / count; needed.len()]
        };
        let mut x = area.x + header + GAP;
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

    fn cell(&self, column: usize, y: u16) -> Rect {
        let (x, width) = self.cells.get(column).copied().unwrap_or_default();
        Rect::new(x, y, width, 1)
    }
}

/// Draws a table. Where not all rows fit, those around the learner's own row are shown.
pub(super) fn draw(table: &Table, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let below = draw_title(&ctx.format(&table.title), area, buf, ctx);
    let layout = TableColumns::new(table, below, ctx);
    let mut rows = below.rows();
    let Some(top) = rows.next() else { return };
    let corner = clip(
        &ctx.format(&table.corner),
        usize::from(layout.header),
        ctx.glyphs.ellipsis,
    );
    draw_text(&corner, (top.x, top.y), below, StyleRole::Dim, buf, ctx);
    for (at, name) in table.columns.iter().enumerate() {
        let style = ctx.style(StyleRole::Dim);
        draw_centred(
            &ctx.format(name),
            layout.cell(at, top.y),
            below,
            style,
            buf,
            ctx,
        );
    }
    let visible_rows = usize::from(below.height).saturating_sub(1);
    for (row, at) in table
        .rows
        .iter()
        .skip(first_row(table, visible_rows))
        .zip(rows)
    {
        let header = clip(
            &ctx.format(&row.header),
            usize::from(layout.header),
            ctx.glyphs.ellipsis,
        );
        let style_role = if is_own_row(row) {
            StyleRole::Title
        } else {
            StyleRole::Dim
        };
        draw_text(&header, (at.x, at.y), below, style_role, buf, ctx);
        for (column, cell) in row.cells.iter().enumerate() {
            let (mut text, style) = cell_text(cell, ctx);
            if columns(&text) > layout.cell(column, at.y).width {
                // A number without its signs is better than a clipped number.
                text = ctx.format(&cell.text);
            }
            draw_centred(&text, layout.cell(column, at.y), below, style, buf, ctx);
        }
    }
}

/// The index of the first row shown, so that the learner's own row is among `visible_rows` rows.
fn first_row(table: &Table, visible_rows: usize) -> usize {
    let hidden = table.rows.len().saturating_sub(visible_rows);
    let here = table.rows.iter().position(is_own_row).unwrap_or(0);
    here.saturating_sub(visible_rows / 2).min(hidden)
}

fn is_own_row(row: &CellRow) -> bool {
    row.cells
        .iter()
        .any(|cell| matches!(cell.emphasis, CellEmphasis::Current(_)))
}

fn cell_text(cell: &TableCell, ctx: &RenderContext<'_>) -> (String, Style) {
    let text = ctx.format(&cell.text);
    match cell.emphasis {
        CellEmphasis::Plain => (text, ctx.style(StyleRole::Text)),
        CellEmphasis::Shade(level) => shaded_text(text, level, ctx),
        CellEmphasis::Current(level) => {
            let (text, style) = shaded_text(text, level, ctx);
            let here = format!("{}{text}{}", ctx.glyphs.pointer, ctx.glyphs.back);
            (here, style.bold().underlined())
        }
        CellEmphasis::Right => (
            format!("{} {text}", ctx.glyphs.right),
            ctx.style(StyleRole::Right),
        ),
        CellEmphasis::Wrong => (
            format!("{} {text}", ctx.glyphs.wrong),
            ctx.style(StyleRole::Wrong),
        ),
    }
}

/// A number on the colour of its level, or behind the shade character of its level.
fn shaded_text(text: String, level: f64, ctx: &RenderContext<'_>) -> (String, Style) {
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

/// Draws `text` into the middle of `at` and fills `at` with its colours.
fn draw_centred(
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
    // Modifiers such as underlining apply to the text alone, colours to the whole cell.
    let mut cell_colours = Style::new();
    (cell_colours.fg, cell_colours.bg) = (style.fg, style.bg);
    buf.set_style(at, cell_colours);
    let text = clip(text, usize::from(at.width), ctx.glyphs.ellipsis);
    let start = at.x + (at.width - columns(&text).min(at.width)) / 2;
    buf.set_stringn(start, at.y, &text, usize::from(at.right() - start), style);
}
