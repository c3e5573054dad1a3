//! Right answers must not all stand in the same place.

use std::collections::BTreeMap;

use super::{Faults, start_of};
use crate::lesson::model::{Activity, Course};
use crate::locale::Phrase;

/// At most this share of right answers may stand in one place.
const MOST: f64 = 0.4;
/// With fewer questions than this, chance decides.
const FEWEST: usize = 5;

pub(super) fn check(course: &Course, faults: &mut Faults) {
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    for step in course.lessons.iter().flat_map(|lesson| &lesson.steps) {
        if let Activity::Question(question) = &step.beat {
            *places.entry(question.right).or_default() += 1;
        }
    }
    let all: usize = places.values().sum();
    for (place, count) in places {
        if all >= FEWEST && count as f64 > MOST * all as f64 {
            let what = Phrase::key("check.same-place")
                .with("count", count)
                .with("all", all)
                .with("place", place + 1);
            faults.at(start_of("course.toml"), what);
        }
    }
}
