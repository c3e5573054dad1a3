//! What a lab stands at as a step opens.

use super::{Activity, LessonBody};
use crate::lab::Values;

/// What the lab of step `at` stands at as the step opens, if the learner answered the questions before
/// it and met the goals by their solutions.
pub fn opening_values(lesson: &LessonBody, at: usize) -> Values {
    let Some(step) = lesson.steps.get(at) else {
        return Values::new();
    };
    let Some(setup) = step.lab.as_ref().and_then(|name| lesson.labs.get(name)) else {
        return Values::new();
    };
    let mut values = setup.set.clone();
    for before in lesson.steps[..at]
        .iter()
        .filter(|before| before.lab == step.lab)
    {
        values = values.merge(&before.set);
        match &before.beat {
            Activity::Explore => {}
            Activity::Question(question) => values = values.merge(&question.then),
            Activity::Challenge(goals) => {
                for goal in goals {
                    values = values.merge(&goal.solution);
                }
            }
        }
    }
    setup.kind.complete(&values.merge(&step.set))
}
