//! Prose as plain text, for lists.

use super::task_sentence::{sentence_starts, task_sentence};
use crate::app::context::Context;
use crate::lesson::{Activity, Lesson, Localized, Prose, Step};
use crate::locale::{Lang, Slot, SlotSource, SlotValue, TemplatePart};
use crate::text::width;

/// The fewest columns of a question that is understood without the sentence before it.
const MIN_QUESTION_WIDTH: usize = 12;

/// Prose as one line of text, with the facts of `lesson`, and an ellipsis for every number and figure of the model.
pub(in crate::app) fn plain_prose(
    context: &Context,
    lesson: Option<&Lesson>,
    prose: &Prose,
) -> String {
    let words = |part: &TemplatePart| match part {
        TemplatePart::Text(text) => text.replace('\n', " "),
        TemplatePart::Slot(slot) => plain_slot(context, lesson, slot),
    };
    let blocks = prose.blocks.iter().map(|block| {
        let spans = block.spans();
        let parts = spans.iter().flat_map(|span| span.text.parts());
        parts.map(words).collect::<String>()
    });
    blocks.collect::<Vec<_>>().join(" ")
}

/// The meaning of the glossary term called `name`, in English or else in any language where its translation is missing; empty
/// for an unknown term.
pub fn term_meaning(context: &Context, name: &str) -> String {
    let glossary = &context.course().glossary;
    let mut langs = vec![context.words().lang()];
    langs.extend(Lang::english_first(glossary.keys()));
    langs
        .into_iter()
        .find_map(|lang| glossary.get(lang)?.get(name))
        .map_or_else(String::new, |term| {
            plain_prose(context, None, &term.meaning)
        })
}

fn plain_slot(context: &Context, lesson: Option<&Lesson>, slot: &Slot) -> String {
    if let SlotSource::Fact(name) = &slot.source
        && let Some(fact) = lesson.and_then(|lesson| lesson.facts.get(name))
    {
        let number = SlotValue::Number(fact.value);
        return context.words().format_slot(slot, &number);
    }
    let text = match &slot.source {
        SlotSource::Term(name) => context.term(name),
        SlotSource::Key(name) => context.key_text(name),
        SlotSource::Lesson(name) => context.lesson_number(name),
        SlotSource::Value(_) | SlotSource::Fact(_) | SlotSource::Figure(_) => "…".to_owned(),
        SlotSource::Citation(_) => return String::new(),
    };
    context.words().format_slot(slot, &SlotValue::Text(text))
}

/// The task of a step in a sentence: its question; for a challenge, the principle once it `is_done`, else the sentence that
/// tells to do something.
pub(in crate::app) fn step_label(
    context: &Context,
    lesson: &Lesson,
    step: &Step,
    is_done: bool,
) -> String {
    let lang = context.words().lang();
    let text = |localized| match localized {
        Localized::Translated(prose) | Localized::Foreign { prose, .. } => {
            plain_prose(context, Some(lesson), prose)
        }
        Localized::Missing => String::new(),
    };
    let body = text(lesson.localized(lang, |text| Some(&text.steps.get(&step.id)?.body)));
    match &step.activity {
        Activity::Question(_) => question(&body).to_owned(),
        Activity::Explore | Activity::Challenge(_) => {
            let principle = lesson.localized(lang, |text| {
                Some(&text.steps.get(&step.id)?.principle).filter(|_| is_done)
            });
            match principle {
                Localized::Missing => task_sentence(&body).to_owned(),
                Localized::Translated(_) | Localized::Foreign { .. } => text(principle),
            }
        }
    }
}

/// The last question in `text`, with the sentence before it if it is very short; the whole text without a question.
pub(in crate::app) fn question(text: &str) -> &str {
    let Some(end) = text.rfind('?').map(|at| at + 1) else {
        return text;
    };
    let asked = &text[..end];
    let starts: Vec<_> = sentence_starts(asked).collect();
    let long_enough = |start: &&usize| width(&asked[**start..]) >= MIN_QUESTION_WIDTH;
    let start = starts.iter().rev().find(long_enough);
    start.map_or(asked, |start| &asked[*start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_question_is_the_last_sentence_that_asks() {
        assert_eq!(
            question("A node has a bias. Where does its kink stand? Look first."),
            "Where does its kink stand?"
        );
        assert_eq!(
            question("It is dead at 0.5. Why?"),
            "It is dead at 0.5. Why?"
        );
        assert_eq!(question("Turn it."), "Turn it.");
        assert_eq!(
            question("왜 그럴까요? 기울기는 얼마일까요?"),
            "기울기는 얼마일까요?"
        );
        assert_eq!(question(""), "");
    }
}
