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

    /// The sentences with a word that differs from `row`, its recorded row; all without one. Of an element, its values.
    pub(super) fn changed_sentences(&self, row: Option<&str>) -> Vec<String> {
        let letters: Vec<char> = self
            .words
            .iter()
            .map(|(_, word)| word_letter(word))
            .collect();
        let recorded: Vec<char> = letters_of(row.unwrap_or_default()).chars().collect();
        let is_same = |(a, b): &(&char, &char)| a == b;
        let before = letters.iter().zip(&recorded).take_while(is_same).count();
        let rest = letters.len().min(recorded.len()) - before;
        let behind = letters.iter().rev().zip(recorded.iter().rev());
        let behind = behind.take_while(is_same).count().min(rest);
        // A word that was taken away leaves the ones around it. Where the letters are the same, any word may differ.
        let (from, until) = if letters == recorded {
            (0, letters.len())
        } else {
            let until = letters.len() - behind;
            (before.min(until.saturating_sub(1)), until.max(before + 1))
        };
        let mut sentences: Vec<String> = Vec::new();
        let mut words: Vec<&str> = Vec::new();
        let mut is_changed = false;
        for (at, (_, word)) in self.words.iter().enumerate() {
            words.push(word);
            is_changed |= (from..until).contains(&at);
            if self.is_element() || ends_sentence(word) || at + 1 == self.words.len() {
                if is_changed {
                    sentences.push(words.join(" ").trim_start_matches('=').to_owned());
                }
                words.clear();
                is_changed = false;
            }
        }
        sentences
    }

    /// Whether it is an element of a TOML file.
    fn is_element(&self) -> bool {
        self.section == self.key
    }
}

/// Whether a sentence ends with `word`.
fn ends_sentence(word: &str) -> bool {
    word.trim_end_matches([')', '"', '*', '”', '’', '»'])
        .ends_with(['.', '?', '!'])
}

/// The hash in a row.
pub(super) fn hash_of(row: &str) -> &str {
    row.split(' ').next().unwrap_or_default()
}

fn letters_of(row: &str) -> &str {
    row.split_once(' ').map_or("", |(_, letters)| letters)
}

#[cfg(test)]
mod tests {
    use super::super::prose;

    fn sentences(before: &str, after: &str) -> Vec<String> {
        let piece = |text: &str| prose::pieces("en.md", &format!("## a\n\n{text}\n"))[0].clone();
        piece(after).changed_sentences(Some(&piece(before).row()))
    }

    #[test]
    fn the_sentences_that_changed_are_those_with_another_word() {
        let before = "One kink. It stands at two. The rest is flat.";
        let after = "One kink. It never stands at two. The rest is flat.";
        assert_eq!(sentences(before, after), ["It never stands at two."]);
        assert_eq!(sentences(after, before), ["It stands at two."]);
        let longer = format!("{before} And it ends.");
        assert_eq!(sentences(before, &longer), ["And it ends."]);
        assert_eq!(sentences(&longer, before), ["The rest is flat."]);
    }

    #[test]
    fn all_sentences_of_a_new_piece_are_listed() {
        let pieces = prose::pieces("en.md", "## a\n\nOne. Two.\n");
        assert_eq!(pieces[0].changed_sentences(None), ["One.", "Two."]);
    }
}
