//! The glossary: its slots, its numbers, and its translations.

use std::collections::{BTreeMap, BTreeSet};

use super::course_texts;
use super::faults::{Faults, words_in};
use super::literals::small_counts;
use super::numbers::{typed_numbers, typed_numbers_in};
use super::slots::{SlotNames, StatedModel};
use super::spoken_numbers::NumberTable;
use super::stated_numbers::value_of;
use super::translation;
use super::word_literals::word_numbers;
use crate::lesson::model::{Course, Location, Term};
use crate::locale::{Lang, Phrase, Words};

/// The terms of one language, by name.
type Terms = BTreeMap<String, Term>;

pub(super) fn check(course: &Course, keys: &[&str], faults: &mut Faults) {
    let (facts, sources) = (BTreeMap::new(), BTreeMap::new());
    for (lang, terms) in &course.glossary {
        let words = words_in(lang);
        let names = SlotNames {
            course,
            lang,
            keys,
            words: words.as_ref(),
            facts: &facts,
            sources: &sources,
        };
        for (name, term) in terms {
            names.check(&term.meaning, StatedModel::default(), faults);
            let counts = counts_in_english(course, lang, name);
            check_numbers(course, term, &counts, faults);
            if let Some(words) = &words {
                check_words(course, term, words, faults);
            }
        }
    }
    unused_literals(course, faults);
    if let Some(english) = course.glossary.get(&Lang::english()) {
        for lang in course.languages() {
            check_translation(course, lang, english, faults);
        }
    }
}

/// The small counts that the English text of a term says in words, for another language.
fn counts_in_english(course: &Course, lang: &Lang, name: &str) -> Vec<f64> {
    let english = Lang::english();
    let term = course.glossary.get(&english).and_then(|it| it.get(name));
    match (term, words_in(&english)) {
        (Some(term), Some(words)) if *lang != english => small_counts(&term.meaning, &words),
        (_, _) => Vec::new(),
    }
}

/// A glossary has no facts, so a number in it needs a reason in `course.toml`. The `counts` need none.
fn check_numbers(course: &Course, term: &Term, counts: &[f64], faults: &mut Faults) {
    for (place, number) in numbers(term) {
        let is_count = value_of(&number).is_some_and(|value| counts.contains(&value));
        if !is_count && !course.literals.contains_key(&number) {
            faults.report(
                place,
                Phrase::key("check.typed-number-of-glossary").with("number", number),
            );
        }
    }
}

/// A number in words needs a reason as well.
fn check_words(course: &Course, term: &Term, words: &Words, faults: &mut Faults) {
    let table = NumberTable::new(words);
    let blocks = term.meaning.blocks.iter();
    for number in blocks.flat_map(|block| word_numbers(block, &table, words)) {
        if !course
            .literals
            .keys()
            .any(|literal| number.is_named_by(literal))
        {
            faults.report(
                number.place,
                Phrase::key("check.typed-number-of-glossary").with("number", number.text),
            );
        }
    }
}

/// The literals that numbers in words of the glossary need.
fn named_in_words(course: &Course, literal: &str) -> bool {
    course.glossary.iter().any(|(lang, terms)| {
        words_in(lang).is_some_and(|words| {
            let table = NumberTable::new(&words);
            let mut numbers = terms
                .values()
                .flat_map(|term| &term.meaning.blocks)
                .flat_map(|block| word_numbers(block, &table, &words));
            numbers.any(|number| number.is_named_by(literal))
        })
    })
}

/// The numbers that a term types out, with their locations.
fn numbers(term: &Term) -> impl Iterator<Item = (Location, String)> + '_ {
    let in_word = typed_numbers(&term.word).into_iter();
    let in_word = in_word.map(|(_, number)| (term.place.clone(), number));
    in_word.chain(term.meaning.spans().flat_map(typed_numbers_in))
}

/// Reports reasons for numbers that neither a term nor a text of the course types out.
fn unused_literals(course: &Course, faults: &mut Faults) {
    let terms = || course.glossary.values().flat_map(|terms| terms.values());
    let used: BTreeSet<String> = terms()
        .flat_map(numbers)
        .map(|(_, number)| number)
        .chain(course_texts::numbers(course))
        .collect();
    for literal in course.literals.keys() {
        if let (false, Some(place)) = (
            used.contains(literal) || named_in_words(course, literal),
            course.places.get(&format!("literals.{literal}")),
        ) {
            let message =
                Phrase::key("check.unused-literal-of-glossary").with("literal", literal.as_str());
            faults.report(place.clone(), message);
        }
    }
}

/// The terms of the course itself.
fn own_terms(terms: &Terms) -> impl Iterator<Item = (&String, &Term)> {
    terms.iter().filter(|(_, term)| !term.place.is_builtin())
}

/// Reports the terms that `lang` lacks, and the faults of its translations.
fn check_translation(course: &Course, lang: &Lang, english: &Terms, faults: &mut Faults) {
    let file = format!("glossary/{lang}.md");
    let Some(terms) = course.glossary.get(lang) else {
        if own_terms(english).next().is_none() {
            return;
        }
        let message = Phrase::key("check.no-glossary").with("lang", lang.tag());
        return faults.report(Location::start_of(&file), message);
    };
    for (name, original) in own_terms(english) {
        if let Some(term) = terms.get(name) {
            let heading = format!("## {name}");
            translation::compare(&heading, &original.meaning, &term.meaning, faults);
            translation::compare_formulas(&original.meaning, &term.meaning, faults);
        } else {
            let message = Phrase::key("check.unknown-term")
                .with("name", name.as_str())
                .with("lang", lang.tag());
            faults.report(Location::start_of(&file), message);
        }
    }
}
