//! Fits the range of an axis to cells, ticks first: one tick step is a whole number of cells, and every tick value lies in
//! the middle of its cell.
//!
//! Positions here count cells from the low end of the axis, whichever way it is drawn.

use super::ticks::{AxisTick, TickLabels};
use crate::figure::{Axis, Scale, Ticks};

/// The fewest cells of an axis, in which a tick step may be a single cell.
const FEW_CELLS: u16 = 7;
/// The numbers of ticks that make an axis easy to read, where it has [`LONG_AXIS`] cells or more, and where it is shorter.
const EASY_TICKS: (f64, f64) = (5.0, 8.0);
const FEWEST_TICKS: f64 = 3.0;
const LONG_AXIS: u16 = 14;

/// An axis fitted to a number of cells.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct AxisFit {
    /// A value (its common logarithm on a logarithmic axis), and its position in cells from the low end.
    pub origin: (f64, f64),
    /// Cells per unit. NaN for an axis without extent.
    pub per_unit: f64,
    /// The cells that the range covers, counted from the low end.
    pub cells: u16,
    /// The ticks, from the low end.
    pub ticks: Vec<AxisTick>,
}

/// A tick step in cells.
#[derive(Clone, Copy)]
struct Step {
    /// The value of one tick, in the units of `range`.
    first: f64,
    /// The difference between neighbouring ticks.
    size: f64,
    /// The cells between neighbouring ticks.
    cells: f64,
}

/// Whether a fit may leave cells free: a horizontal plane becomes narrower, a vertical range becomes wider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slack {
    /// The cells behind the high end stay free.
    BehindTheEnd,
    /// The range is extended on both sides.
    OnBothSides,
}

/// Fits `axis` to `cells` cells.
pub(super) fn fit_axis(axis: &Axis, cells: u16, slack: Slack, labels: &TickLabels<'_>) -> AxisFit {
    let Some(range) = range(axis).filter(|_| cells > 0) else {
        return AxisFit {
            origin: (0.0, 0.0),
            per_unit: f64::NAN,
            cells,
            ticks: Vec::new(),
        };
    };
    let best = steps(axis, range, cells)
        .into_iter()
        .filter_map(|step| fit_step(axis, range, step, cells, slack, labels))
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match best {
        Some((_, fit)) => fit,
        None => fit_range(axis, range, cells, labels),
    }
}

/// The low and the high end, as logarithms on a logarithmic axis. None without extent.
fn range(axis: &Axis) -> Option<(f64, f64)> {
    let (a, b) = match axis.scale {
        Scale::Linear => (axis.min, axis.max),
        Scale::Log => (axis.min.log10(), axis.max.log10()),
    };
    let (low, high) = (a.min(b), a.max(b));
    // In a range narrower than this, neighbouring ticks would be the same float.
    let narrowest = low.abs().max(high.abs()) * 1e-12;
    let span = high - low;
    (span.is_finite() && span > narrowest).then_some((low, high))
}

/// The candidates for the distance of ticks, each with as many cells as fit.
fn steps(axis: &Axis, (low, high): (f64, f64), cells: u16) -> Vec<Step> {
    let span = high - low;
    let fewest = if cells < FEW_CELLS { 1.0 } else { 2.0 };
    let step = |first: f64, size: f64, fewest: f64| {
        let fitting = (f64::from(cells) * size / span).floor();
        // A tick in the middle of its cell may need one cell less.
        [fitting, fitting - 1.0]
            .into_iter()
            .filter(move |cells| *cells >= fewest)
            .map(move |cells| Step { first, size, cells })
    };
    match (&axis.ticks, axis.scale) {
        (Ticks::At(named), _) => {
            let values: Vec<f64> = named
                .iter()
                .map(|(value, _)| match axis.scale {
                    Scale::Linear => *value,
                    Scale::Log => value.log10(),
                })
                .collect();
            match common_step(&values) {
                Some(size) => step(values[0], size, 1.0).collect(),
                None => Vec::new(),
            }
        }
        (Ticks::Round, Scale::Linear) => {
            let finest = (span / f64::from(cells)).log10().floor();
            let sizes = (0..5).flat_map(|decade| {
                let unit = 10f64.powf(finest + f64::from(decade));
                [unit, 2.0 * unit, 5.0 * unit]
            });
            let first = |size: f64| (low / size).ceil() * size;
            sizes
                .flat_map(|size| step(first(size), size, fewest))
                .collect()
        }
        (Ticks::Round, Scale::Log) => {
            if span < 2.0 {
                return Vec::new();
            }
            let sizes = [
                1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 30.0, 50.0, 100.0, 200.0, 500.0,
            ];
            let first = |size: f64| (low / size - 1e-9).ceil() * size;
            sizes
                .into_iter()
                .flat_map(|size| step(first(size), size, fewest))
                .collect()
        }
    }
}

/// The smallest distance of `values`, if all distances are multiples of it.
fn common_step(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let gaps: Vec<f64> = sorted.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let least = gaps.iter().copied().fold(f64::INFINITY, f64::min);
    let is_multiple = |gap: &f64| {
        let times = gap / least;
        (times - times.round()).abs() < 1e-9
    };
    (least.is_finite() && least > 0.0 && gaps.iter().all(is_multiple)).then_some(least)
}

/// Fits the range with `step` into the cells. Returns the fit and its quality; None where it does not fit.
fn fit_step(
    axis: &Axis,
    (low, high): (f64, f64),
    step: Step,
    cells: u16,
    slack: Slack,
    labels: &TickLabels<'_>,
) -> Option<(f64, AxisFit)> {
    let per_unit = step.cells / step.size;
    if !(per_unit.is_finite() && step.first.is_finite()) {
        return None;
    }
    let count = f64::from(cells);
    // The first tick lies in the middle of a cell, so that the range lies inside of all cells.
    let least = ((step.first - low) * per_unit - 0.5 - 1e-6).ceil();
    let most = (count - 0.5 - (high - step.first) * per_unit + 1e-6).floor();
    if least > most {
        return None;
    }
    let cell = match slack {
        Slack::BehindTheEnd => least,
        Slack::OnBothSides => f64::midpoint(least, most).floor(),
    };
    let origin = (step.first, cell + 0.5);
    let end = origin.1 + (high - step.first) * per_unit;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 1..=cells"
    )]
    let used = match slack {
        Slack::BehindTheEnd => (end - 1e-6).ceil().clamp(1.0, count) as u16,
        Slack::OnBothSides => cells,
    };
    let fit = AxisFit {
        origin,
        per_unit,
        cells: used,
        ticks: Vec::new(),
    };
    let ticks = match &axis.ticks {
        Ticks::Round => {
            let first = step.first - (origin.1 / step.cells).floor() * step.size;
            labels.round(axis, &fit, first, step.size)
        }
        Ticks::At(named) => labels.named(axis, &fit, named),
    };
    if matches!(axis.ticks, Ticks::Round) && !labels.have_room(&ticks) {
        return None;
    }
    let filled = (high - low) * per_unit / count;
    let number = ticks.len() as f64;
    let (few, many) = EASY_TICKS;
    let few = if cells < LONG_AXIS { FEWEST_TICKS } else { few };
    let missing = 0.06 * (few - number).max(0.0) + 0.3 * (2.0 - number).max(0.0);
    let quality = filled - missing - 0.01 * (number - many).max(0.0);
    Some((quality, AxisFit { ticks, ..fit }))
}

/// Fits the range to all cells, for ticks without a common distance. One tick still lies in the middle of a cell.
fn fit_range(axis: &Axis, (low, high): (f64, f64), cells: u16, labels: &TickLabels<'_>) -> AxisFit {
    let span = high - low;
    let count = f64::from(cells);
    let mut fit = AxisFit {
        origin: (low, 0.5),
        per_unit: (count - 1.0).max(0.5) / span,
        cells,
        ticks: Vec::new(),
    };
    let ticks = |fit: &AxisFit| match &axis.ticks {
        Ticks::At(named) => labels.named(axis, fit, named),
        Ticks::Round => labels.uneven(axis, fit),
    };
    let first = ticks(&fit);
    if let Some(tick) = first.first().filter(|_| cells > 2) {
        let value = fit.value_at(tick.position);
        fit.per_unit = (count - 2.0) / span;
        let middle = 0.5 + (value - low) * fit.per_unit;
        fit.origin = (value, middle.ceil() + 0.5);
        if fit.origin.1 + (high - value) * fit.per_unit > count + 1e-9 {
            fit.origin.1 -= 1.0;
        }
    }
    fit.ticks = ticks(&fit);
    fit
}

impl AxisFit {
    /// The position of `value` (its logarithm on a logarithmic axis).
    pub(super) fn position(&self, value: f64) -> f64 {
        self.origin.1 + (value - self.origin.0) * self.per_unit
    }

    fn value_at(&self, position: f64) -> f64 {
        self.origin.0 + (position - self.origin.1) / self.per_unit
    }

    /// The lowest and highest value of all cells (logarithms on a logarithmic axis).
    pub(super) fn visible_range(&self) -> (f64, f64) {
        (self.value_at(0.0), self.value_at(f64::from(self.cells)))
    }
}
