//! Numbers in words need a reason as numbers in digits do: `seven` stands under [step.literals] as "seven" or as "7".

use super::placed_text::PlacedText;
use super::spoken_numbers::NumberTable;
use super::stated_numbers::value_of;
use crate::lesson::model::{Block, Location};
use crate::locale::Words;

/// A number in words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct WordNumber {
    pub(super) place: Location,
    pub(super) text: String,
    pub(super) value: f64,
}

impl WordNumber {
    /// Whether it is this number.
    pub(super) fn is(&self, value: f64) -> bool {
        (value - self.value).abs() <= 1e-9 * value.abs().max(1e-9)
    }

    /// Whether `literal` is the reason for it: the words themselves, or the same number in digits.
    pub(super) fn is_named_by(&self, literal: &str) -> bool {
        literal == self.text || value_of(literal).is_some_and(|value| self.is(value))
    }
}

/// The number that needs no reason in words: `two inputs`.
const PAIR: f64 = 2.0;

/// The numbers in words in `block`. Powers stand for themselves: `squared`.
pub(super) fn word_numbers(block: &Block, table: &NumberTable, words: &Words) -> Vec<WordNumber> {
    let powers = words.get("check.spoken-powers");
    let placed = PlacedText::new(block);
    let numbers = table.numbers(&placed.text).into_iter();
    let numbers = numbers.filter(|number| number.is_word && number.value != PAIR);
    let mut found: Vec<_> = numbers
        .map(|number| WordNumber {
            place: placed.place(number.start),
            text: placed.text[number.start..number.end].to_lowercase(),
            value: number.value,
        })
        .collect();
    for power in powers.split_whitespace() {
        for at in super::named_text::places_of(power, &placed.text) {
            found.push(WordNumber {
                place: placed.place(at),
                text: power.to_owned(),
                value: f64::NAN,
            });
        }
    }
    found
}
