//! Slots of prose: that what they name is there.

use std::collections::BTreeMap;

use super::Faults;
use crate::lab::Lab;
use crate::lesson::model::{Course, Fact, Prose};
use crate::locale::{Lang, Phrase, Slot, SlotSource, Words};
use crate::text::nearest_names;

/// All that slots of one language may name.
pub(super) struct Known<'a> {
    pub(super) course: &'a Course,
    pub(super) lang: &'a Lang,
    /// Actions that have a key.
    pub(super) keys: &'a [&'a str],
    /// The words of the language, units among them.
    pub(super) words: Option<&'a Words>,
    /// The facts of the lesson.
    pub(super) facts: &'a BTreeMap<String, Fact>,
    /// The sources of the lesson.
    pub(super) sources: &'a BTreeMap<String, String>,
}

impl Known<'_> {
    /// Reports every slot of `prose` that names nothing; `lab` is the one that the prose is about.
    pub(super) fn check(&self, prose: &Prose, lab: Option<&Lab>, faults: &mut Faults) {
        for span in prose.spans() {
            for slot in span.text.slots() {
                for what in [self.source(slot, lab), self.unit(slot)]
                    .into_iter()
                    .flatten()
                {
                    faults.at(span.place.clone(), what);
                }
            }
        }
    }

    fn source(&self, slot: &Slot, lab: Option<&Lab>) -> Option<Phrase> {
        match &slot.source {
            SlotSource::Value(name) => value(name, lab),
            SlotSource::Fact(name) => {
                let facts = self.facts.keys().map(String::as_str);
                unknown("check.unknown-fact", name, facts)
            }
            SlotSource::Citation(name) => {
                let sources = self.sources.keys().map(String::as_str);
                unknown("check.unknown-source", name, sources)
            }
            SlotSource::Key(name) => {
                unknown("check.unknown-action", name, self.keys.iter().copied())
            }
            SlotSource::Term(name) => {
                let terms = self.course.glossary.get(self.lang);
                let is_there = terms.is_some_and(|terms| terms.contains_key(name));
                (!is_there).then(|| {
                    Phrase::key("check.unknown-term")
                        .with("name", name.as_str())
                        .with("lang", self.lang.tag())
                })
            }
        }
    }

    fn unit(&self, slot: &Slot) -> Option<Phrase> {
        let (unit, words) = (slot.unit.as_ref()?, self.words?);
        let units = words
            .keys()
            .filter_map(|key| key.strip_prefix("unit."))
            .filter(|unit| !unit.contains('.'));
        unknown("check.unknown-unit", unit, units)
    }
}

fn value(name: &str, lab: Option<&Lab>) -> Option<Phrase> {
    let Some(lab) = lab else {
        return Some(Phrase::key("check.slot-without-lab").with("name", name));
    };
    let (readings, controls) = (lab.readings(), lab.controls());
    let known = readings.iter().map(|(name, _)| name);
    unknown("check.unknown-slot", name, known.chain(controls.names()))
}

/// The fault `key`, with the nearest names, unless `name` is one of `known`.
fn unknown<'k>(
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
