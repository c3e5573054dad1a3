//! Steps that moved to another lesson: the lesson has them.

use super::faults::Faults;
use crate::lesson::model::{Course, Location};
use crate::locale::Phrase;

pub(super) fn check(course: &Course, faults: &mut Faults) {
    for (step, name) in &course.moved {
        let lesson = course.lesson_named(name);
        if lesson.is_some_and(|lesson| lesson.steps.iter().any(|other| other.id == *step)) {
            continue;
        }
        let place = course.places.get(&format!("moved.{step}"));
        let place = place
            .cloned()
            .unwrap_or_else(|| Location::start_of("course.toml"));
        let message = Phrase::key("check.moved")
            .with("step", step.as_str())
            .with("lesson", name.as_str());
        faults.report(place, message);
    }
}
