//! Curves: title and legend, dots, axes, marks.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::coordinates::Coordinates;
use super::dots::DotGrid;
use super::hatch::{self, Stretch};
use super::share::Density;
use super::stroke::Stroke;
use super::{Frame, axes, heading, marks};
use crate::figure::{Plot, PlotHeight, Role, Series, SeriesShape, Ticks};
use crate::ui::RenderContext;

/// Rows of a plot beside those of its curves.
#[derive(Clone, Copy)]
struct Rows {
    /// Title and legend.
    heading: u16,
    /// The x axis.
    axis: u16,
    /// The labels of its ticks.
    labels: u16,
    /// The labels of the marks on it.
    marks: u16,
}

impl Rows {
    fn of(plot: &Plot, frame: Frame, ctx: &RenderContext<'_>) -> Self {
        // A strip that has few rows is the lower part of the chart above it; named ticks are its title.
        let is_lower_part =
            frame.density != Density::Roomy && frame.follows && plot.height == PlotHeight::Strip;
        let is_named = matches!(plot.y.ticks, Ticks::At(_));
        Self {
            heading: if is_lower_part && is_named {
                0
            } else {
                heading::rows(plot, frame, ctx)
            },
            axis: u16::from(!is_lower_part),
            labels: u16::from(!frame.leads),
            marks: u16::from(frame.density == Density::Roomy && marks::has_labels(plot, ctx)),
        }
    }

    fn below(self) -> u16 {
        self.axis + self.labels + self.marks
    }
}

/// Rows that a plot needs beside those of its curves.
pub(super) fn rows_around(plot: &Plot, frame: Frame, ctx: &RenderContext<'_>) -> u16 {
    let rows = Rows::of(plot, frame, ctx);
    rows.heading + rows.below()
}

/// Columns that a plot needs before and behind its plane.
pub(super) fn sides(plot: &Plot, frame: Frame, ctx: &RenderContext<'_>) -> (u16, u16) {
    let rows = rows_around(plot, frame, ctx);
    let labels = axes::gutter(&plot.y, frame.area.height.saturating_sub(rows), ctx);
    let inner = frame.area.width.saturating_sub(labels + 1);
    let (before, behind) = axes::overhang(&plot.x, inner, ctx);
    (labels.max(before.saturating_sub(1)), behind)
}

/// Draws a plot.
pub(super) fn draw(plot: &Plot, frame: Frame, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let area = frame.area;
    let rows = Rows::of(plot, frame, ctx);
    if area.height <= rows.heading + rows.below() || area.width < 8 {
        small(plot, area, buf, ctx);
        return;
    }
    let plane = Coordinates::plane(frame, rows.heading, rows.below());
    let top = Rect {
        height: rows.heading,
        ..area
    };
    heading::draw(plot, top, plane.x, buf, ctx);
    let plane = Coordinates::new(plane, area, &plot.x, &plot.y, ctx);
    plane.hit_region(frame.at, ctx);
    plane.zero_lines(buf, ctx);
    marks::guides(plot, &plane, buf, ctx);
    let (grid, hatched) = curves(plot, plane.plane, ctx);
    grid.render(buf, ctx);
    hatch::format(&hatched, plane.plane, buf, ctx);
    plane.left_axis(buf, ctx);
    let mut below = plane.plane.bottom();
    if rows.axis > 0 {
        plane.bottom_axis(buf, ctx);
        below += 1;
    }
    if rows.labels > 0 {
        plane.bottom_labels(below, buf, ctx);
        below += 1;
    }
    if rows.axis > 0 {
        marks::on_axis(plot, &plane, buf, ctx);
    }
    if rows.marks > 0 {
        marks::labels_below(plot, &plane, below, buf, ctx);
    } else if rows.axis > 0 {
        marks::labels_on_axis(plot, &plane, buf, ctx);
    }
    marks::points(plot, &plane, buf, ctx);
}

/// Draws a plot in a few cells: its curves and marks, the lines through zero, nothing else.
pub(super) fn small(plot: &Plot, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let plane = Coordinates::new(area, area, &plot.x, &plot.y, ctx);
    plane.zero_lines(buf, ctx);
    curves(plot, area, ctx).0.render(buf, ctx);
    marks::points(plot, &plane, buf, ctx);
}

/// The dots of all curves, and where one of them is too fine for dots.
fn curves(plot: &Plot, area: Rect, ctx: &RenderContext<'_>) -> (DotGrid, Vec<Stretch>) {
    let mut grid = DotGrid::new(area, ctx.glyphs.dots);
    let mut hatched = Vec::new();
    for series in &plot.series {
        let too_fine = curve(series, plot, area.width, &mut grid, ctx);
        if series.role != Role::Ghost {
            hatched.extend(too_fine);
        }
    }
    (grid, hatched)
}

fn curve(
    series: &Series,
    plot: &Plot,
    width: u16,
    grid: &mut DotGrid,
    ctx: &RenderContext<'_>,
) -> Vec<Stretch> {
    let place = |(x, y): (f64, f64)| Some((plot.x.place(x)?, plot.y.place(y)?));
    let points = series.points.iter().map(|point| place(*point));
    let stroke = Stroke::of(series.role, ctx.theme.is_heavy());
    match series.shape {
        SeriesShape::Dots => {
            for at in points.flatten() {
                grid.dot(at, series.role);
            }
        }
        SeriesShape::Line => {
            let points: Vec<_> = points.collect();
            let too_fine = hatch::too_fine(&points, width);
            if too_fine.is_empty() {
                grid.stroke(points, series.role, stroke);
            } else {
                let rest = hatch::without(&points, &too_fine, width);
                grid.stroke(rest, series.role, stroke);
                grid.hatch(&too_fine, series.role);
            }
            return too_fine;
        }
        SeriesShape::Staircase => {
            let points: Vec<_> = points.collect();
            grid.stroke(stairs(&points), series.role, stroke.with_corners());
        }
    }
    Vec::new()
}

/// Level from each point to the next, then straight up or down to it.
fn stairs(points: &[Option<(f64, f64)>]) -> Vec<Option<(f64, f64)>> {
    let mut corners = Vec::with_capacity(2 * points.len());
    let mut last: Option<(f64, f64)> = None;
    for point in points {
        if let (Some((_, level)), Some((x, _))) = (last, point) {
            corners.push(Some((*x, level)));
        }
        corners.push(*point);
        last = *point;
    }
    corners
}
