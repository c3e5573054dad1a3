//! Data of one's own: points placed and taken away, a curve drawn.

use super::source::{Source, columns};
use crate::lab::text::{LEAST_POINTS, MOST_POINTS, write_curve, write_points};
use crate::lab::{Edit, Values};
use crate::nn::Dataset;

/// Decimals that a placed point keeps.
const GRAIN: f64 = 1000.0;

/// The values that change `all` the data as `edit` says: they become the learner's own.
pub(super) fn edited(edit: Edit, source: Source, all: &Dataset) -> Values {
    match (edit, source.inputs()) {
        (Edit::Put { at, class }, 2) => put(all, at, class),
        (Edit::Remove { at, reach }, 2) => removed(all, at, reach),
        (Edit::Draw { at }, 1) => drawn(all, source, at),
        (Edit::Put { .. } | Edit::Remove { .. } | Edit::Draw { .. }, _) => None,
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
    let far = |[x, y]: [f64; 2]| (x - at.0).hypot(y - at.1);
    let near = (0..points.len()).min_by(|a, b| far(points[*a].0).total_cmp(&far(points[*b].0)))?;
    if points.len() <= LEAST_POINTS || far(points[near].0) > reach {
        return None;
    }
    points.remove(near);
    Some(own(&points))
}

fn drawn(data: &Dataset, source: Source, (x, y): (f64, f64)) -> Option<Values> {
    let height = |x: f64| match source {
        Source::Recipe(recipe) => recipe.curve(x),
        Source::Own | Source::Drawn => None,
    };
    let mut curve: Vec<(f64, f64)> = match source {
        Source::Recipe(_) => columns()
            .filter_map(|x| Some((x, round(height(x)?))))
            .collect(),
        Source::Own | Source::Drawn => {
            let points = data.points().into_iter();
            points.map(|(x, y)| (x[0], y)).collect()
        }
    };
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
