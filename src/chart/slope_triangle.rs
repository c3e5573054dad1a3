//! The right triangle of run and rise below a straight part of the curve, with the slope as its label.

use ratatui::layout::Rect;

use super::curves::height_at;
use super::plane::Plane;
use super::{ChartContext, Paint, Point, Primitive, Scene};
use crate::figure::Plot;
use crate::locale::Phrase;
use crate::text::columns;

/// The fewest columns of the run and the fewest rows of the rise. A smaller triangle is a spot.
const MIN_SIZE: (f64, f64) = (3.0, 0.75);
/// A curve whose rise differs by more than this share from that of its slope is not straight there.
const STRAIGHT: f64 = 1e-6;

/// Adds the triangle of a plot that has one. It is left out where it is too small, where the curve bends, and where it or its
/// label would cover a text.
pub(super) fn add(plot: &Plot, plane: &Plane, scene: &mut Scene, ctx: &ChartContext<'_>) {
    let Some(corners) = corners(plot, plane) else {
        return;
    };
    let Some(slope) = plot.slope_triangle.map(|triangle| triangle.slope) else {
        return;
    };
    let texts: Vec<Rect> = scene.primitives.iter().filter_map(text_cells).collect();
    let is_free = |cells: Rect| texts.iter().all(|text| !text.intersects(cells));
    let [start, corner, end] = corners;
    let legs = [cells_between(start, corner), cells_between(corner, end)];
    if !legs.into_iter().all(is_free) {
        return;
    }
    let text = ctx.format(&Phrase::key("figure.slope").with("slope", slope));
    let Some(cells) = label_place(corners, columns(&text), plot, plane, is_free) else {
        return;
    };
    scene.polyline(corners.to_vec(), Paint::Text);
    scene.text(&text, (cells.x, cells.y), plane.area, Paint::Text);
}

/// The start of the run on the curve, the right angle, and the end of the rise on the curve.
fn corners(plot: &Plot, plane: &Plane) -> Option<[Point; 3]> {
    let triangle = plot.slope_triangle?;
    let (from, to) = (triangle.from, triangle.from + triangle.run);
    let (low, high) = (height_at(plot, from)?, height_at(plot, to)?);
    let rise = triangle.slope * triangle.run;
    if rise == 0.0 || ((high - low) - rise).abs() > STRAIGHT * rise.abs() {
        return None;
    }
    let corners = [(from, low), (to, low), (to, high)];
    let [start, corner, end] = corners.map(|corner| plane.point(corner));
    let (start, corner, end) = (start?, corner?, end?);
    let is_large =
        (corner.x - start.x).abs() >= MIN_SIZE.0 && (end.y - corner.y).abs() >= MIN_SIZE.1;
    let area = plane.area;
    let is_inside = |point: Point| {
        (f64::from(area.left())..f64::from(area.right())).contains(&point.x)
            && (f64::from(area.top())..f64::from(area.bottom())).contains(&point.y)
    };
    (is_large && is_inside(start) && is_inside(end)).then_some([start, corner, end])
}

/// The cells of a label behind the rise, or below the run: those nearest to the middle of the rise that are free and hold no
/// part of the curve.
fn label_place(
    [start, corner, end]: [Point; 3],
    width: u16,
    plot: &Plot,
    plane: &Plane,
    is_free: impl Fn(Rect) -> bool,
) -> Option<Rect> {
    let rise = cells_between(corner, end);
    let behind = (rise.top()..rise.bottom()).map(|y| Rect::new(rise.right() + 1, y, width, 1));
    let run = cells_between(start, corner);
    let beyond = if end.y < corner.y {
        run.y.checked_add(1)
    } else {
        run.y.checked_sub(1)
    };
    let beyond = beyond.map(|y| Rect::new(run.x + 1, y, width, 1));
    let middle = f64::midpoint(corner.y, end.y);
    let distance = |place: &Rect| (f64::from(place.y) + 0.5 - middle).abs();
    behind
        .chain(beyond)
        .filter(|place| place.intersection(plane.area) == *place)
        .filter(|place| is_free(*place) && !holds_curve(*place, plot, plane))
        .min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

/// Whether the curve runs through one of `cells`, a single row.
fn holds_curve(cells: Rect, plot: &Plot, plane: &Plane) -> bool {
    (cells.left()..=cells.right()).any(|column| {
        let height = height_at(plot, plane.x.value(f64::from(column)));
        height.and_then(|height| plane.row(height)) == Some(cells.y)
    })
}

/// The cells that an axis-parallel line between two points inside of the plane touches.
fn cells_between(a: Point, b: Point) -> Rect {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "inside of the plane"
    )]
    let cell = |at: f64| at as u16;
    let (left, right) = (cell(a.x.min(b.x)), cell(a.x.max(b.x)));
    let (top, bottom) = (cell(a.y.min(b.y)), cell(a.y.max(b.y)));
    Rect::new(left, top, right - left + 1, bottom - top + 1)
}

/// The cells of a text.
fn text_cells(primitive: &Primitive) -> Option<Rect> {
    match primitive {
        Primitive::Text(text) => Some(Rect::new(text.at.0, text.at.1, columns(&text.text), 1)),
        Primitive::Polyline(_)
        | Primitive::Rect { .. }
        | Primitive::Disc(_)
        | Primitive::Raster(_)
        | Primitive::Pixels(_) => None,
    }
}
