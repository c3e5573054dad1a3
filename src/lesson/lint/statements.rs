//! Statements with live numbers: what stands beside a number of the model holds for every value of the free controls.

use super::numbers::typed_numbers_in;
use super::references::matching_words;
use crate::lesson::model::{Activity, Fault, Location, Prose, Span, Step, Unlock};
use crate::locale::{Phrase, SlotSource, Words};

/// A fault for each paragraph of `prose` that has a number of the model and, beside it, a typed number, a number word or a
/// comparison, unless `step` states the condition that makes it true. `is_body` for the main text, whose paragraphs
/// statements count.
pub(super) fn unproven(prose: &Prose, step: &Step, is_body: bool, words: &Words) -> Vec<Fault> {
    let is_frozen = matches!(step.activity, Activity::Question(_));
    let is_locked = matches!(&step.unlock, Unlock::Only(names) if names.is_empty());
    if is_frozen || is_locked {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for (number, block) in (1..).zip(&prose.blocks) {
        let spans = block.spans();
        let is_stated = is_body && step.statements.iter().any(|it| it.text == number);
        let has_live = spans.iter().any(has_live_number);
        if !has_live || (is_stated && step.unlock != Unlock::All) {
            continue;
        }
        let key = match (&step.unlock, is_body) {
            (Unlock::All, _) => "check.statement-in-free-step",
            (Unlock::Only(_), true) => "check.statement",
            (Unlock::Only(_), false) => "check.statement-in-part",
        };
        if let Some((place, word)) = spans.iter().find_map(|span| claim(span, words)) {
            let message = Phrase::key(key).with("word", word).with("number", number);
            faults.push(Fault { place, message });
        }
    }
    faults
}

fn has_live_number(span: &Span) -> bool {
    let mut slots = span.text.slots();
    slots.any(|slot| matches!(slot.source, SlotSource::Value(_)))
}

/// The first typed number, number word or comparison in `span`.
fn claim(span: &Span, words: &Words) -> Option<(Location, String)> {
    let typed = typed_numbers_in(span).into_iter();
    let patterns = words.get("check.number-words") + " " + &words.get("check.comparison-words");
    typed.chain(matching_words(span, &patterns)).min()
}
