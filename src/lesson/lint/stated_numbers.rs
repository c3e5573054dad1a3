//! Numbers in prose as values, so that they can be compared between languages.

use std::ops::Range;

use super::numbers::typed_numbers;
use super::references::matching_words;
use super::sentences::matches;
use super::spoken_numbers::NumberTable;
use crate::lesson::model::{Location, Prose, Span};
use crate::locale::{TemplatePart, Words};

/// A number in prose: in digits, as a fraction, or in words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct StatedNumber {
    pub(super) place: Location,
    pub(super) text: String,
    pub(super) value: f64,
    /// Another number that it may be in the other language: 10 for a tenth, `ten times smaller`.
    pub(super) or: Option<f64>,
    /// Whether the other language states it as well. A word such as `both` may stand for a number or not.
    pub(super) is_certain: bool,
}

impl StatedNumber {
    /// The same number; in words it is not certain any more.
    pub(super) fn only_if_typed(self) -> Self {
        let is_typed = self.text.contains(|c: char| !c.is_alphabetic());
        Self {
            is_certain: self.is_certain && is_typed,
            ..self
        }
    }
}

/// The numbers that `prose` types out.
pub(super) fn typed_values(prose: &Prose) -> Vec<StatedNumber> {
    let none = NumberWords(Vec::new());
    prose.spans().flat_map(|span| digits(span, &none)).collect()
}

/// Words with their values: `two=2 half*=0.5`.
struct NumberWords<'a>(Vec<(&'a str, f64)>);

impl<'a> NumberWords<'a> {
    fn parse(table: &'a str) -> Self {
        let entries = table.split_whitespace().filter_map(|entry| {
            let (word, value) = entry.split_once('=')?;
            Some((word, value.parse().ok()?))
        });
        Self(entries.collect())
    }

    /// The words in `span`.
    fn find(&self, span: &Span, is_certain: bool) -> Vec<StatedNumber> {
        let patterns: Vec<_> = self.0.iter().map(|(word, _)| *word).collect();
        let words = matching_words(span, &patterns.join(" ")).into_iter();
        let numbers = words.filter_map(|(place, text)| {
            let (_, value) = self.0.iter().find(|(word, _)| matches(word, &text))?;
            Some(StatedNumber {
                place,
                text,
                value: *value,
                or: None,
                is_certain,
            })
        });
        numbers.collect()
    }
}

/// The numbers in `prose`. The language lists its number words, and words that may stand for a number. A number of several
/// words is one: `220 million`, `three quarters`.
pub(super) fn stated_numbers(prose: &Prose, words: &Words) -> Vec<StatedNumber> {
    let [certain, possible, scales] =
        ["values", "hints", "scales"].map(|table| words.get(&format!("check.number-{table}")));
    let (certain, possible) = (NumberWords::parse(&certain), NumberWords::parse(&possible));
    let scales = NumberWords::parse(&scales);
    let table = NumberTable::new(words);
    let mut found = Vec::new();
    for span in prose.spans() {
        let mut single = digits(span, &scales);
        single.extend(certain.find(span, true));
        single.extend(possible.find(span, false));
        for (places, mut number) in compounds(span, &table) {
            // The beginning of a word is not its number: 서른두 is no 서른.
            let is_other = |it: &StatedNumber| {
                places.contains(&it.place)
                    && it.is_certain
                    && (it.value - number.value).abs() > 1e-9
            };
            number.is_certain |= single.iter().any(is_other);
            if number.is_certain {
                single.retain(|it| !places.contains(&it.place));
            }
            found.push(number);
        }
        found.append(&mut single);
    }
    found
}

/// The numbers of several words in `span`, which are certain, and those of one word, each with the places of its characters.
fn compounds(span: &Span, table: &NumberTable) -> Vec<(Range<Location>, StatedNumber)> {
    let texts = span.text.parts().iter().filter_map(|part| match part {
        TemplatePart::Text(text) => Some(text),
        TemplatePart::Slot(_) => None,
    });
    let numbers = texts.flat_map(|text| {
        let numbers = table.numbers(text).into_iter();
        numbers.filter_map(|number| {
            let own = text.get(number.start..number.end)?;
            let is_typed = typed_numbers(own).iter().any(|(_, typed)| typed == own);
            let place = |at: usize| Some(span.place_at(text.get(..at)?.chars().count()));
            let stated = StatedNumber {
                place: place(number.start)?,
                text: own.to_owned(),
                value: number.value,
                // A minus in words may be an operator.
                or: number
                    .part_of
                    .or_else(|| (number.value < 0.0).then_some(-number.value)),
                is_certain: !own.chars().all(char::is_alphabetic),
            };
            (!is_typed).then_some((place(number.start)?..place(number.end)?, stated))
        })
    });
    numbers.collect()
}

/// The numbers in digits in `span`. One that a word of `scales` follows may be that many times larger, or the word may begin
/// another one.
fn digits(span: &Span, scales: &NumberWords<'_>) -> Vec<StatedNumber> {
    let texts = span.text.parts().iter().filter_map(|part| match part {
        TemplatePart::Text(text) => Some(text),
        TemplatePart::Slot(_) => None,
    });
    let numbers = texts.flat_map(|text| {
        typed_numbers(text).into_iter().filter_map(|(at, number)| {
            let rest: String = text.chars().skip(at + number.chars().count()).collect();
            let mut scales = scales.0.iter();
            let scale = scales.find(|(scale, _)| rest.trim_start().starts_with(scale));
            let value = value_of(&number)?;
            Some(StatedNumber {
                place: span.place_at(at),
                value,
                or: scale.map(|(_, scale)| value * scale),
                text: number,
                is_certain: scale.is_none(),
            })
        })
    });
    numbers.collect()
}

/// The certain numbers of `ours` that `theirs` lacks, each counted as often as it occurs.
pub(super) fn unmatched(ours: &[StatedNumber], theirs: &[StatedNumber]) -> Vec<StatedNumber> {
    // Certain numbers are matched before words that may stand for one.
    let mut left: Vec<f64> = Vec::new();
    for is_certain in [true, false] {
        let numbers = theirs
            .iter()
            .filter(|number| number.is_certain == is_certain);
        left.extend(numbers.map(|number| number.value));
    }
    left.extend(theirs.iter().filter_map(|number| number.or));
    let mut unmatched = Vec::new();
    for number in ours.iter().filter(|number| number.is_certain) {
        let is_same = |other: &f64| {
            let mut values = std::iter::once(number.value).chain(number.or);
            values.any(|value| (other - value).abs() <= 1e-9 * value.abs())
        };
        match left.iter().position(is_same) {
            Some(at) => {
                left.remove(at);
            }
            None => unmatched.push(number.clone()),
        }
    }
    unmatched
}

/// The value of a typed number: `−3.5`, `27,616`, `1.8×10⁻⁵`, `10³`, `1e9`, `¾`, `１２`.
pub(super) fn value_of(text: &str) -> Option<f64> {
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

    fn number(value: f64, is_certain: bool) -> StatedNumber {
        StatedNumber {
            place: Location::default(),
            text: value.to_string(),
            value,
            or: None,
            is_certain,
        }
    }

    #[test]
    fn a_number_that_occurs_more_often_is_unmatched() {
        let ours = [2.0, 2.0, 3.0].map(|value| number(value, true));
        let theirs = [3.0, 2.0].map(|value| number(value, true));
        assert_eq!(unmatched(&ours, &theirs), [number(2.0, true)]);
        assert_eq!(unmatched(&theirs, &ours), []);
    }

    #[test]
    fn a_word_that_may_stand_for_a_number_matches_and_needs_no_match() {
        let both = [number(2.0, false)];
        assert_eq!(unmatched(&both, &[]), []);
        assert_eq!(unmatched(&[number(2.0, true)], &both), []);
    }
}
