//! Values that prose states twice: the last hint and the solution, the text of a challenge and its conditions, an answer and
//! its mark.

use super::stated_numbers::{StatedNumber, stated_numbers};
use crate::lab::{Value, Values};
use crate::lesson::model::{
    Activity, AnswerText, Comparison, Fault, Goal, Lesson, Location, Prediction, Prose, Step,
    StepText,
};
use crate::locale::{Phrase, SlotSource, Words};

/// The index of the hint that says the value itself.
const LAST_HINT: usize = 2;

/// The faults of `text`, the prose of `step`, which opens with `opening`.
pub(super) fn contradictions(
    lesson: &Lesson,
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
            faults.extend(goal_contradictions(lesson, goals, text, opening, words));
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
    let Some(hint) = text.hints.get(LAST_HINT).filter(|hint| !has_slots(hint)) else {
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

/// Numbers of the text of a challenge that nothing explains, while a number of its conditions is not in the text. Numbers are
/// explained by the conditions, the solutions, the opening state, and the runs of the facts beside them.
fn goal_contradictions(
    lesson: &Lesson,
    goals: &[Goal],
    text: &StepText,
    opening: &Values,
    words: &Words,
) -> Vec<Fault> {
    let numbers = stated_numbers(&text.body, words);
    let limits = goals.iter().flat_map(|goal| &goal.all);
    let limits: Vec<Vec<f64>> = limits.map(|condition| limits_of(&condition.test)).collect();
    let is_stated = |limit: &Vec<f64>| limit.iter().any(|number| states(&numbers, *number));
    if limits
        .iter()
        .filter(|limit| !limit.is_empty())
        .all(is_stated)
    {
        return Vec::new();
    }
    let slots = text.body.spans().flat_map(|span| span.text.slots());
    let facts = slots.filter_map(|slot| lesson.facts.get(slot.fact()?));
    let mut known: Vec<f64> = limits.into_iter().flatten().collect();
    let solutions = goals.iter().flat_map(|goal| goal.solution.iter());
    let values = solutions
        .chain(opening.iter())
        .chain(facts.flat_map(|fact| fact.set.iter()));
    known.extend(values.filter_map(|(_, value)| value.to_string().parse::<f64>().ok()));
    let unknown = numbers.into_iter().filter(|number| {
        let is_digit = number.text.contains(|c: char| c.is_ascii_digit());
        is_digit && !known.iter().any(|value| is_same(*value, number.value))
    });
    unknown
        .map(|number| Fault {
            place: number.place,
            message: Phrase::key("check.other-goal").with("number", number.text),
        })
        .collect()
}

/// The numbers in a comparison.
fn limits_of(test: &Comparison) -> Vec<f64> {
    match test {
        Comparison::Is { value, within } => vec![*value, value - within, value + within],
        Comparison::Above(value)
        | Comparison::Below(value)
        | Comparison::AtLeast(value)
        | Comparison::AtMost(value) => vec![*value],
        Comparison::Chosen(option) => option.parse().into_iter().collect(),
    }
}

fn states(numbers: &[StatedNumber], value: f64) -> bool {
    numbers.iter().any(|number| is_same(number.value, value))
}

fn is_same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(1.0)
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
