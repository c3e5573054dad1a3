//! Formulas of translations: `2ᵏ`, `2·2·2`, `3A`, `relu(3A − 7)`, `b/w`, `A = −4` are the same in every language.

use super::faults::Faults;
use super::sentences::SLOT;
use crate::lesson::model::{Block, Location, Prose, Span, SpanForm};
use crate::locale::{Phrase, TemplatePart};

/// The most characters between the brackets of a function.
const LONGEST_ARGUMENT: usize = 40;

/// A formula without blanks, and its location.
type Formula = (Location, String);

/// Reports the formulas that only one of `original`, in English, and `text`, a translation, has: at their lines, and in the
/// translation.
pub(super) fn compare(original: &Prose, text: &Prose, faults: &mut Faults) {
    for (original, text) in parts(original, text) {
        let (theirs, ours) = (formulas_in(&original), formulas_in(&text));
        let (mut added, mut lost) = (missing_from(&theirs, &ours), missing_from(&ours, &theirs));
        add_math(&mut added, math_missing_from(&original, &text));
        add_math(&mut lost, math_missing_from(&text, &original));
        let message = |formula: &str| Phrase::key("check.formula-differs").with("formula", formula);
        for (place, formula) in &added {
            faults.report(place.clone(), message(formula));
        }
        for (place, formula) in &lost {
            faults.report(place.clone(), message(formula));
        }
        if let (true, Some((_, formula)), Some(span)) =
            (added.is_empty(), lost.first(), text.first())
        {
            faults.report(span.place.clone(), message(formula));
        }
    }
}

/// The blocks of both texts in pairs; all of them as one where their numbers differ.
pub(super) fn parts<'a>(
    original: &'a Prose,
    text: &'a Prose,
) -> Vec<(Vec<&'a Span>, Vec<&'a Span>)> {
    if original.blocks.len() != text.blocks.len() {
        return vec![(original.spans().collect(), text.spans().collect())];
    }
    let spans = |block: &'a Block| -> Vec<&'a Span> {
        let spans = block.spans();
        spans.iter().collect()
    };
    let blocks = original.blocks.iter().zip(&text.blocks);
    blocks
        .map(|(original, text)| (spans(original), spans(text)))
        .collect()
}

/// Adds formulas in TeX to `formulas`, whose parts of them are the same difference.
fn add_math(formulas: &mut Vec<Formula>, math: Vec<Formula>) {
    formulas.retain(|(_, part)| !math.iter().any(|(_, whole)| whole.contains(part.as_str())));
    formulas.extend(math);
}

/// The formulas in TeX of `ours` that `theirs` has neither in TeX nor in plain text. One that differs in its numbers only is
/// left to the comparison of numbers.
fn math_missing_from(theirs: &[&Span], ours: &[&Span]) -> Vec<Formula> {
    let is_digit = |c: &char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let without_numbers =
        |text: &str| -> String { text.chars().filter(|c| !is_digit(c)).collect() };
    let there: String = theirs.iter().map(|span| plain_text(span)).collect();
    let shapes = without_numbers(&there);
    let math = ours.iter().filter(|span| span.form == SpanForm::Math);
    math.map(|span| (span.place.clone(), plain_text(span)))
        .filter(|(_, formula)| !shapes.contains(&without_numbers(formula)))
        .collect()
}

/// The text of a span without blanks.
fn plain_text(span: &Span) -> String {
    let parts = span.text.parts().iter().map(|part| match part {
        TemplatePart::Text(text) => text.replace(char::is_whitespace, ""),
        TemplatePart::Slot(_) => SLOT.to_string(),
    });
    parts.collect()
}

fn formulas_in(spans: &[&Span]) -> Vec<Formula> {
    let mut text = String::new();
    let mut places = Vec::new();
    for span in spans {
        // A line ends between two spans, and a formula may go on behind it.
        if places
            .last()
            .is_some_and(|last: &Location| last.line != span.place.line)
        {
            text.push(' ');
            places.push(span.place.clone());
        }
        for part in span.text.parts() {
            match part {
                TemplatePart::Text(part) => {
                    text.push_str(part);
                    places.extend((0..part.chars().count()).map(|at| span.place_at(at)));
                }
                TemplatePart::Slot(_) => {
                    text.push(SLOT);
                    places.push(span.place.clone());
                }
            }
        }
    }
    let found = formulas(&text).into_iter();
    let found = found.filter_map(|(at, formula)| Some((places.get(at)?.clone(), formula)));
    found.collect()
}

/// The formulas of `ours` that `theirs` lacks. Each counts as often as it occurs; an equation may be repeated. A quotient is
/// compared with quotients only: minus b divided by w may stand there in words.
fn missing_from(theirs: &[Formula], ours: &[Formula]) -> Vec<Formula> {
    let mut left: Vec<&str> = theirs.iter().map(|(_, formula)| formula.as_str()).collect();
    let mut missing = Vec::new();
    let has_quotient = theirs.iter().any(|(_, formula)| is_quotient(formula));
    for (place, formula) in ours {
        if is_quotient(formula) && !has_quotient {
            continue;
        }
        match left.iter().position(|other| other == formula) {
            Some(_) if formula.contains('=') => {}
            Some(at) => drop(left.remove(at)),
            None => missing.push((place.clone(), formula.clone())),
        }
    }
    missing
}

/// The formulas in `text` without blanks, each with the index of its first character.
fn formulas(text: &str) -> Vec<(usize, String)> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let is_start = is_symbol(chars[at])
            && at
                .checked_sub(1)
                .is_none_or(|before| !is_inner(chars[before]));
        if !is_start {
            at += 1;
            continue;
        }
        let end = run_end(&chars, at);
        let run = &chars[at..end];
        if let Some(close) = argument_end(&chars, run, end) {
            found.push((at, signed(&chars, at, close)));
            at = close;
        } else if is_formula(run) {
            found.push((at, signed(&chars, at, end)));
            at = end;
        } else if let Some(close) = equation_end(&chars, run, end) {
            found.push((at, compact(&chars[at..close])));
            at = close;
        } else {
            at = end;
        }
    }
    found
}

/// A letter or digit that a formula may begin with.
fn is_symbol(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, 'α'..='ω')
}

fn is_superscript(c: char) -> bool {
    matches!(c, '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' | '⁻' | 'ᵏ' | 'ⁿ')
}

/// A character within a formula that has no blanks.
fn is_inner(c: char) -> bool {
    is_symbol(c) || is_superscript(c) || matches!(c, '₀'..='₉' | '·' | '/' | '_' | '.')
}

/// The end of the characters of a formula that begin at `start`, without a sign at their end.
fn run_end(chars: &[char], start: usize) -> usize {
    let mut end = start;
    while chars.get(end).is_some_and(|c| is_inner(*c)) {
        end += 1;
    }
    while end > start + 1 && matches!(chars[end - 1], '·' | '/' | '.' | '_') {
        end -= 1;
    }
    end
}

/// The end of the brackets behind `run`, if that names a function or a factor: `relu(…)`, `2·(…)`, not `XOR(…)`.
fn argument_end(chars: &[char], run: &[char], open: usize) -> Option<usize> {
    let is_function = run
        .iter()
        .any(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '·');
    if chars.get(open) != Some(&'(') || !is_function {
        return None;
    }
    let inside = chars.get(open + 1..)?.iter().take(LONGEST_ARGUMENT);
    let length = inside.clone().position(|c| matches!(c, ')' | '('))?;
    let is_maths = inside
        .take(length)
        .all(|c| c.is_ascii() || is_inner(*c) || matches!(c, '−' | '×'));
    let close = open + 1 + length;
    (is_maths && chars.get(close) == Some(&')')).then_some(close + 1)
}

/// Whether `run` is a power, a product, a quotient of single letters, or a number with a letter.
fn is_formula(run: &[char]) -> bool {
    let is_power = run.iter().skip(1).any(|c| is_superscript(*c));
    let text: String = run.iter().collect();
    let number = text.trim_end_matches(|c: char| is_symbol(c) && !c.is_ascii_digit());
    let is_multiple = !number.is_empty()
        && number.chars().all(|c| c.is_ascii_digit() || c == '.')
        && text.chars().count() == number.chars().count() + 1
        && !is_decade(&text);
    is_power || text.contains('·') || is_quotient(&text) || is_multiple
}

/// Whether `text` is ten years: `1990s`.
fn is_decade(text: &str) -> bool {
    text.strip_suffix('s')
        .is_some_and(|years| years.ends_with('0') && matches!(years.len(), 2 | 4))
}

/// Whether `text` is a quotient of single letters.
fn is_quotient(text: &str) -> bool {
    let is_letter =
        |part: &str| part.chars().count() == 1 && !part.chars().all(|c| c.is_ascii_digit());
    let unsigned = text.trim_start_matches('−');
    unsigned
        .split_once('/')
        .is_some_and(|(over, under)| is_letter(over) && is_letter(under))
}

/// The end of `name = number`, of which `run` is the name: one letter, perhaps with an index.
fn equation_end(chars: &[char], run: &[char], end: usize) -> Option<usize> {
    let is_index = |c: &char| c.is_ascii_digit() || matches!(c, '₀'..='₉');
    let is_name = run.first().is_some_and(|c| !c.is_ascii_digit())
        && run.len() <= 2
        && run.iter().skip(1).all(is_index);
    let skip_blank = |at: usize| {
        let rest = chars.iter().skip(at);
        at + rest.take_while(|c| c.is_whitespace()).count()
    };
    let operator = skip_blank(end);
    if !is_name || !matches!(chars.get(operator), Some('=' | '<' | '>' | '≤' | '≥')) {
        return None;
    }
    let number = skip_blank(operator + 1);
    let digits = if matches!(chars.get(number), Some('−' | '-' | '+')) {
        number + 1
    } else {
        number
    };
    let mut close = digits;
    while chars
        .get(close)
        .is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
    {
        close += 1;
    }
    while close > digits && matches!(chars[close - 1], '.' | ',') {
        close -= 1;
    }
    (close > digits).then_some(close)
}

/// The characters from `start` to `end` without blanks, with the sign before them.
fn signed(chars: &[char], start: usize, end: usize) -> String {
    let is_sign = start.checked_sub(1).is_some_and(|at| chars[at] == '−');
    let is_operator = start
        .checked_sub(2)
        .is_some_and(|at| is_inner(chars[at]) || chars[at] == ')');
    let start = if is_sign && !is_operator {
        start - 1
    } else {
        start
    };
    compact(&chars[start..end])
}

fn compact(chars: &[char]) -> String {
    chars.iter().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        formulas(text)
            .into_iter()
            .map(|(_, formula)| formula)
            .collect()
    }

    #[test]
    fn powers_products_quotients_and_functions_are_formulas() {
        assert_eq!(found("k번이면 2ᵏ개, 2·2·2예요."), ["2ᵏ", "2·2·2"]);
        assert_eq!(found("at −b/w, not and/or 1/2"), ["−b/w"]);
        assert_eq!(
            found("relu(3A − 7)은 max(αx, x)"),
            ["relu(3A−7)", "max(αx,x)"]
        );
        assert_eq!(found("2A + 3B, XOR(P4) and 4th"), ["2A", "3B"]);
        assert_eq!(found("the 1990s, 3s"), ["3s"]);
    }

    #[test]
    fn a_name_with_its_number_is_a_formula() {
        assert_eq!(
            found("b = 2. A = −3.5에서, k₁ = 4"),
            ["b=2", "A=−3.5", "k₁=4"]
        );
        assert_eq!(found("From z\n= 2, f(x₁ −\nx₂)"), ["z=2", "f(x₁−x₂)"]);
        assert_eq!(found("where x = y, is = none"), Vec::<String>::new());
    }

    #[test]
    fn a_formula_counts_as_often_as_it_occurs_and_an_equation_once() {
        let of = |texts: &[&str]| -> Vec<Formula> {
            texts
                .iter()
                .map(|text| (Location::default(), (*text).to_owned()))
                .collect()
        };
        assert_eq!(missing_from(&of(&["2A"]), &of(&["2A", "2A"])), of(&["2A"]));
        assert_eq!(missing_from(&of(&["b=2"]), &of(&["b=2", "b=2"])), of(&[]));
    }
}
