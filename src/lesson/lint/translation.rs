//! Translations: a translation has the paragraphs and the slots of the English text.

use std::collections::BTreeSet;

use super::faults::Faults;
use super::faults::words_in;
use super::formulas;
use super::named_numbers;
use super::operators;
use super::stated_numbers::{StatedNumber, stated_numbers, typed_values, unmatched};
use crate::lesson::model::{LessonText, Prose};
use crate::locale::{Lang, Phrase, Slot, SlotSource, Words};

/// A heading with its prose in English and in the translation.
type Piece<'a> = (String, &'a Prose, &'a Prose);

/// The faults of slots whose number does not exist.
const UNKNOWN: [&str; 2] = ["check.unknown-fact", "check.unknown-slot"];

/// Reports the differences of `text`, which is in `lang`, from `english`, whose own faults are among `faults`. A missing piece
/// is reported with the prose of its lesson, except notes, which only a translation of notes requires.
pub(super) fn check(lang: &Lang, text: &LessonText, english: &LessonText, faults: &mut Faults) {
    for (id, original) in &english.steps {
        let Some(text) = text.steps.get(id) else {
            continue;
        };
        if text.notes.is_empty() && !original.notes.is_empty() {
            let message = Phrase::key("check.missing-text").with("heading", "### notes");
            faults.report(text.notes.place_or(&text.place), message);
        }
    }
    for (heading, original, text) in pieces(text, english) {
        if original.is_empty() || text.is_empty() {
            continue;
        }
        compare_numbers(lang, original, text, faults);
        // An unknown name in the English text is reported there; the translation may be right.
        if !original
            .spans()
            .any(|span| faults.has_at(&span.place, &UNKNOWN))
        {
            compare(&heading, original, text, faults);
            compare_formulas(original, text, faults);
        }
    }
}

/// Reports the numbers that only one of `original`, in English, and `text`, in `lang`, states.
fn compare_numbers(lang: &Lang, original: &Prose, text: &Prose, faults: &mut Faults) {
    let english = Lang::english();
    let Some(english_words) = words_in(&english) else {
        return;
    };
    let theirs = stated_numbers(original, &english_words);
    let (ours, theirs) = match words_in(lang).filter(|_| Words::available().contains(lang)) {
        Some(words) => (stated_numbers(text, &words), theirs),
        // Without number words of the language only digits can be missed.
        None => (
            typed_values(text),
            theirs
                .into_iter()
                .map(StatedNumber::only_if_typed)
                .collect(),
        ),
    };
    let sides = [
        (unmatched(&ours, &theirs), &english),
        (unmatched(&theirs, &ours), lang),
    ];
    for (numbers, other) in sides {
        for number in numbers {
            let message = Phrase::key("check.number-differs")
                .with("number", number.text)
                .with("lang", other.tag());
            faults.report(number.place, message);
        }
    }
}

/// Reports formulas that differ, and numbers that stand beside other names.
pub(super) fn compare_formulas(original: &Prose, text: &Prose, faults: &mut Faults) {
    formulas::compare(original, text, faults);
    operators::compare(original, text, faults);
    named_numbers::compare(original, text, faults);
}

/// Reports the paragraphs and slots that `text` lacks or adds, compared with the English `original`.
pub(super) fn compare(heading: &str, original: &Prose, text: &Prose, faults: &mut Faults) {
    let (wanted, count) = (original.blocks.len(), text.blocks.len());
    if count < wanted {
        let message = Phrase::key("check.fewer-paragraphs")
            .with("heading", heading)
            .with("count", count)
            .with("wanted", wanted);
        faults.report(text.place.clone(), message);
    }
    let slot_names =
        |prose: &Prose| -> BTreeSet<String> { slots(prose).map(without_format).collect() };
    let (wanted, found) = (slot_names(original), slot_names(text));
    for name in wanted.difference(&found) {
        let message = Phrase::key("check.lost-slot")
            .with("heading", heading)
            .with("slot", name.as_str());
        faults.report(text.place.clone(), message);
    }
    for span in text.spans() {
        for slot in span.text.slots().map(without_format) {
            if !wanted.contains(&slot) {
                let message = Phrase::key("check.added-slot").with("slot", slot);
                faults.report(span.place.clone(), message);
            }
        }
    }
}

/// The pieces whose headings both texts have.
fn pieces<'a>(text: &'a LessonText, english: &'a LessonText) -> Vec<Piece<'a>> {
    let mut pieces = vec![
        ("## breaks".to_owned(), &english.breaks, &text.breaks),
        ("## summary".to_owned(), &english.summary, &text.summary),
    ];
    for (id, original) in &english.steps {
        let Some(text) = text.steps.get(id) else {
            continue;
        };
        pieces.extend([
            (format!("## {id}"), &original.body, &text.body),
            (
                "### principle".to_owned(),
                &original.principle,
                &text.principle,
            ),
            ("### notes".to_owned(), &original.notes, &text.notes),
        ]);
        for (at, (original, text)) in original.hints.iter().zip(&text.hints).enumerate() {
            pieces.push((format!("### hint {}", at + 1), original, text));
        }
        for (id, original) in &original.answers {
            if let Some(text) = text.answers.get(id) {
                let heading = format!("### option {id}");
                pieces.push((heading.clone(), &original.label, &text.label));
                pieces.push((heading, &original.feedback, &text.feedback));
            }
        }
    }
    pieces
}

fn slots(prose: &Prose) -> impl Iterator<Item = &Slot> {
    prose.spans().flat_map(|span| span.text.slots())
}

/// The slot without its format, which the translator may choose.
fn without_format(slot: &Slot) -> String {
    match &slot.source {
        SlotSource::Value(name) => format!("{{{name}}}"),
        SlotSource::Fact(name) => format!("{{fact:{name}}}"),
        SlotSource::Key(name) => format!("{{key:{name}}}"),
        SlotSource::Term(name) => format!("{{term:{name}}}"),
        SlotSource::Citation(name) => format!("{{source:{name}}}"),
        SlotSource::Figure(id) => format!("{{figure:{id}}}"),
        SlotSource::Lesson(name) => format!("{{lesson:{name}}}"),
    }
}
