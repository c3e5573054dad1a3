//! Everything that can be wrong with a course beyond its structure, short of how it looks.

mod answers;
mod conditions;
mod facts;
mod glossary;
mod goals;
mod models;
mod numbers;
mod prose;
mod questions;
mod slots;

use super::{Course, Fault, Lesson, Place};
use crate::locale::{Lang, Phrase, Words};

/// All faults of `course`, by place. `keys` are the actions that `{key:…}` may name.
pub fn lint(course: &Course, keys: &[&str]) -> Vec<Fault> {
    let mut faults = Faults(Vec::new());
    for lesson in &course.lessons {
        models::check(lesson, &mut faults);
        facts::check(lesson, &mut faults);
        prose::check(course, lesson, keys, &mut faults);
    }
    glossary::check(course, keys, &mut faults);
    answers::check(course, &mut faults);
    faults.0.sort_by(|a, b| a.place.cmp(&b.place));
    faults.0
}

/// The faults found so far.
struct Faults(Vec<Fault>);

impl Faults {
    fn at(&mut self, place: Place, what: Phrase) {
        self.0.push(Fault { place, what });
    }

    /// A fault of the value at `path` of the lesson's `lesson.toml`.
    fn of(&mut self, lesson: &Lesson, path: &str, what: Phrase) {
        self.at(lesson.place_of(path), what);
    }
}

/// The start of a file.
fn start_of(file: &str) -> Place {
    Place {
        file: file.to_owned(),
        line: 1,
        column: 1,
    }
}

/// The words of `lang`; those of English where the program does not speak it.
fn words_of(lang: &Lang) -> Option<Words> {
    let words = Words::load(lang).or_else(|_| Words::load(&Lang::english()));
    words.ok()
}
