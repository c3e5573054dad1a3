//! Claims: each has one verdict, refers to existing steps, and states numbers of these steps.

use super::faults::{Faults, words_in};
use super::numbers::typed_numbers;
use super::stated_numbers::{stated_numbers, value_of};
use crate::lab::Values;
use crate::lesson::model::{
    Activity, Claim, Claims, Course, Lesson, Location, Prose, StepText, opening_values,
};
use crate::locale::{Lang, Phrase, Words};
use crate::text::nearest_names;

/// The pages behind the steps of a lesson; a claim may refer to them as to a step.
const CLOSING_PAGES: [&str; 2] = ["breaks", "summary"];

pub(super) fn check(course: &Course, faults: &mut Faults) {
    let Some(claims) = &course.claims else {
        return;
    };
    check_list(claims, faults);
    let all = course.lessons.iter().flat_map(|lesson| page_names(lesson));
    let all: Vec<String> = all.collect();
    for claim in &claims.judged {
        for (step, place) in &claim.steps {
            if !all.contains(step) {
                let message = Phrase::key("check.claim.unknown-step")
                    .with("name", claim.id.as_str())
                    .with("step", step.as_str())
                    .with(
                        "names",
                        nearest_names(step, all.iter().map(String::as_str)).join(", "),
                    );
                faults.report(place.clone(), message);
            }
        }
    }
    if let Some(words) = words_in(&Lang::english()) {
        for claim in &claims.judged {
            check_numbers(course, claim, &words, faults);
        }
    }
}

/// Reports the numbers of a claim that none of its steps states, sets or shows.
fn check_numbers(course: &Course, claim: &Claim, words: &Words, faults: &mut Faults) {
    let (text, place) = &claim.says;
    let known: Vec<f64> = claim
        .steps
        .iter()
        .flat_map(|(step, _)| numbers_of(course, step, words))
        .collect();
    for (at, number) in typed_numbers(text) {
        let is_known = value_of(&number)
            .is_some_and(|value| known.iter().any(|other| (other - value).abs() < 1e-9));
        if !is_known {
            let place = Location {
                column: place.column + at,
                ..place.clone()
            };
            faults.report(
                place,
                Phrase::key("check.other-claim").with("number", number),
            );
        }
    }
}

/// The numbers in the English prose of `page`, a step or a closing page, in its facts and in the values of its model.
fn numbers_of(course: &Course, page: &str, words: &Words) -> Vec<f64> {
    let found = page.split_once('/').and_then(|(lesson, id)| {
        let lesson = course.lesson_named(lesson)?;
        let text = lesson.texts.get(&Lang::english())?;
        Some((lesson, text, id))
    });
    let Some((lesson, text, id)) = found else {
        return Vec::new();
    };
    let proses: Vec<&Prose> = match id {
        "breaks" => vec![&text.breaks],
        "summary" => vec![&text.summary],
        id => text
            .steps
            .get(id)
            .into_iter()
            .flat_map(StepText::all)
            .collect(),
    };
    let mut numbers = Vec::new();
    for prose in proses {
        numbers.extend(stated_numbers(prose, words).into_iter().map(|it| it.value));
        let slots = prose.spans().flat_map(|span| span.text.slots());
        numbers.extend(slots.filter_map(|slot| Some(lesson.facts.get(slot.fact()?)?.value)));
    }
    if let Some(at) = lesson.steps.iter().position(|step| step.id == id) {
        let of_values = |values: &Values| -> Vec<f64> {
            values
                .iter()
                .filter_map(|(_, value)| value.as_number())
                .collect()
        };
        numbers.extend(of_values(&opening_values(lesson, at)));
        if let Activity::Question(question) = &lesson.steps[at].activity {
            numbers.extend(of_values(&question.then));
        }
    }
    numbers
}

/// The names of the steps and closing pages of a lesson, as `lesson/step`.
fn page_names(lesson: &Lesson) -> Vec<String> {
    let ids = lesson.steps.iter().map(|step| step.id.as_str());
    ids.chain(CLOSING_PAGES)
        .map(|id| format!("{}/{id}", lesson.name))
        .collect()
}

/// Reports claims that are listed without a verdict, have a verdict without being listed, or occur twice.
fn check_list(claims: &Claims, faults: &mut Faults) {
    for (at, (name, place)) in claims.listed.iter().enumerate() {
        let message = if claims.listed[..at].iter().any(|(other, _)| other == name) {
            Phrase::key("check.twice").with("title", name.as_str())
        } else if claims.judged.iter().all(|claim| claim.id != *name) {
            Phrase::key("check.claim.not-judged").with("name", name.as_str())
        } else {
            continue;
        };
        faults.report(place.clone(), message);
    }
    for (at, claim) in claims.judged.iter().enumerate() {
        let message = if claims.judged[..at].iter().any(|other| other.id == claim.id) {
            Phrase::key("check.twice").with("title", claim.id.as_str())
        } else if claims.listed.iter().all(|(name, _)| *name != claim.id) {
            Phrase::key("check.claim.not-listed").with("name", claim.id.as_str())
        } else {
            continue;
        };
        faults.report(claim.place.clone(), message);
    }
}
