//! The trails of things that move along the x axis, such as kinks: where each is now, and how many are beyond the sides.

use super::plane::Plane;
use super::{ChartContext, Paint, Point, Scene};
use crate::figure::{Plot, SeriesShape};
use crate::locale::Phrase;
use crate::text::columns;

/// The rows of a tick above and below its place.
const TICK: (f64, f64) = (0.5, 0.25);

/// Adds the tick at the place where something is now, if that is inside of the plane.
pub(super) fn add_tick(now: Option<Point>, plane: &Plane, scene: &mut Scene) {
    let sides = f64::from(plane.area.left())..=f64::from(plane.area.right());
    let Some(now) = now.filter(|now| sides.contains(&now.x)) else {
        return;
    };
    let (top, bottom) = (plane.area.top(), plane.area.bottom());
    let end = |y: f64| Point {
        x: now.x,
        y: y.clamp(f64::from(top), f64::from(bottom)),
    };
    let ends = vec![end(now.y - TICK.0), end(now.y + TICK.1)];
    scene.polyline(ends, Paint::Kink);
}

/// Adds the numbers of trails that end beyond the left and the right side, in the lowest row, which holds no ticks.
pub(super) fn add_counts(plot: &Plot, plane: &Plane, scene: &mut Scene, ctx: &ChartContext<'_>) {
    let trails = plot
        .series
        .iter()
        .filter(|series| series.shape == SeriesShape::Trail);
    let ends: Vec<f64> = trails
        .filter_map(|series| plane.x.position(series.points.last()?.0))
        .collect();
    let area = plane.area;
    let (left, right) = (f64::from(area.left()), f64::from(area.right()));
    let count = |is_beyond: &dyn Fn(f64) -> bool| ends.iter().filter(|x| is_beyond(**x)).count();
    let (before, behind) = (count(&|x| x < left), count(&|x| x > right));
    let more = |n: usize| ctx.format(&Phrase::key("figure.trail.more").with("n", n));
    let Some(row) = area.bottom().checked_sub(1).filter(|row| *row > area.y) else {
        return;
    };
    let mut free_from = area.left();
    if before > 0 {
        let text = format!("{} {}", ctx.symbols.left, more(before));
        scene.text(&text, (area.left(), row), area, Paint::Kink);
        free_from += columns(&text) + 1;
    }
    if behind > 0 {
        let text = format!("{} {}", more(behind), ctx.symbols.right);
        let start = area.right().saturating_sub(columns(&text));
        if start >= free_from {
            scene.text(&text, (start, row), area, Paint::Kink);
        }
    }
}
