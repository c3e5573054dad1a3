//! The title of the course, in every language that something of it is written in.

use super::Faults;
use super::numbers::typed;
use crate::lesson::model::Course;
use crate::locale::Phrase;

pub(super) fn check(course: &Course, faults: &mut Faults) {
    for lang in course.languages() {
        let Some(title) = course.titles.get(lang) else {
            let what = Phrase::key("check.untitled-language").with("lang", lang.tag());
            faults.at(course.place_of("title"), what);
            continue;
        };
        for (_, number) in typed(title) {
            let what = Phrase::key("check.number-without-reason").with("number", number);
            faults.at(course.place_of(&format!("title.{lang}")), what);
        }
    }
}
