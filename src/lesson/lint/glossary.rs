//! The glossary: its slots, its numbers, and its translations.

use std::collections::{BTreeMap, BTreeSet};

use super::course_texts;
use super::faults::{Faults, words_in};
use super::literals::{TODO, small_counts};
use super::numbers::{typed_numbers, typed_numbers_in};
use super::slots::{SlotNames, StatedModel};
use super::spoken_numbers::NumberTable;
use super::stated_numbers::value_of;
use super::translation;
use super::word_literals::{WordNumber, word_numbers};
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
        for term in terms.values() {
            names.check(&term.meaning, StatedModel::default(), faults);
        }
    }
    for (place, number) in undeclared(course) {
        let message = Phrase::key("check.typed-number-of-glossary").with("number", number);
        faults.report(place, message);
    }
    check_literals(course, faults);
    if let Some(english) = course.glossary.get(&Lang::english()) {
        for lang in course.languages() {
            check_translation(course, lang, english, faults);
        }
    }
}

/// The small counts that the English text of a term says in words, for another language.
fn counts_in_english(course: &Course, lang: &Lang, name: &str) -> Vec<f64> {
    let english = Lang::english();
    let term = course.terms_in_any(&english).and_then(|it| it.get(name));
    match (term, words_in(&english)) {
        (Some(term), Some(words)) if *lang != english => small_counts(&term.meaning, &words),
        (_, _) => Vec::new(),
    }
}

/// The numbers of the glossary and of the texts in `course.toml` that have no reason there, as they are written. Neither has
/// facts or models.
pub fn undeclared_literals_of_course(course: &Course) -> BTreeSet<String> {
    let numbers = undeclared(course).into_iter();
    let own = numbers.filter(|(place, _)| !place.is_builtin());
    own.map(|(_, number)| number).collect()
}

/// The numbers without a reason, with their locations.
fn undeclared(course: &Course) -> Vec<(Location, String)> {
    let mut found = course_texts::undeclared(course);
    for (lang, terms) in &course.glossary {
        let words = words_in(lang);
        for (name, term) in terms {
            let counts = counts_in_english(course, lang, name);
            found.extend(undeclared_digits(course, term, &counts));
            found.extend(
                words
                    .iter()
                    .flat_map(|words| undeclared_words(course, term, words)),
            );
        }
    }
    found
}

/// Numbers in digits without a reason. The `counts` need none.
fn undeclared_digits<'a>(
    course: &'a Course,
    term: &'a Term,
    counts: &'a [f64],
) -> impl Iterator<Item = (Location, String)> + 'a {
    numbers(term).filter(|(_, number)| {
        let is_count = value_of(number).is_some_and(|value| counts.contains(&value));
        !is_count && !course.literals.contains_key(number)
    })
}

/// Numbers in words without a reason.
fn undeclared_words(course: &Course, term: &Term, words: &Words) -> Vec<(Location, String)> {
    let table = NumberTable::new(words);
    let blocks = term.meaning.blocks.iter();
    let numbers = blocks.flat_map(|block| word_numbers(block, &table, words));
    let is_named = |literal: &String, number: &WordNumber| number.is_named_by(literal);
    let undeclared =
        numbers.filter(|number| !course.literals.keys().any(|it| is_named(it, number)));
    undeclared
        .map(|number| (number.place, number.text))
        .collect()
}

/// The terms in every language, also in those that are left out.
fn all_terms(course: &Course) -> impl Iterator<Item = (&Lang, &Terms)> {
    course.glossary.iter().chain(&course.left_out_terms)
}

/// Whether `literal` is the reason of a number in words of the glossary.
fn is_named_in_words(course: &Course, literal: &str) -> bool {
    all_terms(course).any(|(lang, terms)| {
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

/// Reports reasons that are still to be written, and those for numbers that neither a term nor a text of the course types out.
fn check_literals(course: &Course, faults: &mut Faults) {
    let terms = || all_terms(course).flat_map(|(_, terms)| terms.values());
    let used: BTreeSet<String> = terms()
        .flat_map(numbers)
        .map(|(_, number)| number)
        .chain(course_texts::numbers(course))
        .collect();
    for (literal, reason) in &course.literals {
        let Some(place) = course.places.get(&format!("literals.{literal}")) else {
            continue;
        };
        let is_used = used.contains(literal) || is_named_in_words(course, literal);
        let key = match (is_used, reason.trim()) {
            (false, _) => "check.unused-literal-of-glossary",
            (true, TODO) => "check.todo-literal",
            (true, _) => continue,
        };
        let message = Phrase::key(key).with("literal", literal.as_str());
        faults.report(place.clone(), message);
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
