//! Numbers that prose may type out without a reason, because `lesson.toml` says them: settings, answers and limits.

use super::goal_texts::{is_same, limits_of};
use crate::lab::Values;
use crate::lesson::model::{
    Activity, Answer, Block, Condition, Fact, Goal, Lesson, LessonText, Prediction, Prose,
    Question, Step, StepText, When,
};
use crate::locale::SlotSource;

/// A piece of the prose of a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// The text, the notes, the principle, a variant or a hint of a step.
    Body,
    /// An answer to choose from.
    Label,
    /// The response to the answer of this name.
    Feedback(&'a str),
    /// The limits or the summary of the lesson.
    Closing,
}

/// The pieces of a step in `text`; of the limits and the summary without a step.
pub(super) fn pieces<'a>(
    lesson: &Lesson,
    step: Option<usize>,
    text: &'a LessonText,
) -> Vec<(Piece<'a>, &'a Prose)> {
    let Some(at) = step else {
        return vec![
            (Piece::Closing, &text.breaks),
            (Piece::Closing, &text.summary),
        ];
    };
    let step = lesson.steps.get(at);
    step.and_then(|step| text.steps.get(&step.id))
        .map_or_else(Vec::new, pieces_of_step)
}

fn pieces_of_step(text: &StepText) -> Vec<(Piece<'_>, &Prose)> {
    let mut all = vec![
        (Piece::Body, &text.body),
        (Piece::Body, &text.principle),
        (Piece::Body, &text.notes),
    ];
    let others = text.hints.iter().chain(text.variants.values());
    all.extend(others.map(|prose| (Piece::Body, prose)));
    for (id, answer) in &text.answers {
        all.push((Piece::Label, &answer.label));
        all.push((Piece::Feedback(id), &answer.feedback));
    }
    all
}

/// The numbers that a piece of prose may type out.
#[derive(Clone, Debug)]
pub(super) enum KnownNumbers {
    /// All: the right answer is proved by its condition, and the others are wrong.
    All,
    /// These.
    These(Vec<f64>),
}

impl KnownNumbers {
    /// Those of `piece` in the step with the index `step`, or in the lesson.
    pub(super) fn of(lesson: &Lesson, step: Option<usize>, piece: Piece<'_>) -> Self {
        let step = step.and_then(|at| lesson.steps.get(at));
        if piece == Piece::Label {
            return Self::All;
        }
        let mut known = Vec::new();
        match step {
            None => known.extend(lesson.labs.values().flat_map(|lab| lab.kind.constants())),
            Some(step) => {
                let setup = step.lab.as_ref().and_then(|name| lesson.labs.get(name));
                if let Some(setup) = setup {
                    known.extend(setup.kind.constants());
                    known.extend(numbers(&setup.set));
                }
                known.extend(numbers(&step.set));
                known.extend(numbers_of_conditions(step));
                match &step.activity {
                    Activity::Explore => {}
                    Activity::Question(question) => {
                        known.extend(numbers_of_question(question, piece));
                    }
                    Activity::Challenge(goals) => {
                        known.extend(goals.iter().flat_map(numbers_of_goal));
                    }
                }
            }
        }
        Self::These(known)
    }

    /// The same in `block`, where the runs of its facts are known as well.
    pub(super) fn in_block(&self, lesson: &Lesson, block: &Block) -> Self {
        let Self::These(known) = self else {
            return Self::All;
        };
        let mut known = known.clone();
        let slots = block.spans().iter().flat_map(|span| span.text.slots());
        for slot in slots {
            match &slot.source {
                SlotSource::Fact(name) => {
                    let fact = lesson.facts.get(name);
                    known.extend(fact.into_iter().flat_map(|it| numbers_of_run(lesson, it)));
                }
                SlotSource::Value(_)
                | SlotSource::Key(_)
                | SlotSource::Term(_)
                | SlotSource::Citation(_)
                | SlotSource::Figure(_)
                | SlotSource::Lesson(_) => {}
            }
        }
        Self::These(known)
    }

    /// Whether `value` is one of them.
    pub(super) fn has(&self, value: f64) -> bool {
        match self {
            Self::All => true,
            Self::These(known) => known.iter().any(|it| is_same(*it, value)),
        }
    }
}

/// The numbers in `values`, also those that are names of options.
fn numbers(values: &Values) -> impl Iterator<Item = f64> {
    let numbers = values.iter().map(|(name, _)| values.number(name));
    numbers.filter(|number| number.is_finite())
}

/// The limits that conditions of the texts of a step set.
fn numbers_of_conditions(step: &Step) -> impl Iterator<Item = f64> {
    let variants = step.variants.iter().flat_map(|it| match &it.when {
        When::All(conditions) => conditions.as_slice(),
        When::Otherwise => &[],
    });
    let statements = step.statements.iter().flat_map(|it| &it.all);
    variants.chain(statements).flat_map(limits)
}

fn numbers_of_question(question: &Question, piece: Piece<'_>) -> Vec<f64> {
    let mut known: Vec<f64> = numbers(&question.then).collect();
    known.extend(question.at.map(|at| at as f64));
    for answer in &question.answers {
        if let Some(Prediction::Ghost { set }) = &answer.prediction {
            known.extend(numbers(set));
        }
        if piece == Piece::Feedback(&answer.id) {
            known.extend(numbers_of_answer(answer));
        }
    }
    known
}

/// The numbers that an answer names: the place of its mark, and what makes it right.
fn numbers_of_answer(answer: &Answer) -> Vec<f64> {
    let mut known: Vec<f64> = answer.holds.iter().flat_map(limits).collect();
    if let Some(Prediction::Mark { x, .. }) = &answer.prediction {
        known.push(*x);
    }
    known
}

fn numbers_of_goal(goal: &Goal) -> Vec<f64> {
    let mut known: Vec<f64> = goal.all.iter().flat_map(limits).collect();
    known.extend(numbers(&goal.solution));
    known.extend(goal.at.map(|at| at as f64));
    known
}

/// The values, the steps and the seeds of the runs of a fact.
fn numbers_of_run(lesson: &Lesson, fact: &Fact) -> Vec<f64> {
    let mut known: Vec<f64> = numbers(&fact.set).collect();
    let lab = lesson.labs.get(&fact.lab);
    known.extend(lab.into_iter().flat_map(|lab| numbers(&lab.set)));
    known.extend(fact.at.map(|at| at as f64));
    known.extend(fact.stat.map(|_| fact.seeds as f64));
    known
}

/// The numbers of a condition.
fn limits(condition: &Condition) -> Vec<f64> {
    let mut limits = limits_of(&condition.test);
    limits.extend(condition.at.map(|at| at as f64));
    limits
}
