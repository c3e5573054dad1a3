//! The ranges of a playground's axes, in the units of the data.

use super::data_spec::{DataSpec, Source};
use crate::lab::DataTable;

/// The ranges that figures show, in the units of the data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct DataRanges {
    /// The range of the first input.
    pub(super) x: (f64, f64),
    /// The range of the second input; of the target for data of one input.
    pub(super) y: (f64, f64),
    /// The range of the target.
    pub(super) target: (f64, f64),
}

/// The share of a table's range that is added at both ends.
const TABLE_MARGIN: f64 = 0.08;
/// The factor from the largest coordinate of points to the end of their axes.
const POINT_MARGIN: f64 = 1.2;
/// Data with larger inputs have axes that fit them, as those of a table; others have 0 in the middle.
const LARGEST_CENTRED: f64 = 5.0;
/// The factor from the largest value of a curve to the end of its axis.
const CURVE_MARGIN: f64 = 1.6;

impl DataRanges {
    /// The ranges that show all samples of `data`, with the samples that are drawn with `seed`.
    pub(super) fn new(data: &DataSpec, seed: u64) -> Self {
        let on_plane = |reach: f64| Self {
            x: (-reach, reach),
            y: (-reach, reach),
            target: (0.0, 1.0),
        };
        match &data.source {
            Source::Recipe { recipe, .. } if recipe.curve(0.0).is_some() => {
                let samples = data.samples(seed);
                Self::of_curve(1.0, samples.target().iter().copied())
            }
            Source::Recipe { recipe, .. } => on_plane(POINT_MARGIN * recipe.input_range()),
            Source::Points(points) => {
                let coordinates = points.iter().flat_map(|point| [point.at.0, point.at.1]);
                let reach = largest(coordinates);
                if reach > LARGEST_CENTRED {
                    return Self {
                        x: with_margin(points.iter().map(|point| point.at.0)),
                        y: with_margin(points.iter().map(|point| point.at.1)),
                        target: (0.0, 1.0),
                    };
                }
                on_plane(POINT_MARGIN * reach)
            }
            Source::Curve(points) => {
                let reach = largest(points.iter().map(|(x, _)| *x));
                if reach > LARGEST_CENTRED {
                    let y = with_margin(points.iter().map(|(_, y)| *y));
                    return Self {
                        x: with_margin(points.iter().map(|(x, _)| *x)),
                        y,
                        target: y,
                    };
                }
                Self::of_curve(reach, points.iter().map(|(_, y)| *y))
            }
            Source::Table(table) => Self::of_table(table),
        }
    }

    fn of_curve(reach: f64, targets: impl Iterator<Item = f64>) -> Self {
        let most = CURVE_MARGIN * largest(targets);
        Self {
            x: (-reach, reach),
            y: (-most, most),
            target: (-most, most),
        }
    }

    fn of_table(table: &DataTable) -> Self {
        let input = |at: usize| with_margin(table.rows.iter().map(|row| row.inputs[at]));
        let target = with_margin(table.rows.iter().map(|row| row.target));
        let is_curve = table.inputs.len() == 1;
        Self {
            x: input(0),
            y: if is_curve { target } else { input(1) },
            target,
        }
    }
}

/// The largest size of `values`, at least 1.
fn largest(values: impl Iterator<Item = f64>) -> f64 {
    values.fold(1.0, |most: f64, x| most.max(x.abs()))
}

/// The lowest and the highest of `values` with a margin; never the same.
fn with_margin(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| {
        (low.min(x), high.max(x))
    });
    let margin = TABLE_MARGIN * (high - low);
    // A range that is as narrow as the rounding errors of its ends has no ticks.
    let least = 1e-6 * low.abs().max(high.abs());
    if margin > least {
        return (low - margin, high + margin);
    }
    let margin = if least > 0.0 {
        0.1 * high.abs().max(low.abs())
    } else {
        1.0
    };
    (low - margin, high + margin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_fit_points_that_are_far_from_0() {
        let values = crate::lab::Values::new().with("data", "own");
        let text = crate::lab::TextFormat::Points.parse("152:51:0,190:93:1");
        let values = values.with("points", crate::lab::Value::Text(text.unwrap()));
        let ranges = DataRanges::new(&DataSpec::parse(&values), 0);
        assert!(ranges.x.0 > 145.0 && ranges.x.1 < 197.0, "{ranges:?}");
        assert!(ranges.y.0 > 45.0 && ranges.y.1 < 99.0, "{ranges:?}");
    }

    #[test]
    fn a_range_holds_its_values_and_has_an_extent() {
        for values in [
            vec![150.0, 190.0],
            vec![0.0, 0.0],
            vec![7.0, 7.0],
            vec![-1e15, -1e15],
            vec![1e15, 1e15 - 1.0],
            vec![1e-200, 2e-200],
            vec![-3.0, 5e14],
        ] {
            let (low, high) = with_margin(values.iter().copied());
            assert!(low < high && high - low > 1e-7 * high.abs().max(low.abs()));
            assert!(
                values.iter().all(|x| (low..=high).contains(x)),
                "{values:?}"
            );
        }
        assert_eq!(with_margin([150.0, 200.0].into_iter()), (146.0, 204.0));
    }
}
