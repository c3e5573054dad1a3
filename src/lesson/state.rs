//! What a lab stands at as a step opens.

use super::{Activity, Lesson};
use crate::lab::Values;

/// What the lab of step `at` stands at as the step opens, if the learner answered the questions before
/// it and met the goals by their solutions.
pub fn opening_values(lesson: &Lesson, at: usize) -> Values {
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
        values = values.over(&before.set);
        match &before.beat {
            Activity::Explore => {}
            Activity::Question(question) => values = values.over(&question.then),
            Activity::Challenge(goals) => {
                for goal in goals {
                    values = values.over(&goal.solution);
                }
            }
        }
    }
    setup.kind.complete(&values.over(&step.set))
}
