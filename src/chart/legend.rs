//! The rows above a plot: the name of its y axis, its title and its legend.

use ratatui::layout::Rect;

use super::curve_names::{CurveName, curve_names, width_at_ends};
use super::frame::{Density, FigureFrame};
use super::plane::axis_name;
use super::{ChartContext, Paint, Point, Scene};
use crate::figure::{Plot, PlotHeight, Role};
use crate::text::columns;

/// Columns of the piece of line before a name in the legend, long enough to show its dashes.
const SAMPLE_WIDTH: u16 = 4;
/// Columns between the parts of a heading.
const GAP: u16 = 2;

/// The rows of title and legend: one, or two where they do not fit beside each other.
pub(super) fn height(plot: &Plot, frame: FigureFrame, ctx: &ChartContext<'_>) -> u16 {
    let title = title_width(plot, ctx);
    let legend = if width_at_ends(plot, frame.area.width, ctx) > 0 {
        let dots = curve_names(plot, ctx).into_iter();
        width(&dots.filter(|name| name.dots.is_some()).collect::<Vec<_>>())
    } else {
        width(&curve_names(plot, ctx))
    };
    let has_second = plot.height == PlotHeight::Tall
        && frame.density != Density::Minimal
        && title > 0
        && legend > 0
        && title + GAP + legend > frame.area.width;
    u16::from(title > 0 || legend > 0) + u16::from(has_second)
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
    let second = rows.next();
    let max_width = match second {
        Some(second) => second.width,
        None => first.right().saturating_sub(end),
    };
    let names = fitting(names, max_width);
    let width = width(&names);
    if width == 0 {
        return;
    }
    let (start, row) = match second {
        Some(second) => {
            let last = second.right().saturating_sub(width);
            (plane.min(last).max(second.x), second)
        }
        None => (first.right() - width, first),
    };
    add_entries(&names, start, row, scene);
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
    if let Some(name) = axis_name(&plot.y, ctx) {
        let width = columns(&name);
        // The name ends above the labels unless it is wider than they are.
        let at = plane.saturating_sub(width + 1).max(row.x);
        scene.text(&name, (at, row.y), row, Paint::Dim);
        start = at.saturating_add(width + 1).max(start);
        if at + width >= plane {
            start += 1;
        }
    }
    let title = ctx.format(&plot.title);
    if title.is_empty() || start >= row.right() {
        return start;
    }
    // A title that is too long for the columns of the plane starts at the left side.
    if columns(&title) > row.right() - start && axis_name(&plot.y, ctx).is_none() {
        start = row.right().saturating_sub(columns(&title)).max(row.x);
    }
    scene.phrase(&plot.title, (start, row.y), row, Paint::Title, ctx);
    start.saturating_add(columns(&title) + GAP)
}

fn title_width(plot: &Plot, ctx: &ChartContext<'_>) -> u16 {
    let name = axis_name(&plot.y, ctx).map_or(0, |name| columns(&name) + GAP);
    name + columns(&ctx.format(&plot.title))
}

/// The columns of a legend of these names.
fn width(names: &[CurveName]) -> u16 {
    let entries = names
        .iter()
        .map(|name| SAMPLE_WIDTH + 1 + columns(&name.text) + GAP);
    entries.fold(0, u16::saturating_add).saturating_sub(GAP)
}

/// The names that fit into `max_width` columns: all of them, else those of current curves, else none.
fn fitting(names: &[CurveName], max_width: u16) -> Vec<CurveName> {
    if width(names) <= max_width {
        return names.to_vec();
    }
    let is_current = |name: &&CurveName| !matches!(name.role, Role::Ghost | Role::Prediction);
    let current: Vec<CurveName> = names.iter().filter(is_current).cloned().collect();
    if width(&current) <= max_width {
        current
    } else {
        Vec::new()
    }
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
