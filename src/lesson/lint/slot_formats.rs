//! Formats of live numbers over the range of the free controls: none prints another number than the model's.

use std::collections::BTreeSet;

use super::fact_uses::is_coarse;
use super::faults::Faults;
use crate::lab::Lab;
use crate::lesson::model::{Activity, Lesson, Location, StepText, opening_values};
use crate::lesson::verify::{run_to, samples_of_free_controls};
use crate::locale::{NumberFormat, Phrase, Slot, SlotSource, format_number};

/// Reports slots of `lesson` whose format is too coarse for a value that the learner can reach.
pub(super) fn check(lesson: &Lesson, faults: &mut Faults) {
    for (at, step) in lesson.steps.iter().enumerate() {
        let setup = step.lab.as_ref().and_then(|name| lesson.labs.get(name));
        let Some(setup) = setup else {
            continue;
        };
        let texts = lesson.texts.all();
        let texts: Vec<&StepText> = texts.filter_map(|text| text.steps.get(&step.id)).collect();
        let slots = texts.iter().flat_map(|text| StepText::all(text));
        let slots = slots.flat_map(crate::lesson::model::Prose::spans);
        let slots: Vec<(&Slot, &Location)> = slots
            .flat_map(|span| span.text.slots().map(|slot| (slot, &span.place)))
            .filter(|(slot, _)| slot.format == NumberFormat::Decimals(0))
            .collect();
        if slots.is_empty() {
            continue;
        }
        let opening = opening_values(lesson, at);
        let labs: Vec<Lab> = match &step.activity {
            Activity::Explore | Activity::Challenge(_) => {
                let samples = samples_of_free_controls(step, setup, &opening);
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
        };
        let mut reported = BTreeSet::new();
        for lab in &labs {
            for (slot, place) in &slots {
                let SlotSource::Value(name) = &slot.source else {
                    continue;
                };
                let Some(value) = lab.number(name) else {
                    continue;
                };
                let printed = format_number(value, slot.format);
                if is_coarse(value, &printed) && value.abs() < 1.0 && reported.insert(*place) {
                    let message = Phrase::key("check.coarse-slot")
                        .with("name", name.as_str())
                        .with("value", value)
                        .with("printed", printed);
                    faults.report((*place).clone(), message);
                }
            }
        }
    }
}
