//! The prose of a lesson by language, read when it is first asked for: nobody needs every lesson in every language at
//! once, and a start should not wait for them.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

use super::LessonText;
use crate::locale::Lang;

/// The prose of a lesson by language.
#[derive(Clone, Default)]
pub struct Texts(BTreeMap<Lang, Arc<Text>>);

/// The prose in one language, which may still have to be read.
struct Text {
    title: String,
    whole: OnceLock<LessonText>,
    read: Box<dyn Fn() -> LessonText + Send + Sync>,
}

impl Texts {
    /// Adds prose that has been read.
    pub(super) fn insert(&mut self, lang: Lang, text: LessonText) {
        let title = text.title.clone();
        let whole = OnceLock::from(text);
        let text = Text {
            title,
            whole,
            read: Box::new(LessonText::default),
        };
        self.0.insert(lang, Arc::new(text));
    }

    /// Adds prose that `read` reads when it is first asked for; only its title is known.
    pub(super) fn insert_later(
        &mut self,
        lang: Lang,
        title: String,
        read: impl Fn() -> LessonText + Send + Sync + 'static,
    ) {
        let text = Text {
            title,
            whole: OnceLock::new(),
            read: Box::new(read),
        };
        self.0.insert(lang, Arc::new(text));
    }

    /// The prose in `lang`.
    pub fn get(&self, lang: &Lang) -> Option<&LessonText> {
        self.0.get(lang).map(|text| text.whole())
    }

    /// What the lesson is called in `lang`.
    pub fn title(&self, lang: &Lang) -> Option<&str> {
        self.0.get(lang).map(|text| text.title.as_str())
    }

    /// The languages that it is written in.
    pub fn languages(&self) -> impl Iterator<Item = &Lang> {
        self.0.keys()
    }

    /// The prose in every language.
    pub fn all(&self) -> impl Iterator<Item = &LessonText> {
        self.0.values().map(|text| text.whole())
    }

    /// Whether it is written in no language.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Text {
    fn whole(&self) -> &LessonText {
        self.whole.get_or_init(|| (self.read)())
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}
