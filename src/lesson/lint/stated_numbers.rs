//! Numbers in prose as values, so that they can be compared between languages.

use super::numbers::typed_numbers_in;
use super::references::matching_words;
use crate::lesson::model::{Location, Prose};
use crate::locale::Words;

/// A number in prose: in digits, as a fraction, or in words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct StatedNumber {
    pub(super) place: Location,
    pub(super) text: String,
    pub(super) value: f64,
}

/// The numbers in `prose`. Number words are those that the language lists with their values.
pub(super) fn stated_numbers(prose: &Prose, words: &Words) -> Vec<StatedNumber> {
    let table = words.get("check.number-values");
    let values: Vec<(&str, f64)> = table
        .split_whitespace()
        .filter_map(|entry| {
            let (word, value) = entry.split_once('=')?;
            Some((word, value.parse().ok()?))
        })
        .collect();
    let patterns = values
        .iter()
        .map(|(word, _)| *word)
        .collect::<Vec<_>>()
        .join(" ");
    let mut found = Vec::new();
    for span in prose.spans() {
        for (place, text) in typed_numbers_in(span) {
            let value = value_of(&text);
            found.extend(value.map(|value| StatedNumber { place, text, value }));
        }
        for (place, text) in matching_words(span, &patterns) {
            let lower = text.to_lowercase();
            let value = values.iter().find(|(word, _)| *word == lower);
            found.extend(value.map(|(_, value)| StatedNumber {
                place,
                text,
                value: *value,
            }));
        }
    }
    found
}

/// The numbers of `ours` that `theirs` lacks, each counted as often as it occurs.
pub(super) fn unmatched(ours: &[StatedNumber], theirs: &[StatedNumber]) -> Vec<StatedNumber> {
    let mut left: Vec<f64> = theirs.iter().map(|number| number.value).collect();
    let mut unmatched = Vec::new();
    for number in ours {
        let is_same = |other: &f64| (other - number.value).abs() <= 1e-9 * number.value.abs();
        match left.iter().position(is_same) {
            Some(at) => {
                left.swap_remove(at);
            }
            None => unmatched.push(number.clone()),
        }
    }
    unmatched
}

/// The value of a typed number: `−3.5`, `27,616`, `1.8×10⁻⁵`, `10³`, `1e9`, `¾`, `１２`.
fn value_of(text: &str) -> Option<f64> {
    let plain: String = text.chars().filter(|c| *c != ',').map(ascii).collect();
    if let Some(value) = plain.chars().next().and_then(fraction) {
        return Some(value);
    }
    let digits = plain.trim_end_matches(|c| superscript(c).is_some());
    let exponent: String = plain[digits.len()..]
        .chars()
        .filter_map(superscript)
        .collect();
    if exponent.is_empty() {
        return digits.parse().ok();
    }
    let exponent: i32 = exponent.parse().ok()?;
    let (factor, base) = digits.split_once('×').unwrap_or(("1", digits));
    let (factor, base): (f64, f64) = (factor.parse().ok()?, base.parse().ok()?);
    Some(factor * base.powi(exponent))
}

/// A sign or a digit in ASCII.
fn ascii(c: char) -> char {
    match c {
        '−' => '-',
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
        c => c,
    }
}

/// The digit or sign of an exponent in ASCII.
fn superscript(c: char) -> Option<char> {
    match c {
        '⁻' => Some('-'),
        '⁰' => Some('0'),
        '¹' => Some('1'),
        '²' => Some('2'),
        '³' => Some('3'),
        '⁴'..='⁹' => char::from_digit(u32::from(c) - u32::from('⁰'), 10),
        _ => None,
    }
}

/// The value of a fraction that is one character.
pub(super) fn fraction(c: char) -> Option<f64> {
    let (over, under) = match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅐' => (1, 7),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        _ => return None,
    };
    Some(f64::from(over) / f64::from(under))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_number_has_a_value_in_every_notation() {
        let values = [
            ("−3.5", -3.5),
            ("27,616", 27616.0),
            ("1.8×10⁻⁵", 1.8e-5),
            ("10³", 1000.0),
            ("1e9", 1e9),
            ("¾", 0.75),
            ("１２", 12.0),
        ];
        for (text, value) in values {
            let found = value_of(text).unwrap_or(f64::NAN);
            assert!(
                (found - value).abs() <= 1e-12 * value.abs(),
                "{text}: {found}"
            );
        }
    }

    #[test]
    fn a_number_that_occurs_more_often_is_unmatched() {
        let numbers = |values: &[f64]| -> Vec<StatedNumber> {
            let numbers = values.iter().map(|value| StatedNumber {
                place: Location::default(),
                text: value.to_string(),
                value: *value,
            });
            numbers.collect()
        };
        let (ours, theirs) = (numbers(&[2.0, 2.0, 3.0]), numbers(&[3.0, 2.0]));
        assert_eq!(unmatched(&ours, &theirs), numbers(&[2.0]));
        assert_eq!(unmatched(&theirs, &ours), []);
    }
}
