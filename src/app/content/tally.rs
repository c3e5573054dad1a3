//! The results of a lesson, for its closing page.

use super::{ContentBlock, Inline};
use crate::app::progress::{LessonProgress, Progress};
use crate::lesson::{Activity, Course, Lesson, LessonRole};
use crate::locale::{Phrase, Words};

/// The results of a learner in a lesson.
struct Tally {
    right: usize,
    answered: usize,
    questions: usize,
    met: usize,
    goals: usize,
}

impl Tally {
    fn of(lesson: &Lesson, done: &LessonProgress) -> Self {
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
    fn right(&self) -> usize {
        self.right
    }

    /// Whether any question was answered.
    fn has_answers(&self) -> bool {
        self.answered > 0
    }

    /// The results in the words of `key`.
    fn phrase(&self, key: &'static str) -> Phrase {
        Phrase::key(key)
            .with("answered", self.answered)
            .with("right", self.right)
            .with("questions", self.questions)
            .with("met", self.met)
            .with("goals", self.goals)
    }
}

/// The results of `lesson` for its closing page: a line or two.
pub(in crate::app) fn results(
    course: &Course,
    lesson: &Lesson,
    progress: &Progress,
    words: &Words,
) -> Vec<ContentBlock> {
    let tally = |lesson: &Lesson| {
        let done = progress.lessons.get(&lesson.name).cloned();
        Tally::of(lesson, &done.unwrap_or_default())
    };
    let note = |phrase: &Phrase| ContentBlock::Note(words.format(phrase));
    let paragraph =
        |phrase: &Phrase| ContentBlock::Paragraph(vec![Inline::words(&words.format(phrase))]);
    let own = tally(lesson);
    match lesson.role {
        LessonRole::Lesson => vec![note(&own.phrase("ui.note.tally"))],
        LessonRole::Quiz => vec![note(&own.phrase("ui.note.quiz"))],
        LessonRole::Play => Vec::new(),
        LessonRole::Before => vec![paragraph(&own.phrase("ui.note.before"))],
        LessonRole::After => {
            let mut page = vec![paragraph(&own.phrase("ui.note.after"))];
            let before = course.survey.as_ref().map(|survey| tally(&survey.before));
            if let Some(before) = before.filter(Tally::has_answers) {
                let gain = own
                    .phrase("ui.note.gain")
                    .with("before", before.right())
                    .with("gain", own.right() as f64 - before.right() as f64);
                page.push(paragraph(&gain));
            }
            page
        }
    }
}
