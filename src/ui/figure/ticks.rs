//! Ticks of axes at round numbers: as many as leave a gap between their labels.

use crate::figure::{Axis, Scale, Ticks};
use crate::locale::{Format, written};
use crate::text::columns;
use crate::ui::RenderContext;

/// A tick of an axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct AxisTick {
    /// The place on the axis, from 0 to 1.
    pub place: f64,
    /// The label.
    pub label: String,
}

/// The fewest columns between the labels of an x axis.
const MIN_GAP: f64 = 2.0;
/// A y axis has at most two ticks per five rows.
const TICKS_PER_ROWS: (u16, u16) = (2, 5);
/// The most columns of a label of the y axis.
const MAX_LABEL_WIDTH: u16 = 14;
/// A name of an x axis up to this width stands at the end of the axis, a wider one below it.
pub(super) const SHORT_NAME: u16 = 3;

/// The ticks of an x axis over `width` columns.
pub(super) fn x_ticks(axis: &Axis, width: u16, ctx: &RenderContext<'_>) -> Vec<AxisTick> {
    let far = f64::from(width.saturating_sub(1));
    finest_fitting_ticks(axis, usize::from(width / 3), ctx, |ticks| {
        ticks.windows(2).all(|pair| {
            let halves = f64::from(columns(&pair[0].label) + columns(&pair[1].label)) / 2.0;
            (pair[1].place - pair[0].place).abs() * far >= halves + MIN_GAP
        })
    })
}

/// The ticks of a y axis over `height` rows.
pub(super) fn y_ticks(axis: &Axis, height: u16, ctx: &RenderContext<'_>) -> Vec<AxisTick> {
    let (ticks, rows) = TICKS_PER_ROWS;
    let most = usize::from(height.saturating_mul(ticks).div_ceil(rows) + 1);
    finest_fitting_ticks(axis, most, ctx, |ticks| ticks.len() <= most)
}

/// The columns of the labels of a y axis of `height` rows.
pub(super) fn y_label_width(axis: &Axis, height: u16, ctx: &RenderContext<'_>) -> u16 {
    let widths = y_ticks(axis, height, ctx)
        .into_iter()
        .map(|tick| columns(&tick.label));
    widths.max().unwrap_or(0).min(MAX_LABEL_WIDTH)
}

/// The columns that labels of an x axis take before its start, and that labels and its name take behind its end.
pub(super) fn x_label_overhang(axis: &Axis, width: u16, ctx: &RenderContext<'_>) -> (u16, u16) {
    let far = f64::from(width.saturating_sub(1));
    let (mut left, mut right) = (0.0_f64, 0.0_f64);
    for tick in x_ticks(axis, width, ctx) {
        let at = (tick.place * far).round();
        let (before, after) = label_halves(&tick.label);
        left = left.max(f64::from(before) - at);
        right = right.max(at + f64::from(after) - far);
    }
    let name = axis
        .label
        .as_ref()
        .map_or(0, |name| columns(&ctx.format(name)));
    let name = if (1..=SHORT_NAME).contains(&name) {
        name + 1
    } else {
        0
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "from 0 to the width of a label"
    )]
    let (left, right) = (left as u16, right as u16);
    (left, right.max(name))
}

/// The columns of a label before and behind the middle of its digits. A minus sign counts to the columns before.
pub(super) fn label_halves(label: &str) -> (u16, u16) {
    let sign = u16::from(label.starts_with(['−', '-']));
    let digits = columns(label).saturating_sub(sign).max(1);
    let before = (digits - 1) / 2;
    (before + sign, digits - 1 - before)
}

/// The named ticks of the axis, else the finest ticks at round numbers that fit.
fn finest_fitting_ticks(
    axis: &Axis,
    most: usize,
    ctx: &RenderContext<'_>,
    fits: impl Fn(&[AxisTick]) -> bool,
) -> Vec<AxisTick> {
    if let Ticks::At(named) = &axis.ticks {
        let ticks = named.iter().filter_map(|(value, phrase)| {
            let place = axis.place(*value).filter(is_inside)?;
            let label = ctx.format(phrase);
            Some(AxisTick { place, label })
        });
        return ticks.collect();
    }
    let candidates = match axis.scale {
        Scale::Linear => linear_candidates(axis, most, ctx),
        Scale::Log => log_candidates(axis, ctx),
    };
    candidates
        .into_iter()
        .find(|ticks| fits(ticks))
        .unwrap_or_default()
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that Option::filter requires"
)]
fn is_inside(place: &f64) -> bool {
    (-1e-9..=1.0 + 1e-9).contains(place)
}

/// Sets of ticks at multiples of 1, 2 and 5 times a power of ten, the finest set first.
fn linear_candidates(axis: &Axis, most: usize, ctx: &RenderContext<'_>) -> Vec<Vec<AxisTick>> {
    let span = (axis.max - axis.min).abs();
    if !span.is_finite() || span <= 0.0 {
        return Vec::new();
    }
    let finest = (span / most.max(1) as f64).log10().floor();
    let steps = (0..4).flat_map(|decade| {
        let unit = 10f64.powf(finest + f64::from(decade));
        [unit, 2.0 * unit, 5.0 * unit]
    });
    steps
        .map(|step| ticks_at_multiples(axis, step, ctx))
        .collect()
}

fn ticks_at_multiples(axis: &Axis, step: f64, ctx: &RenderContext<'_>) -> Vec<AxisTick> {
    let (low, high) = (axis.min.min(axis.max), axis.min.max(axis.max));
    let mut ticks = Vec::new();
    let mut count = (low / step - 1e-9).ceil();
    while count * step <= high + 1e-9 * step && ticks.len() < 200 {
        let value = count * step;
        if let Some(place) = axis.place(value) {
            ticks.push(AxisTick {
                place,
                label: ctx.fold(&tick_label(value, step)),
            });
        }
        let next = count + 1.0;
        if next == count {
            // The range is so far from zero that a float cannot represent this step.
            return Vec::new();
        }
        count = next;
    }
    ticks
}

fn tick_label(value: f64, step: f64) -> String {
    if value == 0.0 {
        return written(0.0, Format::Plain);
    }
    if step >= 0.001 && value.abs() < 1e7 {
        let decimals = (0..4).find(|d| {
            let scaled = step * 10f64.powi(i32::from(*d));
            (scaled - scaled.round()).abs() < 1e-6
        });
        return written(value, Format::Decimals(decimals.unwrap_or(4)));
    }
    written(value, Format::Significant(2))
}

/// Sets of ticks on a log axis, the finest set first: 1, 2 and 5 in each decade, each power of ten, every second one,
/// and so on.
fn log_candidates(axis: &Axis, ctx: &RenderContext<'_>) -> Vec<Vec<AxisTick>> {
    let ends = (axis.min.log10(), axis.max.log10());
    let (low, high) = (ends.0.min(ends.1), ends.0.max(ends.1));
    if !low.is_finite() || !high.is_finite() || high <= low {
        return Vec::new();
    }
    let mut sets = Vec::new();
    if high - low < 2.0 {
        sets.push(ticks_at_decades(
            axis,
            (low, high),
            1.0,
            &[1.0, 2.0, 5.0],
            ctx,
        ));
    }
    for every in [1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0] {
        if (high - low) / every < 200.0 {
            sets.push(ticks_at_decades(axis, (low, high), every, &[1.0], ctx));
        }
    }
    sets
}

/// Ticks at `digits` times every `every`-th power of ten.
fn ticks_at_decades(
    axis: &Axis,
    (low, high): (f64, f64),
    every: f64,
    digits: &[f64],
    ctx: &RenderContext<'_>,
) -> Vec<AxisTick> {
    let mut ticks = Vec::new();
    let mut power = (low / every - 1e-9).floor() * every;
    while power <= high + 1e-9 {
        for digit in digits {
            let value = digit * 10f64.powf(power);
            if let Some(place) = axis.place(value).filter(is_inside) {
                let text = if *digit == 1.0 {
                    power_of_ten(power)
                } else {
                    written(value, Format::Significant(1))
                };
                ticks.push(AxisTick {
                    place,
                    label: ctx.fold(&text),
                });
            }
        }
        power += every;
    }
    ticks
}

/// A power of ten as a label: 0.1, 1, 100, 10⁻⁵.
fn power_of_ten(power: f64) -> String {
    if (-2.0..=3.0).contains(&power) {
        return written(10f64.powf(power), Format::Plain);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Appearance, GlyphChoice};
    use crate::locale::{Lang, Words};
    use crate::ui::theme::Theme;

    fn with_context<T>(glyphs: GlyphChoice, draw: impl Fn(&RenderContext<'_>) -> T) -> T {
        let words = Words::load(&Lang::english()).unwrap();
        draw(&RenderContext::new(
            &Theme::new(Appearance::default()),
            glyphs,
            &words,
        ))
    }

    fn labels(axis: &Axis, width: u16) -> String {
        with_context(GlyphChoice::Braille, |ctx| {
            let ticks = x_ticks(axis, width, ctx).into_iter();
            ticks.map(|tick| tick.label).collect::<Vec<_>>().join(" ")
        })
    }

    #[test]
    fn ticks_stand_at_round_numbers() {
        let axis = Axis::linear(None, -10.0, 10.0);
        assert_eq!(labels(&axis, 12), "−10 0 10");
        assert_eq!(labels(&axis, 30), "−10 −5 0 5 10");
        assert_eq!(labels(&axis, 60), "−10 −8 −6 −4 −2 0 2 4 6 8 10");
        assert_eq!(
            labels(&Axis::linear(None, 0.0, 0.03), 30),
            "0 0.01 0.02 0.03"
        );
    }

    #[test]
    fn a_log_axis_has_powers_of_ten() {
        assert_eq!(
            labels(&Axis::log(None, 1e-6, 1e5), 40),
            "10⁻⁶ 10⁻⁴ 0.01 1 100 10⁴"
        );
        assert_eq!(labels(&Axis::log(None, 1.0, 50.0), 40), "1 2 5 10 20 50");
    }

    #[test]
    fn an_axis_without_extent_has_no_ticks() {
        for (min, max) in [
            (2.0, 2.0),
            (f64::NAN, 1.0),
            (0.0, f64::INFINITY),
            (1e300, 1e300 + 1.0),
        ] {
            assert_eq!(labels(&Axis::linear(None, min, max), 40), "");
        }
        assert_eq!(labels(&Axis::log(None, -1.0, 10.0), 40), "");
    }

    #[test]
    fn a_reversed_axis_has_the_same_ticks() {
        let mut reversed: Vec<_> = labels(&Axis::linear(None, 5.0, -5.0), 40)
            .split(' ')
            .map(str::to_owned)
            .collect();
        let forward: Vec<_> = labels(&Axis::linear(None, -5.0, 5.0), 40)
            .split(' ')
            .map(str::to_owned)
            .collect();
        reversed.sort();
        let mut sorted = forward.clone();
        sorted.sort();
        assert_eq!(reversed, sorted);
    }

    #[test]
    fn powers_have_a_caret_in_ascii() {
        with_context(GlyphChoice::Ascii, |ctx| {
            assert_eq!(
                x_ticks(&Axis::log(None, 1e-5, 1e-4), 40, ctx)[0].label,
                "10^-5"
            );
        });
    }
}
