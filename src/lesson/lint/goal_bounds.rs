//! The words of comparison in the text of a challenge: `at most 9` is no condition `at_least = 9`.

use super::goal_texts::{GoalText, is_same};
use super::placed_text::PlacedText;
use super::sentences::matches;
use super::spoken_numbers::{NumberTable, SpokenNumber};
use crate::lesson::model::{Comparison, Fault};
use crate::locale::Phrase;

/// The longest unit between a number and its words of comparison in bytes: 9단계 이하.
const LONGEST_UNIT: usize = 6;

/// The side on which the values lie that a limit allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    /// Above it: `at least 9`.
    Lower,
    /// Below it: `at most 9`.
    Upper,
}

impl Bound {
    /// That of a comparison and its limit.
    fn of(test: &Comparison) -> Option<(Self, f64)> {
        match test {
            Comparison::Above(limit) | Comparison::AtLeast(limit) => Some((Self::Lower, *limit)),
            Comparison::Below(limit) | Comparison::AtMost(limit) => Some((Self::Upper, *limit)),
            Comparison::Is { .. } | Comparison::Chosen(_) => None,
        }
    }

    /// The keys of its words before and behind a number.
    fn words(self) -> [&'static str; 2] {
        match self {
            Self::Lower => ["check.lower-before", "check.lower-behind"],
            Self::Upper => ["check.upper-before", "check.upper-behind"],
        }
    }
}

impl GoalText<'_> {
    /// Limits that the text names as the opposite of what each of their conditions wants.
    pub(super) fn opposite_bounds(&self, table: &NumberTable) -> Vec<Fault> {
        let mut faults = Vec::new();
        for block in &self.text.body.blocks {
            let placed = PlacedText::new(block);
            for number in table.numbers(&placed.text) {
                let Some(said) = self.said_bound(&placed.text, &number) else {
                    continue;
                };
                let limits = self.conditions().filter_map(|(path, condition)| {
                    let (bound, limit) = Bound::of(&condition.test)?;
                    number.is(limit).then_some((path, bound))
                });
                let limits: Vec<_> = limits.collect();
                let is_equal = self.conditions().any(|(_, condition)| {
                    matches!(condition.test, Comparison::Is { value, .. } if is_same(value, number.value))
                });
                let Some((path, _)) = limits.first().filter(|_| !is_equal) else {
                    continue;
                };
                if limits.iter().any(|(_, bound)| *bound == said) {
                    continue;
                }
                let key = match said {
                    Bound::Lower => "check.said-lower",
                    Bound::Upper => "check.said-upper",
                };
                let place = self.lesson.place_of(path);
                let text = &placed.text[number.start..number.end];
                let message = Phrase::key(key)
                    .with("number", text)
                    .with("line", place.line);
                faults.push(Fault {
                    place: placed.place(number.start),
                    message,
                });
            }
        }
        faults
    }

    /// The bound that the words around `number` make of it: the longest of those that fit, as `no more than` ends with `more
    /// than`.
    fn said_bound(&self, text: &str, number: &SpokenNumber) -> Option<Bound> {
        let before = text[..number.start].trim_end().to_lowercase();
        let behind = text[number.end..].trim_start();
        let unit = behind.trim_start_matches(char::is_alphabetic);
        let unit = behind.len() - unit.len();
        let behind_unit = behind.get(unit..).filter(|_| unit <= LONGEST_UNIT);
        let fits = [Bound::Lower, Bound::Upper].into_iter().flat_map(|bound| {
            let [in_front, after] = bound.words().map(|key| self.words.get(key));
            let split = |words: &str| -> Vec<String> {
                let words = words.split('|').map(str::trim);
                let words = words.filter(|word| !word.is_empty());
                words.map(str::to_owned).collect()
            };
            let in_front = split(&in_front).into_iter().filter(|it| {
                before
                    .strip_suffix(it.as_str())
                    .is_some_and(|rest| !rest.ends_with(char::is_alphabetic))
            });
            let after = split(&after).into_iter().filter(|it| {
                let mut places = std::iter::once(behind).chain(behind_unit.map(str::trim_start));
                places.any(|place| place.starts_with(it.as_str()))
            });
            let lengths: Vec<_> = in_front.chain(after).map(|it| it.len()).collect();
            lengths.into_iter().map(move |length| (length, bound))
        });
        let (length, bound) = fits.max_by_key(|(length, _)| *length)?;
        let (start, end) = (number.start.saturating_sub(length + 1), number.end);
        (!self.is_negated(text, start, end)).then_some(bound)
    }

    /// Whether the sentence has a negation outside `start..end`, which turns its comparison round: 0.5를 넘지 않아야 해요.
    fn is_negated(&self, text: &str, start: usize, end: usize) -> bool {
        let ends = [". ", "? ", "! ", ".\n"];
        let before = text.get(..start).unwrap_or_default();
        let behind = text.get(end..).unwrap_or_default();
        let from = ends.iter().filter_map(|it| before.rfind(it)).max();
        let until = ends.iter().filter_map(|it| behind.find(it)).min();
        let before = before.get(from.unwrap_or(0)..).unwrap_or_default();
        let behind = behind
            .get(..until.unwrap_or(behind.len()))
            .unwrap_or_default();
        let negations = self.words.get("check.negations");
        let mut words = before
            .split(|c: char| !c.is_alphanumeric())
            .chain(behind.split(|c: char| !c.is_alphanumeric()));
        words.any(|word| negations.split_whitespace().any(|it| matches(it, word)))
    }
}
