//! Joins the words of a formula, so that no line ends inside it.

use std::ops::Range;

use super::super::formula_breaks::{FormulaReader, Joint};
use super::{Grapheme, Token};

/// Makes one word of the words of a formula, where it fits into `limit` columns.
pub(super) fn join_formulas<S: Copy>(tokens: Vec<Token<'_, S>>, limit: usize) -> Vec<Token<'_, S>> {
    let mut joined = Vec::with_capacity(tokens.len());
    let mut formula = Formula::default();
    let mut reader = FormulaReader::default();
    for token in tokens {
        match token {
            Token::Spaces(spaces) => formula.spaces.extend(spaces),
            Token::Newline => {
                formula.flush(&mut joined, limit);
                reader.finish();
                joined.push(token);
            }
            Token::Word(word) => {
                let text: String = word.iter().map(|grapheme| grapheme.text).collect();
                let joint = reader.joint(&text);
                if joint == Joint::Apart {
                    formula.flush(&mut joined, limit);
                }
                formula.push(word, joint);
            }
        }
    }
    formula.flush(&mut joined, limit);
    joined
}

/// A word of a formula.
struct FormulaWord<'t, S> {
    /// The spaces before it.
    spaces: Vec<Grapheme<'t, S>>,
    /// Its bond with the word before it.
    joint: Joint,
    graphemes: Vec<Grapheme<'t, S>>,
}

/// A formula that is being read.
struct Formula<'t, S> {
    words: Vec<FormulaWord<'t, S>>,
    /// The spaces behind the last word.
    spaces: Vec<Grapheme<'t, S>>,
}

impl<S> Default for Formula<'_, S> {
    fn default() -> Self {
        Self {
            words: Vec::new(),
            spaces: Vec::new(),
        }
    }
}

impl<'t, S: Copy> Formula<'t, S> {
    fn push(&mut self, graphemes: Vec<Grapheme<'t, S>>, joint: Joint) {
        let spaces = std::mem::take(&mut self.spaces);
        self.words.push(FormulaWord {
            spaces,
            joint,
            graphemes,
        });
    }

    /// Moves the words to `joined`: as one word if they fit into `limit` columns, else in the parts before and behind the
    /// relations that state results, else each part from one operator to the next, else word by word. Spaces behind them
    /// stay spaces.
    fn flush(&mut self, joined: &mut Vec<Token<'t, S>>, limit: usize) {
        let words = std::mem::take(&mut self.words);
        let fits = |parts: &[Range<usize>]| {
            let mut parts = parts.iter();
            parts.all(|part| columns_of(&words[part.clone()]) <= limit)
        };
        let whole = parts_before(&words, |_| false);
        let results = parts_before(&words, |joint| joint == Joint::BeforeResult);
        let parts = [whole, results].into_iter().find(|parts| fits(parts));
        let parts =
            parts.unwrap_or_else(|| parts_before(&words, |joint| joint == Joint::BeforeOperator));
        let mut words = words.into_iter();
        for part in parts {
            let part: Vec<_> = words.by_ref().take(part.len()).collect();
            let is_joined = columns_of(&part) <= limit;
            for (at, word) in part.into_iter().enumerate() {
                match joined.last_mut() {
                    Some(Token::Word(start)) if is_joined && at > 0 => {
                        start.extend(word.spaces.into_iter().chain(word.graphemes));
                    }
                    Some(_) | None => {
                        if !word.spaces.is_empty() {
                            joined.push(Token::Spaces(word.spaces));
                        }
                        joined.push(Token::Word(word.graphemes));
                    }
                }
            }
        }
        if !self.spaces.is_empty() {
            joined.push(Token::Spaces(std::mem::take(&mut self.spaces)));
        }
    }
}

/// The words of a formula in parts; a part begins at each word whose joint is `begins`.
fn parts_before<S>(
    words: &[FormulaWord<'_, S>],
    begins: impl Fn(Joint) -> bool,
) -> Vec<Range<usize>> {
    let inner = (1..words.len()).filter(|at| begins(words[*at].joint));
    let starts: Vec<_> = std::iter::once(0).chain(inner).collect();
    let ends = starts.iter().skip(1).copied();
    let ends = ends.chain(std::iter::once(words.len()));
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(start, end)| start..end)
        .collect()
}

/// The columns of words with the spaces between them.
fn columns_of<S>(words: &[FormulaWord<'_, S>]) -> usize {
    let graphemes = words.iter().enumerate().flat_map(|(at, word)| {
        let spaces = if at == 0 { &[] } else { word.spaces.as_slice() };
        spaces.iter().chain(&word.graphemes)
    });
    graphemes.map(|grapheme| grapheme.width).sum()
}
