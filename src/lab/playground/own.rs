//! Data of one's own: points placed and taken away, a curve drawn.

use super::source::{Source, columns};
use crate::lab::text_value::{LEAST_POINTS, MOST_POINTS, write_curve, write_points};
use crate::lab::{DataEdit, Values};
use crate::nn::Dataset;

/// Decimals that a placed point keeps.
const GRAIN: f64 = 1000.0;

/// The values that change the data of `values` as `edit` says: they become the learner's own.
pub(super) fn edited(edit: DataEdit, values: &Values, seed: u64) -> Values {
    let source = Source::of(values);
    let all = || source.draw(values, seed);
    match (edit, source.inputs()) {
        (DataEdit::Put { at, class }, 2) => put(&all(), at, class),
        (DataEdit::Remove { at, reach }, 2) => removed(&all(), at, reach),
        (DataEdit::Move { from, to, reach }, 2) => moved(&all(), from, to, reach),
        (DataEdit::Draw { at }, 1) => drawn(drawable_curve(source, values, seed), at),
        (
            DataEdit::Put { .. }
            | DataEdit::Remove { .. }
            | DataEdit::Move { .. }
            | DataEdit::Draw { .. },
            _,
        ) => None,
    }
    .unwrap_or_default()
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

fn put(data: &Dataset, (x, y): (f64, f64), class: f64) -> Option<Values> {
    let mut points = planar(data);
    points.push(([round(x), round(y)], class));
    (points.len() <= MOST_POINTS).then(|| own(&points))
}

fn removed(data: &Dataset, at: (f64, f64), reach: f64) -> Option<Values> {
    let mut points = planar(data);
    let near = near(&points, at, reach).filter(|_| points.len() > LEAST_POINTS)?;
    points.remove(near);
    Some(own(&points))
}

fn moved(data: &Dataset, from: (f64, f64), to: (f64, f64), reach: f64) -> Option<Values> {
    let mut points = planar(data);
    let near = near(&points, from, reach)?;
    points[near].0 = [round(to.0), round(to.1)];
    Some(own(&points))
}

/// The place of the point nearest to `at`, if it is no further away than `reach`.
fn near(points: &[([f64; 2], f64)], at: (f64, f64), reach: f64) -> Option<usize> {
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

fn drawn(mut curve: Vec<(f64, f64)>, (x, y): (f64, f64)) -> Option<Values> {
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
