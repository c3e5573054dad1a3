//! The curves of a plot as lines and discs.

use super::clip_line::clip_polyline;
use super::curve_names::dot_shape;
use super::plane::Plane;
use super::{Paint, Point, Scene, trails};
use crate::figure::{Plot, Role, Series, SeriesShape};

/// The most dots of a series that are drawn as discs. More of them are single dots.
const MAX_DISCS: usize = 60;

/// Adds all curves, clipped to the plane, from back to front.
pub(super) fn add(plot: &Plot, plane: &Plane, scene: &mut Scene) {
    let mut dot_series = 0;
    for series in &plot.series {
        let points = series.points.iter().map(|point| plane.point(*point));
        let paint = Paint::Series(series.role);
        match series.shape {
            SeriesShape::Line => add_line(points, paint, plane, scene),
            SeriesShape::Staircase => {
                let points: Vec<_> = points.collect();
                add_line(stair_corners(&points), paint, plane, scene);
            }
            SeriesShape::Dots => {
                add_dots(series, dot_series, plane, scene);
                dot_series += 1;
            }
            SeriesShape::Trail => {
                let points: Vec<_> = points.collect();
                add_line(points.iter().copied(), Paint::Dim, plane, scene);
                trails::add_tick(points.last().copied().flatten(), plane, scene);
            }
        }
    }
}

/// Adds all curves without discs: dots are single dots, and marks on trails are left out.
pub(super) fn add_plain(plot: &Plot, plane: &Plane, scene: &mut Scene) {
    for series in &plot.series {
        let points = series.points.iter().map(|point| plane.point(*point));
        let paint = Paint::Series(series.role);
        match series.shape {
            SeriesShape::Line | SeriesShape::Trail => add_line(points, paint, plane, scene),
            SeriesShape::Staircase => {
                let points: Vec<_> = points.collect();
                add_line(stair_corners(&points), paint, plane, scene);
            }
            SeriesShape::Dots => {
                let dots = points.flatten().filter(|point| plane.contains(*point));
                dots.for_each(|point| scene.polyline(vec![point], paint));
            }
        }
    }
}

fn add_line(
    points: impl IntoIterator<Item = Option<Point>>,
    paint: Paint,
    plane: &Plane,
    scene: &mut Scene,
) {
    for part in clip_polyline(plane.area, points) {
        scene.polyline(part, paint);
    }
}

fn add_dots(series: &Series, at: usize, plane: &Plane, scene: &mut Scene) {
    let paint = Paint::Series(series.role);
    let points = series
        .points
        .iter()
        .filter_map(|point| plane.point(*point))
        .filter(|point| plane.contains(*point));
    if series.points.len() > MAX_DISCS {
        points.for_each(|point| scene.polyline(vec![point], paint));
    } else {
        points.for_each(|point| scene.disc(point, dot_shape(at), paint));
    }
}

/// The corners of a staircase: horizontally from each point to the next, then vertically.
fn stair_corners(points: &[Option<Point>]) -> Vec<Option<Point>> {
    let mut corners = Vec::with_capacity(2 * points.len());
    let mut last: Option<Point> = None;
    for point in points {
        if let (Some(last), Some(point)) = (last, point) {
            corners.push(Some(Point {
                x: point.x,
                y: last.y,
            }));
        }
        corners.push(*point);
        last = *point;
    }
    corners
}

/// The height of the kink at `x`: on the curve that bends there, or on the current one. The kink before the last change
/// is on the curve of that time.
pub(super) fn height_of_kink(plot: &Plot, x: f64, role: Option<Role>) -> Option<f64> {
    let is_candidate = |series: &&Series| match role {
        Some(role) => series.role == role,
        None => !matches!(series.role, Role::Ghost | Role::Prediction),
    };
    let mut lines = plot
        .series
        .iter()
        .rev()
        .filter(|series| series.shape == SeriesShape::Line)
        .filter(is_candidate);
    let bend = lines.find_map(|series| bend_at(&series.points, x));
    bend.or_else(|| role.map_or_else(|| height_at(plot, x), |_| None))
}

/// The height of the point at `x` if the slopes before and behind it differ.
fn bend_at(points: &[(f64, f64)], x: f64) -> Option<f64> {
    points.windows(3).find_map(|three| {
        let [(x0, y0), (x1, y1), (x2, y2)] = [three[0], three[1], three[2]];
        let is_here = (x1 - x).abs() <= 1e-9 * x.abs().max(1.0);
        let (before, behind) = ((y1 - y0) / (x1 - x0), (y2 - y1) / (x2 - x1));
        let bends = (before - behind).abs() > 1e-9 * before.abs().max(1.0);
        (is_here && bends && y1.is_finite()).then_some(y1)
    })
}

/// The height of the current curve at `x`: linear between its points. None where it has no value.
pub(super) fn height_at(plot: &Plot, x: f64) -> Option<f64> {
    let series = plot
        .current_series()
        .filter(|series| series.shape == SeriesShape::Line)?;
    height_of_line(&series.points, x)
}

/// The rows that each line crosses in each column of `plane`: from its highest to its lowest position.
pub(super) fn line_spans(plot: &Plot, plane: &Plane) -> Vec<Vec<(f64, f64)>> {
    let height = |series: &Series, x: f64| match series.shape {
        SeriesShape::Line => height_of_line(&series.points, x),
        SeriesShape::Staircase => height_of_stairs(&series.points, x),
        SeriesShape::Dots | SeriesShape::Trail => None,
    };
    let lines = &plot.series;
    let span = |series: &Series, column: u16| {
        let ends = [0.01, 0.5, 0.99].map(|within| {
            let x = plane.x.value(f64::from(column) + within);
            plane.y.position(height(series, x)?)
        });
        let rows = ends.into_iter().flatten();
        let (high, low) = rows.fold((f64::INFINITY, f64::NEG_INFINITY), |(high, low), y| {
            (high.min(y), low.max(y))
        });
        (high <= low).then_some((high, low))
    };
    let columns = plane.area.left()..plane.area.right();
    columns
        .map(|column| {
            let spans = lines.iter().filter_map(|series| span(series, column));
            spans.collect()
        })
        .collect()
}

/// The height of a staircase at `x`: that of the point before it.
fn height_of_stairs(points: &[(f64, f64)], x: f64) -> Option<f64> {
    let step = |pair: &&[(f64, f64)]| (pair[0].0..=pair[1].0).contains(&x);
    let height = points.windows(2).find(step)?[0].1;
    height.is_finite().then_some(height)
}

/// The height of a line at `x`: linear between its points. None where it has no value.
pub(super) fn height_of_line(points: &[(f64, f64)], x: f64) -> Option<f64> {
    points.windows(2).find_map(|pair| {
        let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
        if !(x0..=x1).contains(&x) {
            return None;
        }
        let height = if x1 > x0 {
            y0 + (x - x0) / (x1 - x0) * (y1 - y0)
        } else {
            y0
        };
        height.is_finite().then_some(height)
    })
}
