//! The title of the course: it exists in every language of the course and has no numbers.

use super::faults::Faults;
use super::numbers::typed_numbers;
use crate::lesson::model::Course;
use crate::locale::Phrase;

pub(super) fn check(course: &Course, faults: &mut Faults) {
    for lang in course.languages() {
        let Some(title) = course.titles.get(lang) else {
            let message = Phrase::key("check.untitled-language").with("lang", lang.tag());
            faults.report(course.place_of("title"), message);
            continue;
        };
        for (_, number) in typed_numbers(title) {
            let message = Phrase::key("check.number-without-reason").with("number", number);
            faults.report(course.place_of(&format!("title.{lang}")), message);
        }
    }
}
