//! Curves: title and legend, dots, axes, marks.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::coordinates::Coordinates;
use super::dots::DotGrid;
use super::hatch::{self, Stretch};
use super::share::Density;
use super::stroke::Stroke;
use super::{Frame, axes, heading, marks};
use crate::figure::{Plot, Role, Series, Shape, Stature, Ticks};
use crate::ui::Pen;

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
    fn of(plot: &Plot, frame: Frame, pen: &Pen<'_>) -> Self {
        // A strip that has few rows is the lower part of the chart above it; named ticks are its title.
        let is_lower_part =
            frame.density != Density::Roomy && frame.follows && plot.stature == Stature::Strip;
        let is_named = matches!(plot.y.ticks, Ticks::At(_));
        Self {
            heading: if is_lower_part && is_named {
                0
            } else {
                heading::rows(plot, frame, pen)
            },
            axis: u16::from(!is_lower_part),
            labels: u16::from(!frame.leads),
            marks: u16::from(frame.density == Density::Roomy && marks::has_labels(plot, pen)),
        }
    }

    fn below(self) -> u16 {
        self.axis + self.labels + self.marks
    }
}

/// Rows that a plot needs beside those of its curves.
pub(super) fn rows_around(plot: &Plot, frame: Frame, pen: &Pen<'_>) -> u16 {
    let rows = Rows::of(plot, frame, pen);
    rows.heading + rows.below()
}

/// Columns that a plot needs before and behind its plane.
pub(super) fn sides(plot: &Plot, frame: Frame, pen: &Pen<'_>) -> (u16, u16) {
    let rows = rows_around(plot, frame, pen);
    let labels = axes::gutter(&plot.y, frame.area.height.saturating_sub(rows), pen);
    let inner = frame.area.width.saturating_sub(labels + 1);
    let (before, behind) = axes::overhang(&plot.x, inner, pen);
    (labels.max(before.saturating_sub(1)), behind)
}

/// Draws a plot.
pub(super) fn draw(plot: &Plot, frame: Frame, buf: &mut Buffer, pen: &Pen<'_>) {
    let area = frame.area;
    let rows = Rows::of(plot, frame, pen);
    if area.height <= rows.heading + rows.below() || area.width < 8 {
        small(plot, area, buf, pen);
        return;
    }
    let plane = Coordinates::plane(frame, rows.heading, rows.below());
    let top = Rect {
        height: rows.heading,
        ..area
    };
    heading::draw(plot, top, plane.x, buf, pen);
    let plane = Coordinates::new(plane, area, &plot.x, &plot.y, pen);
    plane.spot(frame.at, pen);
    plane.zero_lines(buf, pen);
    marks::guides(plot, &plane, buf, pen);
    let (grid, hatched) = curves(plot, plane.plane, pen);
    grid.render(buf, pen);
    hatch::say(&hatched, plane.plane, buf, pen);
    plane.left_axis(buf, pen);
    let mut below = plane.plane.bottom();
    if rows.axis > 0 {
        plane.bottom_axis(buf, pen);
        below += 1;
    }
    if rows.labels > 0 {
        plane.bottom_labels(below, buf, pen);
        below += 1;
    }
    if rows.axis > 0 {
        marks::on_axis(plot, &plane, buf, pen);
    }
    if rows.marks > 0 {
        marks::labels_below(plot, &plane, below, buf, pen);
    } else if rows.axis > 0 {
        marks::labels_on_axis(plot, &plane, buf, pen);
    }
    marks::points(plot, &plane, buf, pen);
}

/// Draws a plot in a few cells: its curves and marks, the lines through zero, nothing else.
pub(super) fn small(plot: &Plot, area: Rect, buf: &mut Buffer, pen: &Pen<'_>) {
    let plane = Coordinates::new(area, area, &plot.x, &plot.y, pen);
    plane.zero_lines(buf, pen);
    curves(plot, area, pen).0.render(buf, pen);
    marks::points(plot, &plane, buf, pen);
}

/// The dots of all curves, and where one of them is too fine for dots.
fn curves(plot: &Plot, area: Rect, pen: &Pen<'_>) -> (DotGrid, Vec<Stretch>) {
    let mut grid = DotGrid::new(area, pen.glyphs.dots);
    let mut hatched = Vec::new();
    for series in &plot.series {
        let too_fine = curve(series, plot, area.width, &mut grid, pen);
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
    pen: &Pen<'_>,
) -> Vec<Stretch> {
    let place = |(x, y): (f64, f64)| Some((plot.x.place(x)?, plot.y.place(y)?));
    let points = series.points.iter().map(|point| place(*point));
    let stroke = Stroke::of(series.role, pen.theme.is_heavy());
    match series.shape {
        Shape::Dots => {
            for at in points.flatten() {
                grid.dot(at, series.role);
            }
        }
        Shape::Line => {
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
        Shape::Stairs => {
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
