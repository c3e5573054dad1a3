//! Live numbers in the order of the words that name them: `the sum is {sum}, the output {output}`.

use std::collections::BTreeSet;

use super::fact_mentions::opposite;
use super::faults::Faults;
use super::lab_steps::for_each_lab_step;
use super::named_text::NamedText;
use super::phrases::words_of;
use super::sentences::{Sentence, sentences};
use super::value_names::ValueNames;
use crate::lab::Lab;
use crate::lesson::model::{Lesson, Prose, StepText};
use crate::locale::{Phrase, SlotSource};

/// Reports live numbers of `lesson` that stand in the opposite order of their names.
pub(super) fn check(lesson: &Lesson, faults: &mut Faults) {
    for_each_lab_step(lesson, |found| {
        let Ok(lab) = found.setup.lab(&found.opening, None) else {
            return;
        };
        let names = ValueNames::of_words(labels(&lab, found.words).into_iter(), found.words);
        for prose in StepText::all(found.text) {
            check_prose(prose, &names, faults);
        }
    });
}

/// The readings and controls of a lab with their labels.
fn labels(lab: &Lab, words: &crate::locale::Words) -> Vec<(String, String)> {
    let readings = lab.readings();
    let readings = readings.iter().map(|(name, _)| {
        let label = words.format(&lab.kind().reading_label(name));
        (name.to_owned(), label)
    });
    let controls = lab.controls().names().map(|name| {
        let label = words.format(&lab.kind().control_label(name));
        (name.to_owned(), label)
    });
    readings.chain(controls).collect()
}

fn check_prose(prose: &Prose, names: &ValueNames, faults: &mut Faults) {
    for sentence in sentences(prose) {
        let text = NamedText::new(&sentence);
        let live = live_slots(&sentence, &text);
        let all: BTreeSet<&str> = live.iter().map(|(_, name, _)| *name).collect();
        let mentions = names.mentions(&text.text, &[]);
        let first_word = |places: &[usize]| {
            let text = places.first().and_then(|at| text.text.get(*at..));
            let word = text.and_then(|text| words_of(text).next());
            word.map_or_else(String::new, |(_, word)| word.to_lowercase())
        };
        let places = |own: &str| -> Vec<usize> {
            let own = mentions.iter().filter(|mention| {
                mention.has(own) && !all.iter().any(|other| *other != own && mention.has(other))
            });
            own.map(|mention| mention.at).collect()
        };
        for (i, (at, name, place)) in live.iter().enumerate() {
            for (other_at, other, other_place) in &live[i + 1..] {
                let is_once = |name: &str| live.iter().filter(|it| it.1 == name).count() == 1;
                let (words, other_words) = (places(name), places(other));
                let order = opposite((*at, &words), (*other_at, &other_words));
                if name == other || !is_once(name) || !is_once(other) || order != Some(true) {
                    continue;
                }
                let first = (*name, first_word(&words), *place);
                let second = (*other, first_word(&other_words), *other_place);
                for ((one, word, place), (two, other_word, _)) in
                    [(&first, &second), (&second, &first)]
                {
                    let message = Phrase::key("check.exchanged-slots")
                        .with("name", *one)
                        .with("other", *two)
                        .with("word", word.as_str())
                        .with("other-word", other_word.as_str());
                    faults.report((*place).clone(), message);
                }
            }
        }
    }
}

/// A live number: the place of its slot, its name, its location.
type LiveSlot<'a> = (usize, &'a str, &'a crate::lesson::model::Location);

fn live_slots<'a>(sentence: &Sentence<'a>, text: &NamedText) -> Vec<LiveSlot<'a>> {
    let slots = sentence.slots.iter().zip(&text.slots);
    slots
        .filter_map(|((slot, place), at)| match &slot.source {
            SlotSource::Value(name) => Some((*at, name.as_str(), *place)),
            _ => None,
        })
        .collect()
}
