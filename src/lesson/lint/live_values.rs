//! Live numbers of formula labs: each is a number at every value that the learner can set. A model of the catalogue may be
//! infinite by design: a training run that diverges.

use std::collections::BTreeSet;

use super::faults::Faults;
use crate::lab::{Kind, Lab, Values};
use crate::lesson::model::{
    Activity, LabSetup, Lesson, Location, Prose, Question, Step, StepText, Unlock, opening_values,
};
use crate::lesson::verify::samples;
use crate::locale::{Phrase, SlotSource};

/// Reports slots of `lesson` that show no number where the free controls of their step may go.
pub(super) fn check(lesson: &Lesson, faults: &mut Faults) {
    for (at, step) in lesson.steps.iter().enumerate() {
        let setup = step.lab.as_ref().and_then(|name| lesson.labs.get(name));
        let Some(setup) = setup.filter(|setup| matches!(setup.kind, Kind::Formula(_))) else {
            continue;
        };
        let states = States::of(step, setup, &opening_values(lesson, at));
        let mut reported = BTreeSet::new();
        for text in lesson.texts.all() {
            if let Some(text) = text.steps.get(&step.id) {
                states.check(step, text, &mut reported, faults);
            }
        }
    }
}

/// The states of a lab in a step: as it opens, and those that its texts may show.
struct States {
    opening: Vec<Lab>,
    reachable: Vec<Lab>,
}

impl States {
    fn of(step: &Step, setup: &LabSetup, opening: &Values) -> Self {
        let lab = |values: &Values| setup.lab(values, None).ok();
        let reachable = match &step.activity {
            Activity::Explore | Activity::Challenge(_) => samples(step, setup, opening),
            Activity::Question(Question { then, .. }) => {
                vec![setup.kind.complete(&opening.clone().merge(then))]
            }
        };
        Self {
            opening: lab(opening).into_iter().collect(),
            reachable: reachable.iter().filter_map(lab).collect(),
        }
    }

    /// Reports the slots of the texts of a step, each once.
    fn check(
        &self,
        step: &Step,
        text: &StepText,
        reported: &mut BTreeSet<Location>,
        faults: &mut Faults,
    ) {
        let mut report = |prose: &Prose, labs: &mut dyn Iterator<Item = &Lab>| {
            for lab in labs {
                report_at(prose, lab, &step.unlock, reported, faults);
            }
        };
        // The text of a question is frozen as the step opens.
        let body = match &step.activity {
            Activity::Question(_) => &self.opening,
            Activity::Explore | Activity::Challenge(_) => &self.reachable,
        };
        for prose in [&text.body, &text.notes, &text.principle]
            .into_iter()
            .chain(&text.hints)
        {
            report(prose, &mut body.iter());
        }
        for (id, prose) in &text.variants {
            let is_shown = |lab: &&Lab| step.shown_variants(lab).any(|it| it.id == *id);
            report(prose, &mut body.iter().filter(is_shown));
        }
        for answer in text.answers.values() {
            report(&answer.label, &mut self.opening.iter());
            report(&answer.feedback, &mut self.reachable.iter());
        }
    }
}

/// Reports the slots of `prose` that show no number in `lab`.
fn report_at(
    prose: &Prose,
    lab: &Lab,
    unlock: &Unlock,
    reported: &mut BTreeSet<Location>,
    faults: &mut Faults,
) {
    for span in prose.spans() {
        for slot in span.text.slots() {
            let SlotSource::Value(name) = &slot.source else {
                continue;
            };
            let value = lab.number(name).filter(|value| !value.is_finite());
            let Some(value) = value.filter(|_| reported.insert(span.place.clone())) else {
                continue;
            };
            let message = Phrase::key("check.no-number")
                .with("name", name.as_str())
                .with("found", value)
                .with("values", values_of(lab, unlock));
            faults.report(span.place.clone(), message);
        }
    }
}

/// The values of the free controls, of all where none is free: `w0=-4, rate=0.1`.
fn values_of(lab: &Lab, unlock: &Unlock) -> String {
    let is_named = |name: &str| match unlock {
        Unlock::All => true,
        Unlock::Only(names) => names.is_empty() || names.iter().any(|free| free == name),
    };
    let values = lab.values().iter().filter(|(name, _)| is_named(name));
    let values = values.map(|(name, value)| format!("{name}={value}"));
    values.collect::<Vec<_>>().join(", ")
}
