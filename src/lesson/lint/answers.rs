//! The positions of right answers: most of them must not share one position.

use std::collections::BTreeMap;

use super::faults::Faults;
use crate::lesson::model::{Activity, Course, Location};
use crate::locale::Phrase;

/// The largest share of right answers in one position.
const MOST_SHARE: f64 = 0.4;
/// The number of questions from which the share is tested; with fewer it may be chance.
const FEWEST_QUESTIONS: usize = 5;

pub(super) fn check(course: &Course, faults: &mut Faults) {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for step in course.lessons.iter().flat_map(|lesson| &lesson.steps) {
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
