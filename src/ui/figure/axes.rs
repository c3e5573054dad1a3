//! Axes: ticks at round numbers, each label in the column of its datum.

use unicode_width::UnicodeWidthStr;

use crate::figure::{Axis, Scale, Ticks};
use crate::locale::{Format, written};
use crate::ui::Pen;

/// A tick: its place on the axis from 0 to 1, and what it says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tick {
    /// Its place.
    pub place: f64,
    /// Its label.
    pub label: String,
}

/// A y axis has at most one tick in so many rows.
const ROWS_A_TICK: u16 = 2;
/// Labels of the y axis are never wider than this.
const WIDEST: u16 = 14;

/// The ticks of an x axis over `width` columns: as many as leave air between their labels.
pub(super) fn across(axis: &Axis, width: u16, pen: &Pen<'_>) -> Vec<Tick> {
    let fits = |ticks: &[Tick]| {
        let room: usize = ticks.iter().map(|tick| tick.label.width() + 3).sum();
        room <= usize::from(width) + 3
    };
    finest(axis, usize::from(width / 4), pen, fits)
}

/// The ticks of a y axis over `height` rows.
pub(super) fn up(axis: &Axis, height: u16, pen: &Pen<'_>) -> Vec<Tick> {
    let most = usize::from(height / ROWS_A_TICK + 1).max(2);
    finest(axis, most, pen, |ticks| ticks.len() <= most)
}

/// Columns that the labels of a y axis need at most.
pub(super) fn gutter(axis: &Axis, pen: &Pen<'_>) -> u16 {
    let widest = |ticks: &[Tick]| {
        ticks
            .iter()
            .map(|tick| tick.label.width())
            .max()
            .unwrap_or(0)
    };
    // Whatever the height turns out to be, its ticks are among these.
    let all = [3, 5, 9, 17].map(|rows| widest(&up(axis, rows, pen)));
    u16::try_from(all.into_iter().max().unwrap_or(0))
        .unwrap_or(WIDEST)
        .min(WIDEST)
}

fn finest(axis: &Axis, most: usize, pen: &Pen<'_>, fits: impl Fn(&[Tick]) -> bool) -> Vec<Tick> {
    if let Ticks::At(named) = &axis.ticks {
        let ticks = named.iter().filter_map(|(value, phrase)| {
            let place = axis
                .place(*value)
                .filter(|place| (-1e-9..=1.0 + 1e-9).contains(place))?;
            let label = pen.say(phrase);
            Some(Tick { place, label })
        });
        return ticks.collect();
    }
    let candidates = match axis.scale {
        Scale::Linear => linear(axis, most, pen),
        Scale::Log => decades(axis, pen),
    };
    candidates
        .into_iter()
        .find(|ticks| fits(ticks))
        .unwrap_or_default()
}

/// Sets of ticks at multiples of 1, 2 and 5 times a power of ten, the finest set first.
fn linear(axis: &Axis, most: usize, pen: &Pen<'_>) -> Vec<Vec<Tick>> {
    let span = (axis.max - axis.min).abs();
    if !span.is_finite() || span <= 0.0 {
        return Vec::new();
    }
    let finest = (span / most.max(1) as f64).log10().floor();
    let steps = (0..4).flat_map(|decade| {
        let unit = 10f64.powf(finest + f64::from(decade));
        [unit, 2.0 * unit, 5.0 * unit]
    });
    steps.map(|step| multiples(axis, step, pen)).collect()
}

fn multiples(axis: &Axis, step: f64, pen: &Pen<'_>) -> Vec<Tick> {
    let (low, high) = (axis.min.min(axis.max), axis.min.max(axis.max));
    let mut ticks = Vec::new();
    let mut count = (low / step - 1e-9).ceil();
    while count * step <= high + 1e-9 * step && ticks.len() < 200 {
        let value = count * step;
        if let Some(place) = axis.place(value) {
            ticks.push(Tick {
                place,
                label: pen.fold(&label(value, step)),
            });
        }
        count += 1.0;
    }
    ticks
}

fn label(value: f64, step: f64) -> String {
    if value == 0.0 || (step >= 0.001 && value.abs() < 1e7) {
        let decimals = (0..4).find(|d| {
            let scaled = step * 10f64.powi(i32::from(*d));
            (scaled - scaled.round()).abs() < 1e-6
        });
        return written(value, Format::Decimals(decimals.unwrap_or(4)));
    }
    written(value, Format::Significant(2))
}

/// Sets of ticks at powers of ten, every one first, then every second, and so on.
fn decades(axis: &Axis, pen: &Pen<'_>) -> Vec<Vec<Tick>> {
    let (low, high) = (axis.min.log10(), axis.max.log10());
    if !low.is_finite() || !high.is_finite() || high - low > 1000.0 {
        return Vec::new();
    }
    [1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0]
        .map(|every: f64| {
            let mut ticks = Vec::new();
            let mut power = (low / every - 1e-9).ceil() * every;
            while power <= high + 1e-9 {
                if let Some(place) = axis.place(10f64.powf(power)) {
                    ticks.push(Tick {
                        place,
                        label: pen.fold(&power_of_ten(power)),
                    });
                }
                power += every;
            }
            ticks
        })
        .to_vec()
}

/// 10ⁿ as it is read most easily: 0.1, 1, 100, 10⁻⁵.
fn power_of_ten(power: f64) -> String {
    if (-2.0..=4.0).contains(&power) {
        return written(10f64.powf(power), Format::Plain);
    }
    let text = written(10f64.powf(power), Format::Significant(1));
    text.split_once('×')
        .map_or_else(|| text.clone(), |(_, tail)| tail.to_owned())
}
