//! The glossary: its slots, and that every term is there in every language.

use std::collections::{BTreeMap, BTreeSet};

use super::numbers::{typed, typed_in};
use super::slots::Known;
use super::{Faults, start_of, translation, words_of};
use crate::lesson::model::{Course, Location, Term};
use crate::locale::{Lang, Phrase};

/// The terms of one language, by name.
type Terms = BTreeMap<String, Term>;

pub(super) fn check(course: &Course, keys: &[&str], faults: &mut Faults) {
    let (facts, sources) = (BTreeMap::new(), BTreeMap::new());
    for (lang, terms) in &course.glossary {
        let words = words_of(lang);
        let known = Known {
            course,
            lang,
            keys,
            words: words.as_ref(),
            facts: &facts,
            sources: &sources,
        };
        for term in terms.values() {
            known.check(&term.meaning, None, faults);
            typed_numbers(course, term, faults);
        }
    }
    unused_literals(course, faults);
    if let Some(english) = course.glossary.get(&Lang::english()) {
        for lang in course.languages() {
            translated(course, lang, english, faults);
        }
    }
}

/// A glossary has no facts, so a number in it needs a reason in `course.toml`.
fn typed_numbers(course: &Course, term: &Term, faults: &mut Faults) {
    for (place, number) in numbers(term) {
        if !course.literals.contains_key(&number) {
            faults.at(
                place,
                Phrase::key("check.typed-number").with("number", number),
            );
        }
    }
}

/// The numbers that a term types out.
fn numbers(term: &Term) -> impl Iterator<Item = (Location, String)> + '_ {
    let of_word = typed(&term.word).into_iter();
    let of_word = of_word.map(|(_, number)| (term.place.clone(), number));
    of_word.chain(term.meaning.spans().flat_map(typed_in))
}

/// Reports reasons for numbers that no term types.
fn unused_literals(course: &Course, faults: &mut Faults) {
    let terms = || course.glossary.values().flat_map(|terms| terms.values());
    let used: BTreeSet<String> = terms()
        .flat_map(numbers)
        .map(|(_, number)| number)
        .collect();
    for literal in course.literals.keys() {
        if let (false, Some(place)) = (
            used.contains(literal),
            course.places.get(&format!("literals.{literal}")),
        ) {
            let what = Phrase::key("check.unused-literal").with("literal", literal.as_str());
            faults.at(place.clone(), what);
        }
    }
}

/// Reports what English has and `lang` lacks.
fn translated(course: &Course, lang: &Lang, english: &Terms, faults: &mut Faults) {
    let file = format!("glossary/{lang}.md");
    let Some(terms) = course.glossary.get(lang) else {
        let what = Phrase::key("check.no-glossary").with("lang", lang.tag());
        return faults.at(start_of(&file), what);
    };
    for (name, original) in english {
        if let Some(term) = terms.get(name) {
            let heading = format!("## {name}");
            translation::piece(&heading, &original.meaning, &term.meaning, faults);
        } else {
            let what = Phrase::key("check.unknown-term")
                .with("name", name.as_str())
                .with("lang", lang.tag());
            faults.at(start_of(&file), what);
        }
    }
}
