//! Numbers that prose types out.

use super::stated_numbers::fraction;
use crate::lesson::model::{Block, Emphasis, Location, Span, SpanForm};
use crate::locale::TemplatePart;

/// The numbers in the text of `span`, with their locations.
pub(super) fn typed_numbers_in(span: &Span) -> Vec<(Location, String)> {
    let texts = span.text.parts().iter().filter_map(|part| match part {
        TemplatePart::Text(text) => Some(text),
        TemplatePart::Slot(_) => None,
    });
    let numbers = texts
        .flat_map(|text| typed_numbers(text))
        .map(|(at, number)| (span.place_at(at), number));
    numbers.collect()
}

/// The numbers in the text of `block`, with their locations. An operand of a formula in TeX or in code is no number of its own;
/// its result is: 100 in `1/(1 − 0.99) = 100`.
pub(super) fn stated_in(block: &Block) -> Vec<(Location, String)> {
    let mut found = Vec::new();
    for span in block.spans() {
        // A block of code shows numbers, and inline code names things.
        let is_formula = match (block, span.form, span.emphasis) {
            (Block::Code(_), _, _) => false,
            (_, SpanForm::Math, _) | (_, SpanForm::Text, Emphasis::Code) => true,
            (_, SpanForm::Text, _) => false,
        };
        for part in span.text.parts() {
            let TemplatePart::Text(text) = part else {
                continue;
            };
            let numbers = typed_numbers(text).into_iter();
            let stated =
                numbers.filter(|(at, number)| !is_formula || !is_operand(text, *at, number));
            found.extend(stated.map(|(at, number)| (span.place_at(at), number)));
        }
    }
    found
}

/// Whether `number`, at the character `at` of `formula`, is one of its operands, and neither all of it nor its result.
fn is_operand(formula: &str, at: usize, number: &str) -> bool {
    let before: String = formula.chars().take(at).collect();
    let behind: String = formula.chars().skip(at + number.chars().count()).collect();
    let (before, behind) = (before.trim(), behind.trim());
    let is_maths = |c: char| c.is_alphabetic() || "+*/^=<>≤≥·×()".contains(c);
    let is_result = before.ends_with(['=', '≈']) && behind.is_empty();
    formula.contains(is_maths) && !is_result
}

/// The most digits of a name: `x1`, `L12`.
const DIGITS_OF_NAME: usize = 2;

/// The numbers in `text`, each with the index of its first character: in digits, also full-width ones, and as a fraction in
/// one character. A few digits behind a letter belong to a name (`x1`) and do not count. A sign belongs to the number unless
/// it is an operator.
pub(super) fn typed_numbers(text: &str) -> Vec<(usize, String)> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if fraction(chars[at]).is_some() {
            found.push((at, chars[at].to_string()));
        }
        if !is_digit(chars[at]) {
            at += 1;
            continue;
        }
        let before = at.checked_sub(1).map(|i| chars[i]);
        let end = number_end(&chars, at);
        let is_name = before.is_some_and(|c| c.is_alphabetic() || c == '_');
        if !is_name || end - at > DIGITS_OF_NAME {
            let start = if has_sign(&chars, at) { at - 1 } else { at };
            found.push((start, chars[start..end].iter().collect()));
        }
        at = end;
    }
    found
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９')
}

/// The end of the number that starts at `start`: digits, points and commas between digits, then a power of ten or an
/// exponent: 1.8×10⁻⁵, 10³, 1e9.
fn number_end(chars: &[char], start: usize) -> usize {
    let is_digit = |at: usize| chars.get(at).is_some_and(|c| is_digit(*c));
    let mut at = start;
    while is_digit(at) || (matches!(chars.get(at), Some('.' | ',')) && is_digit(at + 1)) {
        at += 1;
    }
    if matches!(chars.get(at), Some('e' | 'E')) && is_digit(at + 1) {
        at += 1;
        while is_digit(at) {
            at += 1;
        }
        return at;
    }
    let times_ten = chars[at..].starts_with(&['×', '1', '0']);
    let power = if times_ten { at + 3 } else { at };
    let exponent = chars[power..]
        .iter()
        .take_while(|c| matches!(c, '⁻' | '⁰' | '¹' | '²' | '³' | '⁴'..='⁹'));
    match exponent.count() {
        0 => at,
        length => power + length,
    }
}

/// Whether a sign directly precedes the digit at `at` and is no operator between two operands.
fn has_sign(chars: &[char], at: usize) -> bool {
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
        typed_numbers(text)
            .into_iter()
            .map(|(_, number)| number)
            .collect()
    }

    #[test]
    fn signs_points_and_group_separators_belong_to_a_number() {
        assert_eq!(numbers("from −3.5 to 27,616."), ["−3.5", "27,616"]);
        assert_eq!(numbers("2A+3B, n + 1"), ["2", "3", "1"]);
    }

    #[test]
    fn a_power_belongs_to_its_number() {
        assert_eq!(numbers("1.8×10⁻⁵ or 10³"), ["1.8×10⁻⁵", "10³"]);
        assert_eq!(numbers("5×6 and 3×10, x² aside"), ["5", "6", "3", "10"]);
    }

    #[test]
    fn digits_of_names_and_subscripts_are_no_numbers() {
        assert_eq!(numbers("x1 and v₂ and L2"), Vec::<String>::new());
        assert_eq!(typed_numbers("a 7"), [(2, "7".to_owned())]);
        assert_eq!(numbers("T5 and SiLU5000"), ["5000"]);
    }

    #[test]
    fn operands_of_a_formula_are_part_of_it() {
        let operand = |formula: &str, number: &str| {
            let at = typed_numbers(formula).into_iter();
            let mut at = at.filter(|(_, found)| found == number);
            is_operand(formula, at.next().unwrap().0, number)
        };
        assert!(operand("relu(3A − 7)", "7"));
        assert!(operand("1/(1 − 0.99) = 100", "0.99"));
        assert!(!operand("1/(1 − 0.99) = 100", "100"));
        assert!(!operand("13", "13"));
        assert!(!operand("13, 14", "14"));
    }

    #[test]
    fn numbers_in_other_digits_count() {
        assert_eq!(numbers("1e9, ¾ and １２"), ["1e9", "¾", "１２"]);
        assert_eq!(numbers("1em"), ["1"]);
    }
}
