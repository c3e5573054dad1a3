//! The prose of a lesson by language.

use std::collections::BTreeMap;

use super::LessonText;
use crate::locale::Lang;

/// The prose of a lesson by language.
#[derive(Clone, Debug, Default)]
pub struct Texts(BTreeMap<Lang, LessonText>);

impl Texts {
    /// Adds the prose in `lang`.
    pub(super) fn insert(&mut self, lang: Lang, text: LessonText) {
        self.0.insert(lang, text);
    }

    /// The prose in `lang`.
    pub fn get(&self, lang: &Lang) -> Option<&LessonText> {
        self.0.get(lang)
    }

    /// The title of the lesson in `lang`.
    pub fn title(&self, lang: &Lang) -> Option<&str> {
        self.0.get(lang).map(|text| text.title.as_str())
    }

    /// The languages that the lesson is written in.
    pub fn languages(&self) -> impl Iterator<Item = &Lang> {
        self.0.keys()
    }

    /// The prose in every language.
    pub fn all(&self) -> impl Iterator<Item = &LessonText> {
        self.0.values()
    }

    /// Whether the lesson is written in no language.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
