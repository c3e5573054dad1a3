//! What a learner has done in a lesson, for its last page.

use crate::app::{Reply, Session};
use crate::lesson::{Beat, Lesson};
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
    pub(super) fn of(lesson: &Lesson, session: &Session) -> Self {
        let mut tally = Self {
            right: 0,
            answered: 0,
            questions: 0,
            met: 0,
            goals: 0,
        };
        for (at, step) in lesson.steps.iter().enumerate() {
            let state = session.state_of(at);
            match &step.beat {
                Beat::Explore => {}
                Beat::Ask(question) => {
                    tally.questions += 1;
                    let reply = state.map(|state| state.reply);
                    let right = matches!(reply, Some(Reply::Given { first, .. }) if first == question.right);
                    tally.right += usize::from(right);
                    tally.answered += usize::from(matches!(reply, Some(Reply::Given { .. })));
                }
                Beat::Try(goals) => {
                    tally.goals += goals.len();
                    tally.met += state.map_or(0, |state| state.met);
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
