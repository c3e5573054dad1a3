//! The results of a learner in a lesson.

use super::AnswerStatus;
use crate::app::progress::LessonProgress;
use crate::lesson::{Activity, Lesson, LessonRole, Step};
use crate::locale::Phrase;

/// The result of a question or a challenge. What is skipped is open; before the course no answer is right or wrong.
pub(in crate::app) fn result(
    step: &Step,
    progress: &LessonProgress,
    role: LessonRole,
) -> AnswerStatus {
    match (is_right(step, progress), role) {
        (None, _) => AnswerStatus::Open,
        (Some(_), LessonRole::Before) => AnswerStatus::Other,
        (Some(true), _) => AnswerStatus::Right,
        (Some(false), _) => AnswerStatus::Wrong,
    }
}

/// Whether the first answer to the question of a step was right, or its goals are met; none where it is still open.
pub(in crate::app) fn is_right(step: &Step, progress: &LessonProgress) -> Option<bool> {
    match &step.activity {
        Activity::Explore => None,
        Activity::Question(question) => {
            let given = progress.answers.get(&step.id)?.as_ref()?;
            let right = question.answers.get(question.right);
            Some(right.is_some_and(|answer| answer.id == *given))
        }
        Activity::Challenge(goals) => {
            let met = progress.met.get(&step.id).copied().unwrap_or(0);
            (met >= goals.len()).then_some(true)
        }
    }
}

/// The results of a learner in a lesson, counted.
#[derive(Default)]
pub(super) struct Tally {
    /// Questions whose first answer was right.
    pub(super) right: usize,
    /// Questions that were answered.
    pub(super) answered: usize,
    /// All questions.
    pub(super) questions: usize,
    /// Challenges whose goals are met.
    pub(super) met: usize,
    /// All challenges.
    pub(super) challenges: usize,
}

impl Tally {
    /// The results in `lesson`.
    pub(super) fn of(lesson: &Lesson, progress: &LessonProgress) -> Self {
        let mut tally = Self::default();
        for step in &lesson.steps {
            let right = is_right(step, progress);
            match &step.activity {
                Activity::Explore => {}
                Activity::Question(_) => {
                    tally.questions += 1;
                    tally.answered += usize::from(right.is_some());
                    tally.right += usize::from(right == Some(true));
                }
                Activity::Challenge(_) => {
                    tally.challenges += 1;
                    tally.met += usize::from(right == Some(true));
                }
            }
        }
        tally
    }

    /// Whether every question is answered and every challenge met.
    pub(super) fn is_complete(&self) -> bool {
        self.answered == self.questions && self.met == self.challenges
    }

    /// The results in the words of `key`.
    pub(super) fn phrase(&self, key: &'static str) -> Phrase {
        Phrase::key(key)
            .with("answered", self.answered)
            .with("right", self.right)
            .with("questions", self.questions)
            .with("met", self.met)
            .with("challenges", self.challenges)
    }
}
