//! The right answers: each has a proof, and most of them do not share one position.

use std::collections::BTreeMap;

use super::faults::Faults;
use crate::lesson::model::{Activity, Course, Lesson, LessonText, Location};
use crate::locale::{Lang, Phrase};
use crate::text::nearest_names;

/// The largest share of right answers in one position.
const MOST_SHARE: f64 = 0.4;
/// The number of questions from which the share is tested; with fewer it may be chance.
const FEWEST_QUESTIONS: usize = 5;

/// Reports right answers of `lesson` without a condition and without a source.
pub(super) fn check_proofs(lesson: &Lesson, faults: &mut Faults) {
    for (at, step) in lesson.steps.iter().enumerate() {
        let Activity::Question(question) = &step.activity else {
            continue;
        };
        for (i, answer) in question.answers.iter().enumerate() {
            let path = format!("step.{at}.option.{}", answer.id);
            let names = lesson.sources.keys().map(String::as_str);
            match &answer.source {
                Some(name) if !lesson.sources.contains_key(name) => {
                    let message = Phrase::key("check.unknown-source")
                        .with("name", name.as_str())
                        .with("names", nearest_names(name, names).join(", "));
                    faults.report_in(lesson, &format!("{path}.source"), message);
                }
                None if i == question.right && answer.holds.is_empty() => {
                    let message = Phrase::key("check.no-proof").with("id", answer.id.as_str());
                    faults.report_in(lesson, &path, message);
                }
                Some(_) | None => {}
            }
        }
    }
}

/// Reports answers of `lesson` without a text in any language: rows that nobody can read.
pub(super) fn check_labels(lesson: &Lesson, faults: &mut Faults) {
    let languages = Lang::english_first(lesson.texts.languages());
    let Some(first) = languages.into_iter().find_map(|it| lesson.texts.get(it)) else {
        return;
    };
    for (at, step) in lesson.steps.iter().enumerate() {
        let Activity::Question(question) = &step.activity else {
            continue;
        };
        for answer in &question.answers {
            let has_label = |text: &LessonText| {
                let step = text.steps.get(&step.id);
                let answer = step.and_then(|step| step.answers.get(&answer.id));
                answer.is_some_and(|answer| !answer.label.is_empty())
            };
            if !lesson.texts.all().any(has_label) {
                let message = Phrase::key("check.no-heading")
                    .with("heading", format!("### option {}", answer.id))
                    .with("file", first.file.as_str());
                faults.report_in(lesson, &format!("step.{at}.option.{}", answer.id), message);
            }
        }
    }
}

/// Reports a position that most right answers of the course share.
pub(super) fn check(course: &Course, faults: &mut Faults) {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let own = course.lessons.iter().filter(|lesson| !lesson.is_builtin());
    for step in own.flat_map(|lesson| &lesson.steps) {
        if let Activity::Question(question) = &step.activity {
            *counts.entry(question.right).or_default() += 1;
        }
    }
    let all: usize = counts.values().sum();
    for (position, count) in counts {
        if all >= FEWEST_QUESTIONS && count as f64 > MOST_SHARE * all as f64 {
            let message = Phrase::key("check.same-place")
                .with("count", count)
                .with("all", all)
                .with("place", position + 1);
            faults.report(Location::start_of("course.toml"), message);
        }
    }
}
