//! Data that are not scaled.

use super::evidence::{Evidence, Numbers, mean_and_deviation};
use super::{capacity, gradient, rate, units};
use crate::nn::data::Task;

/// Numbers with a mean or a standard deviation above this are not scaled.
const LARGE: f64 = 5.0;

/// Signs that training fails. Any of them can follow from the scale of the data.
const FAILURES: [fn(&Evidence<'_>) -> Option<Numbers>; 9] = [
    rate::diverged,
    units::dead_from_the_start,
    units::dead,
    gradient::exploding,
    rate::too_fast,
    units::saturated,
    gradient::vanishing,
    rate::too_slow,
    capacity::stuck,
];

pub(super) fn inputs_not_scaled(evidence: &Evidence<'_>) -> Option<Numbers> {
    let inputs = evidence.trainer.data().inputs();
    let mut columns = inputs.rows().into_iter().enumerate();
    let (input, range) =
        columns.find_map(|(at, column)| Some((at, range_if_large(&column.to_vec())?)))?;
    let numbers = || {
        vec![
            ("input", input as f64 + 1.0),
            ("low", range.0),
            ("high", range.1),
        ]
    };
    has_failed(evidence).then(numbers)
}

pub(super) fn targets_not_scaled(evidence: &Evidence<'_>) -> Option<Numbers> {
    let data = evidence.trainer.data();
    if data.task() != Task::Regression {
        return None;
    }
    let range = range_if_large(&data.target().to_vec())?;
    has_failed(evidence).then(|| vec![("low", range.0), ("high", range.1)])
}

fn has_failed(evidence: &Evidence<'_>) -> bool {
    evidence.has_stopped() || FAILURES.iter().any(|check| check(evidence).is_some())
}

/// The smallest and the largest of `numbers` that are not scaled; none for numbers around 0 of usual size.
fn range_if_large(numbers: &[f64]) -> Option<(f64, f64)> {
    let (mean, deviation) = mean_and_deviation(numbers.iter().copied());
    let range = numbers
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| {
            (low.min(*x), high.max(*x))
        });
    (mean.abs().max(deviation) > LARGE).then_some(range)
}
