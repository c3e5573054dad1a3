//! Facts beside the names of what they run: a sentence that names a value of a control has facts that run it, facts stand in
//! the order of the names that tell them apart, and a difference between two facts of a sentence is named.

use std::collections::{BTreeMap, BTreeSet};

use super::fact_keys::{FactKey, KeyedFact};
use super::faults::{Faults, words_in};
use super::named_text::{NamedText, places_of};
use super::phrases::{is_form_of, words_of};
use super::sentences::{SLOT, Sentence, matches, sentences_of_block};
use super::spoken_numbers::{NumberTable, SpokenNumber};
use super::value_names::{Mention, parts_of_label};
use crate::lesson::model::{Lesson, Location, Prose};
use crate::locale::{Lang, Phrase, Words};

/// Two facts, by name.
type Pair<'a> = (&'a str, &'a str);

/// The languages in which two facts stand in the order of their names, and those in which they are exchanged.
#[derive(Default)]
struct Orders {
    right: usize,
    exchanged: usize,
    /// A key that tells the facts apart.
    key: Option<FactKey>,
}

/// Reports facts of `lesson` that contradict the names beside them, in any language.
pub(super) fn check(lesson: &Lesson, faults: &mut Faults) {
    let mut orders: BTreeMap<Pair<'_>, Orders> = BTreeMap::new();
    let mut reported = BTreeSet::new();
    for lang in lesson.texts.languages() {
        let (Some(text), Some(words)) = (lesson.texts.get(lang), words_in(lang)) else {
            continue;
        };
        let mut checker = Checker {
            lesson,
            lang,
            numbers: NumberTable::new(&words),
            words: &words,
            orders: &mut orders,
            reported: &mut reported,
            faults,
        };
        for prose in text.all() {
            checker.check_prose(prose);
        }
    }
    // Where all languages agree, the facts may have changed places in lesson.toml.
    for ((a, b), order) in orders {
        let (0, Some(key)) = (order.right, &order.key) else {
            continue;
        };
        if order.exchanged < 2 {
            continue;
        }
        for (name, other) in [(a, b), (b, a)] {
            let Some(run) = KeyedFact::new(lesson, name) else {
                continue;
            };
            let message = Phrase::key("check.exchanged-runs")
                .with("name", name)
                .with("other", other);
            faults.report_in(lesson, &run.path(key), message);
        }
    }
}

/// A fact in a sentence.
struct Used<'a> {
    /// The place of its slot in the text of the sentence.
    at: usize,
    place: &'a Location,
    run: KeyedFact<'a>,
}

struct Checker<'a, 'f> {
    lesson: &'a Lesson,
    lang: &'a Lang,
    words: &'f Words,
    numbers: NumberTable,
    orders: &'f mut BTreeMap<Pair<'a>, Orders>,
    /// The paths in lesson.toml that were reported.
    reported: &'f mut BTreeSet<String>,
    faults: &'f mut Faults,
}

impl<'a> Checker<'a, '_> {
    fn check_prose(&mut self, prose: &'a Prose) {
        for block in &prose.blocks {
            let sentences = sentences_of_block(block);
            let texts: Vec<NamedText> = sentences.iter().map(NamedText::new).collect();
            let paragraph: Vec<&str> = texts.iter().map(|it| it.text.as_str()).collect();
            let paragraph = paragraph.join(" ");
            let mut used = Vec::new();
            for (sentence, text) in sentences.iter().zip(&texts) {
                self.check_sentence(sentence, text);
                self.check_between(sentence);
                used.extend(self.used(sentence, text));
            }
            self.check_differences(&used, &paragraph);
        }
    }

    fn check_sentence(&mut self, sentence: &Sentence<'a>, text: &NamedText) {
        let used = self.used(sentence, text);
        let numbers = self.numbers.numbers(&text.text);
        for used_here in &used {
            self.check_names(used_here, &used, &text.text, &numbers);
        }
        for (i, a) in used.iter().enumerate() {
            for b in used[i + 1..].iter().filter(|b| b.run.name != a.run.name) {
                if self.is_exchanged(a, b, &used, &text.text, &numbers) {
                    self.report_order(a, b);
                }
            }
        }
    }

    /// Reports two facts that a sentence says something lies between while the first is the larger one.
    fn check_between(&mut self, sentence: &Sentence<'a>) {
        for pattern in self.words.get("check.between-patterns").split('|') {
            let pattern = pattern.trim().replace("{n}", SLOT.encode_utf8(&mut [0; 4]));
            let Some(at) = sentence.text.find(&pattern).filter(|_| !pattern.is_empty()) else {
                continue;
            };
            let first = sentence.text[..at].matches(SLOT).count();
            let slots = sentence.slots.iter().skip(first).take(2);
            let found: Vec<_> = slots
                .filter_map(|(slot, place)| {
                    let (name, fact) = self.lesson.facts.get_key_value(slot.fact()?)?;
                    Some((name, fact.value, *place))
                })
                .collect();
            let [(low, from, place), (high, to, _)] = found.as_slice() else {
                continue;
            };
            if from > to {
                let message = Phrase::key("check.exchanged-limits")
                    .with("name", low.as_str())
                    .with("other", high.as_str());
                self.faults.report((*place).clone(), message);
            }
        }
    }

    /// The facts in `sentence`.
    fn used(&self, sentence: &Sentence<'a>, text: &NamedText) -> Vec<Used<'a>> {
        let slots = sentence.slots.iter().zip(&text.slots);
        slots
            .filter_map(|((slot, place), at)| {
                Some(Used {
                    at: *at,
                    place,
                    run: KeyedFact::new(self.lesson, slot.fact()?)?,
                })
            })
            .collect()
    }

    /// Reports a fact that runs none of the values that its sentence names. A value that another fact of the sentence runs is
    /// said of that one, unless the two runs are the same.
    fn check_names(
        &mut self,
        used: &Used<'_>,
        all: &[Used<'_>],
        text: &str,
        numbers: &[SpokenNumber],
    ) {
        let run = &used.run;
        for key in run.keys() {
            let Some(value) = self.value(run, &key) else {
                continue;
            };
            let mentions = run.names(&key, self.words).mentions(text, numbers);
            let others: Vec<String> = all
                .iter()
                .filter(|other| other.run.name != run.name)
                .filter_map(|other| self.value(&other.run, &key))
                .collect();
            let is_own = |mention: &Mention| mention.has(&value);
            let is_free = |mention: &Mention| !others.iter().any(|other| mention.has(other));
            let is_shared = others.contains(&value);
            let is_said = mentions.iter().any(is_own) || states(numbers, &value);
            let free: BTreeSet<&str> = mentions
                .iter()
                .filter(|it| is_free(it) && !is_own(it))
                .filter_map(|it| it.values.first())
                .map(String::as_str)
                .collect();
            let is_option = value.parse::<f64>().is_err();
            let is_wrong = if is_said {
                is_option && is_shared && mentions.len() <= all.len()
            } else {
                true
            };
            if free.is_empty() || !is_wrong {
                continue;
            }
            let said = free.iter().map(|it| run.label(&key, it, self.words));
            let said = said.collect::<Vec<_>>().join(", ");
            let message = |key_of: &'static str| {
                Phrase::key(key_of)
                    .with("name", run.name)
                    .with("runs", run.label(&key, &value, self.words))
                    .with("said", said.as_str())
            };
            self.faults
                .report(used.place.clone(), message("check.other-run"));
            let path = run.path(&key);
            if self.reported.insert(path.clone()) {
                self.faults
                    .report_in(self.lesson, &path, message("check.run-not-named"));
            }
        }
    }

    /// The value under `key`, as the label of the reading or the run has it.
    fn value(&self, run: &KeyedFact<'_>, key: &FactKey) -> Option<String> {
        let of_label = match key {
            FactKey::Control(_) => run.value_of_label(key, self.words, &self.numbers),
            FactKey::Reading | FactKey::Part | FactKey::Step => None,
        };
        of_label.or_else(|| run.value(key))
    }

    /// Whether the names of the only value in which two facts differ stand in the opposite order.
    fn is_exchanged(
        &mut self,
        a: &Used<'a>,
        b: &Used<'a>,
        all: &[Used<'a>],
        text: &str,
        numbers: &[SpokenNumber],
    ) -> bool {
        if a.run.fact.lab != b.run.fact.lab {
            return false;
        }
        let mut keys = a.run.keys();
        keys.push(FactKey::Reading);
        let mut verdicts = Vec::new();
        let mut last = None;
        for key in keys {
            let (Some(of_a), Some(of_b)) = (self.value(&a.run, &key), self.value(&b.run, &key))
            else {
                continue;
            };
            let has = |value: &String| {
                let same = all
                    .iter()
                    .filter(|it| self.value(&it.run, &key).as_ref() == Some(value));
                same.count()
            };
            // A name of several facts of the sentence tells none of them apart.
            if of_a == of_b || has(&of_a) > 1 || has(&of_b) > 1 {
                continue;
            }
            let (names_of_a, names_of_b) = if key == FactKey::Reading {
                self.names_of_readings(a, b, all, text, numbers)
            } else {
                self.names_of_values(&key, a, &of_a, &of_b, all, text, numbers)
            };
            if let Some(verdict) = opposite((a.at, &names_of_a), (b.at, &names_of_b)) {
                verdicts.push(verdict);
                last = Some(key);
            }
        }
        let Some(key) = last else {
            return false;
        };
        let is_exchanged = verdicts.iter().all(|verdict| *verdict);
        let pair = (a.run.name.min(b.run.name), a.run.name.max(b.run.name));
        let order = self.orders.entry(pair).or_default();
        order.key = Some(key);
        if is_exchanged {
            order.exchanged += 1;
        } else {
            order.right += 1;
        }
        is_exchanged
    }

    /// The places that name the values `of_a` and `of_b` of `key`.
    #[expect(
        clippy::too_many_arguments,
        reason = "a sentence with its numbers, and two facts in it"
    )]
    fn names_of_values(
        &self,
        key: &FactKey,
        a: &Used<'_>,
        of_a: &str,
        of_b: &str,
        all: &[Used<'_>],
        text: &str,
        numbers: &[SpokenNumber],
    ) -> (Vec<usize>, Vec<usize>) {
        let mentions = if of_a.parse::<f64>().is_ok() && of_b.parse::<f64>().is_ok() {
            // Of two numbers in a row only one has the name of the control beside it.
            let all = numbers.iter().map(|number| Mention {
                at: number.start,
                values: number.values().map(|it| it.to_string()).collect(),
            });
            all.collect()
        } else {
            a.run.names(key, self.words).mentions(text, numbers)
        };
        let all: BTreeSet<String> = all
            .iter()
            .filter_map(|it| self.value(&it.run, key))
            .collect();
        let names = |own: &str| -> Vec<usize> {
            let mentions = mentions.iter().filter(|mention| {
                mention.has(own) && !all.iter().any(|other| other != own && mention.has(other))
            });
            mentions.map(|it| it.at).collect()
        };
        (names(of_a), names(of_b))
    }

    /// The places of the words and numbers that stand in the label of one reading of the sentence only.
    fn names_of_readings(
        &self,
        a: &Used<'_>,
        b: &Used<'_>,
        all: &[Used<'_>],
        text: &str,
        numbers: &[SpokenNumber],
    ) -> (Vec<usize>, Vec<usize>) {
        let small = self.words.get("check.small-words");
        let words_of_label = |run: &KeyedFact<'_>| -> BTreeSet<String> {
            let label = run.reading_label(self.words);
            let words = words_of(&label).map(|(_, word)| word.to_lowercase());
            words.collect()
        };
        let names = |own: &Used<'_>| -> Vec<usize> {
            let others = all.iter().filter(|it| it.run.name != own.run.name);
            let others: BTreeSet<String> = others.flat_map(|it| words_of_label(&it.run)).collect();
            let is_small = |word: &str| {
                word.chars().nth(1).is_none() || small.split_whitespace().any(|it| it == word)
            };
            let mut own = words_of_label(&own.run);
            own.retain(|word| !is_small(word) && !others.contains(word));
            let is_own = |word: &str| own.iter().any(|it| is_form_of(word, it));
            let words = words_of(text).filter(|(_, word)| is_own(&word.to_lowercase()));
            let equal = numbers
                .iter()
                .filter(|it| own.contains(&it.value.to_string()));
            let places = words
                .map(|(at, _)| at)
                .chain(equal.map(|number| number.start));
            let places: BTreeSet<usize> = places.collect();
            places.into_iter().collect()
        };
        (names(a), names(b))
    }

    fn report_order(&mut self, a: &Used<'_>, b: &Used<'_>) {
        for (one, other) in [(a, b), (b, a)] {
            let message = Phrase::key("check.exchanged-facts")
                .with("name", one.run.name)
                .with("other", other.run.name)
                .with("lang", self.lang.tag());
            self.faults.report(one.place.clone(), message);
        }
    }

    /// Reports a value in which two facts of a sentence differ and which the paragraph does not name.
    fn check_differences(&mut self, used: &[Used<'_>], paragraph: &str) {
        let numbers = self.numbers.numbers(paragraph);
        for (i, a) in used.iter().enumerate() {
            for b in &used[i + 1..] {
                if a.run.fact.lab != b.run.fact.lab {
                    continue;
                }
                let mut keys = a.run.keys();
                if !a.run.is_race() {
                    keys.push(FactKey::Step);
                }
                for key in keys.into_iter().filter(|key| *key != FactKey::Part) {
                    let (Some(of_a), Some(of_b)) =
                        (self.value(&a.run, &key), self.value(&b.run, &key))
                    else {
                        continue;
                    };
                    if of_a == of_b {
                        continue;
                    }
                    let mentions = a.run.names(&key, self.words).mentions(paragraph, &numbers);
                    let in_part = |run: &KeyedFact<'_>| {
                        let label = run.shown(&key, self.words);
                        let mut parts = parts_of_label(&label).skip(1);
                        parts.any(|part| !places_of(part, paragraph).is_empty())
                    };
                    let says = |table: &str| {
                        words_of(paragraph).any(|(_, word)| {
                            let mut patterns = table.split_whitespace();
                            patterns.any(|pattern| matches(pattern, word))
                        })
                    };
                    // Of two options that no text calls by name, the name of the control is enough: `biases`.
                    let label = a.run.control_label(&key, self.words).to_lowercase();
                    let is_option = of_a.parse::<f64>().is_err();
                    let is_opposite = of_a.trim_start_matches('-') == of_b.trim_start_matches('-');
                    if (is_option && says(&label))
                        || (is_opposite && says(&self.words.get("check.sign-words")))
                    {
                        continue;
                    }
                    let is_named = in_part(&a.run)
                        || in_part(&b.run)
                        || mentions.iter().any(|it| it.has(&of_a) || it.has(&of_b))
                        || states(&numbers, &of_a)
                        || states(&numbers, &of_b);
                    if !is_named {
                        self.report_difference(&a.run, &b.run, &key);
                        self.report_difference(&b.run, &a.run, &key);
                    }
                }
            }
        }
    }

    fn report_difference(&mut self, run: &KeyedFact<'_>, other: &KeyedFact<'_>, key: &FactKey) {
        let path = run.path(key);
        if self.reported.insert(path.clone()) {
            let message = Phrase::key("check.unnamed-difference")
                .with("name", run.name)
                .with("runs", run.shown(key, self.words))
                .with("other", other.name)
                .with("others", other.shown(key, self.words));
            self.faults.report_in(self.lesson, &path, message);
        }
    }
}

/// Whether one of `numbers` is `value`.
fn states(numbers: &[SpokenNumber], value: &str) -> bool {
    let value: Option<f64> = value.parse().ok();
    value.is_some_and(|value| numbers.iter().any(|number| number.is(value)))
}

/// Whether two slots stand in the opposite order of their names; none if one has no name, or if names alternate.
pub(super) fn opposite(a: (usize, &[usize]), b: (usize, &[usize])) -> Option<bool> {
    let ((a, names_of_a), (b, names_of_b)) = (a, b);
    let is_before =
        |these: &[usize], those: &[usize]| Some(these.iter().max()? < those.iter().min()?);
    match (
        is_before(names_of_a, names_of_b)?,
        is_before(names_of_b, names_of_a)?,
    ) {
        (true, _) => Some(b < a),
        (_, true) => Some(a < b),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_stand_in_the_order_of_their_names() {
        assert_eq!(opposite((10, &[0]), (30, &[20])), Some(false));
        assert_eq!(opposite((30, &[0]), (10, &[20])), Some(true));
        assert_eq!(opposite((10, &[0, 40]), (30, &[22])), None);
        assert_eq!(opposite((10, &[]), (30, &[20])), None);
    }
}
