//! Facts in sentences: the seeds, steps and statistics that the sentence names.

use std::collections::BTreeMap;

use super::faults::{Faults, words_in};
use super::sentences::{Sentence, sentences};
use crate::lesson::model::{Fact, Lesson, Location, Stat};
use crate::locale::{Lang, NumberFormat, Phrase, Slot, Words};

/// A use of a fact in a sentence.
#[derive(Clone, Debug)]
pub(super) struct FactUse {
    pub(super) format: NumberFormat,
    /// The language of its sentence.
    pub(super) lang: Lang,
    /// The location of its slot.
    pub(super) place: Location,
    /// Whether the sentence says that the number is approximate: about 16.
    pub(super) is_about: bool,
    /// The training steps that the sentence names.
    steps: Vec<u64>,
}

impl FactUse {
    /// Whether its sentence names the training step `at`.
    pub(super) fn says_step(&self, at: u64) -> bool {
        self.steps.contains(&at)
    }
}

/// The uses of the facts of `lesson` in all languages, by the names of the facts. Reports sentences that contradict the
/// seeds, the steps or the statistic of a fact in them.
pub(super) fn fact_uses<'a>(
    lesson: &'a Lesson,
    faults: &mut Faults,
) -> BTreeMap<&'a str, Vec<FactUse>> {
    let mut uses: BTreeMap<&str, Vec<FactUse>> = BTreeMap::new();
    for lang in lesson.texts.languages() {
        let (Some(text), Some(words)) = (lesson.texts.get(lang), words_in(lang)) else {
            continue;
        };
        for sentence in text.all().flat_map(sentences) {
            let about = words.get("check.about-words");
            let facts = facts_in(&sentence, lesson);
            check_words(lesson, &sentence, &facts, &words, faults);
            for (at, name, slot, _) in facts {
                let place = sentence.slots[at].1;
                let steps = sentence.numbers_in(&words.get("check.step-patterns"));
                uses.entry(name).or_default().push(FactUse {
                    format: slot.format,
                    lang: lang.clone(),
                    place: place.clone(),
                    is_about: sentence.has_word_beside(at, &about),
                    steps,
                });
            }
        }
    }
    uses
}

/// A fact in a sentence: the index of its slot, its name, the slot, the fact.
type FactSlot<'a> = (usize, &'a str, &'a Slot, &'a Fact);

/// The number of seeds of a fact: of its statistic, else of a lab that trains them by itself; none for a single run.
fn seed_count_of(lesson: &Lesson, fact: &Fact) -> Option<u64> {
    if fact.stat.is_some() {
        return Some(fact.seeds);
    }
    let setup = lesson.labs.get(&fact.lab)?;
    let set = setup.kind.complete(&setup.set.clone().merge(&fact.set));
    set.choice("seeds").parse().ok()
}

/// The facts in `sentence`, each with its slot and the index of the slot.
fn facts_in<'a>(sentence: &Sentence<'a>, lesson: &'a Lesson) -> Vec<FactSlot<'a>> {
    let slots = sentence.slots.iter().enumerate();
    slots
        .filter_map(|(at, (slot, _))| {
            let name = slot.fact()?;
            Some((at, name, *slot, lesson.facts.get(name)?))
        })
        .collect()
}

/// Reports facts of other seeds, steps and statistics than the sentence names.
fn check_words(
    lesson: &Lesson,
    sentence: &Sentence<'_>,
    facts: &[FactSlot<'_>],
    words: &Words,
    faults: &mut Faults,
) {
    let counted = sentence.numbers_in(&words.get("check.count-patterns"));
    let seeds = sentence.numbers_in(&words.get("check.seed-patterns"));
    let steps = sentence.numbers_in(&words.get("check.step-patterns"));
    let has_median = facts
        .iter()
        .any(|(.., fact)| fact.stat == Some(Stat::Median));
    let says_median = !has_median && sentence.has_word(&words.get("check.median-words"));
    for (_, name, _, fact) in facts {
        let seeds_of_fact = seed_count_of(lesson, fact);
        // A lab that trains seeds by itself counts them in its readings.
        let counts = if matches!(fact.stat, Some(Stat::Count) | None) {
            &counted
        } else {
            &seeds
        };
        if let Some(seeds) =
            seeds_of_fact.filter(|seeds| !counts.is_empty() && !counts.contains(seeds))
        {
            let message = Phrase::key("check.other-seeds")
                .with("name", *name)
                .with("seeds", seeds)
                .with("said", said(counts));
            let path = match fact.stat {
                Some(_) => format!("facts.{name}.seeds"),
                None => format!("facts.{name}.set.seeds"),
            };
            faults.report_in(lesson, &path, message);
        }
        if let Some(at) = fact
            .at
            .filter(|at| !steps.is_empty() && !steps.contains(at))
            && !steps.iter().any(|step| *step as f64 == fact.value)
        {
            let message = Phrase::key("check.other-step")
                .with("name", *name)
                .with("at", at)
                .with("said", said(&steps));
            faults.report_in(lesson, &format!("facts.{name}.at"), message);
        }
        if says_median
            && matches!(
                fact.stat,
                Some(Stat::Min | Stat::Max | Stat::P10 | Stat::P90)
            )
        {
            let message = Phrase::key("check.no-median").with("name", *name);
            faults.report_in(lesson, &format!("facts.{name}.stat"), message);
        }
    }
}

fn said(numbers: &[u64]) -> String {
    let numbers = numbers.iter().map(ToString::to_string);
    numbers.collect::<Vec<_>>().join(", ")
}
