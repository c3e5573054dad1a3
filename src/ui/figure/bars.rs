//! Horizontal bars.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::share::Share;
use super::{cut, title, widest, write};
use crate::figure::{Bar, Bars};
use crate::locale::Phrase;
use crate::text::columns;
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;

/// Columns between a label, its bar and its value.
const AIR: u16 = 1;

/// The rows that bars take.
pub(super) fn share(bars: &Bars) -> Share {
    let count = u16::try_from(bars.bars.len()).unwrap_or(u16::MAX - 3);
    Share::exactly(1 + count + u16::from(bars.goal.is_some()))
}

/// Where bars lie: between their labels and their values.
#[derive(Clone, Copy)]
struct Track {
    area: Rect,
    /// Where bars begin, from 0 to 1.
    zero: f64,
}

/// Draws bars, each with its label before and its value behind it.
pub(super) fn draw(bars: &Bars, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let below = title(&ctx.format(&bars.title), area, buf, ctx);
    let labels: Vec<_> = bars.bars.iter().map(|bar| ctx.format(&bar.label)).collect();
    let values: Vec<_> = bars
        .bars
        .iter()
        .map(|bar| ctx.format(&bar.written))
        .collect();
    let most = below.width / 3;
    let (before, behind) = (widest(&labels).min(most), widest(&values).min(most));
    let track = Track {
        area: Rect {
            x: below.x + before + AIR,
            width: below.width.saturating_sub(before + behind + 2 * AIR + 1),
            ..below
        }
        .intersection(below),
        zero: bars
            .axis
            .place(0.0)
            .map_or(0.0, |zero| zero.clamp(0.0, 1.0)),
    };
    let goal = goal_column(bars, track);
    for (((bar, label), value), row) in bars.bars.iter().zip(&labels).zip(&values).zip(below.rows())
    {
        let label = cut(label, usize::from(before), ctx.glyphs.ellipsis);
        write(&label, (row.x, row.y), below, StyleRole::Text, buf, ctx);
        let end = stretch(bar, bars, track, row.y, buf, ctx);
        let start = clear_of(goal, end + AIR, columns(value));
        let room = usize::from(below.right().saturating_sub(start));
        let value = cut(value, room, ctx.glyphs.ellipsis);
        write(&value, (start, row.y), below, StyleRole::Text, buf, ctx);
    }
    if let (Some(value), Some(column)) = (bars.goal, goal) {
        goal_line(value, column, bars.bars.len(), below, buf, ctx);
    }
}

/// Where a value of `width` columns begins that would begin at `start`, were the goal line not there.
fn clear_of(goal: Option<u16>, start: u16, width: u16) -> u16 {
    match goal {
        Some(goal) if (start..=start.saturating_add(width)).contains(&goal) => goal + 1 + AIR,
        Some(_) | None => start,
    }
}

/// Draws one bar; returns the column behind it and behind the line of zero.
fn stretch(
    bar: &Bar,
    bars: &Bars,
    track: Track,
    y: u16,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) -> u16 {
    let area = track.area;
    let cells = f64::from(area.width);
    let place = match bars.axis.place(bar.value) {
        Some(place) => place.clamp(0.0, 1.0),
        // Beyond every end: the bar fills its side; what is no number has none.
        None if bar.value == f64::INFINITY => 1.0,
        None if bar.value == f64::NEG_INFINITY => 0.0,
        None => track.zero,
    };
    let (from, to) = (track.zero.min(place) * cells, track.zero.max(place) * cells);
    let part = StyleRole::Series(bar.role);
    let mut end = area.x + whole(track.zero * cells);
    for x in 0..area.width {
        let glyph = piece(f64::from(x), from, to, ctx);
        if !glyph.is_empty() {
            write(glyph, (area.x + x, y), area, part, buf, ctx);
            end = end.max(area.x + x + 1);
        }
    }
    let is_seen = (0..area.width).any(|x| !piece(f64::from(x), from, to, ctx).is_empty());
    if !is_seen && bar.value != 0.0 && place != track.zero && area.width > 0 {
        // A value that is there but too small to see still leaves a trace.
        let sliver = ctx
            .glyphs
            .eighths
            .first()
            .copied()
            .unwrap_or(ctx.glyphs.vertical);
        let at = end.min(area.right() - 1);
        write(sliver, (at, y), area, part, buf, ctx);
        end = at + 1;
    }
    end
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "from 0 to the width of a screen"
)]
fn whole(cells: f64) -> u16 {
    cells.round() as u16
}

/// What a bar from `from` to `to` puts into the cell that begins at `left`: blocks grow from the left,
/// so that a cell of which only the right part is covered is filled from its half on.
fn piece(left: f64, from: f64, to: f64, ctx: &RenderContext<'_>) -> &'static str {
    let covered = (to.min(left + 1.0) - from.max(left)).clamp(0.0, 1.0);
    let starts_inside = from > left && from < left + 1.0;
    if starts_inside || ctx.glyphs.eighths.is_empty() {
        return if covered >= 0.5 { ctx.glyphs.full } else { "" };
    }
    match whole(covered * 8.0) {
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

/// The column of the goal.
fn goal_column(bars: &Bars, track: Track) -> Option<u16> {
    let place = bars.axis.place(bars.goal?)?;
    let last = track.area.width.checked_sub(1)?;
    let cells = f64::from(track.area.width);
    let is_inside = (0.0..=1.0).contains(&place);
    is_inside.then(|| track.area.x + whole(place * cells - 0.5).min(last))
}

/// A line down across all bars, with its value below.
fn goal_line(
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
        let bar = buf.cell((x, y)).filter(|cell| cell.symbol() == full);
        let colour = bar.map(|cell| cell.fg);
        write(ctx.glyphs.vertical, (x, y), area, StyleRole::Goal, buf, ctx);
        // On a bar the line is cut out of it, so that the bar still reads as one.
        if let (Some(colour), Some(cell)) = (colour, buf.cell_mut((x, y))) {
            cell.fg = cell.bg;
            cell.bg = colour;
        }
    }
    let label = ctx.format(&Phrase::key("figure.goal-at").with("value", goal));
    let text = format!("{} {label}", ctx.glyphs.kink);
    let last = area.right().saturating_sub(columns(&text));
    write(
        &text,
        (x.min(last).max(area.x), end),
        area,
        StyleRole::Goal,
        buf,
        ctx,
    );
}
