//! Typed roundings of facts: a number beside a fact that is nearly the same rounds it to the digits that it prints.

use super::faults::Faults;
use super::known_numbers::{KnownNumbers, Piece, pieces};
use super::numbers::stated_in;
use super::stated_numbers::value_of;
use crate::lesson::model::{Lesson, Prose};
use crate::locale::Phrase;

/// The relative distance of a number that is meant to be the fact.
const NEAR: f64 = 0.05;

/// Reports typed numbers of `lesson` that are near a fact of the same text and are not its rounding, nor a setting.
pub(super) fn check(lesson: &Lesson, faults: &mut Faults) {
    let steps = (0..lesson.steps.len()).map(Some);
    for step in steps.chain([None]) {
        for text in lesson.texts.all() {
            for (piece, prose) in pieces(lesson, step, text) {
                let known = match piece {
                    // An answer to choose from may be a rounding that is wrong.
                    Piece::Label => KnownNumbers::These(Vec::new()),
                    Piece::Body | Piece::Feedback(_) | Piece::Closing => {
                        KnownNumbers::of(lesson, step, piece)
                    }
                };
                check_prose(lesson, prose, &known, faults);
            }
        }
    }
}

fn check_prose(lesson: &Lesson, prose: &Prose, known: &KnownNumbers, faults: &mut Faults) {
    let slots = prose.spans().flat_map(|span| span.text.slots());
    let facts: Vec<_> = slots
        .filter_map(|slot| lesson.facts.get_key_value(slot.fact()?))
        .collect();
    for block in &prose.blocks {
        let known = known.in_block(lesson, block);
        for (place, text) in stated_in(block) {
            let Some((value, unit)) = value_of(&text).zip(unit_of(&text)) else {
                continue;
            };
            if known.has(value) {
                continue;
            }
            let is_near = |fact: f64| (fact - value).abs() <= NEAR * fact.abs();
            let is_rounding = |fact: f64| (fact - value).abs() <= 0.5 * unit * (1.0 + 1e-9);
            let mut near = facts.iter().filter(|(_, fact)| is_near(fact.value));
            let Some((name, fact)) = near.next() else {
                continue;
            };
            if is_rounding(fact.value) || near.any(|(_, fact)| is_rounding(fact.value)) {
                continue;
            }
            let message = Phrase::key("check.other-rounding")
                .with("number", text)
                .with("name", name.as_str())
                .with("value", fact.value);
            faults.report(place, message);
        }
    }
}

/// The unit of the last digit of a typed number that is not 0, or that stands behind a point. None for one digit, which is
/// rarely meant as a rounding, and for powers of ten.
fn unit_of(text: &str) -> Option<f64> {
    let digits: String = text
        .chars()
        .filter(|c| !matches!(c, ',' | '−' | '-' | '+'))
        .collect();
    if !digits.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let significant = digits.replace('.', "");
    let significant = significant.trim_start_matches('0');
    let (power, count) = if let Some((_, decimals)) = digits.split_once('.') {
        (-i32::try_from(decimals.len()).ok()?, significant.len())
    } else {
        let kept = significant.trim_end_matches('0').len();
        let zeros = significant.len() - kept;
        (i32::try_from(zeros).ok()?, kept)
    };
    (count > 1).then(|| 10f64.powi(power))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_of_a_typed_number_is_that_of_its_last_digit() {
        assert_eq!(unit_of("3,800"), Some(100.0));
        assert_eq!(unit_of("3.70"), Some(0.01));
        assert_eq!(unit_of("−41"), Some(1.0));
        assert_eq!(unit_of("0.5"), None);
        assert_eq!(unit_of("100"), None);
        assert_eq!(unit_of("1.8×10⁻⁵"), None);
    }
}
