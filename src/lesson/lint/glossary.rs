//! The glossary: its slots, and that every term is there in every language.

use std::collections::BTreeMap;

use super::numbers::{typed, typed_in};
use super::slots::Known;
use super::{Faults, start_of, translation, words_of};
use crate::lesson::{Course, Term};
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
            typed_numbers(term, faults);
        }
    }
    if let Some(english) = course.glossary.get(&Lang::english()) {
        for lang in course.languages() {
            translated(course, lang, english, faults);
        }
    }
}

/// A glossary has no facts and no reasons, so no number may stand in it.
fn typed_numbers(term: &Term, faults: &mut Faults) {
    let of_word = typed(&term.word).into_iter();
    let of_word = of_word.map(|(_, number)| (term.place.clone(), number));
    for (place, number) in of_word.chain(term.meaning.spans().flat_map(typed_in)) {
        let what = Phrase::key("check.number-without-reason").with("number", number);
        faults.at(place, what);
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
