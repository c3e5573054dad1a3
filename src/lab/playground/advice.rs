//! Advice: why a playground's training fails, in words, and what fixes it.

use super::data_spec::DataSpec;
use super::fixes::build_fix;
use crate::lab::shared::TrainingRun;
use crate::lab::{Advice, Fix, TriedFix, Values};
use crate::locale::Phrase;
use crate::nn::{FixKind, TrainingProblem};

/// The words for `problem` and its first fix that was not tried.
pub(super) fn advise(
    problem: &TrainingProblem,
    training: &TrainingRun,
    values: &Values,
    tried: &[TriedFix],
) -> Advice {
    let fix = next_fix(problem, training, values, tried);
    let was_tried = tried.iter().any(|fix| fix.problem == problem.name);
    let message = problem_message(problem, values);
    Advice {
        problem: problem.name,
        message: if fix.is_none() && was_tried {
            Phrase::key("lab.playground.nothing-left").with("problem", message)
        } else {
            message
        },
        fix,
    }
}

/// The problem in words, with the name of the input that shows it.
fn problem_message(problem: &TrainingProblem, values: &Values) -> Phrase {
    let group = if is_of_all_units(problem) {
        "problem-of-all"
    } else {
        "problem"
    };
    let phrase = Phrase::key(format!("lab.playground.{group}.{}", problem.name));
    let columns = DataSpec::parse(values).columns;
    let input_name = |input: f64| {
        let mut numbered = columns.iter().zip(1_u8..);
        numbered.find_map(|(column, at)| (f64::from(at) == input).then(|| column.name.clone()))
    };
    let numbers = problem.numbers.iter();
    numbers.fold(phrase, |phrase, (name, number)| match *name {
        "input" => phrase.with(name, input_name(*number).unwrap_or_default()),
        _ => phrase.with(name, *number),
    })
}

/// Whether every unit of a layer has the problem.
fn is_of_all_units(problem: &TrainingProblem) -> bool {
    let number = |names: &[&str]| {
        let mut numbers = problem.numbers.iter();
        let found = numbers.find(|(name, _)| names.contains(name));
        found.map(|(_, number)| *number)
    };
    let affected = number(&["off", "flat"]);
    affected.is_some() && affected == number(&["units"])
}

/// The first fix of `problem` that was not tried for it, does not undo another one, and changes something.
fn next_fix(
    problem: &TrainingProblem,
    training: &TrainingRun,
    values: &Values,
    tried: &[TriedFix],
) -> Option<Fix> {
    let undoes_another = |kind: FixKind| {
        let mut tried = tried.iter();
        tried.any(|fix| kind.opposite() == Some(fix.kind))
    };
    let here = tried.iter().filter(|fix| fix.problem == problem.name);
    let mut used: Vec<FixKind> = here.map(|fix| fix.kind).collect();
    let fixes = problem.fixes.iter().filter(|(kind, _)| {
        // A kind that stands twice in the row is used up by the second try.
        let was_used = used.iter().position(|other| other == kind);
        was_used.map(|at| used.swap_remove(at)).is_none() && !undoes_another(*kind)
    });
    let mut fixes =
        fixes.filter_map(|(kind, steps)| build_fix(*kind, *steps, problem, training, values));
    fixes.find(|fix| !fix.set.changes_since(values).is_empty())
}
