//! The ticks of axes and their labels.

use super::ChartContext;
use super::axis_fit::AxisFit;
use crate::figure::{Axis, Scale};
use crate::locale::{NumberFormat, Phrase, format_number};
use crate::text::columns;

/// A tick of an axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct AxisTick {
    /// The position in cells from the low end of the axis.
    pub position: f64,
    /// The label.
    pub label: String,
}

/// The fewest columns between the labels of an x axis.
const MIN_GAP: f64 = 2.0;
/// The most ticks of an axis.
const MAX_TICKS: usize = 400;

/// The way labels are made, and the room that they need.
pub(super) struct TickLabels<'a> {
    /// Words and characters.
    pub ctx: &'a ChartContext<'a>,
    /// Whether labels stand beside each other, so that their widths count.
    pub is_horizontal: bool,
}

impl TickLabels<'_> {
    /// Ticks at `first`, `first + step` and so on, as far as cells reach.
    pub(super) fn round(&self, axis: &Axis, fit: &AxisFit, first: f64, step: f64) -> Vec<AxisTick> {
        let mut ticks = Vec::new();
        let mut count = (first / step).round();
        while ticks.len() < MAX_TICKS {
            let value = count * step;
            let position = fit.position(value);
            // Not a number is beyond the end, too.
            let is_before_the_end = position < f64::from(fit.cells);
            if !is_before_the_end {
                break;
            }
            if position >= 0.0 {
                let text = match axis.scale {
                    Scale::Linear => tick_label(value, step),
                    Scale::Log => power_of_ten(value),
                };
                ticks.push(AxisTick {
                    position,
                    label: self.ctx.fold(&text),
                });
            }
            let next = count + 1.0;
            if next == count {
                return Vec::new();
            }
            count = next;
        }
        ticks
    }

    /// Ticks at these values with these labels.
    pub(super) fn named(
        &self,
        axis: &Axis,
        fit: &AxisFit,
        named: &[(f64, Phrase)],
    ) -> Vec<AxisTick> {
        let mut ticks: Vec<AxisTick> = named
            .iter()
            .filter_map(|(value, phrase)| {
                let value = match axis.scale {
                    Scale::Linear => *value,
                    Scale::Log => value.log10(),
                };
                let position = fit.position(value);
                (0.0..f64::from(fit.cells))
                    .contains(&position)
                    .then(|| AxisTick {
                        position,
                        label: self.ctx.format(phrase),
                    })
            })
            .collect();
        ticks.sort_by(|a, b| a.position.total_cmp(&b.position));
        ticks
    }

    /// Ticks at 1, 2 and 5 of each decade of a short logarithmic axis, as many as have room. None on a linear axis.
    pub(super) fn uneven(&self, axis: &Axis, fit: &AxisFit) -> Vec<AxisTick> {
        if axis.scale == Scale::Linear {
            return Vec::new();
        }
        let (low, high) = fit.visible_range();
        let sets: [&[f64]; 3] = [&[1.0, 2.0, 5.0], &[1.0, 3.0], &[1.0]];
        let sets = sets.iter().map(|digits| {
            let mut ticks = Vec::new();
            let mut power = low.floor();
            while power <= high && ticks.len() < MAX_TICKS {
                ticks.extend(digits.iter().filter_map(|digit| {
                    let position = fit.position(power + digit.log10());
                    let is_inside = (0.0..f64::from(fit.cells)).contains(&position);
                    let text = if *digit == 1.0 {
                        power_of_ten(power)
                    } else {
                        let value = digit * 10f64.powf(power);
                        format_number(value, NumberFormat::Significant(1))
                    };
                    is_inside.then(|| AxisTick {
                        position,
                        label: self.ctx.fold(&text),
                    })
                }));
                power += 1.0;
            }
            ticks
        });
        sets.into_iter()
            .find(|ticks: &Vec<AxisTick>| self.have_room(ticks))
            .unwrap_or_default()
    }

    /// Whether all labels have room without touching.
    pub(super) fn have_room(&self, ticks: &[AxisTick]) -> bool {
        ticks.windows(2).all(|pair| {
            let distance = pair[1].position - pair[0].position;
            if !self.is_horizontal {
                return distance >= 1.0 - 1e-9;
            }
            let (_, after) = label_halves(&pair[0].label);
            let (before, _) = label_halves(&pair[1].label);
            distance >= f64::from(after + before) + 1.0 + MIN_GAP
        })
    }
}

/// The columns of a label before and behind the middle of its digits. A minus sign counts to the columns before.
pub(super) fn label_halves(label: &str) -> (u16, u16) {
    let sign = u16::from(label.starts_with(['−', '-']));
    let digits = columns(label).saturating_sub(sign).max(1);
    let before = (digits - 1) / 2;
    (before + sign, digits - 1 - before)
}

fn tick_label(value: f64, step: f64) -> String {
    if value == 0.0 {
        return format_number(0.0, NumberFormat::Plain);
    }
    if step >= 0.001 && value.abs() < 1e7 {
        let decimals = (0..4).find(|d| {
            let scaled = step * 10f64.powi(i32::from(*d));
            (scaled - scaled.round()).abs() < 1e-6
        });
        return format_number(value, NumberFormat::Decimals(decimals.unwrap_or(4)));
    }
    format_number(value, NumberFormat::Significant(2))
}

/// A power of ten as a label: 0.1, 1, 100, 10⁻⁵.
fn power_of_ten(power: f64) -> String {
    if (-2.0..=3.0).contains(&power) {
        return format_number(10f64.powf(power), NumberFormat::Plain);
    }
    let digits = format!("{power:.0}");
    format!("10{}", digits.chars().map(superscript).collect::<String>())
}

fn superscript(c: char) -> char {
    match c {
        '-' => '⁻',
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        other => other,
    }
}
