//! Numbers that several words make together: `twenty-one`, `half a million`, `one and a half`, `minus three`.

use super::{NumberMeasure, NumberTable, SpokenNumber, value_in};
use crate::lesson::lint::sentences::SLOT;

impl NumberTable {
    /// The value of a counting word, also of tens and ones in one word: 스물다섯.
    pub(super) fn count(&self, word: &str) -> Option<f64> {
        let tens = self.digits.iter().find_map(|(pattern, tens)| {
            let rest = word.strip_prefix(pattern.trim_end_matches('*'))?;
            let is_tens = (20.0..100.0).contains(tens) && tens % 10.0 == 0.0;
            let ones = self.ones(rest).filter(|_| is_tens && !rest.is_empty())?;
            Some(tens + ones)
        });
        tens.or_else(|| value_in(&self.digits, word))
    }

    /// The value of a word behind tens: `one` in `twenty-one`.
    pub(super) fn ones(&self, word: &str) -> Option<f64> {
        let ones = value_in(&self.ones, word).or_else(|| value_in(&self.digits, word));
        ones.filter(|ones| *ones < 10.0)
    }

    /// The number that a part and a scale are together: `half a million`.
    pub(super) fn scaled(
        &self,
        text: &str,
        first: &SpokenNumber,
        second: &SpokenNumber,
    ) -> Option<SpokenNumber> {
        let between = text.get(first.end..second.start)?.trim().to_lowercase();
        let scale = value_in(&self.scales, text.get(second.start..second.end)?)?;
        let is_part = first.is_word && first.value < 1.0;
        (is_part && self.articles.contains(&between)).then(|| SpokenNumber {
            end: second.end,
            value: first.value * scale,
            ..first.clone()
        })
    }

    /// `numbers` with each whole number and the part behind it as one: `one and a half`.
    pub(super) fn mixed(&self, text: &str, numbers: Vec<SpokenNumber>) -> Vec<SpokenNumber> {
        let mut joined: Vec<SpokenNumber> = Vec::new();
        for number in numbers {
            let (start, whole) = self
                .whole_before(text, &number, joined.last())
                .unwrap_or((number.start, 0.0));
            if joined.last().is_some_and(|last| last.start == start) {
                joined.pop();
            }
            joined.push(SpokenNumber {
                start,
                value: number.value + whole,
                ..number
            });
        }
        joined
    }

    /// The start and the value of the whole number before the part `number`: `one` in `one and a half`.
    fn whole_before(
        &self,
        text: &str,
        number: &SpokenNumber,
        last: Option<&SpokenNumber>,
    ) -> Option<(usize, f64)> {
        let is_part = number.is_word && (0.0..1.0).contains(&number.value);
        if !is_part || self.mixed.is_empty() {
            return None;
        }
        let before = text.get(..number.start)?.trim_end();
        let before = before.strip_suffix(self.mixed.as_str())?;
        let whole = before.trim_end();
        if whole.len() == before.len() {
            return None;
        }
        match last {
            Some(last) if last.end == whole.len() => {
                (last.value.fract() == 0.0).then_some((last.start, last.value))
            }
            Some(_) | None => {
                let (start, word) = last_word(whole)?;
                Some((start, value_in(&self.ones, word)?))
            }
        }
    }

    /// `numbers` with their signs in words: `minus three`, unless the word is an operator: `b minus three`.
    pub(super) fn signed(&self, text: &str, numbers: Vec<SpokenNumber>) -> Vec<SpokenNumber> {
        let mut signed: Vec<SpokenNumber> = Vec::new();
        for number in numbers {
            let sign = self.sign_before(text, &number, signed.last());
            signed.push(match sign {
                Some(start) => SpokenNumber {
                    start,
                    value: -number.value,
                    ..number
                },
                None => number,
            });
        }
        signed
    }

    /// The index of the sign before `number`.
    fn sign_before(
        &self,
        text: &str,
        number: &SpokenNumber,
        last: Option<&SpokenNumber>,
    ) -> Option<usize> {
        let (start, word) = last_word(text.get(..number.start)?.trim_end())?;
        let before = text.get(..start)?.trim_end();
        let is_number = last.is_some_and(|last| last.end == before.len());
        let is_name = last_word(before).is_some_and(|(_, word)| word.chars().count() == 1);
        let is_operand = is_number || is_name || before.ends_with([SLOT, ')', '₀', '₁', '₂']);
        let is_sign = self.negatives.contains(&word.to_lowercase());
        let is_value = number.value > 0.0 && number.measure == NumberMeasure::Value;
        (is_sign && is_value && !is_operand).then_some(start)
    }
}

/// The last word of `text`, which ends with it, and the index of its first byte.
fn last_word(text: &str) -> Option<(usize, &str)> {
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric())
        .last()?
        .0;
    Some((start, &text[start..]))
}
