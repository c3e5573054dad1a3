//! The texts of answers: the right one says the number that its condition proves, and only the right one is confirmed, by the
//! program.

use super::faults::{Faults, words_in};
use super::numbers::typed_numbers_in;
use super::sentences::matches;
use super::stated_numbers::value_of;
use crate::lesson::model::{
    Activity, Answer, AnswerText, Comparison, Lesson, Location, Question, StepText,
};
use crate::locale::{Lang, Phrase, Words};

/// The widest tolerance of a condition of the right answer, relative to its number.
const WIDEST: f64 = 0.25;

pub(super) fn check(lesson: &Lesson, faults: &mut Faults) {
    for (at, step) in lesson.steps.iter().enumerate() {
        let Activity::Question(question) = &step.activity else {
            continue;
        };
        let Some(right) = question.answers.get(question.right) else {
            continue;
        };
        let path = format!("step.{at}");
        check_tolerances(lesson, &path, right, faults);
        for lang in lesson.texts.languages() {
            let (Some(text), Some(words)) = (lesson.texts.get(lang), words_in(lang)) else {
                continue;
            };
            if let Some(text) = text.steps.get(&step.id) {
                check_confirmed(lesson, &path, question, text, &words, faults);
                // Translations state the numbers of the English text, sometimes as fractions in words.
                if *lang == Lang::english() {
                    check_numbers(lesson, &path, question, text, faults);
                }
            }
        }
    }
}

/// Reports a tolerance so wide that the condition holds for quite another answer.
fn check_tolerances(lesson: &Lesson, path: &str, right: &Answer, faults: &mut Faults) {
    for (at, condition) in right.holds.iter().enumerate() {
        let Comparison::Is { value, within } = &condition.test else {
            continue;
        };
        let widest = WIDEST * value.abs();
        if *value != 0.0 && *within > widest + 1e-9 {
            let holds = format!("{path}.option.{}.holds", right.id);
            let listed = format!("{holds}.{at}");
            let tail = if lesson.places.contains_key(&listed) {
                listed
            } else {
                holds
            };
            let message = Phrase::key("check.wide-condition")
                .with("within", *within)
                .with("widest", widest);
            faults.report_in(lesson, &format!("{tail}.within"), message);
        }
    }
}

/// Reports feedback that begins with a word such as yes: at a wrong answer it confirms what is wrong, and at the right one the
/// program writes that word itself.
fn check_confirmed(
    lesson: &Lesson,
    path: &str,
    question: &Question,
    text: &StepText,
    words: &Words,
    faults: &mut Faults,
) {
    let patterns = words.get("check.yes-words");
    for (at, answer) in question.answers.iter().enumerate() {
        let Some(answer_text) = text.answers.get(&answer.id) else {
            continue;
        };
        let feedback = answer_text.feedback.plain();
        let (first, rest) = feedback.split_at(
            feedback
                .find(|c: char| !c.is_alphanumeric())
                .unwrap_or(feedback.len()),
        );
        let is_yes = |pattern| matches(pattern, first);
        if first.is_empty() || !patterns.split_whitespace().any(is_yes) {
            continue;
        }
        let is_right = at == question.right;
        // In Korean the same word may count: it is a yes where a mark follows.
        if is_right && rest.starts_with(char::is_whitespace) {
            continue;
        }
        let key = if is_right {
            "check.says-yes"
        } else {
            "check.confirmed"
        };
        let message = Phrase::key(key)
            .with("word", first)
            .with("id", answer.id.as_str());
        let place = answer_text.feedback.spans().next();
        faults.report(
            place.map_or_else(|| answer_text.place.clone(), |span| span.place.clone()),
            message.clone(),
        );
        if !is_right {
            faults.report_in(lesson, &format!("{path}.right"), message);
        }
    }
}

/// Reports a right answer without the number of its condition, and wrong answers with a number for which it holds.
fn check_numbers(
    lesson: &Lesson,
    path: &str,
    question: &Question,
    text: &StepText,
    faults: &mut Faults,
) {
    let Some(right) = question.answers.get(question.right) else {
        return;
    };
    let numbers_of = |answer: &Answer| {
        text.answers
            .get(&answer.id)
            .map_or_else(Vec::new, |text| numbers(lesson, text))
    };
    let own = numbers_of(right);
    let is_proven = |number: f64| {
        right
            .holds
            .iter()
            .any(|condition| condition.test.is_met_by(number))
    };
    let has_number = right
        .holds
        .iter()
        .any(|condition| matches!(condition.test, Comparison::Is { .. }));
    let holds = format!("{path}.option.{}.holds", right.id);
    if let (true, Some((place, number))) = (has_number, own.first())
        && own.iter().all(|(_, number)| !is_proven(*number))
    {
        let message = Phrase::key("check.other-label").with("number", *number);
        faults.report(place.clone(), message.clone());
        faults.report_in(lesson, &holds, message);
        return;
    }
    let ([condition], [(_, own)]) = (right.holds.as_slice(), own.as_slice()) else {
        return;
    };
    for answer in question
        .answers
        .iter()
        .filter(|answer| answer.id != right.id)
    {
        if let [(place, number)] = numbers_of(answer).as_slice()
            && (number - own).abs() > 1e-9
            && condition.test.is_met_by(*own)
            && condition.test.is_met_by(*number)
        {
            let message = Phrase::key("check.holds-for-label")
                .with("number", *number)
                .with("id", answer.id.as_str());
            faults.report(place.clone(), message.clone());
            faults.report_in(lesson, &holds, message);
        }
    }
}

/// The numbers in the label of an answer: typed ones, and those of facts.
fn numbers(lesson: &Lesson, text: &AnswerText) -> Vec<(Location, f64)> {
    let mut numbers = Vec::new();
    for span in text.label.spans() {
        let typed = typed_numbers_in(span).into_iter();
        numbers.extend(typed.filter_map(|(place, number)| Some((place, value_of(&number)?))));
        let facts = span
            .text
            .slots()
            .filter_map(|slot| lesson.facts.get(slot.fact()?));
        numbers.extend(facts.map(|fact| (span.place.clone(), fact.value)));
    }
    numbers
}
