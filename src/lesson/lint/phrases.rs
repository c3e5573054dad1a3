//! The words of a text: around a number up to the ends of their phrase, and of the name of a control.

use super::sentences::SLOT;

/// The number of words of `label`, from its last one, that stand at the end of `phrase`.
pub(super) fn words_said(label: &[String], phrase: &[&str]) -> usize {
    let pairs = label.iter().rev().zip(phrase.iter().rev());
    pairs
        .take_while(|(own, word)| is_form_of(&word.to_lowercase(), own))
        .count()
}

/// `phrase` without the small word at its end; none if there is none.
pub(super) fn without_small_word<'a, 'b>(phrase: &'a [&'b str]) -> Option<&'a [&'b str]> {
    match phrase {
        [rest @ .., "of" | "at" | "is" | "to"] => Some(rest),
        _ => None,
    }
}

/// Whether a phrase ends at `c`.
fn is_break(c: char) -> bool {
    matches!(c, SLOT | ',' | ';' | ':' | '(' | ')' | '.' | '=')
}

/// The words at the start of a text, up to the end of their phrase.
pub(super) fn phrase_behind(text: &str) -> Vec<&str> {
    let phrase = text.split(is_break).next().unwrap_or_default();
    words_of(phrase).map(|(_, word)| word).collect()
}

/// The words at the end of a text, from the start of their phrase.
pub(super) fn phrase_before(text: &str) -> Vec<&str> {
    let phrase = text.rsplit(is_break).next().unwrap_or_default();
    words_of(phrase).map(|(_, word)| word).collect()
}

/// The words of the name of a control, without letters that stand for it: `output weight v`.
pub(super) fn plain_words(label: &str) -> impl Iterator<Item = &str> {
    let label = label.split(" a ").next().unwrap_or_default();
    let words = words_of(label).map(|(_, word)| word);
    words.filter(|word| word.chars().count() > 2 || word.chars().all(is_hangul))
}

/// The words of a text, each with the index of its first byte.
pub(super) fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(|word| (word.as_ptr().addr() - text.as_ptr().addr(), word))
}

/// Whether `word` is `noun`, in English in the singular or the plural, in Korean with a particle.
pub(super) fn is_form_of(word: &str, noun: &str) -> bool {
    if noun.chars().all(is_hangul) {
        let rest = word.strip_prefix(noun);
        return rest.is_some_and(|rest| rest.chars().count() <= 2);
    }
    let stem = |word: &str| word.strip_suffix('s').unwrap_or(word).to_owned();
    stem(word) == stem(noun)
}

pub(super) fn is_hangul(c: char) -> bool {
    matches!(c, '가'..='힣')
}
