//! Numbers in digits that the words around them explain: a share in per cent, and the digits of a part such as 3분의 1.

use std::ops::Range;

use super::goal_texts::is_same;
use super::placed_text::PlacedText;
use super::spoken_numbers::{NumberMeasure, NumberTable};
use crate::lesson::model::{Block, Location, Prose};

/// The places of such numbers in a paragraph.
pub(super) struct KnownPlaces {
    percents: Vec<Location>,
    parts: Vec<Range<Location>>,
}

impl KnownPlaces {
    /// Those in `block`, where English says `fractions` in words.
    pub(super) fn of(block: &Block, table: &NumberTable, fractions: &[f64]) -> Self {
        let placed = PlacedText::new(block);
        let mut found = Self {
            percents: Vec::new(),
            parts: Vec::new(),
        };
        for number in table.numbers(&placed.text) {
            let start = placed.place(number.start);
            let is_said = || fractions.iter().any(|it| is_same(*it, number.value));
            if number.measure == NumberMeasure::Percent {
                found.percents.push(start);
            } else if number.part_of.is_some() && is_said() {
                found.parts.push(start..placed.place(number.end));
            }
        }
        found
    }

    /// Whether the number at `place` is a share in per cent.
    pub(super) fn is_percent(&self, place: &Location) -> bool {
        self.percents.contains(place)
    }

    /// Whether the number at `place` belongs to a part that English says in words.
    pub(super) fn is_in_part(&self, place: &Location) -> bool {
        self.parts.iter().any(|part| part.contains(place))
    }
}

/// The fractions that an English text says in words: `a third`.
pub(super) fn fractions(prose: &Prose, table: &NumberTable) -> Vec<f64> {
    let blocks = prose.blocks.iter();
    let numbers = blocks.flat_map(|block| table.numbers(&PlacedText::new(block).text));
    let fractions = numbers.filter(|it| it.is_word && it.value < 1.0);
    fractions.map(|it| it.value).collect()
}
