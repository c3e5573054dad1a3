//! Words of a challenge that leave no choice: `once` and `exactly` want a condition with `is`, `only b` frees that control alone.

use super::goal_texts::{GoalText, is_same};
use super::phrases::{is_hangul, plain_words, words_of};
use super::placed_text::PlacedText;
use crate::lesson::model::{Comparison, Fault, Location, Unlock};
use crate::locale::Phrase;

/// The longest name of a control that is a symbol.
const LONGEST_SYMBOL: usize = 2;

/// A number that the words of a text demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Demand {
    /// `once`.
    Once,
    /// `exactly`.
    Exactly,
}

impl Demand {
    /// The key of its words, which are separated by `|`.
    fn key(self) -> &'static str {
        match self {
            Self::Once => "check.once-words",
            Self::Exactly => "check.exact-words",
        }
    }

    /// Whether a condition with `test` meets it.
    fn is_met_by(self, test: &Comparison) -> bool {
        match (self, test) {
            (Self::Once, Comparison::Is { value, .. }) => is_same(*value, 1.0),
            (Self::Exactly, Comparison::Is { .. } | Comparison::Chosen(_)) => true,
            (_, _) => false,
        }
    }
}

impl GoalText<'_> {
    /// Words for a single number in a text whose conditions allow others as well.
    pub(super) fn inexact(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for demand in [Demand::Once, Demand::Exactly] {
            if self.conditions().any(|(_, it)| demand.is_met_by(&it.test)) {
                continue;
            }
            let Some((place, word)) = self.first_of(&self.words.get(demand.key())) else {
                continue;
            };
            let message = Phrase::key("check.inexact-goal").with("word", word);
            // The condition that allows one as well as more is meant by `once`.
            let is_meant = |test: &Comparison| matches!(test, Comparison::AtLeast(one) | Comparison::AtMost(one) if is_same(*one, 1.0));
            let meant = self.conditions().find(|(_, it)| is_meant(&it.test));
            let path = meant.map_or_else(|| format!("step.{}.goal.0.all", self.at), |it| it.0);
            for place in [place, self.lesson.place_of(&path)] {
                let message = message.clone();
                faults.push(Fault { place, message });
            }
        }
        faults
    }

    /// The first of `words`, which are separated by `|`, in the text.
    fn first_of(&self, words: &str) -> Option<(Location, String)> {
        self.text.body.blocks.iter().find_map(|block| {
            let placed = PlacedText::new(block);
            let text = placed.text.to_ascii_lowercase();
            let words = words.split('|').map(str::trim);
            let mut found = words.filter_map(|word| Some((place_of_word(&text, word)?, word)));
            found
                .next()
                .map(|(at, word)| (placed.place(at), word.to_owned()))
        })
    }

    /// A text that tells the learner to change only one control in a step that frees others as well.
    pub(super) fn freer_than_said(&self) -> Vec<Fault> {
        let Some(Unlock::Only(free)) = self.lesson.steps.get(self.at).map(|step| &step.unlock)
        else {
            return Vec::new();
        };
        let controls: Vec<(String, String)> = self.control_labels("").collect();
        let mut faults = Vec::new();
        for block in &self.text.body.blocks {
            let placed = PlacedText::new(block);
            let Some((at, name)) = self.only_one(&placed.text, &controls) else {
                continue;
            };
            if free.len() == 1 && free.first().is_some_and(|it| it == name) {
                continue;
            }
            let message = Phrase::key("check.freer-than-said")
                .with("name", name)
                .with("free", free.join(", "));
            let path = format!("step.{}.unlock", self.at);
            for place in [placed.place(at), self.lesson.place_of(&path)] {
                let message = message.clone();
                faults.push(Fault { place, message });
            }
        }
        faults
    }

    /// The place and the name of the control that `text` says is the only one to change: `only b`, `b만`.
    fn only_one<'a>(
        &self,
        text: &str,
        controls: &'a [(String, String)],
    ) -> Option<(usize, &'a str)> {
        let [before, behind] = ["check.only-before", "check.only-behind"].map(|it| {
            let word = self.words.get(it);
            word.trim().to_owned()
        });
        let words: Vec<(usize, String)> = words_of(text)
            .map(|(at, word)| (at, word.to_lowercase()))
            .collect();
        (0..words.len()).find_map(|i| {
            let (at, word) = words.get(i)?;
            let mut phrase: Vec<&str> = if !before.is_empty() && *word == before {
                let behind = words.iter().skip(i + 1).map(|(_, word)| word.as_str());
                behind.skip_while(|word| *word == "the").take(3).collect()
            } else if let (false, Some(stem)) = (behind.is_empty(), word.strip_suffix(&*behind)) {
                let start = i.saturating_sub(2);
                let words = words.get(start..i).unwrap_or_default().iter();
                words.map(|(_, word)| word.as_str()).chain([stem]).collect()
            } else {
                return None;
            };
            // The words behind `only` begin with the name, those before 만 end with it.
            let is_korean = *word != before;
            if is_korean {
                phrase.reverse();
            }
            let fit = |name: &str, label: &str| fit(&phrase, name, label, is_korean);
            let best = controls
                .iter()
                .map(|(name, label)| (fit(name, label), name))
                .max_by_key(|(fit, _)| *fit)?;
            (best.0 > 0).then_some((*at, best.1.as_str()))
        })
    }
}

/// The number of words of `phrase` from its start that are the name or the label of a control; of a label in Korean the words
/// stand in the opposite order.
fn fit(phrase: &[&str], name: &str, label: &str, is_reversed: bool) -> usize {
    let first = phrase.first().copied().unwrap_or_default();
    let is_symbol = |word: &str| {
        word.chars().count() <= LONGEST_SYMBOL
            && !word.chars().all(is_hangul)
            && word.to_lowercase() == first
    };
    if is_symbol(name) || words_of(label).any(|(_, word)| is_symbol(word)) {
        return 1;
    }
    let mut own: Vec<String> = plain_words(label).map(str::to_lowercase).collect();
    if is_reversed {
        own.reverse();
    }
    let is_start = own.iter().zip(phrase).all(|(own, word)| own == word);
    if is_start && own.len() <= phrase.len() {
        own.len()
    } else {
        0
    }
}

/// The index of `word` in `text`, not within another word of Latin letters.
fn place_of_word(text: &str, word: &str) -> Option<usize> {
    let is_whole = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        let behind = text.get(at + word.len()..).unwrap_or_default();
        !before.ends_with(char::is_alphanumeric)
            && !behind.starts_with(|c: char| c.is_ascii_alphanumeric())
    };
    if word.is_empty() {
        return None;
    }
    let places = text.match_indices(word).map(|(at, _)| at);
    places.into_iter().find(|at| is_whole(*at))
}
