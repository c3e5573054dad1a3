//! The steps that questions name as the place where their answer is taught.

use super::faults::Faults;
use crate::lesson::model::{Activity, Course, Lesson};
use crate::locale::Phrase;
use crate::text::nearest_names;

pub(super) fn check(course: &Course, faults: &mut Faults) {
    for lesson in &course.lessons {
        for (at, step) in lesson.steps.iter().enumerate() {
            if let Activity::Question(question) = &step.activity
                && let Some(name) = &question.taught_in
                && course.find_step(name).is_none()
            {
                let names = step_names(course);
                let names = nearest_names(name, names.iter().map(String::as_str));
                let message = Phrase::key("check.taught-in")
                    .with("name", name.as_str())
                    .with("names", names.join(", "));
                faults.report_in(lesson, &format!("step.{at}.taught_in"), message);
            }
        }
    }
}

/// The names of all steps, each as `lesson/step`.
fn step_names(course: &Course) -> Vec<String> {
    let names = |lesson: &Lesson| -> Vec<String> {
        let steps = lesson.steps.iter();
        let names = steps.map(|step| format!("{}/{}", lesson.name, step.id));
        names.collect()
    };
    course.lessons.iter().flat_map(|it| names(it)).collect()
}
