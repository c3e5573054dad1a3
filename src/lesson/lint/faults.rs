//! The list of faults that a check fills.

use crate::lesson::model::{Fault, Lesson, Location};
use crate::lesson::verify::Check;
use crate::locale::{Lang, Phrase, Words};

/// The faults found so far.
#[derive(Default)]
pub(super) struct Faults(Vec<Fault>);

impl Faults {
    /// Reports a fault, unless it is in a lesson or a term of the built-in course, which is checked by itself: it may name what
    /// another course lacks.
    pub(super) fn report(&mut self, place: Location, message: Phrase) {
        if !place.is_builtin() {
            self.0.push(Fault { place, message });
        }
    }

    /// Reports a fault of the value at `path` of the lesson's `lesson.toml`.
    pub(super) fn report_in(&mut self, lesson: &Lesson, path: &str, message: Phrase) {
        self.report(lesson.place_of(path), message);
    }

    /// Whether one of the faults called `names` is reported at `place`.
    pub(super) fn has_at(&self, place: &Location, names: &[&str]) -> bool {
        let mut found = self.0.iter().filter(|fault| fault.place == *place);
        found.any(|fault| names.contains(&fault.message.name()))
    }

    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// Takes back all faults but the first `count`.
    pub(super) fn truncate(&mut self, count: usize) {
        self.0.truncate(count);
    }

    pub(super) fn into_vec(self) -> Vec<Fault> {
        self.0
    }
}

/// A check that takes about `cost` training steps and reports its faults to a list.
pub(super) fn check<'a>(cost: u64, run: impl FnOnce(&mut Faults) + Send + 'a) -> Check<'a> {
    Check::new(cost, move || {
        let mut faults = Faults::default();
        run(&mut faults);
        faults.into_vec()
    })
}

/// The words of `lang`, in English if the program lacks that language.
pub(super) fn words_in(lang: &Lang) -> Option<Words> {
    Words::load_or_english(lang).ok()
}
