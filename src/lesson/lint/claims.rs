//! Claims: each is judged once, in steps that there are.

use super::Faults;
use crate::lesson::model::{Claims, Course, Lesson};
use crate::locale::Phrase;
use crate::text::nearest_names;

/// The headings at the end of a lesson are places, too.
const ENDINGS: [&str; 2] = ["breaks", "summary"];

pub(super) fn check(course: &Course, faults: &mut Faults) {
    let Some(claims) = &course.claims else {
        return;
    };
    listed(claims, faults);
    let all = course.lessons.iter().flat_map(|lesson| places(lesson));
    let all: Vec<String> = all.collect();
    for claim in &claims.judged {
        for (step, place) in &claim.steps {
            if !all.contains(step) {
                let what = Phrase::key("check.claim.unknown-step")
                    .with("name", claim.id.as_str())
                    .with("step", step.as_str())
                    .with(
                        "names",
                        nearest_names(step, all.iter().map(String::as_str)).join(", "),
                    );
                faults.at(place.clone(), what);
            }
        }
    }
}

/// Everything of a lesson that a claim may name.
fn places(lesson: &Lesson) -> Vec<String> {
    let ids = lesson.steps.iter().map(|step| step.id.as_str());
    ids.chain(ENDINGS)
        .map(|id| format!("{}/{id}", lesson.name))
        .collect()
}

/// Reports claims that are listed and not judged, judged and not listed, or judged twice.
fn listed(claims: &Claims, faults: &mut Faults) {
    for (at, (name, place)) in claims.listed.iter().enumerate() {
        let what = if claims.listed[..at].iter().any(|(other, _)| other == name) {
            Phrase::key("check.twice").with("title", name.as_str())
        } else if claims.judged.iter().all(|claim| claim.id != *name) {
            Phrase::key("check.claim.not-judged").with("name", name.as_str())
        } else {
            continue;
        };
        faults.at(place.clone(), what);
    }
    for (at, claim) in claims.judged.iter().enumerate() {
        let what = if claims.judged[..at].iter().any(|other| other.id == claim.id) {
            Phrase::key("check.twice").with("title", claim.id.as_str())
        } else if claims.listed.iter().all(|(name, _)| *name != claim.id) {
            Phrase::key("check.claim.not-listed").with("name", claim.id.as_str())
        } else {
            continue;
        };
        faults.at(claim.place.clone(), what);
    }
}
