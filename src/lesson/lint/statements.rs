//! Statements with live numbers: what stands beside a number of the model holds for every value of the free controls.

use super::goal_texts::is_same;
use super::numbers::stated_in;
use super::references::matching_words;
use super::spoken_numbers::NumberTable;
use super::stated_numbers::value_of;
use crate::lab::Values;
use crate::lesson::model::{Activity, Block, Fault, LabSetup, Location, Prose, Span, Step, Unlock};
use crate::locale::{Phrase, SlotSource, Words};

/// A fault for each paragraph of `prose` that has a number of the model and, beside it, a typed number, a number word or a
/// comparison, unless `step` states the condition that makes it true. `is_body` for the main text, whose paragraphs
/// statements count. A number that no control changes is no statement: one of `fixed`.
pub(super) fn unproven(
    prose: &Prose,
    step: &Step,
    is_body: bool,
    fixed: &[f64],
    words: &Words,
) -> Vec<Fault> {
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
        if let Some((place, word)) = claim(block, fixed, words) {
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

/// The numbers that no free control of `step` changes: the settings of the others, and the numbers that `setup`, its lab, is
/// made of.
pub(super) fn fixed_numbers(step: &Step, setup: Option<&LabSetup>) -> Vec<f64> {
    let is_free = |name: &str| match &step.unlock {
        Unlock::All => true,
        Unlock::Only(names) => names.iter().any(|free| free == name),
    };
    let set = setup.map_or_else(Values::new, |setup| setup.set.clone());
    let set = set.merge(&step.set);
    let locked = set.iter().filter(|(name, _)| !is_free(name));
    let locked = locked.map(|(name, _)| set.number(name));
    let mut fixed: Vec<f64> = locked.filter(|number| number.is_finite()).collect();
    fixed.extend(setup.into_iter().flat_map(|setup| setup.kind.constants()));
    fixed
}

/// The first typed number, number word or comparison in `block` that is none of `fixed`.
fn claim(block: &Block, fixed: &[f64], words: &Words) -> Option<(Location, String)> {
    let is_fixed = |value: f64| fixed.iter().any(|it| is_same(*it, value));
    let typed = stated_in(block).into_iter();
    let typed = typed.filter(|(_, number)| !value_of(number).is_some_and(is_fixed));
    let table = NumberTable::new(words);
    let is_fixed_word = |word: &str| {
        let numbers = table.numbers(word);
        numbers.first().is_some_and(|it| is_fixed(it.value))
    };
    let patterns = words.get("check.number-words") + " " + &words.get("check.comparison-words");
    let said = block.spans().iter();
    let said = said.flat_map(|span| matching_words(span, &patterns));
    typed
        .chain(said.filter(|(_, word)| !is_fixed_word(word)))
        .min()
}
