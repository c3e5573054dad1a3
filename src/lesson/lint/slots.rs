//! Slots of prose: the names in them exist.

use std::collections::BTreeMap;

use super::fact_digits::is_coarse;
use super::faults::Faults;
use crate::lab::Lab;
use crate::lesson::model::{Course, Fact, Prose};
use crate::locale::{Lang, Phrase, Slot, SlotSource, Words, format_number};
use crate::text::nearest_names;

/// The names that slots of one language may use.
pub(super) struct SlotNames<'a> {
    pub(super) course: &'a Course,
    pub(super) lang: &'a Lang,
    /// The actions that have a key.
    pub(super) keys: &'a [&'a str],
    /// The words of the language, for the names of units.
    pub(super) words: Option<&'a Words>,
    /// The facts of the lesson.
    pub(super) facts: &'a BTreeMap<String, Fact>,
    /// The sources of the lesson.
    pub(super) sources: &'a BTreeMap<String, String>,
}

/// The model that prose speaks of.
#[derive(Clone, Copy, Default)]
pub(super) struct StatedModel<'a> {
    /// The lab, in the state that the numbers are taken from.
    pub(super) lab: Option<&'a Lab>,
    /// The ids of the figures that the step shows.
    pub(super) figures: &'a [String],
}

impl SlotNames<'_> {
    /// Reports every unknown name in the slots of `prose`.
    pub(super) fn check(&self, prose: &Prose, model: StatedModel<'_>, faults: &mut Faults) {
        for span in prose.spans() {
            for slot in span.text.slots() {
                let messages = [
                    self.check_source(slot, model),
                    self.check_unit(slot),
                    check_format(slot, model),
                ];
                for message in messages.into_iter().flatten() {
                    faults.report(span.place.clone(), message);
                }
            }
        }
    }

    fn check_source(&self, slot: &Slot, model: StatedModel<'_>) -> Option<Phrase> {
        match &slot.source {
            SlotSource::Value(name) => check_value(name, model.lab),
            SlotSource::Figure(id) => self.check_figure(id, model),
            SlotSource::Lesson(name) => {
                let lessons = self.course.lessons.iter();
                let names = lessons.map(|lesson| lesson.name.as_str());
                check_name("check.unknown-lesson", name, names)
            }
            SlotSource::Fact(name) => {
                let facts = self.facts.keys().map(String::as_str);
                check_name("check.unknown-fact", name, facts)
            }
            SlotSource::Citation(name) => {
                let sources = self.sources.keys().map(String::as_str);
                check_name("check.unknown-source", name, sources)
            }
            SlotSource::Key(name) => {
                check_name("check.unknown-action", name, self.keys.iter().copied())
            }
            SlotSource::Term(name) => {
                let terms = self.course.glossary.get(self.lang);
                let exists = terms.is_some_and(|terms| terms.contains_key(name));
                (!exists).then(|| {
                    Phrase::key("check.unknown-term")
                        .with("name", name.as_str())
                        .with("lang", self.lang.tag())
                })
            }
        }
    }

    /// A figure is named by its title, so it is shown and has one.
    fn check_figure(&self, id: &str, model: StatedModel<'_>) -> Option<Phrase> {
        let shown = model.figures.iter().map(String::as_str);
        check_name("check.figure-not-shown", id, shown).or_else(|| {
            let figure = model.lab?.figure(id)?;
            let is_untitled = self.words?.format(figure.title()).trim().is_empty();
            is_untitled.then(|| Phrase::key("check.figure-untitled").with("name", id))
        })
    }

    fn check_unit(&self, slot: &Slot) -> Option<Phrase> {
        let (unit, words) = (slot.unit.as_ref()?, self.words?);
        let units = words
            .keys()
            .filter_map(|key| key.strip_prefix("unit."))
            .filter(|unit| !unit.contains('.'));
        check_name("check.unknown-unit", unit, units)
    }
}

/// A format that prints another number than the model's.
fn check_format(slot: &Slot, model: StatedModel<'_>) -> Option<Phrase> {
    let SlotSource::Value(name) = &slot.source else {
        return None;
    };
    let value = model.lab?.number(name)?;
    let printed = format_number(value, slot.format);
    is_coarse(value, &printed).then(|| {
        Phrase::key("check.coarse-slot")
            .with("name", name.as_str())
            .with("value", value)
            .with("printed", printed)
    })
}

fn check_value(name: &str, lab: Option<&Lab>) -> Option<Phrase> {
    let Some(lab) = lab else {
        return Some(Phrase::key("check.slot-without-lab").with("name", name));
    };
    let (readings, controls) = (lab.readings(), lab.controls());
    let known = readings.iter().map(|(name, _)| name);
    check_name("check.unknown-slot", name, known.chain(controls.names()))
}

/// The message `key` with the nearest names, unless `name` is one of `known`.
fn check_name<'k>(
    key: &'static str,
    name: &str,
    known: impl Iterator<Item = &'k str>,
) -> Option<Phrase> {
    let known: Vec<_> = known.collect();
    if known.contains(&name) {
        return None;
    }
    let names = nearest_names(name, known);
    let phrase = Phrase::key(key).with("name", name);
    Some(phrase.with("names", names.join(", ")))
}
