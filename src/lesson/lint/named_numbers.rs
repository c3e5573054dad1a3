//! Numbers beside names: "PyTorch takes 0.01, Keras 0.3" has the same pairs in every language.

use std::collections::BTreeMap;

use super::faults::Faults;
use super::formulas::parts;
use super::numbers::typed_numbers;
use crate::lesson::model::{Location, Prose, Span};
use crate::locale::{Phrase, SlotSource, TemplatePart};

/// The width of a slot in a text, in characters.
const SLOT_WIDTH: usize = 4;

/// Names and numbers of a text, by their position.
#[derive(Default)]
struct NamedNumbers {
    names: Vec<(usize, String)>,
    numbers: Vec<(usize, String, Location)>,
}

/// Reports two numbers that stand beside each other's names in `text`, compared with `original`, in both texts. Names are words in
/// Latin letters that both texts have.
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
        let mut start = 0;
        for span in spans {
            for part in span.text.parts() {
                match part {
                    TemplatePart::Text(text) => {
                        found.add_text(start, text, span);
                        start += text.chars().count();
                    }
                    TemplatePart::Slot(slot) => {
                        let number = match &slot.source {
                            SlotSource::Value(name) => Some(format!("{{{name}}}")),
                            SlotSource::Fact(name) => Some(format!("{{fact:{name}}}")),
                            SlotSource::Key(_)
                            | SlotSource::Term(_)
                            | SlotSource::Citation(_)
                            | SlotSource::Figure(_)
                            | SlotSource::Lesson(_) => None,
                        };
                        found
                            .numbers
                            .extend(number.map(|number| (start, number, span.place.clone())));
                        start += SLOT_WIDTH;
                    }
                }
            }
        }
        found
    }

    fn add_text(&mut self, start: usize, text: &str, span: &Span) {
        let numbers = typed_numbers(text).into_iter();
        self.numbers
            .extend(numbers.map(|(at, number)| (start + at, number, span.place_at(at))));
        let mut word = String::new();
        for (at, c) in text.chars().chain([' ']).enumerate() {
            if c.is_ascii_alphanumeric() {
                word.push(c);
                continue;
            }
            let is_name = word.starts_with(|c: char| c.is_ascii_alphabetic()) && word != "a";
            if is_name {
                self.names
                    .push((start + at - word.len(), std::mem::take(&mut word)));
            }
            word.clear();
        }
    }

    /// The numbers that both texts have once, each with the nearest name that both have once, and its location.
    fn pairs<'a>(&'a self, other: &Self) -> BTreeMap<&'a str, (&'a str, &'a Location)> {
        let names: Vec<_> = self
            .names
            .iter()
            .map(|(at, name)| (*at, name.as_str()))
            .collect();
        let other_names: Vec<_> = other.names.iter().map(|(_, name)| name.as_str()).collect();
        let other_numbers: Vec<_> = other
            .numbers
            .iter()
            .map(|(_, number, _)| number.as_str())
            .collect();
        let is_once =
            |wanted: &str, all: &[&str]| all.iter().filter(|it| **it == wanted).count() == 1;
        let own_names: Vec<_> = names.iter().map(|(_, name)| *name).collect();
        let own_numbers: Vec<_> = self
            .numbers
            .iter()
            .map(|(_, number, _)| number.as_str())
            .collect();
        let shared: Vec<_> = names
            .into_iter()
            .filter(|(_, name)| is_once(name, &own_names) && is_once(name, &other_names))
            .collect();
        let numbers = self.numbers.iter().filter(|(_, number, _)| {
            is_once(number, &own_numbers) && is_once(number, &other_numbers)
        });
        numbers
            .filter_map(|(at, number, place)| {
                let (_, name) = shared.iter().min_by_key(|(name, _)| name.abs_diff(*at))?;
                Some((number.as_str(), (*name, place)))
            })
            .collect()
    }
}
