//! What a learner has done in a lesson, for its last page.

use crate::app::{Reply, Session};
use crate::lesson::{Beat, Lesson};
use crate::locale::Phrase;

/// What a learner has done in a lesson.
pub(super) struct Tally {
    right: usize,
    questions: usize,
    met: usize,
    goals: usize,
}

impl Tally {
    pub(super) fn of(lesson: &Lesson, session: &Session) -> Self {
        let mut tally = Self {
            right: 0,
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
                }
                Beat::Try(goals) => {
                    tally.goals += goals.len();
                    tally.met += state.map_or(0, |state| state.met);
                }
            }
        }
        tally
    }

    pub(super) fn phrase(&self) -> Phrase {
        Phrase::key("ui.note.tally")
            .with("right", self.right)
            .with("questions", self.questions)
            .with("met", self.met)
            .with("goals", self.goals)
    }
}
