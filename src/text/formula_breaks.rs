//! The blanks at which a line must not end, because they are inside a formula: `A = −7`, `relu(A + 7)`, `1 ± 0.5`, `10 kg`,
//! or before the mark of a source: `0.01 [2]`. Those of Korean are in [`korean_breaks`].

use std::collections::BTreeSet;

use super::korean_breaks;

/// A blank at which no line ends.
pub const NO_BREAK_SPACE: char = '\u{a0}';

/// Signs between two parts of a formula.
const OPERATORS: [&str; 16] = [
    "=", "≈", "≠", "<", ">", "≤", "≥", "±", "+", "−", "-", "·", "×", "/", "∈", "*",
];

/// Those beside which no line breaks, also in a formula that is wider than a line.
const RELATIONS: [&str; 8] = ["=", "≈", "≠", "<", ">", "≤", "≥", "∈"];

/// Units that stand behind a number.
const UNITS: [&str; 2] = ["kg", "cm"];

/// The bond between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// They do not.
    Apart,
    /// A relation begins the result of the operators before it; a formula that is wider than a line breaks here first.
    BeforeResult,
    /// An operator begins the next part of a formula; one that is wider than a line breaks here.
    BeforeOperator,
    /// They are parts of one formula or one expression.
    Inside,
}

/// Follows a text word by word, and tells which words belong to the formula before them.
#[derive(Debug, Default)]
pub(super) struct FormulaReader {
    /// The last word.
    last: String,
    /// Brackets behind the name of a function that are open: `relu(`.
    open_calls: usize,
    /// Whether the last word is the `to` of a range: `−3 to`.
    is_in_range: bool,
    /// Whether an operator stands between the last relation, or the start of the formula, and here.
    has_operator: bool,
}

impl FormulaReader {
    /// Reads the next word; how it belongs to the word before it.
    pub(super) fn joint(&mut self, word: &str) -> Joint {
        let is_operator = |word: &str| OPERATORS.contains(&word);
        // An operator needs something on its left; a list may begin with a dash.
        let follows_operator = is_operator(&self.last);
        let is_range = word == "to" && is_number(&self.last);
        let is_inside = self.open_calls > 0
            || is_range
            || (self.is_in_range && is_number(word))
            || follows_operator
            || RELATIONS.contains(&word)
            || is_unit_behind(&self.last, word)
            || is_source_mark(word)
            || korean_breaks::joins(&self.last, word);
        let joint = if self.last.is_empty() {
            Joint::Apart
        } else if RELATIONS.contains(&word) && self.has_operator {
            Joint::BeforeResult
        } else if is_inside {
            Joint::Inside
        } else if is_operator(word) {
            Joint::BeforeOperator
        } else {
            Joint::Apart
        };
        self.has_operator = match joint {
            Joint::Apart | Joint::BeforeResult => false,
            Joint::BeforeOperator => true,
            Joint::Inside => self.has_operator && !RELATIONS.contains(&word),
        };
        self.is_in_range = is_range;
        self.read_brackets(word);
        word.clone_into(&mut self.last);
        joint
    }

    /// Forgets the formula: a line or a text ends here.
    pub(super) fn finish(&mut self) {
        *self = Self::default();
    }

    fn read_brackets(&mut self, word: &str) {
        let mut before = None;
        for c in word.chars() {
            match c {
                '(' if self.open_calls > 0 || before.is_some_and(char::is_alphanumeric) => {
                    self.open_calls += 1;
                }
                ')' => self.open_calls = self.open_calls.saturating_sub(1),
                _ => {}
            }
            before = Some(c);
        }
    }
}

/// Whether `word` is a number, which a sign may precede and a mark may follow: `−3`, `3?`.
fn is_number(word: &str) -> bool {
    let digits = word.trim_start_matches(['−', '-', '+']);
    let digits = digits.trim_end_matches(['.', ',', ';', ':', '?', '!', ')']);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// Whether `word` starts with a unit and `last` is its number: `10 kg`.
fn is_unit_behind(last: &str, word: &str) -> bool {
    let is_unit = UNITS.iter().any(|unit| {
        let rest = word.strip_prefix(unit);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
    });
    is_unit && last.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether `word` is the mark of a source, which a punctuation mark may follow: `[2]`, `[2].`.
fn is_source_mark(word: &str) -> bool {
    let mark = word.trim_end_matches(['.', ',', ';', ':', '?', '!', ')']);
    let number = mark.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    number.is_some_and(|it| !it.is_empty() && it.chars().all(|c| c.is_ascii_digit()))
}

/// `spans` of one text with no-break spaces in place of the blanks inside formulas, for programs that break lines themselves.
pub fn join_formulas(spans: &[&str]) -> Vec<String> {
    let mut reader = FormulaReader::default();
    let mut word = String::new();
    // The blanks before `word`, each by its span and its byte.
    let mut before: Vec<(usize, usize)> = Vec::new();
    let mut inside = BTreeSet::new();
    for (i, span) in spans.iter().enumerate() {
        for (at, c) in span.char_indices() {
            if c != ' ' {
                word.push(c);
                continue;
            }
            if !word.is_empty() {
                let blanks = std::mem::take(&mut before);
                if reader.joint(&word) != Joint::Apart {
                    inside.extend(blanks);
                }
                word.clear();
            }
            before.push((i, at));
        }
    }
    if !word.is_empty() && reader.joint(&word) != Joint::Apart {
        inside.extend(before);
    }
    let join = |(i, span): (usize, &&str)| {
        let joined = span.char_indices().map(|(at, c)| match c {
            ' ' if inside.contains(&(i, at)) => NO_BREAK_SPACE,
            c => c,
        });
        joined.collect()
    };
    spans.iter().enumerate().map(join).collect()
}

/// `text` with no-break spaces between its words; blanks at its ends stay.
pub fn keep_together(text: &str) -> String {
    let words = text.trim();
    let joined = words.replace(' ', &NO_BREAK_SPACE.to_string());
    text.replacen(words, &joined, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` with `_` for the blanks inside formulas.
    fn joined(text: &str) -> String {
        let mut reader = FormulaReader::default();
        let mut joined = String::new();
        for word in text.split(' ') {
            let blank = match reader.joint(word) {
                Joint::Inside | Joint::BeforeOperator | Joint::BeforeResult => "_",
                Joint::Apart => " ",
            };
            joined.push_str(if joined.is_empty() { "" } else { blank });
            joined.push_str(word);
        }
        joined
    }

    #[test]
    fn blanks_beside_operators_and_in_calls_are_inside_a_formula() {
        assert_eq!(
            joined("the kink stands at A = −7 now"),
            "the kink stands at A_=_−7 now"
        );
        assert_eq!(
            joined("y = 2 · relu(A + 7) − 1 and"),
            "y_=_2_·_relu(A_+_7)_−_1 and"
        );
        assert_eq!(joined("it is max(αx, x) here"), "it is max(αx,_x) here");
        assert_eq!(joined("at B = 1 ± 0.5, then"), "at B_=_1_±_0.5, then");
        assert_eq!(joined("A = −7에서 0이에요"), "A_=_−7에서 0이에요");
        assert_eq!(joined("70 kg에서 10 kg 늘면"), "70_kg에서 10_kg 늘면");
    }

    #[test]
    fn the_mark_of_a_source_stays_with_its_word() {
        assert_eq!(
            joined("uses 0.01 [2], and [Space]"),
            "uses 0.01_[2], and [Space]"
        );
        assert_eq!(joined("나왔어요 [1]. 이어서"), "나왔어요_[1]. 이어서");
    }

    #[test]
    fn both_numbers_of_a_range_stay_together() {
        assert_eq!(
            joined("A goes from −3 to 3? Yes"),
            "A goes from −3_to_3? Yes"
        );
        assert_eq!(joined("to 3 or to the end"), "to 3 or to the end");
    }

    #[test]
    fn formulas_in_several_spans_are_joined() {
        assert_eq!(
            join_formulas(&["now A = ", "−3", " and  b", " = 2 here"]),
            ["now A\u{a0}=\u{a0}", "−3", " and  b", "\u{a0}=\u{a0}2 here"]
        );
    }

    #[test]
    fn words_in_brackets_can_be_divided() {
        assert_eq!(
            joined("one (or two of them) here"),
            "one (or two of them) here"
        );
        assert_eq!(joined("layer(s) and more"), "layer(s) and more");
    }
}
