//! The rows above a plot: the name of its y axis, its title and its legend.

use ratatui::layout::Rect;

use super::curve_names::{CurveName, curve_names, width_at_ends};
use super::frame::{Density, FigureFrame};
use super::plane::axis_name;
use super::{ChartContext, Paint, Point, Scene};
use crate::figure::{Plot, PlotHeight, Role, Scale};
use crate::locale::Phrase;
use crate::text::columns;

/// Columns of the piece of line before a name in the legend, long enough to show its dashes.
const SAMPLE_WIDTH: u16 = 4;
/// Columns between the parts of a heading.
const GAP: u16 = 2;

/// The most rows of a legend below a title.
const MAX_ROWS: usize = 2;

/// The rows of title and legend: one, or more where they do not fit beside each other.
pub(super) fn height(plot: &Plot, frame: FigureFrame, ctx: &ChartContext<'_>) -> u16 {
    let title = title_width(plot, ctx);
    let mut names = curve_names(plot, ctx);
    if width_at_ends(plot, frame.area.width, ctx) > 0 {
        names.retain(|name| name.dots.is_some());
    }
    let legend = width(&names);
    let has_rows = plot.height == PlotHeight::Tall
        && title > 0
        && legend > 0
        && title + GAP + legend > frame.area.width;
    // A chart with little room keeps its place rather than all names.
    let most = match frame.density {
        Density::Full => MAX_ROWS,
        Density::Compact | Density::Crowded | Density::Minimal => 1,
    };
    let below = if has_rows {
        legend_rows(&names, frame.area.width).len().min(most)
    } else {
        0
    };
    u16::from(title > 0 || legend > 0) + u16::try_from(below).unwrap_or(0)
}

/// The names of a legend in rows of `max_width` columns: those that fit into at most [`MAX_ROWS`] rows, in order.
fn legend_rows(names: &[CurveName], max_width: u16) -> Vec<Vec<CurveName>> {
    let mut rows: Vec<Vec<CurveName>> = Vec::new();
    for name in names {
        if let Some(row) = rows.last_mut() {
            row.push(name.clone());
            if width(row) <= max_width {
                continue;
            }
            row.pop();
        }
        if rows.len() < MAX_ROWS && width(std::slice::from_ref(name)) <= max_width {
            rows.push(vec![name.clone()]);
        }
    }
    rows
}

/// Adds title and legend above a plane that starts in column `plane`.
pub(super) fn add(
    plot: &Plot,
    names: &[CurveName],
    area: Rect,
    plane: u16,
    scene: &mut Scene,
    ctx: &ChartContext<'_>,
) {
    let mut rows = area.rows();
    let Some(first) = rows.next() else { return };
    let end = add_titles(plot, first, plane, scene, ctx);
    let below: Vec<Rect> = rows.collect();
    if below.is_empty() {
        let names = fitting(names, first.right().saturating_sub(end));
        // At the right end, a lone dot would look like a data point behind the curve.
        let start = if names.iter().all(|name| name.dots.is_some()) {
            end
        } else {
            first.right().saturating_sub(width(&names))
        };
        add_entries(&names, start, first, scene);
        return;
    }
    for (names, row) in legend_rows(names, area.width).iter().zip(below) {
        let last = row.right().saturating_sub(width(names));
        add_entries(names, plane.min(last).max(row.x), row, scene);
    }
}

/// Adds the name of the y axis above its labels and the title behind it. Returns the column behind them.
fn add_titles(
    plot: &Plot,
    row: Rect,
    plane: u16,
    scene: &mut Scene,
    ctx: &ChartContext<'_>,
) -> u16 {
    let mut start = plane.min(row.right());
    let axis_name = name_before_title(plot, ctx);
    if let Some(name) = &axis_name {
        let width = columns(name);
        // The name ends above the labels unless it is wider than they are.
        let at = plane.saturating_sub(width + 1).max(row.x);
        scene.text(name, (at, row.y), row, Paint::Dim);
        start = at.saturating_add(width + 1).max(start);
        if at + width >= plane {
            start += 1;
        }
    }
    let phrase = title(plot);
    let title = ctx.format(&phrase);
    if title.is_empty() || start >= row.right() {
        return start;
    }
    // A title that is too long for the columns of the plane starts at the left side.
    if columns(&title) > row.right() - start && axis_name.is_none() {
        start = row.right().saturating_sub(columns(&title)).max(row.x);
    }
    scene.phrase(&phrase, (start, row.y), row, Paint::Title, ctx);
    start.saturating_add(columns(&title) + GAP)
}

fn title_width(plot: &Plot, ctx: &ChartContext<'_>) -> u16 {
    let name = name_before_title(plot, ctx).map_or(0, |name| columns(&name) + GAP);
    name + columns(&ctx.format(&title(plot)))
}

/// Whether the title says that the y axis is logarithmic, because the axis has no name.
fn title_says_log(plot: &Plot) -> bool {
    plot.y.scale == Scale::Log && plot.y.label.is_none()
}

/// The title; over a logarithmic axis without a name it says so.
fn title(plot: &Plot) -> Phrase {
    if title_says_log(plot) {
        Phrase::key("figure.log-of").with("name", plot.title.clone())
    } else {
        plot.title.clone()
    }
}

/// The name of the y axis, unless the title stands for it.
fn name_before_title(plot: &Plot, ctx: &ChartContext<'_>) -> Option<String> {
    if title_says_log(plot) {
        None
    } else {
        axis_name(&plot.y, ctx)
    }
}

/// The columns of a legend of these names.
fn width(names: &[CurveName]) -> u16 {
    let entries = names
        .iter()
        .map(|name| SAMPLE_WIDTH + 1 + columns(&name.text) + GAP);
    entries.fold(0, u16::saturating_add).saturating_sub(GAP)
}

/// The names that fit into `max_width` columns: all of them, else those of current curves, else the first ones.
fn fitting(names: &[CurveName], max_width: u16) -> Vec<CurveName> {
    if width(names) <= max_width {
        return names.to_vec();
    }
    let is_current = |name: &&CurveName| !matches!(name.role, Role::Ghost | Role::Prediction);
    let mut current: Vec<CurveName> = names.iter().filter(is_current).cloned().collect();
    while width(&current) > max_width {
        current.pop();
    }
    current
}

/// Adds a piece of each line, or one of its dots, with the name behind it.
fn add_entries(names: &[CurveName], start: u16, row: Rect, scene: &mut Scene) {
    let mut x = start;
    for name in names {
        let sample = Rect::new(x, row.y, SAMPLE_WIDTH, 1).intersection(row);
        scene.plane(sample);
        let paint = Paint::Series(name.role);
        let y = f64::from(row.y) + 0.5;
        if let Some(shape) = name.dots {
            let x = f64::from(sample.x) + f64::from(sample.width) / 2.0;
            scene.disc(Point { x, y }, shape, paint);
        } else {
            let ends = [sample.left(), sample.right()].map(|x| Point { x: f64::from(x), y });
            scene.polyline(ends.to_vec(), paint);
        }
        x = x.saturating_add(SAMPLE_WIDTH + 1);
        scene.text(&name.text, (x, row.y), row, Paint::Dim);
        x = x.saturating_add(columns(&name.text) + GAP);
    }
}
