//! What is remembered of a learner between one evening and the next.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::{AnswerState, App, Session};
use crate::lesson::{Activity, Course, Lesson, LessonRole};

/// A day, counted from 1 January 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i64);

/// What is remembered of a learner, lesson by lesson, by the lessons' names.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Progress {
    /// The lessons that were opened.
    pub lessons: BTreeMap<String, LessonProgress>,
    /// The lesson that was open last.
    pub last: Option<String>,
}

/// What is remembered of a lesson.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct LessonProgress {
    /// The step that was open last; none on the closing page.
    pub at: Option<String>,
    /// The steps that were seen.
    pub seen: BTreeSet<String>,
    /// The first answer to each question that was answered, by step; none where it was skipped.
    pub answers: BTreeMap<String, Option<String>>,
    /// How many goals were met, by step.
    pub met: BTreeMap<String, usize>,
    /// How long it was open, without pauses.
    pub time: Duration,
    /// The day on which its end was last reached.
    pub finished: Option<Day>,
}

/// How far a lesson is, for the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LessonStatus {
    /// It was never opened.
    New,
    /// Some of it was seen.
    Begun,
    /// Its end was reached.
    Finished,
    /// Its end was reached, and it is time to look back at it.
    Due,
}

impl Progress {
    /// Everything that either has: two programs that run at once lose neither's answers.
    #[must_use]
    pub fn merged(mut self, other: &Self) -> Self {
        for (name, theirs) in &other.lessons {
            let mine = self.lessons.remove(name).unwrap_or_default();
            self.lessons.insert(name.clone(), mine.merged(theirs));
        }
        self.last = other.last.clone().or(self.last);
        self
    }

    /// Everything but the lesson called `name`.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.lessons.remove(name);
        self.last = self.last.filter(|last| last != name);
        self
    }

    /// How far the lesson at place `at` of `course` is.
    pub fn status_in(&self, course: &Course, at: usize, today: Option<Day>) -> LessonStatus {
        let Some(lesson) = course.entry(at) else {
            return LessonStatus::New;
        };
        let later = course.lessons.iter().skip(at + 1);
        let later: Vec<_> = later.map(|lesson| lesson.name.as_str()).collect();
        self.status(&lesson.name, &later, today)
    }

    /// How far the lesson called `name` is: it is due when another day has come, or two later lessons were begun.
    pub fn status(&self, name: &str, later: &[&str], today: Option<Day>) -> LessonStatus {
        let Some(lesson) = self.lessons.get(name) else {
            return LessonStatus::New;
        };
        let Some(finished) = lesson.finished else {
            return LessonStatus::Begun;
        };
        let another_day = today.is_some_and(|today| today > finished);
        let begun = |name: &&&str| self.lessons.contains_key(**name);
        let two_on = later.iter().filter(begun).count() >= 2;
        // Whoever has gone on two lessons is asked there; on another day the list reminds.
        if another_day && !two_on {
            LessonStatus::Due
        } else {
            LessonStatus::Finished
        }
    }
}

impl LessonProgress {
    fn merged(mut self, other: &Self) -> Self {
        self.seen.extend(other.seen.iter().cloned());
        for (step, answer) in &other.answers {
            // The first answer counts; one that was given goes before one that was skipped.
            let mine = self
                .answers
                .entry(step.clone())
                .or_insert_with(|| answer.clone());
            if mine.is_none() {
                mine.clone_from(answer);
            }
        }
        for (step, met) in &other.met {
            let mine = self.met.entry(step.clone()).or_default();
            *mine = (*mine).max(*met);
        }
        self.at = other.at.clone().or(self.at);
        self.time = self.time.max(other.time);
        self.finished = self.finished.max(other.finished);
        self
    }
}

impl App {
    /// The same app for a learner of whom `progress` is remembered, on the day `today`.
    #[must_use]
    pub fn with_progress(mut self, progress: Progress, today: Option<Day>) -> Self {
        self.remembered = progress;
        self.today = today;
        self
    }

    /// What is to be remembered: what was before, and what has been done since.
    pub fn progress(&self) -> Progress {
        let mut now = Progress {
            lessons: BTreeMap::new(),
            last: self
                .session()
                // Whoever looks in at the playground goes on with the lesson next time.
                .filter(|(lesson, _)| lesson.role != LessonRole::Play)
                .map(|(lesson, _)| lesson.name.clone()),
        };
        for (at, session) in &self.sessions {
            if let Some(lesson) = self.course.entry(*at) {
                now.lessons
                    .insert(lesson.name.clone(), self.of_session(lesson, session));
            }
        }
        self.remembered.clone().merged(&now)
    }

    /// How far the lesson at place `at` is.
    pub fn status(&self, at: usize) -> LessonStatus {
        self.progress().status_in(&self.course, at, self.today)
    }

    fn of_session(&self, lesson: &Lesson, session: &Session) -> LessonProgress {
        let before = self.remembered.lessons.get(&lesson.name);
        let mut of_lesson = LessonProgress {
            at: session.step(lesson).map(|step| step.id.clone()),
            time: session.time + before.map_or(Duration::ZERO, |before| before.time),
            finished: self.today.filter(|_| session.is_closing()),
            ..LessonProgress::default()
        };
        for (at, step) in lesson.steps.iter().enumerate() {
            let Some(state) = session.state_of(at) else {
                continue;
            };
            of_lesson.seen.insert(step.id.clone());
            if let Activity::Question(question) = &step.activity {
                let mut keep = |answer: Option<String>| {
                    of_lesson.answers.insert(step.id.clone(), answer);
                };
                match state.answer_state {
                    AnswerState::Open => {}
                    AnswerState::Given { first, .. } => {
                        keep(question.answers.get(first).map(|answer| answer.id.clone()));
                    }
                    AnswerState::Skipped => keep(None),
                }
            }
            if state.met > 0 {
                of_lesson.met.insert(step.id.clone(), state.met);
            }
        }
        of_lesson
    }

    /// Opens the lesson and the step that were open last; the list where there is none.
    pub fn resume(&mut self) {
        let last = self.remembered.last.clone();
        let listing = self.course.listing();
        let found = listing.into_iter().find(|at| {
            let lesson = self.course.entry(*at);
            lesson.is_some_and(|lesson| Some(&lesson.name) == last.as_ref())
        });
        let Some(lesson) = found else { return };
        let step = self.place_left(lesson);
        // Nothing is set, so nothing can be refused.
        drop(self.open(lesson, step, &crate::lab::Values::new()));
    }

    /// The place of the step at which the lesson at place `at` was left.
    pub(super) fn place_left(&self, at: usize) -> usize {
        let left = self.course.entry(at).and_then(|lesson| {
            let remembered = self.remembered.lessons.get(&lesson.name)?;
            let id = remembered.at.as_ref()?;
            lesson.steps.iter().position(|step| step.id == *id)
        });
        left.unwrap_or(0)
    }
}
