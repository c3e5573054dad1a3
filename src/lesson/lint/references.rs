//! References to figures and lessons in prose: by slots, which stay right when a title or a number changes.

use super::faults::Faults;
use super::sentences::matches;
use crate::lesson::model::{Location, Prose, Span};
use crate::locale::{Phrase, TemplatePart, Words};

/// Reports every word that stands for a figure outside a slot: chart, bar, map.
pub(super) fn check_figure_words(prose: &Prose, words: &Words, faults: &mut Faults) {
    let patterns = words.get("check.figure-words");
    for (place, word) in prose
        .spans()
        .flat_map(|span| matching_words(span, &patterns))
    {
        faults.report(place, Phrase::key("check.figure-word").with("word", word));
    }
}

/// Reports every lesson that is named by its number: lesson 5.
pub(super) fn check_lesson_numbers(prose: &Prose, words: &Words, faults: &mut Faults) {
    let patterns = words.get("check.lesson-words");
    for (span, tokens) in texts(prose) {
        for pair in tokens.windows(2) {
            let ((at, word), (_, number)) = (pair[0], pair[1]);
            let is_lesson = patterns.split_whitespace().any(|p| matches(p, word));
            if is_lesson && number.starts_with(|c: char| c.is_ascii_digit()) {
                let message = Phrase::key("check.lesson-number")
                    .with("word", word)
                    .with("number", number);
                faults.report(span.place_at(at), message);
            }
        }
    }
}

/// The words of `span` that match one of `patterns`, each with its location.
pub(super) fn matching_words(span: &Span, patterns: &str) -> Vec<(Location, String)> {
    let texts = span.text.parts().iter().filter_map(|part| match part {
        TemplatePart::Text(text) => Some(tokens(text)),
        TemplatePart::Slot(_) => None,
    });
    let found = texts.flatten().filter(|(_, word)| {
        let mut patterns = patterns.split_whitespace();
        patterns.any(|pattern| matches(pattern, word))
    });
    found
        .map(|(at, word)| (span.place_at(at), word.to_owned()))
        .collect()
}

/// A word and the index of its first character.
type Token<'a> = (usize, &'a str);

/// The texts between the slots of `prose`, in words.
fn texts(prose: &Prose) -> impl Iterator<Item = (&Span, Vec<Token<'_>>)> {
    prose.spans().flat_map(|span| {
        span.text.parts().iter().filter_map(move |part| match part {
            TemplatePart::Text(text) => Some((span, tokens(text))),
            TemplatePart::Slot(_) => None,
        })
    })
}

/// The runs of letters and digits in `text`.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words
        .map(|word| {
            let start = word.as_ptr().addr() - text.as_ptr().addr();
            (text[..start].chars().count(), word)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_in_characters() {
        assert_eq!(
            tokens("‘띠’를 lesson 5"),
            [(1, "띠"), (3, "를"), (5, "lesson"), (12, "5")]
        );
    }
}
