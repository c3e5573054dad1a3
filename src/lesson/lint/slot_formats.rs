//! Formats of live numbers over the range of the free controls: none prints another number than the model's, and none prints
//! zero for a number that is not.

use std::collections::BTreeSet;

use super::fact_digits::{is_coarse, is_zero};
use super::faults::Faults;
use crate::lab::Lab;
use crate::lesson::model::{
    Activity, LabSetup, Lesson, Location, Prose, Step, StepText, opening_values,
};
use crate::lesson::verify::{run_to, samples};
use crate::locale::{NumberFormat, Phrase, Slot, SlotSource, format_number};

/// Reports slots of `lesson` whose format is too coarse for a value that the learner can reach.
pub(super) fn check(lesson: &Lesson, faults: &mut Faults) {
    for (at, step) in lesson.steps.iter().enumerate() {
        let setup = step.lab.as_ref().and_then(|name| lesson.labs.get(name));
        let Some(setup) = setup else {
            continue;
        };
        let texts = lesson.texts.all();
        let texts = texts.filter_map(|text| text.steps.get(&step.id));
        let spans = texts.flat_map(StepText::all).flat_map(Prose::spans);
        let slots: Vec<(&Slot, &Location)> = spans
            .flat_map(|span| span.text.slots().map(|slot| (slot, &span.place)))
            .filter(|(slot, _)| {
                matches!(slot.source, SlotSource::Value(_))
                    && matches!(slot.format, NumberFormat::Decimals(_))
            })
            .collect();
        if slots.is_empty() {
            continue;
        }
        let mut reported = BTreeSet::new();
        for lab in reachable(lesson, at, step, setup) {
            for (slot, place) in &slots {
                if let Some(message) = coarse_slot(slot, &lab).filter(|_| reported.insert(*place)) {
                    faults.report((*place).clone(), message);
                }
            }
        }
    }
}

/// The lab of `step` in the states that its texts may show.
fn reachable(lesson: &Lesson, at: usize, step: &Step, setup: &LabSetup) -> Vec<Lab> {
    let opening = opening_values(lesson, at);
    match &step.activity {
        Activity::Explore | Activity::Challenge(_) => {
            let samples = samples(step, setup, &opening);
            let labs = samples
                .iter()
                .filter_map(|values| setup.lab(values, None).ok());
            labs.collect()
        }
        Activity::Question(question) => {
            let revealed = setup.kind.complete(&opening.merge(&question.then));
            let mut labs: Vec<Lab> = setup.lab(&revealed, None).ok().into_iter().collect();
            for lab in &mut labs {
                run_to(lab, question.at);
            }
            labs
        }
    }
}

/// The fault of a slot that prints another number than that of `lab`.
fn coarse_slot(slot: &Slot, lab: &Lab) -> Option<Phrase> {
    let SlotSource::Value(name) = &slot.source else {
        return None;
    };
    let value = lab.number(name)?;
    let printed = format_number(value, slot.format);
    let is_whole = slot.format == NumberFormat::Decimals(0) && value.abs() < 1.0;
    (is_zero(value, &printed) || (is_whole && is_coarse(value, &printed))).then(|| {
        Phrase::key("check.coarse-slot")
            .with("name", name.as_str())
            .with("value", value)
            .with("printed", printed)
    })
}
