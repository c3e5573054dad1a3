//! Edits of the data: points are added, moved and removed, a curve is drawn.

use super::source::{Source, columns};
use crate::lab::text_value::{MAX_POINTS, MIN_POINTS, write_curve, write_points};
use crate::lab::{Values, WorkbenchEdit};
use crate::nn::Dataset;

/// Decimals that a placed point keeps.
const GRAIN: f64 = 1000.0;

/// The values that change the data of `values` as `edit` says: they become the learner's own.
pub(super) fn edit(edit: WorkbenchEdit, values: &Values, seed: u64) -> Option<Values> {
    let source = Source::of(values);
    let all = || source.draw(values, seed);
    match (edit, source.inputs()) {
        (WorkbenchEdit::AddPoint { at, class }, 2) => add_point(&all(), at, class),
        (WorkbenchEdit::RemovePoint { at, reach }, 2) => remove_point(&all(), at, reach),
        (WorkbenchEdit::MovePoint { from, to, reach }, 2) => move_point(&all(), from, to, reach),
        (WorkbenchEdit::DrawCurve { at }, 1) => {
            draw_curve(drawable_curve(source, values, seed), at)
        }
        (_, _) => None,
    }
}

fn round(x: f64) -> f64 {
    (x * GRAIN).round() / GRAIN + 0.0
}

fn planar(data: &Dataset) -> Vec<([f64; 2], f64)> {
    let points = data.points().into_iter();
    points
        .map(|(x, class)| ([round(x[0]), round(x[1])], class))
        .collect()
}

fn own(points: &[([f64; 2], f64)]) -> Values {
    let points = write_points(points);
    Values::new()
        .with("data", "own")
        .with("points", points.as_str())
}

fn add_point(data: &Dataset, (x, y): (f64, f64), class: f64) -> Option<Values> {
    let mut points = planar(data);
    points.push(([round(x), round(y)], class));
    (points.len() <= MAX_POINTS).then(|| own(&points))
}

fn remove_point(data: &Dataset, at: (f64, f64), reach: f64) -> Option<Values> {
    let mut points = planar(data);
    let near = nearest_point(&points, at, reach).filter(|_| points.len() > MIN_POINTS)?;
    points.remove(near);
    Some(own(&points))
}

fn move_point(data: &Dataset, from: (f64, f64), to: (f64, f64), reach: f64) -> Option<Values> {
    let mut points = planar(data);
    let near = nearest_point(&points, from, reach)?;
    points[near].0 = [round(to.0), round(to.1)];
    Some(own(&points))
}

/// The place of the point nearest to `at`, if it is no further away than `reach`.
fn nearest_point(points: &[([f64; 2], f64)], at: (f64, f64), reach: f64) -> Option<usize> {
    let far = |place: &usize| {
        let [x, y] = points[*place].0;
        (x - at.0).hypot(y - at.1)
    };
    let nearest = (0..points.len()).min_by(|a, b| far(a).total_cmp(&far(b)));
    nearest.filter(|place| far(place) <= reach)
}

/// The points of the curve to be learned, those that a hand can draw through.
pub(super) fn drawable_curve(source: Source, values: &Values, seed: u64) -> Vec<(f64, f64)> {
    match source {
        Source::Recipe(recipe) => columns()
            .filter_map(|x| Some((x, round(recipe.curve(x)?))))
            .collect(),
        Source::Drawn => {
            let points = source.draw(values, seed).points().into_iter();
            points.map(|(x, y)| (x[0], y)).collect()
        }
        Source::Own => Vec::new(),
    }
}

fn draw_curve(mut curve: Vec<(f64, f64)>, (x, y): (f64, f64)) -> Option<Values> {
    let near = (0..curve.len())
        .min_by(|a, b| (curve[*a].0 - x).abs().total_cmp(&(curve[*b].0 - x).abs()))?;
    curve.get_mut(near)?.1 = round(y);
    let curve = write_curve(&curve);
    Some(
        Values::new()
            .with("data", "drawn")
            .with("curve", curve.as_str()),
    )
}
