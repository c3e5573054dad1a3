//! Facts must be what the models say.

use std::collections::BTreeSet;

use super::conditions::unknown_reading;
use super::step_models::{admitted, unknown_lab};
use super::{Faults, job};
use crate::lesson::model::{Fact, Lesson, LessonText};
use crate::lesson::verify::{self, Job};
use crate::locale::{Phrase, SlotSource};

/// One piece for each run that facts share.
pub(super) fn jobs(lesson: &Lesson) -> Vec<Job<'_>> {
    let mut faults = Faults(Vec::new());
    let sound = sound(lesson, &mut faults);
    let mut jobs = vec![Job::new(0, move || faults.0)];
    for run in verify::shared_runs(lesson, sound) {
        jobs.push(job(run.cost(), move |faults| {
            // Values that the lab refuses have been reported.
            for (name, found) in run.found().unwrap_or_default() {
                contradict(lesson, name, found, faults);
            }
        }));
    }
    jobs
}

/// The facts that can be run.
fn sound<'a>(lesson: &'a Lesson, faults: &mut Faults) -> Vec<(&'a str, &'a Fact)> {
    let used = used_facts(lesson);
    let mut sound = Vec::new();
    for (name, fact) in &lesson.facts {
        let path = format!("facts.{name}");
        // Without prose nothing is used, and that is a fault of its own.
        if !lesson.texts.is_empty() && !used.contains(name.as_str()) {
            let what = Phrase::key("check.unused-fact").with("name", name.as_str());
            faults.of(lesson, &path, what);
        }
        if is_sound(lesson, fact, &path, faults) {
            sound.push((name.as_str(), fact));
        }
    }
    sound
}

fn used_facts(lesson: &Lesson) -> BTreeSet<&str> {
    let proses = lesson.texts.all().flat_map(LessonText::all);
    let slots = proses.flat_map(|prose| prose.spans().flat_map(|span| span.text.slots()));
    let names = slots.filter_map(|slot| match &slot.source {
        SlotSource::Fact(name) => Some(name.as_str()),
        SlotSource::Value(_)
        | SlotSource::Key(_)
        | SlotSource::Term(_)
        | SlotSource::Citation(_) => None,
    });
    names.collect()
}

/// Whether the fact can be run at all.
fn is_sound(lesson: &Lesson, fact: &Fact, path: &str, faults: &mut Faults) -> bool {
    let before = faults.0.len();
    if fact.seeds > 1 && fact.stat.is_none() {
        faults.of(lesson, path, Phrase::key("check.no-stat"));
    }
    let Some(setup) = lesson.labs.get(&fact.lab) else {
        unknown_lab(lesson, &fact.lab, &format!("{path}.lab"), faults);
        return false;
    };
    let set = format!("{path}.set");
    let values = admitted(lesson, setup.kind, &setup.set, &fact.set, &set, faults);
    // What can be read and run does not depend on values that are refused.
    let Ok(lab) = setup.lab(&values, None) else {
        return false;
    };
    if lab.readings().get(&fact.reading).is_none() {
        let what = unknown_reading(&fact.reading, &lab);
        faults.of(lesson, &format!("{path}.reading"), what);
    }
    if fact.at.is_some() && lab.run().is_none() {
        faults.of(lesson, &format!("{path}.at"), Phrase::key("check.no-run"));
    }
    faults.0.len() == before
}

fn contradict(lesson: &Lesson, name: &str, found: f64, faults: &mut Faults) {
    let Some(fact) = lesson.facts.get(name) else {
        return;
    };
    if !verify::agrees(fact, found) {
        let what = Phrase::key("check.contradicted")
            .with("name", name)
            .with("value", fact.value)
            .with("found", found)
            .with("within", fact.within);
        faults.of(lesson, &format!("facts.{name}.value"), what);
    }
}
