//! A translation against the English text: no paragraph lost, no number lost or made up.

use std::collections::BTreeSet;

use super::Faults;
use super::step_text::heading_of;
use crate::lesson::model::{LessonText, Prose};
use crate::locale::{Phrase, Slot, SlotSource};

/// A heading, and what stands under it in English and in the translation.
type Piece<'a> = (String, &'a Prose, &'a Prose);

/// Reports what `text` lacks or adds beside `english`. Pieces that are wholly missing are reported with those that
/// every text needs, except notes, which a lesson may do without.
pub(super) fn check(text: &LessonText, english: &LessonText, faults: &mut Faults) {
    for (id, original) in &english.steps {
        let Some(said) = text.steps.get(id) else {
            continue;
        };
        if said.notes.is_empty() && !original.notes.is_empty() {
            let what = Phrase::key("check.missing-text").with("heading", "### notes");
            faults.at(heading_of(&said.notes, said.place.clone()), what);
        }
    }
    for (heading, original, said) in pieces(text, english) {
        if !original.is_empty() && !said.is_empty() {
            piece(&heading, original, said, faults);
        }
    }
}

/// Reports what `said` lacks or adds beside `original`, the English piece under the same heading.
pub(super) fn piece(heading: &str, original: &Prose, said: &Prose, faults: &mut Faults) {
    let (wanted, there) = (original.blocks.len(), said.blocks.len());
    if there < wanted {
        let what = Phrase::key("check.fewer-paragraphs")
            .with("heading", heading)
            .with("count", there)
            .with("wanted", wanted);
        faults.at(said.place.clone(), what);
    }
    let named = |prose: &Prose| -> BTreeSet<String> { slots(prose).map(name).collect() };
    let (wanted, there) = (named(original), named(said));
    for name in wanted.difference(&there) {
        let what = Phrase::key("check.lost-slot")
            .with("heading", heading)
            .with("slot", name.as_str());
        faults.at(said.place.clone(), what);
    }
    for span in said.spans() {
        for slot in span.text.slots().map(name) {
            if !wanted.contains(&slot) {
                let what = Phrase::key("check.added-slot").with("slot", slot);
                faults.at(span.place.clone(), what);
            }
        }
    }
}

/// The pieces that both texts have a heading for.
fn pieces<'a>(text: &'a LessonText, english: &'a LessonText) -> Vec<Piece<'a>> {
    let mut pieces = vec![
        ("## breaks".to_owned(), &english.breaks, &text.breaks),
        ("## summary".to_owned(), &english.summary, &text.summary),
    ];
    for (id, original) in &english.steps {
        let Some(said) = text.steps.get(id) else {
            continue;
        };
        pieces.extend([
            (format!("## {id}"), &original.body, &said.body),
            (
                "### principle".to_owned(),
                &original.principle,
                &said.principle,
            ),
            ("### notes".to_owned(), &original.notes, &said.notes),
        ]);
        for (at, (original, said)) in original.hints.iter().zip(&said.hints).enumerate() {
            pieces.push((format!("### hint {}", at + 1), original, said));
        }
        for (id, original) in &original.answers {
            if let Some(said) = said.answers.get(id) {
                let heading = format!("### option {id}");
                pieces.push((heading.clone(), &original.label, &said.label));
                pieces.push((heading, &original.feedback, &said.feedback));
            }
        }
    }
    pieces
}

fn slots(prose: &Prose) -> impl Iterator<Item = &Slot> {
    prose.spans().flat_map(|span| span.text.slots())
}

/// What a slot names, as it is written, without its format: how a number is written is the translator's.
fn name(slot: &Slot) -> String {
    match &slot.source {
        SlotSource::Value(name) => format!("{{{name}}}"),
        SlotSource::Fact(name) => format!("{{fact:{name}}}"),
        SlotSource::Key(name) => format!("{{key:{name}}}"),
        SlotSource::Term(name) => format!("{{term:{name}}}"),
        SlotSource::Citation(name) => format!("{{source:{name}}}"),
    }
}
