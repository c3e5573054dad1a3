//! The words and typed numbers of a text.

use crate::lesson::lint::numbers::typed_numbers;

/// A run of letters, or a typed number.
#[derive(Clone, Copy)]
pub(super) struct Token<'a> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: &'a str,
    pub(super) is_typed: bool,
}

/// The tokens of `text`, in order.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let mut tokens: Vec<Token<'_>> = Vec::new();
    for (at, typed) in typed_numbers(text) {
        let Some(start) = starts.get(at).copied() else {
            continue;
        };
        let end = start + typed.len();
        tokens.push(Token {
            start,
            end,
            text: &text[start..end],
            is_typed: true,
        });
    }
    let is_letter = |c: char| c.is_alphabetic();
    let mut at = 0;
    while let Some(start) = text[at..].find(is_letter).map(|offset| at + offset) {
        let rest = &text[start..];
        let end = start + rest.find(|c| !is_letter(c)).unwrap_or(rest.len());
        let is_inside = tokens
            .iter()
            .any(|it| it.is_typed && it.start < end && start < it.end);
        if !is_inside {
            tokens.push(Token {
                start,
                end,
                text: &text[start..end],
                is_typed: false,
            });
        }
        at = end;
    }
    tokens.sort_by_key(|token| token.start);
    tokens
}
