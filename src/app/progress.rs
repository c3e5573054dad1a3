//! The learner's progress, as it is stored between sessions.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::time::Duration;

use crate::lesson::Course;

/// A day, counted from 1 January 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i64);

/// Days in 400 years of the Gregorian calendar, after which it repeats.
const CYCLE: i64 = 146_097;

impl fmt::Display for Day {
    /// The date: `2026-11-30`. By Howard Hinnant's `civil_from_days`, with years that begin in March.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // 1 March of the year 0 is 719,468 days before 1970.
        let days = self.0.saturating_add(719_468);
        let (cycle, of_cycle) = (days.div_euclid(CYCLE), days.rem_euclid(CYCLE));
        let leap_days = of_cycle / 1460 - of_cycle / 36_524 + of_cycle / 146_096;
        let year = (of_cycle - leap_days) / 365;
        let of_year = of_cycle - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let (month, carry) = if month < 10 {
            (month + 3, 0)
        } else {
            (month - 9, 1)
        };
        write!(f, "{:04}-{month:02}-{day:02}", year + 400 * cycle + carry)
    }
}

/// The progress of a learner.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Progress {
    /// The lessons that were opened, by name.
    pub lessons: BTreeMap<String, LessonProgress>,
    /// The name of the lesson that was open last.
    pub last: Option<String>,
}

/// The progress in a lesson.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct LessonProgress {
    /// The name of the step that was open last; none on the closing page.
    pub at: Option<String>,
    /// The names of the steps that were seen.
    pub seen: BTreeSet<String>,
    /// The first answer to each question, by step; none for a question that was skipped.
    pub answers: BTreeMap<String, Option<String>>,
    /// The number of goals met, by step.
    pub met: BTreeMap<String, usize>,
    /// How long the lesson was open, without pauses.
    pub time: Duration,
    /// The day on which the end was last reached.
    pub finished: Option<Day>,
}

/// The status of a lesson in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LessonStatus {
    /// Never opened.
    New,
    /// Opened, but not finished.
    Begun,
    /// The end was reached.
    Finished,
    /// The end was reached, and a review is due.
    Due,
}

impl Progress {
    /// The progress of both, so that two programs that run at once lose no answers.
    #[must_use]
    pub fn merge(mut self, other: &Self) -> Self {
        for (name, theirs) in &other.lessons {
            let mine = self.lessons.remove(name).unwrap_or_default();
            self.lessons.insert(name.clone(), mine.merge(theirs));
        }
        self.last = other.last.clone().or(self.last);
        self
    }

    /// This progress, as stored, with the changes that turned `known` into `mine`. Other programs changed the stored progress
    /// meanwhile: a lesson that is in `known` and no longer stored was forgotten, and only what is new in it comes back, with
    /// the time from now on.
    #[must_use]
    pub fn merge_changes(mut self, known: &Self, mine: &Self) -> Self {
        for (name, mine) in &mine.lessons {
            let stored = self.lessons.remove(name);
            let merged = match (stored, known.lessons.get(name)) {
                (stored, None) => Some(stored.unwrap_or_default().merge(mine)),
                (Some(stored), Some(known)) => Some(stored.merge_changes(&mine.changes(known))),
                (None, Some(known)) => Some(mine.changes(known))
                    .filter(LessonProgress::has_results)
                    .map(|changes| LessonProgress {
                        at: mine.at.clone(),
                        // The time since the last save may be from before it was forgotten.
                        time: Duration::ZERO,
                        ..changes
                    }),
            };
            if let Some(merged) = merged {
                self.lessons.insert(name.clone(), merged);
            }
        }
        if mine.last != known.last {
            self.last = mine.last.clone().or(self.last);
        }
        self
    }

    /// The same without the lesson called `name`.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.lessons.remove(name);
        self.last = self.last.filter(|last| last != name);
        self
    }

    /// The same with every step in the lesson that has it in `course`: steps may have moved to another lesson since they were
    /// seen.
    #[must_use]
    pub fn follow_moved_steps(mut self, course: &Course) -> Self {
        let names: Vec<String> = self.lessons.keys().cloned().collect();
        for name in names {
            let Some(old) = self.lessons.get_mut(&name) else {
                continue;
            };
            let mut moved: BTreeMap<&str, LessonProgress> = BTreeMap::new();
            for (step, lesson) in course.moved_steps(&name) {
                if let Some(progress) = old.take_step(step) {
                    let target = moved.remove(lesson).unwrap_or_default();
                    moved.insert(lesson, target.merge(&progress));
                }
            }
            let was_last = self.last.as_ref() == Some(&name);
            for (lesson, progress) in moved {
                if was_last && progress.at.is_some() {
                    self.last = Some(lesson.to_owned());
                }
                let target = self.lessons.remove(lesson).unwrap_or_default();
                self.lessons
                    .insert(lesson.to_owned(), progress.merge(&target));
            }
        }
        self
    }

    /// The status of the lesson with the index `at` in `course`.
    pub fn status_in(&self, course: &Course, at: usize, today: Option<Day>) -> LessonStatus {
        let Some(lesson) = course.entry(at) else {
            return LessonStatus::New;
        };
        let later = course.lessons.iter().skip(at + 1);
        let later: Vec<_> = later.map(|lesson| lesson.name.as_str()).collect();
        self.status(&lesson.name, &later, today)
    }

    /// The status of the lesson called `name`. A review is due from the next day on, until two lessons of `later` were begun:
    /// their questions look back.
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
        if another_day && !two_on {
            LessonStatus::Due
        } else {
            LessonStatus::Finished
        }
    }
}

impl LessonProgress {
    /// Takes out what is known of a step; none if nothing is.
    fn take_step(&mut self, step: &str) -> Option<Self> {
        let mut taken = Self {
            at: self.at.take_if(|at| at == step),
            ..Self::default()
        };
        taken.seen.extend(self.seen.take(step));
        taken.answers.extend(self.answers.remove_entry(step));
        taken.met.extend(self.met.remove_entry(step));
        (taken != Self::default()).then_some(taken)
    }

    /// The progress of both; the first answer to a question counts.
    pub(super) fn merge(mut self, other: &Self) -> Self {
        self.seen.extend(other.seen.iter().cloned());
        for (step, answer) in &other.answers {
            // The first answer counts; a given answer wins over a skipped question.
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

    /// This progress, as stored, with `changes` and their time.
    fn merge_changes(self, changes: &Self) -> Self {
        let time = self.time.saturating_add(changes.time);
        Self {
            time,
            ..self.merge(changes)
        }
    }

    /// The entries that are new or different since `known`, and the time between.
    fn changes(&self, known: &Self) -> Self {
        let answers = self.answers.iter();
        let answers = answers.filter(|(step, answer)| known.answers.get(*step) != Some(*answer));
        let met = self.met.iter();
        let met = met.filter(|(step, count)| known.met.get(*step) != Some(*count));
        Self {
            at: self.at.clone().filter(|_| self.at != known.at),
            seen: self.seen.difference(&known.seen).cloned().collect(),
            answers: answers
                .map(|(step, answer)| (step.clone(), answer.clone()))
                .collect(),
            met: met.map(|(step, count)| (step.clone(), *count)).collect(),
            time: self.time.saturating_sub(known.time),
            finished: self.finished.filter(|_| self.finished != known.finished),
        }
    }

    /// Whether a step was seen, a question answered, a goal met or the end reached.
    fn has_results(&self) -> bool {
        !self.seen.is_empty()
            || !self.answers.is_empty()
            || !self.met.is_empty()
            || self.finished.is_some()
    }
}
