//! The sentences of a prose, with their slots.

use crate::lesson::model::{Block, Location, Prose};
use crate::locale::{Slot, TemplatePart};

/// Stands for a slot in the text of a sentence.
pub(super) const SLOT: char = '\u{fffc}';

/// A sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Sentence<'a> {
    /// Its text with one blank between words and [`SLOT`] for each slot.
    pub(super) text: String,
    /// Its slots, each with its location.
    pub(super) slots: Vec<(&'a Slot, &'a Location)>,
}

/// The sentences of `prose`. A sentence ends with its paragraph, or with a full stop or its like before a blank.
pub(super) fn sentences(prose: &Prose) -> Vec<Sentence<'_>> {
    prose.blocks.iter().flat_map(sentences_of_block).collect()
}

/// The sentences of a paragraph, an item or a line of code.
pub(super) fn sentences_of_block(block: &Block) -> Vec<Sentence<'_>> {
    let mut all = Vec::new();
    let spans = block.spans();
    let mut sentence = Sentence::default();
    for span in spans {
        for part in span.text.parts() {
            match part {
                TemplatePart::Slot(slot) => {
                    sentence.text.push(SLOT);
                    sentence.slots.push((slot, &span.place));
                }
                TemplatePart::Text(text) => {
                    for c in text.chars() {
                        sentence.add(c, &mut all);
                    }
                }
            }
        }
    }
    all.push(sentence);
    all.retain(|sentence| !sentence.text.trim().is_empty());
    all
}

impl Sentence<'_> {
    /// Adds a character; a blank behind the end of a sentence begins the next one.
    fn add(&mut self, c: char, all: &mut Vec<Self>) {
        if !c.is_whitespace() {
            self.text.push(c);
        } else if self.text.ends_with(['.', '?', '!']) {
            all.push(std::mem::take(self));
        } else if !self.text.ends_with(' ') && !self.text.is_empty() {
            self.text.push(' ');
        }
    }

    /// Whether one of its words matches one of `patterns`: a word, `be*` for its beginning, `*ing` for its end.
    pub(super) fn has_word(&self, patterns: &str) -> bool {
        let mut words = self.text.split(|c: char| !c.is_alphanumeric());
        words.any(|word| {
            let mut patterns = patterns.split_whitespace();
            !word.is_empty() && patterns.any(|pattern| matches(pattern, word))
        })
    }

    /// Whether one of the two words before the slot with the index `at`, or one of the two behind it, matches one of
    /// `patterns`.
    pub(super) fn has_word_beside(&self, at: usize, patterns: &str) -> bool {
        let Some((place, _)) = self.text.match_indices(SLOT).nth(at) else {
            return false;
        };
        // Words behind another slot or a comma belong to that.
        let ends = |c: char| c == SLOT || matches!(c, ',' | ';' | ':' | '.');
        let before = self.text[..place].rsplit(ends).next().unwrap_or_default();
        let behind = self.text[place..].trim_start_matches(SLOT);
        let behind = behind.split(ends).next().unwrap_or_default();
        let is_word = |word: &&str| !word.is_empty();
        let split = |c: char| !c.is_alphanumeric();
        let before = before.rsplit(split).filter(is_word).take(2);
        let behind = behind.split(split).filter(is_word).take(2);
        before.chain(behind).any(|word| {
            let mut patterns = patterns.split_whitespace();
            patterns.any(|pattern| matches(pattern, word))
        })
    }

    /// Whether the slot with the index `at` stands at the place of `{n}` in one of `patterns`, which are separated by `|`; `#`
    /// is a typed number there.
    pub(super) fn is_before(&self, at: usize, patterns: &str) -> bool {
        let Some((place, _)) = self.text.match_indices(SLOT).nth(at) else {
            return false;
        };
        let (before, behind) = (&self.text[..place], &self.text[place + SLOT.len_utf8()..]);
        let is_digit = |c: char| c.is_ascii_digit();
        patterns.split('|').any(|pattern| {
            let Some((left, right)) = pattern.trim().split_once("{n}") else {
                return false;
            };
            let fits_left = match left.split_once('#') {
                Some((_, unit)) => before
                    .strip_suffix(unit)
                    .is_some_and(|rest| rest.ends_with(is_digit)),
                None => before.ends_with(left),
            };
            let fits_right = match right.split_once('#') {
                Some((unit, _)) => behind
                    .strip_prefix(unit)
                    .is_some_and(|rest| rest.starts_with(is_digit)),
                None => behind.starts_with(right),
            };
            fits_left && fits_right
        })
    }

    /// The typed numbers at the place of `{n}` in one of `patterns`, which are separated by `|`.
    pub(super) fn numbers_in(&self, patterns: &str) -> Vec<u64> {
        let text = self.text.to_lowercase();
        let mut numbers = Vec::new();
        for pattern in patterns.split('|') {
            let Some((before, behind)) = pattern.trim().split_once("{n}") else {
                continue;
            };
            for (at, _) in text.match_indices(|c: char| c.is_ascii_digit()) {
                let starts = text[..at].ends_with(before)
                    && !text[..at].ends_with(|c: char| c.is_ascii_digit() || c == ',' || c == '.');
                let length = text[at..]
                    .find(|c: char| !c.is_ascii_digit() && c != ',')
                    .unwrap_or(text.len() - at);
                let digits = text[at..at + length].trim_end_matches(',');
                let rest = &text[at + digits.len()..];
                if starts && rest.starts_with(behind) && !is_decimal(rest) {
                    numbers.extend(digits.replace(',', "").parse::<u64>());
                }
            }
        }
        numbers
    }
}

/// Whether a number goes on with decimals.
fn is_decimal(rest: &str) -> bool {
    rest.strip_prefix('.')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether `word` is `pattern`, whatever its case; `be*` stands for every word that begins with it, `*ing` for every word
/// that ends with it.
pub(super) fn matches(pattern: &str, word: &str) -> bool {
    let word = word.to_lowercase();
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(end), _) => word.ends_with(end),
        (None, Some(start)) => word.starts_with(start),
        (None, None) => word == pattern,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(text: &str) -> Sentence<'static> {
        Sentence {
            text: text.to_owned(),
            slots: Vec::new(),
        }
    }

    #[test]
    fn a_pattern_is_a_word_its_beginning_or_its_end() {
        assert!(matches("bar", "Bar"));
        assert!(!matches("bar", "barely"));
        assert!(matches("막대*", "막대는"));
        assert!(!matches("띠*", "안전띠"));
        assert!(matches("*쯤", "단계쯤"));
    }

    #[test]
    fn a_word_beside_a_slot_belongs_to_it() {
        let sentence = sentence("In about \u{fffc} of 20 it takes \u{fffc} steps, \u{fffc}단계쯤");
        let is_about = |at| sentence.has_word_beside(at, "about *쯤");
        assert_eq!([0, 1, 2].map(is_about), [true, false, true]);
    }

    #[test]
    fn numbers_are_found_in_their_pattern() {
        let sentence = sentence("After 30,000 steps 9 of 20 reach it, 2.5 of it by step 7.");
        assert_eq!(sentence.numbers_in("of {n}"), [20]);
        assert_eq!(sentence.numbers_in("{n} steps | step {n}"), [30_000, 7]);
    }

    #[test]
    fn blanks_end_sentences_only_behind_their_full_stop() {
        let mut all = Vec::new();
        let mut sentence = Sentence::default();
        for c in "It is 0.5  here. And?\nYes".chars() {
            sentence.add(c, &mut all);
        }
        all.push(sentence);
        let texts: Vec<_> = all.iter().map(|it| it.text.as_str()).collect();
        assert_eq!(texts, ["It is 0.5 here.", "And?", "Yes"]);
    }
}
