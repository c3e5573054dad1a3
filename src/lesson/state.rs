//! What a lab stands at as a step opens.
use super::{Beat, Lesson};
use crate::lab::Values;

/// What the lab of step `at` stands at as the step opens.
pub fn opening_values(lesson: &Lesson, at: usize) -> Values {
    let Some(name) = lesson.steps.get(at).and_then(|step| step.lab.as_ref()) else {
        return Values::new();
    };
    let mut values = lesson
        .labs
        .get(name)
        .map_or_else(Values::new, |setup| setup.set.clone());
    for step in lesson.steps[..at]
        .iter()
        .filter(|step| step.lab.as_ref() == Some(name))
    {
        values = values.over(&step.set);
        match &step.beat {
            Beat::Explore => {}
            Beat::Ask(question) => values = values.over(&question.then),
            Beat::Try(goals) => {
                values = goals
                    .iter()
                    .fold(values, |values, goal| values.over(&goal.solution));
            }
        }
    }
    values.over(&lesson.steps[at].set)
}
