//! Plots: curves with title, legend, axes and marks.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::coordinates::Coordinates;
use super::dense_sections::{self, DenseSection};
use super::dot_grid::DotGrid;
use super::frame::{Density, FigureFrame};
use super::stroke::Stroke;
use super::{heading, marks, ticks};
use crate::figure::{Plot, PlotHeight, Role, Series, SeriesShape, Ticks};
use crate::ui::RenderContext;

/// The rows of a plot above and below its plane.
#[derive(Clone, Copy)]
struct RowsAround {
    /// Title and legend.
    heading: u16,
    /// The x axis.
    axis: u16,
    /// The labels of its ticks.
    labels: u16,
    /// The labels of the marks on it.
    marks: u16,
}

impl RowsAround {
    fn new(plot: &Plot, frame: FigureFrame, ctx: &RenderContext<'_>) -> Self {
        // A strip with few rows is the lower part of the chart above it. Its named ticks replace its title.
        let is_lower_part = frame.density != Density::Full
            && frame.shares_x_with_previous
            && plot.height == PlotHeight::Strip;
        let is_named = matches!(plot.y.ticks, Ticks::At(_));
        Self {
            heading: if is_lower_part && is_named {
                0
            } else {
                heading::height(plot, frame, ctx)
            },
            axis: u16::from(!is_lower_part),
            labels: u16::from(!frame.shares_x_with_next),
            marks: u16::from(frame.density == Density::Full && marks::has_labels(plot, ctx)),
        }
    }

    fn below(self) -> u16 {
        self.axis + self.labels + self.marks
    }
}

/// The rows that a plot needs above and below its plane.
pub(super) fn rows_around_plane(plot: &Plot, frame: FigureFrame, ctx: &RenderContext<'_>) -> u16 {
    let rows = RowsAround::new(plot, frame, ctx);
    rows.heading + rows.below()
}

/// The columns that a plot needs before and behind its plane.
pub(super) fn side_columns(plot: &Plot, frame: FigureFrame, ctx: &RenderContext<'_>) -> (u16, u16) {
    let rows = rows_around_plane(plot, frame, ctx);
    let labels = ticks::y_label_width(&plot.y, frame.area.height.saturating_sub(rows), ctx);
    let inner = frame.area.width.saturating_sub(labels + 1);
    let (before, behind) = ticks::x_label_overhang(&plot.x, inner, ctx);
    (labels.max(before.saturating_sub(1)), behind)
}

/// Draws a plot.
pub(super) fn draw(plot: &Plot, frame: FigureFrame, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let area = frame.area;
    let rows = RowsAround::new(plot, frame, ctx);
    if area.height <= rows.heading + rows.below() || area.width < 8 {
        draw_small(plot, area, buf, ctx);
        return;
    }
    let plane = Coordinates::plane_area(frame, rows.heading, rows.below());
    let top = Rect {
        height: rows.heading,
        ..area
    };
    heading::draw(plot, top, plane.x, buf, ctx);
    let plane = Coordinates::new(plane, area, &plot.x, &plot.y, ctx);
    plane.add_hit_region(frame.index, ctx);
    plane.draw_zero_lines(buf, ctx);
    marks::draw_guides(plot, &plane, buf, ctx);
    let (grid, dense) = rasterize_curves(plot, plane.plane, ctx);
    grid.render(buf, ctx);
    dense_sections::draw_labels(&dense, plane.plane, buf, ctx);
    plane.draw_y_axis(buf, ctx);
    let mut below = plane.plane.bottom();
    if rows.axis > 0 {
        plane.draw_x_axis(buf, ctx);
        below += 1;
    }
    if rows.labels > 0 {
        plane.draw_x_labels(below, buf, ctx);
        below += 1;
    }
    if rows.axis > 0 {
        marks::draw_on_axis(plot, &plane, buf, ctx);
    }
    if rows.marks > 0 {
        marks::draw_labels_below(plot, &plane, below, buf, ctx);
    } else if rows.axis > 0 {
        marks::draw_labels_on_axis(plot, &plane, buf, ctx);
    }
    marks::draw_points(plot, &plane, buf, ctx);
}

/// Draws a plot in a few cells: curves, marks and lines through zero, without axes.
pub(super) fn draw_small(plot: &Plot, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let plane = Coordinates::new(area, area, &plot.x, &plot.y, ctx);
    plane.draw_zero_lines(buf, ctx);
    rasterize_curves(plot, area, ctx).0.render(buf, ctx);
    marks::draw_points(plot, &plane, buf, ctx);
}

/// The dots of all curves, and the sections that are too dense to be drawn.
fn rasterize_curves(
    plot: &Plot,
    area: Rect,
    ctx: &RenderContext<'_>,
) -> (DotGrid, Vec<DenseSection>) {
    let mut grid = DotGrid::new(area, ctx.glyphs.marker);
    let mut dense = Vec::new();
    for series in &plot.series {
        let sections = rasterize_curve(series, plot, area.width, &mut grid, ctx);
        if series.role != Role::Ghost {
            dense.extend(sections);
        }
    }
    (grid, dense)
}

/// Draws a curve onto `grid`. Returns the sections that are too dense to be drawn.
fn rasterize_curve(
    series: &Series,
    plot: &Plot,
    width: u16,
    grid: &mut DotGrid,
    ctx: &RenderContext<'_>,
) -> Vec<DenseSection> {
    let place = |(x, y): (f64, f64)| Some((plot.x.place(x)?, plot.y.place(y)?));
    let points = series.points.iter().map(|point| place(*point));
    let stroke = Stroke::for_role(series.role, ctx.theme.is_heavy());
    match series.shape {
        SeriesShape::Dots => {
            for at in points.flatten() {
                grid.dot(at, series.role);
            }
        }
        SeriesShape::Line => {
            let points: Vec<_> = points.collect();
            let dense = dense_sections::dense_sections(&points, width);
            if dense.is_empty() {
                grid.stroke(points, series.role, stroke);
            } else {
                let rest = dense_sections::remove_sections(&points, &dense, width);
                grid.stroke(rest, series.role, stroke);
                grid.hatch(&dense, series.role);
            }
            return dense;
        }
        SeriesShape::Staircase => {
            let points: Vec<_> = points.collect();
            grid.stroke(stair_corners(&points), series.role, stroke.with_corners());
        }
    }
    Vec::new()
}

/// The corners of a staircase: horizontally from each point to the next, then vertically.
fn stair_corners(points: &[Option<(f64, f64)>]) -> Vec<Option<(f64, f64)>> {
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
