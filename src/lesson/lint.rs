//! Everything that can be wrong with a course beyond its structure, short of how it looks.

mod answers;
mod claims;
mod conditions;
mod facts;
mod glossary;
mod goals;
mod numbers;
mod questions;
mod slots;
mod step_models;
mod step_text;
mod titles;
mod translation;

use super::model::{Course, Fault, Lesson, Location};
use super::verify::{self, Job};
use crate::locale::{Lang, Phrase, Words};

/// All faults of `course`, by place. `keys` are the actions that `{key:…}` may name.
pub fn lint(course: &Course, keys: &[&str]) -> Vec<Fault> {
    verify::faults(jobs(course, keys), |_, _| {})
}

/// What finds the faults of `course`, in pieces. `keys` are the actions that `{key:…}` may name.
pub fn jobs<'a>(course: &'a Course, keys: &'a [&'a str]) -> Vec<Job<'a>> {
    let mut jobs = vec![job(0, move |faults| {
        titles::check(course, faults);
        claims::check(course, faults);
        glossary::check(course, keys, faults);
        answers::check(course, faults);
    })];
    for lesson in &course.lessons {
        jobs.push(job(0, move |faults| {
            step_models::check(lesson, faults);
            step_text::check(course, lesson, keys, faults);
        }));
        jobs.extend(step_models::jobs(lesson));
        jobs.extend(facts::jobs(lesson));
    }
    jobs
}

/// A piece that does about `cost` steps of models.
fn job<'a>(cost: u64, check: impl FnOnce(&mut Faults) + Send + 'a) -> Job<'a> {
    Job::new(cost, move || {
        let mut faults = Faults(Vec::new());
        check(&mut faults);
        faults.0
    })
}

/// The faults found so far.
struct Faults(Vec<Fault>);

impl Faults {
    fn at(&mut self, place: Location, what: Phrase) {
        self.0.push(Fault { place, what });
    }

    /// A fault of the value at `path` of the lesson's `lesson.toml`.
    fn of(&mut self, lesson: &Lesson, path: &str, what: Phrase) {
        self.at(lesson.place_of(path), what);
    }
}

/// The start of a file.
fn start_of(file: &str) -> Location {
    Location {
        file: file.into(),
        line: 1,
        column: 1,
    }
}

/// The words of `lang`; those of English where the program does not speak it.
fn words_of(lang: &Lang) -> Option<Words> {
    let words = Words::load(lang).or_else(|_| Words::load(&Lang::english()));
    words.ok()
}
