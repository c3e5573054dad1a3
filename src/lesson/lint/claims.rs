//! Claims: each has one verdict and refers to existing steps.

use super::faults::Faults;
use crate::lesson::model::{Claims, Course, Lesson};
use crate::locale::Phrase;
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
