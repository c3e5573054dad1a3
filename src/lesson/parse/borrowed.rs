//! Lessons of the built-in course in another course: the terms and misconceptions that they name come with them.
//!
//! The files of such a lesson have paths that begin with [`BUILTIN_MARK`], and so have their locations.

use std::collections::{BTreeMap, BTreeSet};

use super::source::CourseSource;
use super::{Glossary, Misconceptions, misconceptions_file, misconceptions_in, terms_in};
use crate::lesson::model::{Activity, BUILTIN_MARK, Lesson, LessonText, Prose};
use crate::locale::SlotSource;

/// Adds the terms that the built-in lessons among `lessons` name, and those that their meanings name. A term that the
/// course has itself stays.
pub(super) fn add_terms(source: &CourseSource, lessons: &[&Lesson], glossary: &mut Glossary) {
    let texts = lessons.iter().flat_map(|lesson| lesson.texts.all());
    let mut wanted: BTreeSet<String> = texts.flat_map(LessonText::all).flat_map(terms_of).collect();
    if wanted.is_empty() {
        return;
    }
    let own: BTreeSet<String> = glossary
        .values()
        .flat_map(|terms| terms.keys().cloned())
        .collect();
    let builtin = terms_in(source, &format!("{BUILTIN_MARK}glossary"), &mut Vec::new());
    loop {
        let meanings = builtin.values().flatten();
        let named = meanings.filter(|(name, _)| wanted.contains(*name) && !own.contains(*name));
        let more: BTreeSet<String> = named
            .flat_map(|(_, term)| terms_of(&term.meaning))
            .collect();
        if more.is_subset(&wanted) {
            break;
        }
        wanted.extend(more);
    }
    for (lang, terms) in builtin {
        let terms = terms.into_iter();
        let terms: Vec<_> = terms
            .filter(|(name, _)| wanted.contains(name) && !own.contains(name))
            .collect();
        if !terms.is_empty() {
            glossary.entry(lang).or_default().extend(terms);
        }
    }
}

/// The terms that `prose` names.
fn terms_of(prose: &Prose) -> Vec<String> {
    let slots = prose.spans().flat_map(|span| span.text.slots());
    let terms = slots.filter_map(|slot| match &slot.source {
        SlotSource::Term(name) => Some(name.clone()),
        SlotSource::Value(_)
        | SlotSource::Fact(_)
        | SlotSource::Key(_)
        | SlotSource::Citation(_)
        | SlotSource::Figure(_)
        | SlotSource::Lesson(_) => None,
    });
    terms.collect()
}

/// Marks the codes of the answers of a built-in lesson, because the course may use them for other beliefs.
pub(super) fn mark_codes(lesson: &mut Lesson) {
    for step in &mut lesson.steps {
        if let Activity::Question(question) = &mut step.activity {
            for code in question
                .answers
                .iter_mut()
                .filter_map(|answer| answer.code.as_mut())
            {
                *code = format!("{BUILTIN_MARK}{code}");
            }
        }
    }
}

/// Adds the misconceptions that the built-in lessons among `lessons` name.
pub(super) fn add_misconceptions(
    source: &CourseSource,
    lessons: &[&Lesson],
    misconceptions: &mut Misconceptions,
) {
    let mut codes = BTreeSet::new();
    for step in lessons.iter().flat_map(|lesson| &lesson.steps) {
        if let Activity::Question(question) = &step.activity {
            codes.extend(
                question
                    .answers
                    .iter()
                    .filter_map(|answer| answer.code.clone()),
            );
        }
    }
    if codes.is_empty() {
        return;
    }
    let folder = format!("{BUILTIN_MARK}{}", misconceptions_file::FOLDER);
    for (lang, words) in misconceptions_in(source, &folder, &mut Vec::new()) {
        let words = words.into_iter();
        let words = words.map(|(code, belief)| (format!("{BUILTIN_MARK}{code}"), belief));
        let words: BTreeMap<_, _> = words.filter(|(code, _)| codes.contains(code)).collect();
        misconceptions.entry(lang).or_default().extend(words);
    }
}
