//! The rows above a plot: the name of its y axis, its title and its legend.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::dot_grid::DotGrid;
use super::draw_text::draw_text;
use super::frame::{Density, FigureFrame};
use super::stroke::Stroke;
use crate::figure::{Plot, PlotHeight, Role};
use crate::text::{clip, columns};
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;

/// Columns of the piece of line before a name in the legend.
const SAMPLE_WIDTH: u16 = 3;
/// Columns between the parts of a heading.
const GAP: u16 = 2;

/// The rows of title and legend: one, or two where they do not fit beside each other.
pub(super) fn height(plot: &Plot, frame: FigureFrame, ctx: &RenderContext<'_>) -> u16 {
    let title = title_width(plot, ctx);
    let legend = legend(plot, ctx).width();
    let has_second = plot.height == PlotHeight::Tall
        && frame.density == Density::Full
        && title > 0
        && legend > 0
        && usize::from(title + GAP) + legend > usize::from(frame.area.width);
    u16::from(title > 0 || legend > 0) + u16::from(has_second)
}

/// Draws title and legend above a plane that starts in column `plane`.
pub(super) fn draw(plot: &Plot, area: Rect, plane: u16, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let mut rows = area.rows();
    let Some(first) = rows.next() else { return };
    let end = draw_titles(plot, first, plane, buf, ctx);
    let second = rows.next();
    let max_width = if second.is_some() {
        area.width
    } else {
        first.right().saturating_sub(end)
    };
    let legend = fitting_legend(plot, max_width, ctx);
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

/// Draws the name of the y axis above its labels and the title behind it. Returns the column behind them.
fn draw_titles(
    plot: &Plot,
    row: Rect,
    plane: u16,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) -> u16 {
    let mut start = row.x;
    if let Some(name) = axis_name(plot, ctx) {
        let width = columns(&name);
        // The name ends above the axis unless it is wider than the labels.
        let at = plane.saturating_sub(width).max(row.x);
        draw_text(&name, (at, row.y), row, StyleRole::Axis, buf, ctx);
        start = at.saturating_add(width + GAP);
    }
    let title = ctx.format(&plot.title);
    if title.is_empty() || start >= row.right() {
        return start;
    }
    let title = clip(
        &title,
        usize::from(row.right() - start),
        ctx.glyphs.ellipsis,
    );
    draw_text(&title, (start, row.y), row, StyleRole::Title, buf, ctx);
    start.saturating_add(columns(&title) + GAP)
}

fn axis_name(plot: &Plot, ctx: &RenderContext<'_>) -> Option<String> {
    let name = ctx.format(plot.y.label.as_ref()?);
    (!name.is_empty()).then_some(name)
}

fn title_width(plot: &Plot, ctx: &RenderContext<'_>) -> u16 {
    let name = axis_name(plot, ctx).map_or(0, |name| columns(&name) + GAP);
    name + columns(&ctx.format(&plot.title))
}

/// The names of the curves, each behind a piece of its line. A single curve has no legend.
fn legend(plot: &Plot, ctx: &RenderContext<'_>) -> Line<'static> {
    let entries = entries(plot, ctx);
    if entries.len() < 2 {
        return Line::default();
    }
    legend_line(&entries, ctx)
}

/// The legend in at most `max_width` columns, if necessary without ghost and prediction, which their dashes tell from
/// current curves. Empty where even that does not fit.
fn fitting_legend(plot: &Plot, max_width: u16, ctx: &RenderContext<'_>) -> Line<'static> {
    let whole = legend(plot, ctx);
    if whole.width() <= usize::from(max_width) {
        return whole;
    }
    let is_current = |role: Role| !matches!(role, Role::Ghost | Role::Prediction);
    let entries: Vec<_> = entries(plot, ctx)
        .into_iter()
        .filter(|(role, _)| is_current(*role))
        .collect();
    let legend = legend_line(&entries, ctx);
    if legend.width() <= usize::from(max_width) {
        legend
    } else {
        Line::default()
    }
}

fn legend_line(entries: &[(Role, String)], ctx: &RenderContext<'_>) -> Line<'static> {
    let mut spans = Vec::new();
    for (role, name) in entries {
        let gap = if spans.is_empty() { "" } else { "  " };
        let line = format!("{gap}{} ", line_sample(*role, ctx));
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

/// A piece of the line of a role, in the dots of the plot.
fn line_sample(role: Role, ctx: &RenderContext<'_>) -> String {
    let mut grid = DotGrid::new(Rect::new(0, 0, SAMPLE_WIDTH, 1), ctx.glyphs.marker);
    let stroke = Stroke::for_role(role, ctx.theme.is_heavy());
    grid.stroke([Some((0.0, 0.5)), Some((1.0, 0.5))], role, stroke);
    let mut cells = vec![' '; usize::from(SAMPLE_WIDTH)];
    for ((x, _), dots) in grid.characters() {
        if let Some(cell) = cells.get_mut(usize::from(x)) {
            *cell = dots;
        }
    }
    cells.into_iter().collect()
}
