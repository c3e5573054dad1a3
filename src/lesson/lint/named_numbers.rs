//! Numbers beside names: "PyTorch takes 0.01, Keras 0.3" has the same pairs in every language.

use std::collections::BTreeMap;
use std::ops::Range;

use super::faults::Faults;
use super::formulas::parts;
use super::numbers::typed_numbers;
use crate::lesson::model::{Location, Prose, Span};
use crate::locale::{Phrase, Slot, SlotSource, TemplatePart};

/// The width of a slot in a text, in characters.
const SLOT_WIDTH: usize = 4;
/// The width of a comma or its like: a name on its other side is rarely meant.
const SEPARATOR_WIDTH: usize = 20;

/// Names and numbers of a text, by their position.
#[derive(Default)]
struct NamedNumbers {
    names: Vec<(Range<usize>, String)>,
    numbers: Vec<(Range<usize>, String, Location)>,
    /// The end of the text so far.
    end: usize,
}

/// Reports two numbers that stand beside each other's names in `text`, compared with `original`, in both texts. Names are words
/// in Latin letters that both texts have.
pub(super) fn compare(original: &Prose, text: &Prose, faults: &mut Faults) {
    for (original, text) in parts(original, text) {
        let (theirs, ours) = (NamedNumbers::of(&original), NamedNumbers::of(&text));
        let (their_pairs, our_pairs) = (theirs.pairs(&ours), ours.pairs(&theirs));
        for (number, (name, place)) in &our_pairs {
            let Some((their_name, their_place)) = their_pairs.get(number) else {
                continue;
            };
            // The number that has our name there has their name here: the two are exchanged.
            let is_exchanged = our_pairs.iter().any(|(other, (other_name, _))| {
                let there = their_pairs.get(other);
                other_name == their_name && there.is_some_and(|(there, _)| there == name)
            });
            if name != their_name && is_exchanged {
                let message = Phrase::key("check.exchanged-numbers")
                    .with("number", *number)
                    .with("name", *name)
                    .with("other", *their_name);
                faults.report((*place).clone(), message.clone());
                faults.report((*their_place).clone(), message);
            }
        }
    }
}

impl NamedNumbers {
    fn of(spans: &[&Span]) -> Self {
        let mut found = Self::default();
        for span in spans {
            for part in span.text.parts() {
                match part {
                    TemplatePart::Text(text) => found.add_text(text, span),
                    TemplatePart::Slot(slot) => found.add_slot(slot, span),
                }
            }
        }
        found
    }

    fn add_slot(&mut self, slot: &Slot, span: &Span) {
        let start = self.end;
        self.end += SLOT_WIDTH;
        let number = match &slot.source {
            SlotSource::Value(name) => format!("{{{name}}}"),
            SlotSource::Fact(name) => format!("{{fact:{name}}}"),
            SlotSource::Key(_)
            | SlotSource::Term(_)
            | SlotSource::Citation(_)
            | SlotSource::Figure(_)
            | SlotSource::Lesson(_) => return,
        };
        self.numbers
            .push((start..self.end, number, span.place.clone()));
    }

    fn add_text(&mut self, text: &str, span: &Span) {
        let mut numbers = typed_numbers(text).into_iter().peekable();
        let mut word = String::new();
        // The blank ends the last word.
        let chars: Vec<char> = text.chars().chain([' ']).collect();
        for (at, c) in chars.iter().enumerate() {
            if let Some((_, number)) = numbers.next_if(|(start, _)| *start == at) {
                let end = self.end + number.chars().count();
                self.numbers
                    .push((self.end..end, number, span.place_at(at)));
            }
            if c.is_ascii_alphanumeric() {
                word.push(*c);
            } else {
                self.add_word(std::mem::take(&mut word));
            }
            let is_end = chars.get(at + 1).is_none_or(|next| next.is_whitespace());
            let is_separator = matches!(c, ',' | ';' | ':' | '.') && is_end;
            self.end += if is_separator { SEPARATOR_WIDTH } else { 1 };
        }
        self.end -= 1;
    }

    /// Adds a word that ends here, if it is a name.
    fn add_word(&mut self, word: String) {
        // English has the article a, Korean may have a variable of that name.
        if word.starts_with(|c: char| c.is_ascii_alphabetic()) && word != "a" {
            self.names.push((self.end - word.len()..self.end, word));
        }
    }

    /// The numbers that both texts have once, each with the nearest name that both have once, and its location.
    fn pairs<'a>(&'a self, other: &Self) -> BTreeMap<&'a str, (&'a str, &'a Location)> {
        let has_name = |text: &Self, wanted: &str| {
            text.names.iter().filter(|(_, name)| name == wanted).count() == 1
        };
        let has_number = |text: &Self, wanted: &str| {
            text.numbers
                .iter()
                .filter(|(_, number, _)| number == wanted)
                .count()
                == 1
        };
        let is_shared = |name: &str| has_name(self, name) && has_name(other, name);
        let names: Vec<_> = self
            .names
            .iter()
            .filter(|(_, name)| is_shared(name))
            .collect();
        let numbers = self.numbers.iter();
        let numbers =
            numbers.filter(|(_, number, _)| has_number(self, number) && has_number(other, number));
        numbers
            .filter_map(|(at, number, place)| {
                let (_, name) = names.iter().min_by_key(|(name, _)| gap(name, at))?;
                Some((number.as_str(), (name.as_str(), place)))
            })
            .collect()
    }
}

/// The distance between two ranges.
fn gap(one: &Range<usize>, other: &Range<usize>) -> usize {
    let (first, second) = if one.start < other.start {
        (one, other)
    } else {
        (other, one)
    };
    second.start.saturating_sub(first.end)
}
