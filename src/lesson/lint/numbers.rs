//! Numbers typed in prose.

use crate::lesson::model::{Location, Span};
use crate::locale::TemplatePart;

/// The numbers typed in `span`, each with its place.
pub(super) fn typed_in(span: &Span) -> Vec<(Location, String)> {
    let texts = span.text.parts().iter().filter_map(|part| match part {
        TemplatePart::Text(text) => Some(text),
        TemplatePart::Slot(_) => None,
    });
    let placed = texts.flat_map(|text| typed(text)).map(|(at, number)| {
        // A span is either one slot or words that stand in the file as they are.
        let column = span.place.column + at;
        let place = Location {
            column,
            ..span.place.clone()
        };
        (place, number)
    });
    placed.collect()
}

/// The numbers typed in `text`: each with the character at which it begins. Digits that belong to a
/// name (`x1`) are none; a sign belongs to the number where it is not an operator.
pub(super) fn typed(text: &str) -> Vec<(usize, String)> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let before = at.checked_sub(1).map(|i| chars[i]);
        let end = end_of(&chars, at);
        if !before.is_some_and(|c| c.is_alphabetic() || c == '_') {
            let start = if signed(&chars, at) { at - 1 } else { at };
            found.push((start, chars[start..end].iter().collect()));
        }
        at = end;
    }
    found
}

/// Where the number that begins at `start` ends: digits, with points and commas only between digits,
/// then a power: 1.8×10⁻⁵, 10³.
fn end_of(chars: &[char], start: usize) -> usize {
    let is_digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let mut at = start;
    while is_digit(at) || (matches!(chars.get(at), Some('.' | ',')) && is_digit(at + 1)) {
        at += 1;
    }
    let times_ten = chars[at..].starts_with(&['×', '1', '0']);
    let power = if times_ten { at + 3 } else { at };
    let raised = chars[power..]
        .iter()
        .take_while(|c| matches!(c, '⁻' | '⁰' | '¹' | '²' | '³' | '⁴'..='⁹'));
    match raised.count() {
        0 => at,
        length => power + length,
    }
}

/// Whether a sign stands directly before the digit at `at` and is no operator between two things.
fn signed(chars: &[char], at: usize) -> bool {
    let Some(sign) = at.checked_sub(1) else {
        return false;
    };
    if !matches!(chars[sign], '−' | '-' | '+') {
        return false;
    }
    sign.checked_sub(1)
        .is_none_or(|i| !chars[i].is_alphanumeric() && !matches!(chars[i], ')' | '₀'..='₉'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<String> {
        typed(text).into_iter().map(|(_, number)| number).collect()
    }

    #[test]
    fn signs_points_and_groups_belong_to_a_number() {
        assert_eq!(numbers("from −3.5 to 27,616."), ["−3.5", "27,616"]);
        assert_eq!(numbers("2A+3B, n + 1"), ["2", "3", "1"]);
    }

    #[test]
    fn a_power_belongs_to_its_number() {
        assert_eq!(numbers("1.8×10⁻⁵ or 10³"), ["1.8×10⁻⁵", "10³"]);
        assert_eq!(numbers("5×6 and 3×10, x² aside"), ["5", "6", "3", "10"]);
    }

    #[test]
    fn names_and_subscripts_are_no_numbers() {
        assert_eq!(numbers("x1 and v₂ and L2"), Vec::<String>::new());
        assert_eq!(typed("a 7"), [(2, "7".to_owned())]);
    }
}
