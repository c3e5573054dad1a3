//! Names and values that do not exist, answers without a text, and right answers that the model disproves at once: a quick
//! check that trains no model, for a course that is read while it is open.

use super::faults::Faults;
use super::step_models::StepChecker;
use super::{answers, facts, labs, lesson_prose};
use crate::lesson::model::{Activity, Course, Fault, Lesson};

/// The beginnings of the names of faults that are about one name or one value.
const PREFIXES: [&str; 2] = ["check.unknown-", "fault."];
/// The other faults of names.
const OTHERS: [&str; 5] = [
    "check.figure-not-shown",
    "check.no-lab",
    "check.reading-is-number",
    "check.right-does-not-hold",
    "check.slot-without-lab",
];

/// The names that the lessons of `course` use and do not have, values that a control refuses, answers without a text, and right
/// answers that the model disproves without training, by location. `keys` are the
/// names of actions that a `{key:…}` slot may use.
pub fn name_faults(course: &Course, keys: &[&str]) -> Vec<Fault> {
    let own = course.lessons.iter().filter(|lesson| !lesson.is_builtin());
    let mut found: Vec<Fault> = own
        .flat_map(|lesson| faults_of(course, lesson, keys))
        .collect();
    found.sort_by(|a, b| a.place.cmp(&b.place));
    found
}

fn faults_of(course: &Course, lesson: &Lesson, keys: &[&str]) -> Vec<Fault> {
    let mut unread = Faults::default();
    answers::check_labels(lesson, &mut unread);
    let mut faults = Faults::default();
    labs::check(lesson, &mut faults);
    answers::check_proofs(lesson, &mut faults);
    lesson_prose::check(course, lesson, keys, &mut faults);
    facts::check_names(lesson, &mut faults);
    for at in 0..lesson.steps.len() {
        if let Some(mut checker) = StepChecker::new(lesson, at, &mut faults) {
            checker.check_names();
        }
    }
    let about_names = faults.into_vec().into_iter().filter(is_about_name);
    unread.into_vec().into_iter().chain(about_names).collect()
}

fn is_about_name(fault: &Fault) -> bool {
    let name = fault.message.name();
    PREFIXES.iter().any(|prefix| name.starts_with(prefix)) || OTHERS.contains(&name)
}

impl StepChecker<'_> {
    /// Reports the figures, controls, values and readings that the lab does not have.
    fn check_names(&mut self) {
        let Some(opening) = self.check_opening() else {
            return;
        };
        match &self.step.activity {
            Activity::Explore => {}
            Activity::Question(question) => self.check_names_of_question(question, &opening),
            Activity::Challenge(goals) => {
                let Ok(lab) = self.setup.lab(&opening, None) else {
                    return;
                };
                for (i, goal) in goals.iter().enumerate() {
                    for (j, condition) in goal.all.iter().enumerate() {
                        self.is_sound(condition, &lab, &format!("goal.{i}.all.{j}"));
                    }
                    self.check_set(&opening, &goal.solution, &format!("goal.{i}.solution"));
                }
            }
        }
    }
}
