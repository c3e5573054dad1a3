//! Horizontal bars.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::draw_text::{draw_text, draw_title, max_width};
use super::frame::HeightRange;
use crate::figure::{Bar, Bars};
use crate::locale::Phrase;
use crate::text::{clip, columns};
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;

/// Columns between a label, its bar and its value.
const GAP: u16 = 1;

/// The rows of a bar chart.
pub(super) fn height_range(bars: &Bars) -> HeightRange {
    let count = u16::try_from(bars.bars.len()).unwrap_or(u16::MAX - 3);
    HeightRange::fixed(1 + count + u16::from(bars.goal.is_some()))
}

/// The area of the bars, between their labels and their values.
#[derive(Clone, Copy)]
struct BarArea {
    area: Rect,
    /// The place of the value zero, from 0 to 1.
    zero: f64,
}

/// Draws bars, each with its label before it and its value behind it.
pub(super) fn draw(bars: &Bars, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let below = draw_title(&ctx.format(&bars.title), area, buf, ctx);
    let labels: Vec<_> = bars.bars.iter().map(|bar| ctx.format(&bar.label)).collect();
    let values: Vec<_> = bars
        .bars
        .iter()
        .map(|bar| ctx.format(&bar.value_text))
        .collect();
    let most = below.width / 3;
    let (before, behind) = (max_width(&labels).min(most), max_width(&values).min(most));
    let bar_area = BarArea {
        area: Rect {
            x: below.x + before + GAP,
            width: below.width.saturating_sub(before + behind + 2 * GAP + 1),
            ..below
        }
        .intersection(below),
        zero: bars
            .axis
            .place(0.0)
            .map_or(0.0, |zero| zero.clamp(0.0, 1.0)),
    };
    let goal = goal_column(bars, bar_area);
    for (((bar, label), value), row) in bars.bars.iter().zip(&labels).zip(&values).zip(below.rows())
    {
        let label = clip(label, usize::from(before), ctx.glyphs.ellipsis);
        draw_text(&label, (row.x, row.y), below, StyleRole::Text, buf, ctx);
        let end = draw_bar(bar, bars, bar_area, row.y, buf, ctx);
        let start = avoid_goal_line(goal, end + GAP, columns(value));
        let max_width = usize::from(below.right().saturating_sub(start));
        let value = clip(value, max_width, ctx.glyphs.ellipsis);
        draw_text(&value, (start, row.y), below, StyleRole::Text, buf, ctx);
    }
    if let (Some(value), Some(column)) = (bars.goal, goal) {
        draw_goal_line(value, column, bars.bars.len(), below, buf, ctx);
    }
}

/// The start of a value of `width` columns: `start`, or behind the goal line where the two would overlap.
fn avoid_goal_line(goal: Option<u16>, start: u16, width: u16) -> u16 {
    match goal {
        Some(goal) if (start..=start.saturating_add(width)).contains(&goal) => goal + 1 + GAP,
        Some(_) | None => start,
    }
}

/// Draws one bar. Returns the first column behind both the bar and zero.
fn draw_bar(
    bar: &Bar,
    bars: &Bars,
    bar_area: BarArea,
    y: u16,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) -> u16 {
    let area = bar_area.area;
    let cells = f64::from(area.width);
    let place = match bars.axis.place(bar.value) {
        Some(place) => place.clamp(0.0, 1.0),
        // An infinite bar fills its side of zero. NaN has no bar.
        None if bar.value == f64::INFINITY => 1.0,
        None if bar.value == f64::NEG_INFINITY => 0.0,
        None => bar_area.zero,
    };
    let (from, to) = (
        bar_area.zero.min(place) * cells,
        bar_area.zero.max(place) * cells,
    );
    let style_role = StyleRole::Series(bar.role);
    let mut end = area.x + round_cells(bar_area.zero * cells);
    for x in 0..area.width {
        let glyph = bar_glyph(f64::from(x), from, to, ctx);
        if !glyph.is_empty() {
            draw_text(glyph, (area.x + x, y), area, style_role, buf, ctx);
            end = end.max(area.x + x + 1);
        }
    }
    let is_seen = (0..area.width).any(|x| !bar_glyph(f64::from(x), from, to, ctx).is_empty());
    if !is_seen && bar.value != 0.0 && place != bar_area.zero && area.width > 0 {
        // A value that rounds to no eighth of a cell still shows.
        let thinnest = ctx
            .glyphs
            .eighths
            .first()
            .copied()
            .unwrap_or(ctx.glyphs.vertical);
        let at = end.min(area.right() - 1);
        draw_text(thinnest, (at, y), area, style_role, buf, ctx);
        end = at + 1;
    }
    end
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "from 0 to the width of a screen"
)]
fn round_cells(cells: f64) -> u16 {
    cells.round() as u16
}

/// The glyph of a bar from `from` to `to` in the cell from `left` to `left + 1`, empty where there is none. Block
/// characters grow from the left, so a cell whose right part is covered is either full or empty.
fn bar_glyph(left: f64, from: f64, to: f64, ctx: &RenderContext<'_>) -> &'static str {
    let covered = (to.min(left + 1.0) - from.max(left)).clamp(0.0, 1.0);
    let starts_inside = from > left && from < left + 1.0;
    if starts_inside || ctx.glyphs.eighths.is_empty() {
        return if covered >= 0.5 { ctx.glyphs.full } else { "" };
    }
    match round_cells(covered * 8.0) {
        0 => "",
        8.. => ctx.glyphs.full,
        eighths => {
            let parts = ctx.glyphs.eighths;
            parts
                .get(usize::from(eighths - 1))
                .copied()
                .unwrap_or(ctx.glyphs.full)
        }
    }
}

/// The column of the goal line.
fn goal_column(bars: &Bars, bar_area: BarArea) -> Option<u16> {
    let place = bars.axis.place(bars.goal?)?;
    let last = bar_area.area.width.checked_sub(1)?;
    let cells = f64::from(bar_area.area.width);
    let is_inside = (0.0..=1.0).contains(&place);
    is_inside.then(|| bar_area.area.x + round_cells(place * cells - 0.5).min(last))
}

/// Draws a vertical line across all bars, with its value below.
fn draw_goal_line(
    goal: f64,
    x: u16,
    count: usize,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let count = u16::try_from(count).unwrap_or(u16::MAX);
    let end = area.y.saturating_add(count);
    for y in area.y..end.min(area.bottom()) {
        let full = ctx.glyphs.full;
        let bar_cell = buf.cell((x, y)).filter(|cell| cell.symbol() == full);
        let colour = bar_cell.map(|cell| cell.fg);
        draw_text(ctx.glyphs.vertical, (x, y), area, StyleRole::Goal, buf, ctx);
        // On a bar, foreground and background are swapped, so that the bar is not interrupted.
        if let (Some(colour), Some(cell)) = (colour, buf.cell_mut((x, y))) {
            cell.fg = cell.bg;
            cell.bg = colour;
        }
    }
    let label = ctx.format(&Phrase::key("figure.goal-at").with("value", goal));
    let text = format!("{} {label}", ctx.glyphs.kink);
    let last = area.right().saturating_sub(columns(&text));
    draw_text(
        &text,
        (x.min(last).max(area.x), end),
        area,
        StyleRole::Goal,
        buf,
        ctx,
    );
}
