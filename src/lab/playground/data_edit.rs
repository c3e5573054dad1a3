//! Edits of a playground's data: points are added, moved and removed, a curve is drawn. The data become the learner's own;
//! a table stays a table.

use std::sync::Arc;

use super::data_spec::{DataSpec, Source, Target, curve_columns};
use super::ranges::DataRanges;
use crate::lab::{ClassPoint, DataTable, TableRow, TextValue, WorkbenchEdit};

/// Coordinates of edited points are multiples of the inverse of this.
const COORDINATE_SCALE: f64 = 1000.0;
/// The decimal places between the range of a table's column and an edited value.
const TABLE_DIGITS: i32 = 3;

/// The source after `edit`; none where there is nothing to edit, or the data would be too few, too many or too far away.
pub(super) fn edit_data(
    data: &DataSpec,
    ranges: DataRanges,
    seed: u64,
    edit: WorkbenchEdit,
) -> Option<Source> {
    let text = match &data.source {
        Source::Table(table) => {
            let rows = edit_rows(data, &table.rows, ranges, edit)?;
            TextValue::table(DataTable {
                rows: Arc::from(rows),
                ..DataTable::clone(table)
            })
        }
        Source::Points(_) | Source::Curve(_) | Source::Recipe { .. } => {
            edit_own_data(data, seed, edit)
        }
    };
    text.and_then(Source::from_text)
}

fn edit_own_data(data: &DataSpec, seed: u64, edit: WorkbenchEdit) -> Option<TextValue> {
    match (edit, data.source.inputs()) {
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

fn remove_point(
    mut points: Vec<ClassPoint>,
    at: (f64, f64),
    reach: (f64, f64),
) -> Option<TextValue> {
    points.remove(nearest(points.iter().map(|point| point.at), at, reach)?);
    TextValue::points(points)
}

fn move_point(
    mut points: Vec<ClassPoint>,
    from: (f64, f64),
    to: (f64, f64),
    reach: (f64, f64),
) -> Option<TextValue> {
    let nearest = nearest(points.iter().map(|point| point.at), from, reach)?;
    points[nearest].at = round_point(to);
    TextValue::points(points)
}

/// The index of the place nearest to `at`, if it is inside of the ellipse around `at` with the half axes `reach`.
fn nearest(
    places: impl Iterator<Item = (f64, f64)>,
    at: (f64, f64),
    reach: (f64, f64),
) -> Option<usize> {
    let distance = |(x, y): (f64, f64)| ((x - at.0) / reach.0).hypot((y - at.1) / reach.1);
    let distances = places.map(distance).enumerate();
    let nearest = distances.min_by(|a, b| a.1.total_cmp(&b.1));
    nearest
        .filter(|(_, distance)| *distance <= 1.0)
        .map(|(index, _)| index)
}

/// The rows of a table after `edit`, in the units of its columns.
fn edit_rows(
    data: &DataSpec,
    rows: &[TableRow],
    ranges: DataRanges,
    edit: WorkbenchEdit,
) -> Option<Vec<TableRow>> {
    let mut rows = rows.to_vec();
    let places = |rows: &[TableRow]| -> Vec<(f64, f64)> {
        rows.iter().map(|row| row.inputs.into()).collect()
    };
    let place = |(x, y): (f64, f64)| [round_to(ranges.x, x), round_to(ranges.y, y)];
    match (edit, data.columns.len(), data.target) {
        (WorkbenchEdit::AddPoint { at, class }, 2, Target::Class) => rows.push(TableRow {
            inputs: place(at),
            target: class,
        }),
        (WorkbenchEdit::RemovePoint { at, reach }, 2, _) => {
            rows.remove(nearest(places(&rows).into_iter(), at, reach)?);
        }
        (WorkbenchEdit::MovePoint { from, to, reach }, 2, _) => {
            let nearest = nearest(places(&rows).into_iter(), from, reach)?;
            rows[nearest].inputs = place(to);
        }
        (WorkbenchEdit::DrawCurve { at }, 1, Target::Number) => {
            let distance = |row: &TableRow| (row.inputs[0] - at.0).abs();
            let nearest = (0..rows.len())
                .min_by(|a, b| distance(&rows[*a]).total_cmp(&distance(&rows[*b])))?;
            rows[nearest].target = round_to(ranges.y, at.1);
        }
        (_, _, _) => return None,
    }
    Some(rows)
}

/// `x` with as many digits as the range of its column calls for.
fn round_to((low, high): (f64, f64), x: f64) -> f64 {
    let digits = (high - low).log10().floor();
    if !digits.is_finite() || digits.abs() > 100.0 {
        return x;
    }
    #[expect(clippy::cast_possible_truncation, reason = "at most 100 digits")]
    let places = TABLE_DIGITS - digits as i32;
    // A division by a power of ten gives the nearest decimal number, a multiplication does not.
    let rounded = if places >= 0 {
        (x * 10f64.powi(places)).round() / 10f64.powi(places)
    } else {
        (x / 10f64.powi(-places)).round() * 10f64.powi(-places)
    };
    rounded + 0.0
}

/// The points of the target curve that can be drawn, from left to right; none for data of the plane.
pub(super) fn drawable_curve(source: &Source) -> Vec<(f64, f64)> {
    match source {
        Source::Recipe { recipe, .. } => curve_columns()
            .filter_map(|x| Some((x, round(recipe.curve(x)?))))
            .collect(),
        Source::Curve(points) => points.to_vec(),
        Source::Table(table) if table.inputs.len() == 1 => {
            let rows = table.rows.iter();
            let mut points: Vec<_> = rows.map(|row| (row.inputs[0], row.target)).collect();
            points.sort_by(|a, b| a.0.total_cmp(&b.0));
            points
        }
        Source::Points(_) | Source::Table(_) => Vec::new(),
    }
}

/// Moves the point of `curve` with the nearest x to the height of `at`.
fn draw_curve(mut curve: Vec<(f64, f64)>, at: (f64, f64)) -> Option<TextValue> {
    let distance = |index: &usize| (curve[*index].0 - at.0).abs();
    let nearest = (0..curve.len()).min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
    curve[nearest].1 = round(at.1);
    TextValue::curve(curve)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edited_value_has_as_many_digits_as_its_range() {
        assert_eq!(round_to((150.0, 190.0), 163.428_571), 163.43);
        assert_eq!(round_to((0.0, 1.0), 0.123_456), 0.123);
        assert_eq!(round_to((-2e9, 2e9), 123_456_789.0), 123_000_000.0);
        assert_eq!(round_to((0.0, 1e-200), 1e-201), 1e-201);
        assert_eq!(round_to((0.0, 10.0), -0.000_01), 0.0);
    }

    #[test]
    fn the_nearest_point_is_measured_in_the_units_of_each_axis() {
        let places = [(150.0, 5e6), (152.0, 6e6)];
        let find = |at, reach| nearest(places.into_iter(), at, reach);
        assert_eq!(find((151.9, 5.2e6), (5.0, 1e6)), Some(0));
        assert_eq!(find((170.0, 5.2e6), (5.0, 1e6)), None);
    }
}
