//! Live numbers that a sentence relates: `{a} − {b} = {c}` holds, and `from {least} to {most}` goes upwards, wherever the
//! learner can set the model.

use super::faults::Faults;
use super::lab_steps::{LabStep, for_each_lab_step};
use super::sentences::{SLOT, Sentence, sentences};
use crate::lab::Lab;
use crate::lesson::model::{Activity, Lesson, Location, Prose, StepText};
use crate::lesson::verify::{run_to, samples};
use crate::locale::{Phrase, SlotSource, Words};

/// The largest relative difference of two sides that are equal.
const NEARLY_EQUAL: f64 = 1e-6;

/// Reports equations of live numbers of `lesson` that do not hold, and ranges that go downwards.
pub(super) fn check(lesson: &Lesson, faults: &mut Faults) {
    for_each_lab_step(lesson, |found| {
        let patterns = range_patterns(found.words);
        let related: Vec<(Sentence<'_>, bool)> = sentences_of_step(found)
            .filter(|(sentence, _)| is_related(&sentence.text, &patterns))
            .collect();
        if related.is_empty() {
            return;
        }
        let [before, after] = labs(found);
        for (sentence, is_feedback) in &related {
            let labs = if *is_feedback { &after } else { &before };
            check_equations(sentence, labs, faults);
            check_ranges(sentence, labs, &patterns, faults);
        }
    });
}

/// The sentences of a step, each with whether it is read after the answer only.
fn sentences_of_step<'a>(found: &LabStep<'a>) -> impl Iterator<Item = (Sentence<'a>, bool)> {
    let text = found.text;
    let is_feedback = |prose: &Prose| {
        let mut answers = text.answers.values();
        answers.any(|answer| std::ptr::eq(&raw const answer.feedback, prose))
    };
    StepText::all(text).flat_map(move |prose| {
        let is_feedback = is_feedback(prose);
        let sentences = sentences(prose).into_iter();
        sentences.map(move |sentence| (sentence, is_feedback))
    })
}

/// The states of a lab that a text of the step shows, and those that the feedback of an answer shows.
fn labs(found: &LabStep<'_>) -> [Vec<Lab>; 2] {
    let (setup, opening) = (found.setup, &found.opening);
    let lab = |values| setup.lab(values, None).ok();
    match &found.step.activity {
        Activity::Explore | Activity::Challenge(_) => {
            let samples = samples(found.step, setup, opening);
            [samples.iter().filter_map(lab).collect(), Vec::new()]
        }
        Activity::Question(question) => {
            let revealed = setup.kind.complete(&opening.clone().merge(&question.then));
            let mut revealed: Vec<Lab> = lab(&revealed).into_iter().collect();
            for lab in &mut revealed {
                run_to(lab, question.at);
            }
            [lab(opening).into_iter().collect(), revealed]
        }
    }
}

/// The words of a range around its two slots.
fn range_patterns(words: &Words) -> Vec<String> {
    let patterns = words.get("check.between-patterns") + "|" + &words.get("check.range-patterns");
    let slot = SLOT.to_string();
    let patterns = patterns
        .split('|')
        .map(|it| it.trim().replace("{n}", &slot));
    patterns.filter(|it| !it.is_empty()).collect()
}

/// Whether a sentence relates its slots; others need no model.
fn is_related(text: &str, patterns: &[String]) -> bool {
    let mut slots = text.match_indices(SLOT);
    slots.any(|(at, _)| operator_of(&text[at..]).is_some())
        || patterns.iter().any(|it| text.contains(it.as_str()))
}

/// A live number: its name and its location.
type LiveSlot<'a> = (&'a str, &'a Location);

/// The slots of `sentence` from the index `first` that are live numbers, up to the first that is none.
fn live_slots<'a>(sentence: &Sentence<'a>, first: usize) -> impl Iterator<Item = LiveSlot<'a>> {
    let slots = sentence.slots.iter().skip(first);
    slots.map_while(|(slot, place)| match &slot.source {
        SlotSource::Value(name) => Some((name.as_str(), *place)),
        _ => None,
    })
}

/// Reports equations that do not hold in one of `labs`.
fn check_equations(sentence: &Sentence<'_>, labs: &[Lab], faults: &mut Faults) {
    for (start, _) in sentence.text.match_indices(SLOT) {
        let Some(operator) = operator_of(&sentence.text[start..]) else {
            continue;
        };
        let first = sentence.text[..start].matches(SLOT).count();
        let slots: Vec<LiveSlot<'_>> = live_slots(sentence, first).take(3).collect();
        let [(a, place), (b, _), (c, _)] = slots.as_slice() else {
            continue;
        };
        let fails = |lab: &&Lab| {
            let numbers = (lab.number(a), lab.number(b), lab.number(c));
            let (Some(a), Some(b), Some(c)) = numbers else {
                return false;
            };
            let size = a.abs().max(b.abs()).max(c.abs()).max(1.0);
            (operator.apply(a, b) - c).abs() > NEARLY_EQUAL * size
        };
        let Some(lab) = labs.iter().find(fails) else {
            continue;
        };
        let number = |name: &str| lab.number(name).unwrap_or(f64::NAN);
        let message = Phrase::key("check.wrong-equation")
            .with("first", number(a))
            .with("operator", operator.sign().to_string())
            .with("second", number(b))
            .with("result", number(c));
        faults.report((*place).clone(), message);
    }
}

/// An operator between two live numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Plus,
    Minus,
    Times,
    Over,
}

impl Operator {
    fn of(sign: char) -> Option<Self> {
        match sign {
            '+' => Some(Self::Plus),
            '−' => Some(Self::Minus),
            '·' | '×' => Some(Self::Times),
            '÷' | '/' => Some(Self::Over),
            _ => None,
        }
    }

    fn sign(self) -> char {
        match self {
            Self::Plus => '+',
            Self::Minus => '−',
            Self::Times => '·',
            Self::Over => '÷',
        }
    }

    fn apply(self, a: f64, b: f64) -> f64 {
        match self {
            Self::Plus => a + b,
            Self::Minus => a - b,
            Self::Times => a * b,
            Self::Over => a / b,
        }
    }
}

/// The operator of an equation of three slots with which `text` begins.
fn operator_of(text: &str) -> Option<Operator> {
    let mut chars = text.chars().filter(|c| !c.is_whitespace());
    let mut next = || chars.next();
    let parts = (next()?, next()?, next()?, next()?, next()?);
    let (SLOT, sign, SLOT, '=', SLOT) = parts else {
        return None;
    };
    Operator::of(sign)
}

/// Reports two live numbers that a sentence calls the ends of a range while the first is the larger one in each of `labs`.
fn check_ranges(sentence: &Sentence<'_>, labs: &[Lab], patterns: &[String], faults: &mut Faults) {
    for pattern in patterns {
        let Some(at) = sentence.text.find(pattern.as_str()) else {
            continue;
        };
        let first = sentence.text[..at].matches(SLOT).count();
        let slots: Vec<LiveSlot<'_>> = live_slots(sentence, first).take(2).collect();
        let [(low, place), (high, _)] = slots.as_slice() else {
            continue;
        };
        let is_down = |lab: &Lab| match (lab.number(low), lab.number(high)) {
            (Some(low), Some(high)) => low > high,
            (_, _) => false,
        };
        if !labs.is_empty() && labs.iter().all(is_down) {
            let message = Phrase::key("check.exchanged-ends")
                .with("name", *low)
                .with("other", *high);
            faults.report((*place).clone(), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_equation_has_three_slots() {
        assert_eq!(
            operator_of("\u{fffc} − \u{fffc} = \u{fffc}."),
            Some(Operator::Minus)
        );
        assert_eq!(operator_of("\u{fffc} − 2 = \u{fffc}"), None);
        assert_eq!(operator_of("\u{fffc} − \u{fffc}"), None);
    }
}
