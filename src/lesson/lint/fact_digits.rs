//! The digits of facts: a sentence prints those of the model, and its tolerance is not wider than they are.

use super::fact_uses::FactUse;
use super::faults::Faults;
use super::stated_numbers::value_of;
use crate::lesson::model::{Fact, Lesson};
use crate::locale::{NumberFormat, Phrase, format_number};

/// The largest relative deviation of a number from the model's where the sentence calls it approximate, or where it is
/// printed with one digit.
const NEARLY: f64 = 0.1;
/// The largest relative deviation of a printed number from the number itself.
const COARSEST: f64 = 0.05;
/// The largest deviation of a number that a sentence calls approximate, in units of its last digit that is not a zero.
const ABOUT: f64 = 0.6;
/// The largest number that is a rounding error of zero.
const ROUNDING_ERROR: f64 = 1e-12;

/// Reports a use of the fact `name` that prints other digits than those of `found`, the number of the model, and a tolerance
/// that is wider than the digits.
pub(super) fn check_digits(
    lesson: &Lesson,
    name: &str,
    fact: &Fact,
    found: f64,
    uses: &[FactUse],
    faults: &mut Faults,
) {
    let mut is_reported = false;
    for used in uses {
        let printed = format_number(fact.value, used.format);
        // No word makes zero of a number that is not.
        let key = if is_zero(fact.value, &printed) {
            Some("check.zero-format")
        } else if !used.is_about && is_coarse(fact.value, &printed) {
            Some("check.coarse-format")
        } else {
            None
        };
        if let Some(key) = key {
            let message = Phrase::key(key)
                .with("name", name)
                .with("value", fact.value)
                .with("printed", printed);
            faults.report(used.place.clone(), message);
            continue;
        }
        let widest = widest_tolerance(fact.value, &printed, used);
        if fact.within.is_nan() || fact.within > widest * (1.0 + 1e-9) {
            let message = Phrase::key("check.wide-tolerance")
                .with("name", name)
                .with("printed", printed.as_str())
                .with("found", found)
                .with("within", fact.within)
                .with("widest", widest)
                .with("lang", used.lang.tag());
            faults.report_in(lesson, &format!("facts.{name}.within"), message);
            return;
        }
        if let Some(message) = other_digits(name, fact.value, &printed, found, used) {
            faults.report(used.place.clone(), message.clone());
            if !std::mem::replace(&mut is_reported, true) {
                faults.report_in(lesson, &format!("facts.{name}.value"), message);
            }
        }
    }
}

/// The widest tolerance of a fact of `value` that `used` prints as `printed`.
fn widest_tolerance(value: f64, printed: &str, used: &FactUse) -> f64 {
    let half_digit = 0.5 * unit_of(printed, used.format, value);
    let share = NEARLY * value.abs();
    if used.is_about {
        share.max(half_digit)
    } else if value == 0.0 {
        half_digit
    } else {
        share.min(half_digit)
    }
}

/// The fault of `printed`, the text of the fact `name` of `value`, which stands for `found` in a sentence: other digits, or a
/// number that is too far off for about.
fn other_digits(
    name: &str,
    value: f64,
    printed: &str,
    found: f64,
    used: &FactUse,
) -> Option<Phrase> {
    let off = (value_of(printed)? - found).abs();
    let (key, most) = if used.is_about {
        ("check.not-about", ABOUT * last_unit(printed))
    } else {
        let unit = unit_of(printed, used.format, value);
        ("check.other-digits", 0.5 * unit)
    };
    if off <= most * (1.0 + 1e-9) {
        return None;
    }
    let message = Phrase::key(key)
        .with("name", name)
        .with("printed", printed)
        .with("found", format_number(found, used.format));
    Some(message.with("lang", used.lang.tag()))
}

/// Whether `printed` is zero, and `value` is not.
pub(super) fn is_zero(value: f64, printed: &str) -> bool {
    value.abs() > ROUNDING_ERROR && value_of(printed) == Some(0.0)
}

/// Whether `printed` is another number than `value`, not only a rounded one.
pub(super) fn is_coarse(value: f64, printed: &str) -> bool {
    value_of(printed).is_some_and(|shown| (shown - value).abs() > COARSEST * value.abs() + 1e-9)
}

/// The unit of the last digit of `printed`, the text of `value`.
fn unit_of(printed: &str, format: NumberFormat, value: f64) -> f64 {
    let (mantissa, power) = match printed.split_once("×10") {
        Some((mantissa, _)) => (mantissa, value.abs().log10().floor()),
        None => (printed, 0.0),
    };
    if let (NumberFormat::Significant(digits), true) = (format, value != 0.0) {
        let leading = value.abs().log10().floor();
        return 10f64.powf(leading - f64::from(digits.max(1)) + 1.0);
    }
    let decimals = mantissa
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    10f64.powf(power - decimals as f64)
}

/// The unit of the last digit of `printed` that is no zero at the end of a whole number: 10 of 170, 0.1 of 21.9.
fn last_unit(printed: &str) -> f64 {
    let (mantissa, power) = printed.split_once("×10").unwrap_or((printed, ""));
    // A power of ten is the number over its mantissa.
    let scale = match (power, value_of(printed), value_of(mantissa)) {
        ("", _, _) | (_, None, _) | (_, _, None | Some(0.0)) => 1.0,
        (_, Some(value), Some(mantissa)) => value / mantissa,
    };
    let digits: Vec<char> = mantissa.chars().filter(|c| *c != ',').collect();
    let decimals = digits.iter().rev().position(|c| *c == '.');
    let zeros = digits.iter().rev().take_while(|c| **c == '0').count();
    let unit = match decimals {
        Some(decimals) => 10f64.powf(-(decimals as f64)),
        None if zeros == digits.len() => 1.0,
        None => 10f64.powf(zeros as f64),
    };
    unit * scale
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(value: f64, format: NumberFormat) -> f64 {
        unit_of(&format_number(value, format), format, value)
    }

    #[test]
    fn the_unit_of_a_number_is_that_of_its_last_digit() {
        let close = |found: f64, wanted: f64| (found - wanted).abs() <= 1e-9 * wanted;
        assert!(close(unit(157.5, NumberFormat::Plain), 0.1));
        assert!(close(unit(160.0, NumberFormat::Plain), 1.0));
        assert!(close(unit(1.8e-5, NumberFormat::Plain), 1e-6));
        assert!(close(unit(27_616.0, NumberFormat::Significant(2)), 1000.0));
        assert!(close(unit(0.5, NumberFormat::Decimals(3)), 0.001));
    }

    #[test]
    fn the_last_digit_is_no_zero_at_the_end_of_a_whole_number() {
        let close = |found: f64, wanted: f64| (found - wanted).abs() <= 1e-9 * wanted;
        assert!(close(last_unit("170"), 10.0));
        assert!(close(last_unit("−3,800"), 100.0));
        assert!(close(last_unit("21.90"), 0.01));
        assert!(close(last_unit("1.8×10⁻⁵"), 1e-6));
        assert!(close(last_unit("0"), 1.0));
    }

    #[test]
    fn a_number_printed_as_zero_is_no_rounding_error() {
        assert!(is_zero(0.004, "0.00") && is_zero(-0.4, "0"));
        assert!(!is_zero(1e-13, "0.00") && !is_zero(0.4, "0.4"));
    }
}
