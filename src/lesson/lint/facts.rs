//! Facts: each is used, can be run, and agrees with its model.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::conditions::unknown_reading;
use super::fact_digits::check_digits;
use super::fact_uses::{FactUse, fact_uses};
use super::faults::{Faults, check};
use super::labs::{check_values, report_unknown_lab};
use crate::lesson::model::{Fact, Lesson, LessonText};
use crate::lesson::verify::{Check, Found, agrees, group_by_run};
use crate::locale::{Phrase, Slot};

/// One check per run; facts with the same run share it.
pub(super) fn checks(lesson: &Lesson) -> Vec<Check<'_>> {
    let mut faults = Faults::default();
    let sound = sound_facts(lesson, &mut faults);
    let uses = Arc::new(fact_uses(lesson, &mut faults));
    let mut checks = vec![Check::new(0, move || faults.into_vec())];
    for run in group_by_run(lesson, sound) {
        let uses = Arc::clone(&uses);
        checks.push(check(run.cost(), move |faults| {
            // Values that the lab refuses were reported by `is_sound`.
            for (name, found) in run.compute().unwrap_or_default() {
                let uses = uses.get(name).map_or(&[][..], Vec::as_slice);
                compare(lesson, name, found, uses, faults);
            }
        }));
    }
    checks
}

/// Reports labs, controls and readings of facts that do not exist.
pub(super) fn check_names(lesson: &Lesson, faults: &mut Faults) {
    for (name, fact) in &lesson.facts {
        is_sound(lesson, fact, &format!("facts.{name}"), faults);
    }
}

/// The facts that can be run.
fn sound_facts<'a>(lesson: &'a Lesson, faults: &mut Faults) -> Vec<(&'a str, &'a Fact)> {
    let used = used_facts(lesson);
    let mut sound = Vec::new();
    for (name, fact) in &lesson.facts {
        let path = format!("facts.{name}");
        report_twin(lesson, name, fact, faults);
        // A lesson without prose uses no fact; the missing prose is reported elsewhere.
        if !lesson.texts.is_empty() && !used.contains(name.as_str()) {
            let message = Phrase::key("check.unused-fact").with("name", name.as_str());
            faults.report_in(lesson, &path, message);
        }
        if is_sound(lesson, fact, &path, faults) {
            sound.push((name.as_str(), fact));
        }
    }
    sound
}

/// Reports a fact that reads the same number of the same run as another one.
fn report_twin(lesson: &Lesson, name: &str, fact: &Fact, faults: &mut Faults) {
    let values = |fact: &Fact| {
        let setup = lesson.labs.get(&fact.lab)?;
        Some(setup.kind.complete(&setup.set.clone().merge(&fact.set)))
    };
    let is_twin = |other: &Fact| {
        other.lab == fact.lab
            && (other.at, other.seeds, other.stat) == (fact.at, fact.seeds, fact.stat)
            && other.reading == fact.reading
            && values(other) == values(fact)
    };
    // Both are reported: either may have lost its run.
    let mut others = lesson.facts.iter().filter(|(other, _)| *other != name);
    if let Some((twin, _)) = others.find(|(_, other)| is_twin(other)) {
        let message = Phrase::key("check.same-fact")
            .with("name", name)
            .with("twin", twin.as_str());
        faults.report_in(lesson, &format!("facts.{name}.set"), message);
    }
}

/// The names of the facts that the prose uses in any language.
fn used_facts(lesson: &Lesson) -> BTreeSet<&str> {
    let proses = lesson.texts.all().flat_map(LessonText::all);
    let slots = proses.flat_map(|prose| prose.spans().flat_map(|span| span.text.slots()));
    slots.filter_map(Slot::fact).collect()
}

/// Whether the fact can be run.
fn is_sound(lesson: &Lesson, fact: &Fact, path: &str, faults: &mut Faults) -> bool {
    let before = faults.count();
    if fact.seeds > 1 && fact.stat.is_none() {
        faults.report_in(lesson, path, Phrase::key("check.no-stat"));
    }
    let Some(setup) = lesson.labs.get(&fact.lab) else {
        report_unknown_lab(lesson, &fact.lab, &format!("{path}.lab"), faults);
        return false;
    };
    let set = format!("{path}.set");
    let values = check_values(lesson, &setup.kind, &setup.set, &fact.set, &set, faults);
    // The readings of a lab do not depend on refused values, which `check_values` reported.
    let Ok(lab) = setup.lab(&values, None) else {
        return false;
    };
    if lab.readings().get(&fact.reading).is_none() {
        let message = unknown_reading(&fact.reading, &lab);
        faults.report_in(lesson, &format!("{path}.reading"), message);
    }
    if fact.at.is_some() && lab.run().is_none() {
        faults.report_in(lesson, &format!("{path}.at"), Phrase::key("check.no-run"));
    }
    faults.count() == before
}

/// Reports a fact that does not agree with `found`, the number of the model.
fn compare(lesson: &Lesson, name: &str, found: Found, uses: &[FactUse], faults: &mut Faults) {
    let Some(fact) = lesson.facts.get(name) else {
        return;
    };
    let is_step_said = |at: u64| uses.iter().any(|it| it.says_step(at));
    if let (false, Some(at)) = (found.is_complete, fact.at.filter(|at| !is_step_said(*at))) {
        let message = Phrase::key("check.unfinished-run")
            .with("name", name)
            .with("at", at);
        faults.report_in(lesson, &format!("facts.{name}.at"), message);
    }
    let found = found.number;
    if !agrees(fact, found) {
        let message = Phrase::key("check.contradicted")
            .with("name", name)
            .with("value", fact.value)
            .with("found", found)
            .with("within", fact.within);
        faults.report_in(lesson, &format!("facts.{name}.value"), message);
        return;
    }
    check_digits(lesson, name, fact, found, uses, faults);
}
