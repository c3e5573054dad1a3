//! The labs that a question speaks of: as it asks, and after the answer.

use std::cell::OnceCell;

use crate::lab::Lab;
use crate::lesson::{Activity, Lesson, opening_values};

/// The labs whose numbers a question and its feedback state. They depend on the lesson and the seed only, never on what the
/// learner does, so the text stays as it is. Each is created when a text first asks for a number.
#[derive(Default)]
pub(super) struct QuestionLabs {
    asked: OnceCell<Option<Lab>>,
    answered: OnceCell<Option<Lab>>,
}

impl QuestionLabs {
    /// The lab with the values of the step with the index `at`: the state that the question is about.
    pub(super) fn asked(&self, lesson: &Lesson, at: usize, seed: Option<u64>) -> Option<&Lab> {
        let lab = || new_lab(lesson, at, seed);
        self.asked.get_or_init(lab).as_ref()
    }

    /// The lab after the answer, at the end of the run that begins with it: the state that the feedback is about.
    pub(super) fn answered(&self, lesson: &Lesson, at: usize, seed: Option<u64>) -> Option<&Lab> {
        let lab = || {
            let mut lab = new_lab(lesson, at, seed)?;
            if let Some(Activity::Question(question)) =
                lesson.steps.get(at).map(|step| &step.activity)
            {
                // `check` sets these values, too; in a course that was not checked a refused value leaves the model as it is.
                drop(lab.set(&question.then));
                if let Some(stop) = question.at {
                    lab.go_to(stop);
                }
            }
            Some(lab)
        };
        self.answered.get_or_init(lab).as_ref()
    }
}

/// The lab of the step with the index `at`, with the values of the lesson.
pub(super) fn new_lab(lesson: &Lesson, at: usize, seed: Option<u64>) -> Option<Lab> {
    let source = lesson.labs.get(lesson.steps.get(at)?.lab.as_ref()?)?;
    source.lab(&opening_values(lesson, at), seed).ok()
}
