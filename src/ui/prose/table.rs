//! Tables of text: columns as wide as their text, narrower where they do not fit.

use ratatui::style::Modifier;
use ratatui::text::Span;

use super::style_spans;
use crate::app::{RichText, TextTable};
use crate::lesson::ColumnAlign;
use crate::text::columns;
use crate::ui::RenderContext;
use crate::ui::rich_lines::{RichLine, wrap_rich};
use crate::ui::theme::StyleRole;

/// Blank columns between two columns of text.
const GAP: u16 = 2;

/// The width below which no column is narrowed.
const MIN_COLUMN: u16 = 4;

/// The lines of `table`, at most `width` columns wide.
pub(super) fn layout_table(
    table: &TextTable,
    width: u16,
    ctx: &RenderContext<'_>,
) -> Vec<RichLine> {
    let widths = column_widths(table, width, ctx);
    let mut lines = row_lines(&table.head, table, &widths, Modifier::BOLD, ctx);
    let total = widths.iter().sum::<u16>() + GAP * gaps(&widths);
    let rule = ctx.glyphs.horizontal.repeat(usize::from(total));
    lines.push(RichLine::from(ratatui::text::Line::from(
        ctx.span(rule, StyleRole::Dim),
    )));
    for row in &table.rows {
        lines.extend(row_lines(row, table, &widths, Modifier::empty(), ctx));
    }
    lines
}

fn gaps(widths: &[u16]) -> u16 {
    u16::try_from(widths.len().saturating_sub(1)).unwrap_or(u16::MAX)
}

/// The width of each column: that of its longest text, unless all together are wider than `width`. The widest column is
/// narrowed first.
fn column_widths(table: &TextTable, width: u16, ctx: &RenderContext<'_>) -> Vec<u16> {
    let text_width = |text: &RichText| {
        let parts = text.iter().map(|inline| columns(&ctx.fold(&inline.text)));
        parts.fold(0, u16::saturating_add)
    };
    let mut widths: Vec<_> = (0..table.columns.len())
        .map(|at| {
            let rows = std::iter::once(&table.head).chain(&table.rows);
            let cells = rows.filter_map(|row| row.get(at));
            cells.map(text_width).max().unwrap_or(0).max(1)
        })
        .collect();
    let room = width.saturating_sub(GAP * gaps(&widths));
    while widths.iter().map(|width| u32::from(*width)).sum::<u32>() > u32::from(room) {
        let Some(widest) = widths
            .iter_mut()
            .max()
            .filter(|widest| **widest > MIN_COLUMN)
        else {
            break;
        };
        *widest -= 1;
    }
    widths
}

/// The lines of a row: as many as its highest cell has.
fn row_lines(
    cells: &[RichText],
    table: &TextTable,
    widths: &[u16],
    modifier: Modifier,
    ctx: &RenderContext<'_>,
) -> Vec<RichLine> {
    let style = ctx.style(StyleRole::Text).add_modifier(modifier);
    let wrapped: Vec<_> = cells
        .iter()
        .zip(widths)
        .map(|(text, width)| wrap_rich(&Span::raw(""), style_spans(text, style, ctx), *width))
        .collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    (0..height)
        .map(|at| {
            let mut row = RichLine::from(ratatui::text::Line::default());
            let mut left = 0;
            for ((cell, width), align) in wrapped.iter().zip(widths).zip(&table.columns) {
                if let Some(line) = cell.get(at) {
                    append(&mut row, line, left, (*width, *align));
                }
                left += width + GAP;
            }
            row
        })
        .collect()
}

/// Appends a line of a cell to `row`, in the column that begins at `left`.
fn append(row: &mut RichLine, line: &RichLine, left: u16, (width, align): (u16, ColumnAlign)) {
    let own = u16::try_from(line.line.width()).unwrap_or(u16::MAX);
    let free = width.saturating_sub(own);
    let start = left
        + match align {
            ColumnAlign::Left => 0,
            ColumnAlign::Centre => free / 2,
            ColumnAlign::Right => free,
        };
    let before = u16::try_from(row.line.width()).unwrap_or(u16::MAX);
    let blanks = " ".repeat(usize::from(start.saturating_sub(before)));
    row.line.push_span(Span::raw(blanks));
    row.line.spans.extend(line.line.spans.iter().cloned());
    let targets = line
        .targets
        .iter()
        .map(|(columns, target)| (columns.start + start..columns.end + start, target.clone()));
    row.targets.extend(targets);
}
