//! The rows above a plot: the name of its y axis, its title, its legend.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::dots::DotGrid;
use super::share::Density;
use super::stroke::Stroke;
use super::{Frame, cut, write};
use crate::figure::{Plot, PlotHeight, Role};
use crate::text::columns;
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;

/// Cells of the piece of line before a name of the legend.
const SAMPLE: u16 = 3;
/// Columns between the parts of a heading.
const AIR: u16 = 2;

/// The rows that title and legend take: one, and one more where they do not fit beside each other.
pub(super) fn rows(plot: &Plot, frame: Frame, ctx: &RenderContext<'_>) -> u16 {
    let title = title_width(plot, ctx);
    let legend = legend(plot, ctx).width();
    let has_second = plot.stature == PlotHeight::Tall
        && frame.density == Density::Roomy
        && title > 0
        && legend > 0
        && usize::from(title + AIR) + legend > usize::from(frame.area.width);
    u16::from(title > 0 || legend > 0) + u16::from(has_second)
}

/// Draws title and legend above a plane that begins in column `plane`.
pub(super) fn draw(plot: &Plot, area: Rect, plane: u16, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let mut rows = area.rows();
    let Some(first) = rows.next() else { return };
    let end = titles(plot, first, plane, buf, ctx);
    let second = rows.next();
    let room = if second.is_some() {
        area.width
    } else {
        first.right().saturating_sub(end)
    };
    let legend = fitting_legend(plot, room, ctx);
    let width = u16::try_from(legend.width()).unwrap_or(u16::MAX);
    if width == 0 {
        return;
    }
    match second {
        Some(second) => {
            let start = plane
                .min(second.right().saturating_sub(width))
                .max(second.x);
            legend.render(Rect::new(start, second.y, second.right() - start, 1), buf);
        }
        None if end + width <= first.right() => {
            legend.render(Rect::new(first.right() - width, first.y, width, 1), buf);
        }
        None => {}
    }
}

/// Writes the name of the y axis over its labels and the title behind it; returns where they end.
fn titles(plot: &Plot, row: Rect, plane: u16, buf: &mut Buffer, ctx: &RenderContext<'_>) -> u16 {
    let mut start = row.x;
    if let Some(name) = axis_name(plot, ctx) {
        let width = columns(&name);
        // The name ends above the axis where it is no wider than the labels.
        let at = plane.saturating_sub(width).max(row.x);
        write(&name, (at, row.y), row, StyleRole::Axis, buf, ctx);
        start = at.saturating_add(width + AIR);
    }
    let title = ctx.format(&plot.title);
    if title.is_empty() || start >= row.right() {
        return start;
    }
    let title = cut(
        &title,
        usize::from(row.right() - start),
        ctx.glyphs.ellipsis,
    );
    write(&title, (start, row.y), row, StyleRole::Title, buf, ctx);
    start.saturating_add(columns(&title) + AIR)
}

fn axis_name(plot: &Plot, ctx: &RenderContext<'_>) -> Option<String> {
    let name = ctx.format(plot.y.label.as_ref()?);
    (!name.is_empty()).then_some(name)
}

fn title_width(plot: &Plot, ctx: &RenderContext<'_>) -> u16 {
    let name = axis_name(plot, ctx).map_or(0, |name| columns(&name) + AIR);
    name + columns(&ctx.format(&plot.title))
}

/// What the curves are called: each with a piece of its line. A single curve needs no legend.
fn legend(plot: &Plot, ctx: &RenderContext<'_>) -> Line<'static> {
    let entries = entries(plot, ctx);
    if entries.len() < 2 {
        return Line::default();
    }
    line_of(&entries, ctx)
}

/// As much of the legend as `room` columns hold: what was before and what was predicted give way first, since
/// they are told from the curves of now by their dashes.
fn fitting_legend(plot: &Plot, room: u16, ctx: &RenderContext<'_>) -> Line<'static> {
    let whole = legend(plot, ctx);
    if whole.width() <= usize::from(room) {
        return whole;
    }
    let now = |role: Role| !matches!(role, Role::Ghost | Role::Prediction);
    let entries: Vec<_> = entries(plot, ctx)
        .into_iter()
        .filter(|(role, _)| now(*role))
        .collect();
    let legend = line_of(&entries, ctx);
    if legend.width() <= usize::from(room) {
        legend
    } else {
        Line::default()
    }
}

fn line_of(entries: &[(Role, String)], ctx: &RenderContext<'_>) -> Line<'static> {
    let mut spans = Vec::new();
    for (role, name) in entries {
        let gap = if spans.is_empty() { "" } else { "  " };
        let line = format!("{gap}{} ", sample(*role, ctx));
        spans.push(Span::styled(line, ctx.style(StyleRole::Series(*role))));
        spans.push(Span::styled(name.clone(), ctx.style(StyleRole::Dim)));
    }
    Line::from(spans)
}

fn entries(plot: &Plot, ctx: &RenderContext<'_>) -> Vec<(Role, String)> {
    let mut entries: Vec<(Role, String)> = Vec::new();
    for series in &plot.series {
        let name = match series.role {
            Role::Ghost => ctx.word("figure.before"),
            Role::Prediction => ctx.word("figure.your-prediction"),
            Role::First | Role::Second | Role::Third | Role::Fourth | Role::Target => {
                ctx.format(&series.name)
            }
        };
        let entry = (series.role, name);
        if !entry.1.is_empty() && !entries.contains(&entry) {
            entries.push(entry);
        }
    }
    entries.sort_by_key(|(role, _)| *role);
    entries
}

/// A piece of the line of a role, in the dots that the plot uses.
fn sample(role: Role, ctx: &RenderContext<'_>) -> String {
    let mut grid = DotGrid::new(Rect::new(0, 0, SAMPLE, 1), ctx.glyphs.dots);
    let stroke = Stroke::of(role, ctx.theme.is_heavy());
    grid.stroke([Some((0.0, 0.5)), Some((1.0, 0.5))], role, stroke);
    let mut cells = vec![' '; usize::from(SAMPLE)];
    for ((x, _), dots) in grid.characters() {
        if let Some(cell) = cells.get_mut(usize::from(x)) {
            *cell = dots;
        }
    }
    cells.into_iter().collect()
}
