//! Values that prose states twice: the last hint and the solution, the text of a challenge and its conditions, an answer and
//! its mark.

use super::goal_texts::{GoalText, is_same};
use super::stated_numbers::{StatedNumber, stated_numbers};
use crate::lab::{Value, Values};
use crate::lesson::model::{
    Activity, AnswerText, Fault, Goal, Lesson, Location, Prediction, Prose, SOLUTION_HINT, Step,
    StepText,
};
use crate::locale::{Phrase, SlotSource, Words};

/// The faults of `text`, the prose of step `at`, `step`, which opens with `opening`.
pub(super) fn contradictions(
    lesson: &Lesson,
    at: usize,
    step: &Step,
    text: &StepText,
    opening: &Values,
    words: &Words,
) -> Vec<Fault> {
    match &step.activity {
        Activity::Explore => Vec::new(),
        Activity::Question(question) => {
            let answers = question.answers.iter();
            answers
                .filter_map(|answer| {
                    let text = text.answers.get(&answer.id)?;
                    mark_contradiction(answer.prediction.as_ref()?, text, words)
                })
                .collect()
        }
        Activity::Challenge(goals) => {
            let mut faults = hint_contradictions(goals, text, opening, words);
            let goals = GoalText {
                lesson,
                at,
                goals,
                text,
                words,
            };
            faults.extend(goals.faults());
            faults
        }
    }
}

/// A mark that is at none of the numbers of its answer.
fn mark_contradiction(prediction: &Prediction, text: &AnswerText, words: &Words) -> Option<Fault> {
    let Prediction::Mark { x, .. } = prediction else {
        return None;
    };
    let numbers = stated_numbers(&text.label, words);
    let has_digits = numbers.iter().any(|number| number.is_certain);
    if !has_digits || states(&numbers, *x) {
        return None;
    }
    Some(Fault {
        place: text.label.place_or(&text.place),
        message: Phrase::key("check.other-mark").with("x", *x),
    })
}

/// Values of solutions that the last hint does not say.
fn hint_contradictions(
    goals: &[Goal],
    text: &StepText,
    opening: &Values,
    words: &Words,
) -> Vec<Fault> {
    let Some(hint) = text
        .hints
        .get(SOLUTION_HINT)
        .filter(|hint| !has_slots(hint))
    else {
        return Vec::new();
    };
    let numbers = stated_numbers(hint, words);
    let place = first_place(hint);
    let mut faults = Vec::new();
    for goal in goals {
        for (name, value) in goal.solution.iter() {
            let Value::Number(number) = value else {
                continue;
            };
            if opening.get(name) != Some(value) && !states(&numbers, *number) {
                let message = Phrase::key("check.hint-without-value")
                    .with("control", name)
                    .with("value", *number);
                faults.push(Fault {
                    place: place.clone(),
                    message,
                });
            }
        }
    }
    faults
}

fn states(numbers: &[StatedNumber], value: f64) -> bool {
    numbers.iter().any(|number| is_same(number.value, value))
}

/// Whether a number of the model or of a fact stands in `prose`.
fn has_slots(prose: &Prose) -> bool {
    let mut slots = prose.spans().flat_map(|span| span.text.slots());
    slots.any(|slot| matches!(slot.source, SlotSource::Value(_) | SlotSource::Fact(_)))
}

fn first_place(prose: &Prose) -> Location {
    let first = prose.spans().next();
    first.map_or_else(|| prose.place.clone(), |span| span.place.clone())
}
