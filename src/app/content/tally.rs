//! What a learner has done in a lesson, for its last page.

use crate::app::LessonProgress;
use crate::lesson::{Activity, Lesson};
use crate::locale::Phrase;

/// What a learner has done in a lesson.
pub(super) struct Tally {
    right: usize,
    answered: usize,
    questions: usize,
    met: usize,
    goals: usize,
}

impl Tally {
    pub(super) fn of(lesson: &Lesson, done: &LessonProgress) -> Self {
        let mut tally = Self {
            right: 0,
            answered: 0,
            questions: 0,
            met: 0,
            goals: 0,
        };
        for step in &lesson.steps {
            match &step.activity {
                Activity::Explore => {}
                Activity::Question(question) => {
                    let right = question
                        .answers
                        .get(question.right)
                        .map(|answer| &answer.id);
                    let given = done.answers.get(&step.id).and_then(Option::as_ref);
                    tally.questions += 1;
                    tally.answered += usize::from(given.is_some());
                    tally.right += usize::from(given.is_some() && given == right);
                }
                Activity::Challenge(goals) => {
                    let met = done.met.get(&step.id).copied().unwrap_or(0);
                    tally.goals += goals.len();
                    tally.met += met.min(goals.len());
                }
            }
        }
        tally
    }

    /// How many first answers were right.
    pub(super) fn right(&self) -> usize {
        self.right
    }

    /// Whether any question was answered.
    pub(super) fn has_answers(&self) -> bool {
        self.answered > 0
    }

    /// What was done, in the words under `key`.
    pub(super) fn phrase(&self, key: &'static str) -> Phrase {
        Phrase::key(key)
            .with("answered", self.answered)
            .with("right", self.right)
            .with("questions", self.questions)
            .with("met", self.met)
            .with("goals", self.goals)
    }
}
