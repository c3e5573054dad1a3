//! The introduction and the closing text of the course: they exist in every language of the course, and their numbers have
//! reasons.

use std::collections::BTreeMap;

use super::faults::{Faults, words_in};
use super::literals::small_counts;
use super::numbers::typed_numbers;
use super::stated_numbers::value_of;
use crate::lesson::model::{Block, Course, Emphasis, Location, Prose, Span, SpanForm};
use crate::locale::{Lang, Phrase, Template};

pub(super) fn check(course: &Course, faults: &mut Faults) {
    for (key, texts) in tables(course) {
        let missing = |lang: &&Lang| !texts.is_empty() && !texts.contains_key(*lang);
        for lang in course.languages().into_iter().filter(missing) {
            let message = Phrase::key("check.untranslated-course-text")
                .with("key", key)
                .with("lang", lang.tag());
            faults.report(course.place_of(key), message);
        }
    }
}

/// The numbers without a reason in the languages that are checked, with their locations.
pub(super) fn undeclared(course: &Course) -> Vec<(Location, String)> {
    let mut found = Vec::new();
    for (key, texts) in tables(course) {
        for (lang, text) in texts.iter().filter(|(lang, _)| !is_left_out(course, lang)) {
            let counts = counts_in_english(texts, lang);
            let place = course.place_of(&format!("{key}.{lang}"));
            for (_, number) in typed_numbers(text) {
                let is_count = value_of(&number).is_some_and(|value| counts.contains(&value));
                if !is_count && !course.literals.contains_key(&number) {
                    found.push((place.clone(), number));
                }
            }
        }
    }
    found
}

/// Whether `lang` is a language of the course that is not checked.
fn is_left_out(course: &Course, lang: &Lang) -> bool {
    let mut lessons = course.lessons.iter();
    let is_of_course = course.left_out_terms.contains_key(lang)
        || lessons.any(|lesson| lesson.texts.all_languages().any(|other| other == lang));
    is_of_course && !course.languages().contains(lang)
}

/// The small counts that the English text says in words, for another language.
fn counts_in_english(texts: &BTreeMap<Lang, String>, lang: &Lang) -> Vec<f64> {
    let english = Lang::english();
    match (texts.get(&english), words_in(&english)) {
        (Some(text), Some(words)) if *lang != english => small_counts(&as_prose(text), &words),
        (_, _) => Vec::new(),
    }
}

/// A text of `course.toml` as a paragraph.
fn as_prose(text: &str) -> Prose {
    let span = Span {
        text: Template::parse(text).unwrap_or_default(),
        emphasis: Emphasis::Plain,
        form: SpanForm::Text,
        link: None,
        place: Location::default(),
    };
    Prose {
        blocks: vec![Block::Paragraph(vec![span])],
        ..Prose::default()
    }
}

/// The numbers that the introduction and the closing text type out.
pub(super) fn numbers(course: &Course) -> impl Iterator<Item = String> + '_ {
    let texts = tables(course)
        .into_iter()
        .flat_map(|(_, texts)| texts.values());
    texts.flat_map(|text| typed_numbers(text).into_iter().map(|(_, number)| number))
}

/// The tables of texts with their keys in `course.toml`.
fn tables(course: &Course) -> [(&'static str, &BTreeMap<Lang, String>); 2] {
    let description = &course.description;
    [("intro", &description.intro), ("end", &description.end)]
}
