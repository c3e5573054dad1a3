//! Facts must be what the models say.

use std::collections::BTreeSet;

use super::Faults;
use super::models::admitted;
use crate::lab::nearest;
use crate::lesson::{Fact, Lesson, facts};
use crate::locale::{Phrase, Source};

pub(super) fn check(lesson: &Lesson, faults: &mut Faults) {
    let used = used_facts(lesson);
    for (name, fact) in &lesson.facts {
        let path = format!("facts.{name}");
        if !used.contains(name.as_str()) {
            faults.of(
                lesson,
                &path,
                Phrase::key("check.unused-fact").with("name", name.as_str()),
            );
        }
        if is_sound(lesson, fact, &path, faults) {
            contradict(lesson, name, fact, &path, faults);
        }
    }
}

fn used_facts(lesson: &Lesson) -> BTreeSet<&str> {
    let proses = lesson
        .texts
        .values()
        .flat_map(super::super::course::LessonText::all);
    let slots = proses.flat_map(|prose| prose.spans().flat_map(|span| span.text.slots()));
    let names = slots.filter_map(|slot| match &slot.source {
        Source::Fact(name) => Some(name.as_str()),
        Source::Value(_) | Source::Key(_) | Source::Term(_) => None,
    });
    names.collect()
}

/// Whether the fact can be run at all.
fn is_sound(lesson: &Lesson, fact: &Fact, path: &str, faults: &mut Faults) -> bool {
    let Some(setup) = lesson.labs.get(&fact.lab) else {
        let names = nearest(&fact.lab, lesson.labs.keys().map(String::as_str)).join(", ");
        let what = Phrase::key("check.unknown-lab")
            .with("lab", fact.lab.as_str())
            .with("names", names);
        faults.of(lesson, &format!("{path}.lab"), what);
        return false;
    };
    let before = faults.0.len();
    let set = admitted(
        lesson,
        setup.kind,
        &setup.set,
        &fact.set,
        &format!("{path}.set"),
        faults,
    );
    if faults.0.len() > before {
        return false;
    }
    let Ok(lab) = setup.lab(&set, None) else {
        return false;
    };
    if lab.readings().get(&fact.reading).is_none() {
        let readings = lab.readings();
        let names = nearest(&fact.reading, readings.iter().map(|(name, _)| name)).join(", ");
        let what = Phrase::key("check.unknown-reading")
            .with("reading", fact.reading.as_str())
            .with("names", names);
        faults.of(lesson, &format!("{path}.reading"), what);
        return false;
    }
    if fact.seeds > 1 && fact.stat.is_none() {
        faults.of(lesson, path, Phrase::key("check.no-stat"));
        return false;
    }
    true
}

fn contradict(lesson: &Lesson, name: &str, fact: &Fact, path: &str, faults: &mut Faults) {
    let Ok(found) = facts::found(lesson, fact) else {
        return;
    };
    if !facts::agrees(fact, found) {
        let what = Phrase::key("check.contradicted")
            .with("name", name)
            .with("value", fact.value)
            .with("found", found)
            .with("within", fact.within);
        faults.of(lesson, &format!("{path}.value"), what);
    }
}
