//! The progress in a lesson: answers, goals, and the steps that were seen.

use super::{ProgressKey, Session};
use crate::app::progress::{Day, LessonProgress};
use crate::app::step_state::AnswerState;
use crate::lesson::Activity;

impl Session {
    /// The number of questions that were answered right at the first try, and of those that were answered.
    pub(in crate::app) fn answers(&self) -> (usize, usize) {
        let mut counts = (0, 0);
        for (step, state) in self.lesson.steps.iter().zip(&self.states) {
            let (Activity::Question(question), Some(state)) = (&step.activity, state) else {
                continue;
            };
            if let AnswerState::Given { first, .. } = state.answer_state {
                counts.0 += usize::from(first == question.right);
                counts.1 += 1;
            }
        }
        counts
    }

    /// Whether the question of the open step is answered or skipped, or its goals are met.
    pub(in crate::app) fn is_step_done(&self) -> bool {
        let (Some(step), Some(state)) = (self.step(), self.state()) else {
            return false;
        };
        match &step.activity {
            Activity::Question(_) => state.answer_state != AnswerState::Open,
            Activity::Challenge(_) => state.is_done(step),
            Activity::Explore => false,
        }
    }

    /// A summary of the progress in the lesson.
    pub(in crate::app) fn progress_key(&self) -> ProgressKey {
        let state = self.state();
        ProgressKey {
            lesson: self.name(),
            at: self.at,
            answer_state: state.map(|state| state.answer_state),
            goals_met: state.map_or(0, |state| state.goals_met),
        }
    }

    /// The progress in the lesson during this session; the time includes earlier sessions.
    pub(in crate::app) fn progress(&self, today: Option<Day>) -> LessonProgress {
        let mut progress = LessonProgress {
            at: self.step().map(|step| step.id.clone()),
            time: self.time + self.stored.time,
            finished: today.filter(|_| self.is_closing()),
            ..LessonProgress::default()
        };
        for (step, state) in self.lesson.steps.iter().zip(&self.states) {
            let Some(state) = state else { continue };
            progress.seen.insert(step.id.clone());
            if let Activity::Question(question) = &step.activity {
                let mut record = |answer: Option<String>| {
                    progress.answers.insert(step.id.clone(), answer);
                };
                match state.answer_state {
                    AnswerState::Open => {}
                    AnswerState::Given { first, .. } => {
                        record(question.answers.get(first).map(|answer| answer.id.clone()));
                    }
                    AnswerState::Skipped => record(None),
                }
            }
            if state.goals_met > 0 {
                progress.met.insert(step.id.clone(), state.goals_met);
            }
        }
        progress
    }
}
