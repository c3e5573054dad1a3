//! Pieces of a course that a reader signs one by one: a paragraph of prose, or an element of a TOML file.

use super::hash::{text_hash, word_letter};
use crate::lesson::model::Location;

/// A piece of a file.
#[derive(Clone, Debug)]
pub(super) struct ReviewPiece {
    /// Its name in the file: `guess/option half/2`, `step.guess.option.half`.
    pub(super) key: String,
    /// The part of the file whose pieces are numbered in turn.
    pub(super) section: String,
    /// Its words, or the values of its element, each with its location. There is at least one.
    pub(super) words: Vec<(Location, String)>,
}

impl ReviewPiece {
    /// Its hash, and a letter for each word, which tells where a change is.
    pub(super) fn row(&self) -> String {
        let hash = text_hash(self.words.iter().map(|(_, word)| word.as_str()));
        let letters: String = self
            .words
            .iter()
            .map(|(_, word)| word_letter(word))
            .collect();
        format!("{hash} {letters}")
    }

    /// The location of its first word.
    pub(super) fn place(&self) -> Location {
        self.words
            .first()
            .map(|(place, _)| place.clone())
            .unwrap_or_default()
    }

    /// The location of the first word that differs from `row`, its recorded row.
    pub(super) fn place_of_change(&self, row: &str) -> Location {
        let mut recorded = letters_of(row).chars();
        let mut words = self.words.iter();
        let changed = words.find(|(_, word)| recorded.next() != Some(word_letter(word)));
        changed.map_or_else(|| self.place(), |(place, _)| place.clone())
    }
}

/// The hash in a row.
pub(super) fn hash_of(row: &str) -> &str {
    row.split(' ').next().unwrap_or_default()
}

fn letters_of(row: &str) -> &str {
    row.split_once(' ').map_or("", |(_, letters)| letters)
}
