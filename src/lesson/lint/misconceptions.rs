//! Misconceptions: the code of an answer has words in every language of the course, and words have an answer.

use std::collections::BTreeMap;

use super::faults::Faults;
use crate::lesson::model::{Activity, Course, Location};
use crate::locale::Phrase;

pub(super) fn check(course: &Course, faults: &mut Faults) {
    let codes = codes(course);
    for lang in course.languages() {
        let words = course.misconceptions.get(lang);
        for (code, place) in &codes {
            if words.is_none_or(|words| !words.contains_key(code)) {
                let message = Phrase::key("check.no-misconception")
                    .with("code", code.as_str())
                    .with("lang", lang.tag());
                faults.report(place.clone(), message);
            }
        }
    }
    for (code, misconception) in course.misconceptions.values().flatten() {
        if !codes.contains_key(code) {
            let message = Phrase::key("check.unused-misconception").with("code", code.as_str());
            faults.report(misconception.place.clone(), message);
        }
    }
}

/// The codes of all answers, each with the place of its first use.
fn codes(course: &Course) -> BTreeMap<String, Location> {
    let mut codes = BTreeMap::new();
    for lesson in &course.lessons {
        for (at, step) in lesson.steps.iter().enumerate() {
            let Activity::Question(question) = &step.activity else {
                continue;
            };
            for answer in &question.answers {
                if let Some(code) = &answer.code {
                    let place = || {
                        let path = format!("step.{at}.option.{}.code", answer.id);
                        lesson.place_of(&path)
                    };
                    codes.entry(code.clone()).or_insert_with(place);
                }
            }
        }
    }
    codes
}
