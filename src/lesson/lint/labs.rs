//! Labs: their values are valid, and each is used; steps name existing labs.

use std::collections::BTreeSet;

use super::faults::Faults;
use crate::lab::{Controls, Kind, Values};
use crate::lesson::model::{Activity, Lesson, Step, Unlock};
use crate::locale::Phrase;
use crate::text::nearest_names;

pub(super) fn check(lesson: &Lesson, faults: &mut Faults) {
    for (name, setup) in &lesson.labs {
        let path = format!("labs.{name}.set");
        let base = Values::new();
        check_values(lesson, &setup.kind, &base, &setup.set, &path, faults);
        check_labels(lesson, name, &setup.kind, faults);
    }
    report_unused_labs(lesson, faults);
    for (at, step) in lesson.steps.iter().enumerate() {
        let path = format!("step.{at}");
        if lesson.steps[..at].iter().any(|other| other.id == step.id) {
            let message = Phrase::key("check.same-id").with("id", step.id.as_str());
            faults.report_in(lesson, &format!("{path}.id"), message);
        }
        match &step.lab {
            Some(name) if lesson.labs.contains_key(name) => {}
            Some(name) => report_unknown_lab(lesson, name, &format!("{path}.lab"), faults),
            None if needs_lab(step) => {
                faults.report_in(lesson, &path, Phrase::key("check.no-lab"));
            }
            None => {}
        }
    }
}

/// Reports labels of the lab `name` that lack a language of the lesson.
fn check_labels(lesson: &Lesson, name: &str, kind: &Kind, faults: &mut Faults) {
    for (path, text) in kind.labels() {
        for lang in lesson.texts.languages() {
            if text.languages().all(|known| known != lang) {
                let message = Phrase::key("check.formula.untranslated").with("lang", lang.tag());
                faults.report_in(lesson, &format!("labs.{name}.{path}"), message);
            }
        }
    }
}

fn report_unused_labs(lesson: &Lesson, faults: &mut Faults) {
    let in_steps = lesson.steps.iter().filter_map(|step| step.lab.as_ref());
    let in_facts = lesson.facts.values().map(|fact| &fact.lab);
    let used: BTreeSet<_> = in_steps.chain(in_facts).collect();
    for name in lesson.labs.keys().filter(|name| !used.contains(name)) {
        let message = Phrase::key("check.unused-lab").with("lab", name.as_str());
        faults.report_in(lesson, &format!("labs.{name}"), message);
    }
}

/// Whether the step has figures, values, controls or conditions of a lab.
fn needs_lab(step: &Step) -> bool {
    let tests_model = match &step.activity {
        Activity::Explore => false,
        Activity::Question(question) => {
            let mut answers = question.answers.iter();
            !question.then.is_empty()
                || answers.any(|answer| !answer.holds.is_empty() || answer.prediction.is_some())
        }
        Activity::Challenge(_) => true,
    };
    let unlocks = match &step.unlock {
        Unlock::All => true,
        Unlock::Only(names) => !names.is_empty(),
    };
    tests_model || unlocks || !step.show.is_empty() || !step.set.is_empty()
}

/// Reports the lab `name`, which the lesson does not have.
pub(super) fn report_unknown_lab(lesson: &Lesson, name: &str, path: &str, faults: &mut Faults) {
    let names = nearest_names(name, lesson.labs.keys().map(String::as_str)).join(", ");
    let message = Phrase::key("check.unknown-lab")
        .with("lab", name)
        .with("names", names);
    faults.report_in(lesson, path, message);
}

/// Reports every value of `set`, the values at `path`, that a lab of this kind refuses. The result is `set` over
/// `base`, completed with the defaults of the kind.
pub(super) fn check_values(
    lesson: &Lesson,
    kind: &Kind,
    base: &Values,
    set: &Values,
    path: &str,
    faults: &mut Faults,
) -> Values {
    let values = kind.complete(&base.clone().merge(set));
    let controls = kind.controls(&values);
    for (name, value) in set.iter() {
        let path = format!("{path}.{name}");
        match controls.get(name).map(|control| control.validate(value)) {
            None => report_unknown_control(lesson, name, &controls, &path, faults),
            Some(Err(refused)) => faults.report_in(lesson, &path, refused.phrase()),
            Some(Ok(_)) => {}
        }
    }
    values
}

/// Reports the control `name`, which the lab does not have.
pub(super) fn report_unknown_control(
    lesson: &Lesson,
    name: &str,
    controls: &Controls,
    path: &str,
    faults: &mut Faults,
) {
    let names = nearest_names(name, controls.names()).join(", ");
    let message = Phrase::key("check.unknown-control")
        .with("control", name)
        .with("names", names);
    faults.report_in(lesson, path, message);
}
