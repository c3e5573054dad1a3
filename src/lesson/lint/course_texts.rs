//! The introduction and the closing text of the course: they exist in every language of the course, and their numbers have
//! reasons.

use std::collections::BTreeMap;

use super::faults::Faults;
use super::numbers::typed_numbers;
use crate::lesson::model::Course;
use crate::locale::{Lang, Phrase};

pub(super) fn check(course: &Course, faults: &mut Faults) {
    for (key, texts) in tables(course) {
        let missing = |lang: &&Lang| !texts.is_empty() && !texts.contains_key(*lang);
        for lang in course.languages().into_iter().filter(missing) {
            let message = Phrase::key("check.untranslated-course-text")
                .with("key", key)
                .with("lang", lang.tag());
            faults.report(course.place_of(key), message);
        }
        for (lang, text) in texts {
            let numbers = typed_numbers(text).into_iter().map(|(_, number)| number);
            for number in numbers.filter(|number| !course.literals.contains_key(number)) {
                let message = Phrase::key("check.typed-number-of-glossary").with("number", number);
                faults.report(course.place_of(&format!("{key}.{lang}")), message);
            }
        }
    }
}

/// The numbers that the introduction and the closing text type out.
pub(super) fn numbers(course: &Course) -> impl Iterator<Item = String> + '_ {
    let texts = tables(course)
        .into_iter()
        .flat_map(|(_, texts)| texts.values());
    texts.flat_map(|text| typed_numbers(text).into_iter().map(|(_, number)| number))
}

/// The tables of texts with their keys in `course.toml`.
fn tables(course: &Course) -> [(&'static str, &BTreeMap<Lang, String>); 2] {
    let description = &course.description;
    [("intro", &description.intro), ("end", &description.end)]
}
