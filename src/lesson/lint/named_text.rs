//! A sentence as text in which the names of controls, options and readings can be looked for.

use super::sentences::{SLOT, Sentence};
use crate::locale::SlotSource;

/// A sentence with the names of its terms in place of their slots: `{relu}`.
pub(super) struct NamedText {
    pub(super) text: String,
    /// The place of each slot: the index of its first byte.
    pub(super) slots: Vec<usize>,
}

impl NamedText {
    pub(super) fn new(sentence: &Sentence<'_>) -> Self {
        let mut text = String::new();
        let mut slots = Vec::new();
        for c in sentence.text.chars() {
            if c != SLOT {
                text.push(c);
                continue;
            }
            let slot = sentence.slots.get(slots.len()).map(|(slot, _)| *slot);
            slots.push(text.len());
            match slot.map(|slot| &slot.source) {
                Some(SlotSource::Term(name)) => text.push_str(&term(name)),
                Some(_) | None => text.push(SLOT),
            }
        }
        Self { text, slots }
    }
}

/// The text that stands for a slot with the term `name`.
pub(super) fn term(name: &str) -> String {
    format!("{{{name}}}")
}

/// The places of `name` in `text` as a word of its own. A name in capital letters keeps its case; a Korean particle may
/// follow.
pub(super) fn places_of(name: &str, text: &str) -> Vec<usize> {
    let mut places = Vec::new();
    if name.is_empty() {
        return places;
    }
    let mut from = 0;
    while let Some(place) = find(name, &text[from..]).map(|at| from + at) {
        let end = place + name.len();
        let is_latin = |c: char| c.is_ascii_alphanumeric();
        let before = text[..place].chars().next_back();
        let behind = text[end..].chars().next();
        let begins =
            !before.is_some_and(char::is_alphanumeric) || !name.starts_with(char::is_alphanumeric);
        let ends = !behind.is_some_and(is_latin) || !name.ends_with(char::is_alphanumeric);
        if begins && ends {
            places.push(place);
        }
        from = end;
    }
    places
}

/// The first place of `name` in `text`; its first letter may be a capital at the start of a sentence.
fn find(name: &str, text: &str) -> Option<usize> {
    let mut letters = name.chars();
    let capital = letters
        .next()
        .map(|first| first.to_ascii_uppercase().to_string() + letters.as_str());
    let at = text.find(name);
    let at_start = capital.and_then(|capital| text.find(&capital));
    [at, at_start].into_iter().flatten().min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_word_of_its_own() {
        assert_eq!(places_of("tanh", "Tanh and arctanh, tanh."), [0, 18]);
        assert_eq!(places_of("He", "the He weights; he"), [4]);
        assert_eq!(places_of("tanh", "시드 20개에서 tanh는"), [19]);
        assert_eq!(places_of("|x|", "on |x|, it is"), [3]);
    }
}
