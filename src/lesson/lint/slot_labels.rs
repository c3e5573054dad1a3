//! Live numbers behind the name of a control: `the bias is {b}` does not print the weight.

use super::control_names::{ControlNames, number_controls};
use super::faults::Faults;
use super::lab_steps::for_each_lab_step;
use super::placed_text::PlacedText;
use super::sentences::SLOT;
use super::value_names::ValueNames;
use crate::lab::Lab;
use crate::lesson::model::{Block, Lesson, StepText};
use crate::locale::{Phrase, SlotSource, Words};

/// Reports live numbers of `lesson` that stand behind the name of another control.
pub(super) fn check(lesson: &Lesson, faults: &mut Faults) {
    for_each_lab_step(lesson, |found| {
        let Ok(lab) = found.setup.lab(&found.opening, None) else {
            return;
        };
        let controls = number_controls(&found.setup.kind, &found.opening, found.words);
        let blocks = StepText::all(found.text).flat_map(|prose| &prose.blocks);
        for block in blocks {
            check_block(block, &lab, &controls, found.words, faults);
        }
    });
}

fn check_block(
    block: &Block,
    lab: &Lab,
    controls: &[ControlNames],
    words: &Words,
    faults: &mut Faults,
) {
    let text = PlacedText::new(block);
    let places = text.text.match_indices(SLOT);
    for ((at, _), slot) in places.zip(text.slots()) {
        let SlotSource::Value(name) = &slot.source else {
            continue;
        };
        let before = &text.text[..at];
        let is_control = lab.controls().get(name).is_some();
        let is_other = |it: &&ControlNames| {
            let is_before = if is_control {
                it.names.is_before(before)
            } else {
                it.names.is_joined_before(before)
            };
            it.name != *name && is_before
        };
        let Some(other) = controls.iter().find(is_other) else {
            continue;
        };
        let label = if is_control {
            lab.kind().control_label(name)
        } else {
            lab.kind().reading_label(name)
        };
        let own = ValueNames::of_numbers(name, &words.format(&label), words);
        if own.is_partly_before(before) {
            continue;
        }
        let message = Phrase::key("check.slot-of-other")
            .with("name", name.as_str())
            .with("label", other.label.as_str())
            .with("other", other.name.as_str());
        faults.report(text.place(at), message);
    }
}
