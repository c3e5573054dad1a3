//! The words by which sentences name the values of a control: labels of options, and numbers beside the name of the control.

use std::cmp::Reverse;

use super::named_text::{places_of, term};
use super::phrases::{
    is_form_of, is_hangul, phrase_before, phrase_behind, plain_words, without_small_word, words_of,
    words_said,
};
use super::sentences::matches;
use super::spoken_numbers::SpokenNumber;
use crate::lab::{Control, Domain, Value};
use crate::locale::Words;

/// A place in a sentence that names one or several values.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mention {
    /// The index of its first byte.
    pub(super) at: usize,
    /// The values, one of which is meant.
    pub(super) values: Vec<String>,
}

impl Mention {
    pub(super) fn has(&self, value: &str) -> bool {
        self.values.iter().any(|it| it == value)
    }
}

/// The value in the notation of mentions.
pub(super) fn written(value: &Value) -> String {
    let text = value.to_string();
    text.parse::<f64>()
        .map_or(text, |number| number.to_string())
}

/// Names of values, each with the values that it may mean.
pub(super) type Names = Vec<(String, Vec<String>)>;

/// The names of values of a control in a language.
#[derive(Default)]
pub(super) struct ValueNames {
    names: Names,
    /// Words of labels, which stand in sentences in other forms: `hinges` for `hinge`.
    words: Names,
    /// The letters that stand for a number: `B` in `B = −100`.
    symbols: Vec<String>,
    /// The words beside a number: `links` in `twenty links`.
    nouns: Vec<String>,
    /// The words of the control's own name: `output weight`.
    label: Vec<String>,
    /// The words of the names of other controls that end in the same noun.
    rivals: Vec<Vec<String>>,
    /// The words behind a number that is a change and no value: `ten more`.
    changes: String,
}

impl ValueNames {
    /// The names of the values of `control`, which is called `label`.
    pub(super) fn of_control(control: &Control, label: &str, words: &Words) -> Self {
        match &control.domain {
            Domain::Choice(options) if !options.words.is_empty() => {
                let labels = options.names.iter().map(|name| {
                    let label = words.format(&options.label(name));
                    let first = parts_of_label(&label).next().unwrap_or_default();
                    (first.to_owned(), (*name).to_owned())
                });
                Self::of_options(labels, words)
            }
            Domain::Choice(_) | Domain::Number(_) => Self::of_numbers(&control.name, label, words),
            Domain::Text { .. } => Self::default(),
        }
    }

    /// The names of options from their labels. Options with the same label share its mentions.
    pub(super) fn of_options(
        labels: impl Iterator<Item = (String, String)>,
        words: &Words,
    ) -> Self {
        let common = words.get("check.common-words");
        let labels: Vec<(String, String)> = labels.collect();
        let mut names = Names::new();
        for (label, name) in &labels {
            if names.iter().all(|(_, values)| !values.contains(name)) {
                names.push((term(name), vec![name.clone()]));
            }
            let is_common = common.split_whitespace().any(|it| matches(it, label));
            let letters = label.chars().filter(|c| !c.is_whitespace()).count();
            if is_common || letters < 2 || names.iter().any(|(known, _)| known == label) {
                continue;
            }
            // XOR may mean `XOR` and `XOR, four points`.
            let starts = |other: &str| {
                other
                    .strip_prefix(label.as_str())
                    .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            };
            let values = labels.iter().filter(|(other, _)| starts(other));
            let values = values.map(|(_, name)| name.clone()).collect();
            names.push((label.clone(), values));
        }
        Self::of_names(names)
    }

    /// These names.
    pub(super) fn of_names(names: Names) -> Self {
        Self {
            names,
            ..Self::default()
        }
    }

    /// The words of `labels`, each with all values whose label has it.
    pub(super) fn of_words(labels: impl Iterator<Item = (String, String)>, words: &Words) -> Self {
        let common = words.get("check.common-nouns") + " " + &words.get("check.common-label-words");
        let mut names = Names::new();
        for (value, label) in labels {
            let parts = label.split(|c: char| !c.is_alphanumeric());
            let parts = parts.filter(|part| {
                let is_long =
                    part.chars().count() >= if part.chars().all(is_hangul) { 2 } else { 4 };
                is_long && !common.split_whitespace().any(|it| matches(it, part))
            });
            for part in parts {
                let part = part.to_lowercase();
                match names.iter_mut().find(|(known, _)| is_form_of(known, &part)) {
                    Some((_, values)) if values.contains(&value) => {}
                    Some((_, values)) => values.push(value.clone()),
                    None => names.push((part, vec![value.clone()])),
                }
            }
        }
        Self {
            words: names,
            ..Self::default()
        }
    }

    /// The names of the numbers of a control or a reading called `name`, which has this label.
    pub(super) fn of_numbers(name: &str, label: &str, words: &Words) -> Self {
        let common = words.get("check.common-nouns");
        let is_symbol = |word: &&str| word.chars().count() <= 2 && !word.chars().all(is_hangul);
        let label = label.split(" a ").next().unwrap_or_default();
        let plain: Vec<&str> = label
            .split(|c: char| !c.is_alphanumeric() && !matches!(c, '₀'..='₉'))
            .filter(|word| !word.is_empty())
            .collect();
        let mut symbols: Vec<String> = plain
            .iter()
            .filter(|word| is_symbol(word))
            .map(|word| word.trim_end_matches(|c| matches!(c, '₀'..='₉')).to_owned())
            .collect();
        if name.chars().count() == 1 {
            symbols.push(name.to_owned());
        }
        let nouns = plain.iter().filter(|word| !is_symbol(word)).copied();
        // `고리 수` counts 고리, `units a layer` units; of `learning rate` the last word is enough.
        let mut nouns: Vec<&str> = nouns.filter(|word| *word != "수").collect();
        let last = nouns
            .pop()
            .map(|noun| noun.strip_suffix('의').unwrap_or(noun));
        let unit = plain
            .iter()
            .copied()
            .filter(|word| *word == "kg" || *word == "cm");
        let nouns = last.into_iter().chain(unit);
        Self {
            symbols,
            nouns: nouns
                .filter(|noun| !common.split_whitespace().any(|it| matches(it, noun)))
                .map(str::to_lowercase)
                .collect(),
            label: plain_words(label).map(str::to_lowercase).collect(),
            changes: words.get("check.change-words"),
            ..Self::default()
        }
    }

    /// These names where the controls called `labels` are named as well: of `weight` and `output weight` the one that fits a
    /// text best is meant.
    pub(super) fn beside(self, labels: impl Iterator<Item = String>) -> Self {
        let own = self.label.last().cloned().unwrap_or_default();
        let rivals = labels.map(|label| plain_words(&label).map(str::to_lowercase).collect());
        let rivals = rivals.filter(|rival: &Vec<String>| {
            rival != &self.label && rival.last().is_some_and(|noun| is_form_of(noun, &own))
        });
        Self {
            rivals: rivals.collect(),
            ..self
        }
    }

    /// Whether no other control's name fits `phrase` better, which ends with a noun of this one.
    fn fits_best(&self, phrase: &[&str]) -> bool {
        let fit = |label: &[String]| {
            let said = words_said(label, phrase);
            (said, Reverse(label.len() - said))
        };
        let own = fit(&self.label);
        self.rivals.iter().all(|rival| fit(rival) <= own)
    }

    /// These names without the letters that stand for the control.
    pub(super) fn without_symbols(self) -> Self {
        Self {
            symbols: Vec::new(),
            ..self
        }
    }

    /// The places of `text`, whose numbers are `numbers`, that name a value.
    pub(super) fn mentions(&self, text: &str, numbers: &[SpokenNumber]) -> Vec<Mention> {
        let mut found: Vec<(usize, usize, &Vec<String>)> = Vec::new();
        for (name, values) in &self.names {
            let places = places_of(name, text).into_iter();
            found.extend(places.map(|at| (at, at + name.len(), values)));
        }
        // Of `leaky ReLU` the longer name counts.
        let is_part = |(start, end, _): &(usize, usize, &Vec<String>)| {
            found
                .iter()
                .any(|(from, to, _)| from <= start && end <= to && to - from > end - start)
        };
        let mut mentions: Vec<Mention> = found
            .iter()
            .filter(|it| !is_part(it))
            .map(|(at, _, values)| Mention {
                at: *at,
                values: (*values).clone(),
            })
            .collect();
        for (at, word) in words_of(text) {
            let word = word.to_lowercase();
            if let Some((_, values)) = self.words.iter().find(|(name, _)| is_form_of(&word, name)) {
                let values = values.clone();
                mentions.push(Mention { at, values });
            }
        }
        let stated = numbers.iter().filter(|number| self.is_named(text, number));
        mentions.extend(stated.map(|number| Mention {
            at: number.start,
            values: number.values().map(|it| it.to_string()).collect(),
        }));
        mentions.sort_by_key(|mention| mention.at);
        mentions
    }

    /// Whether the name of the control stands beside `number`.
    pub(super) fn is_named(&self, text: &str, number: &SpokenNumber) -> bool {
        let before = text[..number.start].trim_end();
        if self.is_equal(before) {
            return true;
        }
        if is_equation_of_letter(before) {
            return false;
        }
        let behind = phrase_behind(&text[number.end..]);
        let is_change = |word: &str| self.changes.split_whitespace().any(|it| matches(it, word));
        if behind.iter().take(3).any(|word| is_change(word)) {
            return false;
        }
        self.ends_with_name(&phrase_before(before))
            || (1..=2).any(|count| {
                behind
                    .get(..count)
                    .is_some_and(|it| self.ends_with_noun(it))
            })
    }

    /// Whether the whole name of the control is the end of `before`, the text before a number: `the bias is`, `b =`.
    pub(super) fn is_before(&self, before: &str) -> bool {
        let before = before.trim_end();
        let phrase = phrase_before(before);
        let is_whole = |phrase: &[&str]| {
            self.ends_with_noun(phrase) && words_said(&self.label, phrase) == self.label.len()
        };
        // In `3 layers of 16` the name belongs to the number before it.
        let is_count = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
        let of_count = |rest: &[&str]| {
            rest.iter()
                .rev()
                .nth(self.label.len())
                .is_some_and(is_count)
        };
        self.is_equal(before)
            || self.is_letter_said(&phrase)
            || is_whole(&phrase)
            || without_small_word(&phrase).is_some_and(|rest| is_whole(rest) && !of_count(rest))
    }

    /// Whether `before` ends with the name of the control and a word that joins a number to it: `the bias is`, `b =`. Korean
    /// needs no such word.
    pub(super) fn is_joined_before(&self, before: &str) -> bool {
        let is_korean = |noun: &String| noun.chars().all(is_hangul);
        let phrase = phrase_before(before.trim_end());
        self.is_before(before)
            && (self.is_equal(before.trim_end())
                || self.is_letter_said(&phrase)
                || without_small_word(&phrase).is_some()
                || self.nouns.iter().any(is_korean))
    }

    /// Whether a word of the name stands before a number: `평균` of 평균 기울기.
    pub(super) fn is_partly_before(&self, before: &str) -> bool {
        let phrase = phrase_before(before.trim_end());
        let is_part = |phrase: &[&str]| {
            let last = phrase.last().map(|word| word.to_lowercase());
            last.is_some_and(|word| self.label.iter().any(|own| is_form_of(&word, own)))
        };
        self.is_before(before)
            || is_part(&phrase)
            || without_small_word(&phrase).is_some_and(is_part)
    }

    /// Whether a phrase ends with a letter of the control and a word or a particle that joins a number to it: `w is`, `w가`.
    fn is_letter_said(&self, phrase: &[&str]) -> bool {
        let is_letter = |word: &str| self.symbols.iter().any(|symbol| symbol == word);
        let has_particle = |word: &str| {
            let mut stems = self
                .symbols
                .iter()
                .filter_map(|it| word.strip_prefix(it.as_str()));
            stems.any(|rest| matches!(rest, "가" | "이" | "는" | "은" | "를" | "을" | "도"))
        };
        match phrase {
            [.., letter, "is"] => is_letter(letter),
            [.., word] => has_particle(word),
            [] => false,
        }
    }

    /// Whether a text ends with an equation of the control: `b =`.
    fn is_equal(&self, before: &str) -> bool {
        let equals = before.strip_suffix('=').map(str::trim_end);
        equals.is_some_and(|left| {
            let letters = left.trim_end_matches(|c| matches!(c, '₀'..='₉'));
            self.symbols.iter().any(|symbol| {
                letters.strip_suffix(symbol.as_str()).is_some_and(|rest| {
                    !rest.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '·' | '₀'..='₉'))
                })
            })
        })
    }

    /// Whether a phrase ends with a noun of the control, or with one and a small word.
    fn ends_with_name(&self, phrase: &[&str]) -> bool {
        self.ends_with_noun(phrase)
            || without_small_word(phrase).is_some_and(|rest| self.ends_with_noun(rest))
    }

    /// Whether a phrase ends with a noun of the control, and no other control fits it better.
    fn ends_with_noun(&self, phrase: &[&str]) -> bool {
        let word = phrase.last().map(|word| word.to_lowercase());
        let is_form = |word: String| self.nouns.iter().any(|noun| is_form_of(&word, noun));
        word.is_some_and(is_form) && self.fits_best(phrase)
    }
}

/// Whether a text ends with an equation of a letter, to which a number behind it belongs: `at T =`.
fn is_equation_of_letter(before: &str) -> bool {
    let left = before.strip_suffix('=').map(str::trim_end);
    let letter = left.and_then(|left| left.rsplit(|c: char| !c.is_alphanumeric()).next());
    letter.is_some_and(|letter| letter.chars().count() == 1 && !letter.chars().all(is_hangul))
}

/// The names in a label: `P5 XOR, Adam` has P5 and Adam.
pub(super) fn parts_of_label(label: &str) -> impl Iterator<Item = &str> {
    label.split(',').map(|part| {
        let part = part.trim();
        match part.split_once(' ') {
            Some((first, _)) if first.ends_with(|c: char| c.is_ascii_digit()) => first,
            Some(_) | None => part,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::spoken_numbers::NumberTable;
    use super::*;
    use crate::locale::Lang;

    /// The numbers in `text` beside the control called `label`, where one called `other` is there as well.
    fn named(lang: &str, label: &str, other: &str, text: &str) -> Vec<String> {
        let words = Words::load(&Lang::of(lang)).unwrap();
        let numbers = NumberTable::new(&words).numbers(text);
        let names = ValueNames::of_numbers("x1", label, &words);
        let names = names.beside([other.to_owned()].into_iter());
        let mentions = names.mentions(text, &numbers);
        mentions.into_iter().flat_map(|it| it.values).collect()
    }

    #[test]
    fn the_longest_name_that_fits_a_text_is_meant() {
        let text = "A weight of 3 and an output weight of 2, or 4 output weights";
        assert_eq!(named("en", "weight w", "output weight v", text), ["3"]);
        assert_eq!(named("en", "output weight v", "weight w", text), ["2", "4"]);
        let text = "가중치 3, 출력 가중치 2";
        assert_eq!(named("ko", "가중치 w", "출력 가중치 v", text), ["3"]);
        assert_eq!(named("ko", "출력 가중치 v", "가중치 w", text), ["2"]);
    }
}
