//! Edits of a playground's data: points are added, moved and removed, a curve is drawn. The data become the learner's own.

use super::data_spec::{DataSpec, Source, curve_columns};
use crate::lab::{ClassPoint, TextValue, WorkbenchEdit};

/// Coordinates of edited points are multiples of the inverse of this.
const COORDINATE_SCALE: f64 = 1000.0;

/// The source after `edit`; none where there is nothing to edit, or the data would be too few, too many or too far away.
pub(super) fn edit_data(data: &DataSpec, seed: u64, edit: WorkbenchEdit) -> Option<Source> {
    let text = match (in_source_units(data, edit), data.source.inputs()) {
        (WorkbenchEdit::AddPoint { at, class }, 2) => {
            add_point(plane_points(data, seed), at, class)
        }
        (WorkbenchEdit::RemovePoint { at, reach }, 2) => {
            remove_point(plane_points(data, seed), at, reach)
        }
        (WorkbenchEdit::MovePoint { from, to, reach }, 2) => {
            move_point(plane_points(data, seed), from, to, reach)
        }
        (WorkbenchEdit::DrawCurve { at }, 1) => draw_curve(drawable_curve(&data.source), at),
        (_, _) => None,
    };
    text.and_then(Source::from_text)
}

/// `edit` with its places in the units of the source. Figures show the units of the network.
fn in_source_units(data: &DataSpec, edit: WorkbenchEdit) -> WorkbenchEdit {
    let first = data.columns[0].scaling;
    let second = data
        .columns
        .get(1)
        .map_or(data.target_scaling, |column| column.scaling);
    let place = |(x, y): (f64, f64)| (first.invert(x), second.invert(y));
    let length = |reach: f64| reach * first.scale.max(second.scale);
    match edit {
        WorkbenchEdit::AddPoint { at, class } => WorkbenchEdit::AddPoint {
            at: place(at),
            class,
        },
        WorkbenchEdit::RemovePoint { at, reach } => WorkbenchEdit::RemovePoint {
            at: place(at),
            reach: length(reach),
        },
        WorkbenchEdit::MovePoint { from, to, reach } => WorkbenchEdit::MovePoint {
            from: place(from),
            to: place(to),
            reach: length(reach),
        },
        WorkbenchEdit::DrawCurve { at } => WorkbenchEdit::DrawCurve { at: place(at) },
        other => other,
    }
}

fn round(x: f64) -> f64 {
    (x * COORDINATE_SCALE).round() / COORDINATE_SCALE + 0.0
}

fn round_point((x, y): (f64, f64)) -> (f64, f64) {
    (round(x), round(y))
}

fn plane_points(data: &DataSpec, seed: u64) -> Vec<ClassPoint> {
    if let Source::Points(points) = &data.source {
        return points.to_vec();
    }
    let samples = data.samples(seed).points().into_iter();
    samples
        .map(|(x, class)| ClassPoint {
            at: round_point((x[0], x[1])),
            class,
        })
        .collect()
}

fn add_point(mut points: Vec<ClassPoint>, at: (f64, f64), class: f64) -> Option<TextValue> {
    points.push(ClassPoint {
        at: round_point(at),
        class,
    });
    TextValue::points(points)
}

fn remove_point(mut points: Vec<ClassPoint>, at: (f64, f64), reach: f64) -> Option<TextValue> {
    points.remove(nearest_point(&points, at, reach)?);
    TextValue::points(points)
}

fn move_point(
    mut points: Vec<ClassPoint>,
    from: (f64, f64),
    to: (f64, f64),
    reach: f64,
) -> Option<TextValue> {
    let nearest = nearest_point(&points, from, reach)?;
    points[nearest].at = round_point(to);
    TextValue::points(points)
}

/// The index of the point nearest to `at`, if it is no further away than `reach`.
fn nearest_point(points: &[ClassPoint], at: (f64, f64), reach: f64) -> Option<usize> {
    let distance = |index: &usize| {
        let (x, y) = points[*index].at;
        (x - at.0).hypot(y - at.1)
    };
    let nearest = (0..points.len()).min_by(|a, b| distance(a).total_cmp(&distance(b)));
    nearest.filter(|index| distance(index) <= reach)
}

/// The points of the target curve that can be drawn, from left to right; none for data of the plane.
pub(super) fn drawable_curve(source: &Source) -> Vec<(f64, f64)> {
    match source {
        Source::Recipe { recipe, .. } => curve_columns()
            .filter_map(|x| Some((x, round(recipe.curve(x)?))))
            .collect(),
        Source::Curve(points) => points.to_vec(),
        Source::Points(_) => Vec::new(),
    }
}

/// Moves the point of `curve` with the nearest x to the height of `at`.
fn draw_curve(mut curve: Vec<(f64, f64)>, at: (f64, f64)) -> Option<TextValue> {
    let distance = |index: &usize| (curve[*index].0 - at.0).abs();
    let nearest = (0..curve.len()).min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
    curve[nearest].1 = round(at.1);
    TextValue::curve(curve)
}
