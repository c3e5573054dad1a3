//! The steps of a lesson that have a lab, in every language with words.

use super::faults::words_in;
use crate::lab::Values;
use crate::lesson::model::{LabSetup, Lesson, Step, StepText, opening_values};
use crate::locale::Words;

/// A step with a lab, in one language.
pub(super) struct LabStep<'a> {
    /// The index of the step.
    pub(super) at: usize,
    pub(super) step: &'a Step,
    pub(super) setup: &'a LabSetup,
    /// The values of the controls at the opening of the step.
    pub(super) opening: Values,
    pub(super) text: &'a StepText,
    pub(super) words: &'a Words,
}

/// Calls `check` for every step of `lesson` with a lab and a text, language by language.
pub(super) fn for_each_lab_step(lesson: &Lesson, mut check: impl FnMut(&LabStep<'_>)) {
    for lang in lesson.texts.languages() {
        let (Some(text), Some(words)) = (lesson.texts.get(lang), words_in(lang)) else {
            continue;
        };
        for (at, step) in lesson.steps.iter().enumerate() {
            let setup = step.lab.as_ref().and_then(|name| lesson.labs.get(name));
            if let (Some(setup), Some(text)) = (setup, text.steps.get(&step.id)) {
                check(&LabStep {
                    at,
                    step,
                    setup,
                    opening: opening_values(lesson, at),
                    text,
                    words: &words,
                });
            }
        }
    }
}
