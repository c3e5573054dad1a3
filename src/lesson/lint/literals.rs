//! Literals: numbers that prose types out, each with a reason in `lesson.toml`.

use std::collections::{BTreeMap, BTreeSet};

use super::faults::{Faults, words_in};
use super::numbers::{typed_numbers, typed_numbers_in};
use super::spoken_numbers::NumberTable;
use super::word_literals::{WordNumber, word_numbers};
use crate::lesson::model::{Activity, Course, Lesson, LessonText, Location, Prose, StepText};
use crate::locale::Phrase;

/// A reason that says that none was given yet.
pub const TODO: &str = "TODO";

/// A typed number and its location.
type TypedNumber = (Location, String);

/// The numbers in words of a part of a lesson, in all languages.
fn word_numbers_of(lesson: &Lesson, step: Option<usize>) -> Vec<WordNumber> {
    let mut all = Vec::new();
    for lang in lesson.texts.languages() {
        let (Some(text), Some(words)) = (lesson.texts.get(lang), words_in(lang)) else {
            continue;
        };
        let table = NumberTable::new(&words);
        for prose in proses(lesson, step, text) {
            all.extend(word_numbers(prose, &table, &words));
        }
    }
    // The last hint says the values of the solution.
    let solved = solution_values(lesson, step);
    all.retain(|number| !solved.iter().any(|value| number.is(*value)));
    all
}

/// The numbers that the solutions of a step set.
fn solution_values(lesson: &Lesson, step: Option<usize>) -> Vec<f64> {
    let Some(Activity::Challenge(goals)) = step
        .and_then(|at| lesson.steps.get(at))
        .map(|step| &step.activity)
    else {
        return Vec::new();
    };
    let values = goals.iter().flat_map(|goal| goal.solution.iter());
    values
        .filter_map(|(_, value)| value.to_string().parse().ok())
        .collect()
}

/// The numbers that a part of a lesson types out without a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndeclaredLiterals {
    /// The index of the lesson in the course.
    pub lesson: usize,
    /// The index of the step; none for the title, the limits and the summary of the lesson.
    pub step: Option<usize>,
    /// The numbers as the prose writes them.
    pub numbers: BTreeSet<String>,
}

/// The numbers that the prose of `course` types out without a reason, in any language.
pub fn undeclared_literals(course: &Course) -> Vec<UndeclaredLiterals> {
    let mut all = Vec::new();
    for (at, lesson) in course.lessons.iter().enumerate() {
        for step in scopes(lesson) {
            let declared = declared(lesson, step);
            let typed = lesson
                .texts
                .all()
                .flat_map(|text| typed(lesson, step, text));
            let mut numbers: BTreeSet<_> = typed
                .map(|(_, number)| number)
                .filter(|number| !declared.contains_key(number))
                .collect();
            for number in word_numbers_of(lesson, step) {
                let mut known = declared.keys().chain(&numbers);
                if !known.any(|literal| number.is_named_by(literal)) {
                    numbers.insert(number.text);
                }
            }
            if !numbers.is_empty() {
                all.push(UndeclaredLiterals {
                    lesson: at,
                    step,
                    numbers,
                });
            }
        }
    }
    all
}

/// Reports typed numbers without a reason, one fault for each line, reasons that are still to be written, and reasons of
/// numbers that nothing types.
pub(super) fn check(lesson: &Lesson, faults: &mut Faults) {
    // Missing prose is reported elsewhere; nothing can be used without it.
    if lesson.texts.is_empty() {
        return;
    }
    for step in scopes(lesson) {
        let declared = declared(lesson, step);
        let mut used = BTreeSet::new();
        for text in lesson.texts.all() {
            let mut lines: BTreeMap<usize, Vec<TypedNumber>> = BTreeMap::new();
            for (place, number) in typed(lesson, step, text) {
                if declared.contains_key(&number) {
                    used.insert(number);
                } else {
                    lines.entry(place.line).or_default().push((place, number));
                }
            }
            for numbers in lines.into_values() {
                report_line(numbers, step, faults);
            }
        }
        for number in word_numbers_of(lesson, step) {
            let named: Vec<_> = declared
                .keys()
                .filter(|it| number.is_named_by(it))
                .collect();
            if named.is_empty() {
                report_line(vec![(number.place, number.text)], step, faults);
            }
            used.extend(named.into_iter().cloned());
        }
        for (literal, reason) in declared {
            let path = literal_path(step, literal);
            if !used.contains(literal) {
                let key = if step.is_some() {
                    "check.unused-literal"
                } else {
                    "check.unused-literal-of-lesson"
                };
                let message = Phrase::key(key).with("literal", literal.as_str());
                faults.report_in(lesson, &path, message);
            } else if reason.trim() == TODO {
                let message = Phrase::key("check.todo-literal").with("literal", literal.as_str());
                faults.report_in(lesson, &path, message);
            }
        }
    }
}

/// Reports the typed numbers of a line.
fn report_line(numbers: Vec<TypedNumber>, step: Option<usize>, faults: &mut Faults) {
    let names: Vec<_> = numbers.iter().map(|(_, number)| number.as_str()).collect();
    let key = if step.is_some() {
        "check.typed-number"
    } else {
        "check.typed-number-of-lesson"
    };
    let message = Phrase::key(key).with("number", names.join(", "));
    if let Some((place, _)) = numbers.into_iter().next() {
        faults.report(place, message);
    }
}

/// The path in `lesson.toml` of the reason for `literal`.
fn literal_path(step: Option<usize>, literal: &str) -> String {
    match step {
        Some(at) => format!("step.{at}.literals.{literal}"),
        None => format!("literals.{literal}"),
    }
}

/// The parts of a lesson that have literals of their own: the lesson itself and its steps.
fn scopes(lesson: &Lesson) -> impl Iterator<Item = Option<usize>> {
    std::iter::once(None).chain((0..lesson.steps.len()).map(Some))
}

fn declared(lesson: &Lesson, step: Option<usize>) -> &BTreeMap<String, String> {
    step.and_then(|at| lesson.steps.get(at))
        .map_or(&lesson.literals, |step| &step.literals)
}

/// The numbers that a step, or the title, the limits and the summary of the lesson, type out in `text`.
fn typed(lesson: &Lesson, step: Option<usize>, text: &LessonText) -> Vec<TypedNumber> {
    let title = match step {
        Some(_) => Vec::new(),
        None => typed_numbers(&text.title),
    };
    let in_title = title
        .into_iter()
        .map(|(_, number)| (text.title_place.clone(), number));
    let proses = proses(lesson, step, text);
    let in_prose = proses
        .into_iter()
        .flat_map(|prose| prose.spans().flat_map(typed_numbers_in));
    in_title.chain(in_prose).collect()
}

/// The pieces of prose of a step, or the limits and the summary of the lesson.
fn proses<'a>(lesson: &Lesson, step: Option<usize>, text: &'a LessonText) -> Vec<&'a Prose> {
    let Some(at) = step else {
        return vec![&text.breaks, &text.summary];
    };
    let step = lesson.steps.get(at);
    let text = step.and_then(|step| text.steps.get(&step.id));
    text.into_iter().flat_map(StepText::all).collect()
}
