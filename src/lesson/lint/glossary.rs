//! The glossary: its slots, and that every term is there in every language.

use std::collections::BTreeMap;

use super::slots::Known;
use super::{Faults, start_of, words_of};
use crate::lesson::Course;
use crate::locale::{Lang, Phrase};

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
        }
        if course.titles.contains_key(lang) {
            translated(course, lang, faults);
        }
    }
}

/// Reports the terms that English has and `lang` lacks.
fn translated(course: &Course, lang: &Lang, faults: &mut Faults) {
    let english = course.glossary.get(&Lang::english());
    for name in english.into_iter().flat_map(BTreeMap::keys) {
        let is_there = course
            .glossary
            .get(lang)
            .is_some_and(|terms| terms.contains_key(name));
        if !is_there {
            let what = Phrase::key("check.unknown-term")
                .with("name", name.as_str())
                .with("lang", lang.tag());
            faults.at(start_of(&format!("glossary/{lang}.md")), what);
        }
    }
}
