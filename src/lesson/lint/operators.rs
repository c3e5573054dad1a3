//! Operators of translations: `n + 1` in one language is no `n − 1` in the other.

use super::faults::Faults;
use super::formulas::parts;
use super::sentences::SLOT;
use crate::lesson::model::{Emphasis, Location, Prose, Span, SpanForm};
use crate::locale::{Phrase, TemplatePart};

/// An operator between two operands: its location and itself.
type Operator = (Location, char);

/// Reports the operators that stand in `original`, in English, or in `text`, a translation, in place of others: each at its
/// line. Where only one of them has an operator, the other may say it in words or in TeX.
pub(super) fn compare(original: &Prose, text: &Prose, faults: &mut Faults) {
    for (original, text) in parts(original, text) {
        let (theirs, ours) = (operators_in(&original), operators_in(&text));
        let (added, lost) = (missing_from(&theirs, &ours), missing_from(&ours, &theirs));
        if added.is_empty() || lost.is_empty() {
            continue;
        }
        for (place, operator) in added.into_iter().chain(lost) {
            let message =
                Phrase::key("check.operator-differs").with("operator", operator.to_string());
            faults.report(place, message);
        }
    }
}

/// The operators of `ours` that `theirs` lacks; each counts as often as it occurs.
fn missing_from(theirs: &[Operator], ours: &[Operator]) -> Vec<Operator> {
    let mut left: Vec<char> = theirs.iter().map(|(_, operator)| *operator).collect();
    let mut missing = ours.to_vec();
    missing.retain(
        |(_, operator)| match left.iter().position(|it| it == operator) {
            Some(at) => {
                left.swap_remove(at);
                false
            }
            None => true,
        },
    );
    missing
}

/// The operators of a text, without those in code and in TeX.
fn operators_in(spans: &[&Span]) -> Vec<Operator> {
    let mut chars: Vec<(char, Location)> = Vec::new();
    for span in spans {
        let is_text = span.form == SpanForm::Text && span.emphasis != Emphasis::Code;
        if chars
            .last()
            .is_some_and(|(_, last)| last.line != span.place.line)
        {
            chars.push((' ', span.place.clone()));
        }
        for part in span.text.parts() {
            match part {
                TemplatePart::Text(text) if is_text => {
                    let placed = text.chars().enumerate();
                    chars.extend(placed.map(|(at, c)| (c, span.place_at(at))));
                }
                TemplatePart::Text(_) => chars.push((';', span.place.clone())),
                TemplatePart::Slot(_) => chars.push((SLOT, span.place.clone())),
            }
        }
    }
    let text: Vec<char> = chars.iter().map(|(c, _)| *c).collect();
    let found = chars.iter().enumerate();
    let found = found.filter(|(at, _)| is_operator_at(&text, *at));
    found.map(|(_, (c, place))| (place.clone(), *c)).collect()
}

/// Whether an operator stands at `at`: between two operands, one of which is a number or a name of one letter.
fn is_operator_at(text: &[char], at: usize) -> bool {
    // A minus before its number without a blank is a sign: `of −6`.
    let is_sign = text.get(at) == Some(&'−')
        && at
            .checked_sub(1)
            .is_none_or(|before| text[before].is_whitespace())
        && text.get(at + 1).is_some_and(|c| !c.is_whitespace());
    let is_operator = !is_sign
        && text.get(at).is_some_and(|c| {
            matches!(c, '+' | '−' | '·' | '×' | '÷' | '=' | '<' | '>' | '≤' | '≥')
        });
    let before: Vec<char> = text.iter().take(at).rev().copied().collect();
    let behind: Vec<char> = text.iter().skip(at + 1).copied().collect();
    let skip = |text: &[char]| text.iter().take_while(|c| c.is_whitespace()).count();
    let (left, right) = (
        before.get(skip(&before)..).unwrap_or_default(),
        behind.get(skip(&behind)..).unwrap_or_default(),
    );
    let right = right.strip_prefix(&['−']).unwrap_or(right);
    let (left, right) = (operand(left, true), operand(right, false));
    is_operator && left.is_some() && right.is_some() && (left == Some(true) || right == Some(true))
}

/// Whether an operand begins here: none if there is none, true for a number or a name of one letter, false for brackets.
/// A text before an operator is `reversed`.
fn operand(text: &[char], reversed: bool) -> Option<bool> {
    let first = text.first()?;
    if *first == if reversed { ')' } else { '(' } {
        return Some(false);
    }
    let is_index = |c: &char| matches!(c, '₀'..='₉' | 'ₖ' | 'ₙ' | 'ᵏ' | 'ⁿ' | '²' | '³');
    let text = text
        .get(text.iter().take_while(|c| is_index(c)).count()..)
        .unwrap_or_default();
    let first = text.first()?;
    let is_letter = |c: &char| c.is_ascii_alphabetic() || matches!(c, 'α'..='ω');
    let is_name = is_letter(first) && !text.get(1).is_some_and(is_letter);
    (first.is_ascii_digit() || is_name).then_some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operators(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let found = chars.iter().enumerate();
        let found = found.filter(|(at, _)| is_operator_at(&chars, *at));
        found.map(|(_, c)| c).collect()
    }

    #[test]
    fn an_operator_stands_between_two_operands() {
        assert_eq!(
            operators("at most n + 1 pieces, 2·x − (3), z₁ = −4"),
            "+·−="
        );
        assert_eq!(operators("조각은 n − 1개, α < 0.5"), "−<");
        assert_eq!(
            operators("from −1 to −4, 2 −6, yes = no, twenty-one − none"),
            ""
        );
    }
}
