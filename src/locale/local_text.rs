//! Texts that a file gives by language.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Lang;

/// A text by language, from a file rather than from the word tables: the name of a curve in a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalText {
    texts: Arc<BTreeMap<Lang, String>>,
}

impl LocalText {
    /// The text in these languages; none if there is no language.
    pub fn new(texts: BTreeMap<Lang, String>) -> Option<Self> {
        (!texts.is_empty()).then(|| Self {
            texts: Arc::new(texts),
        })
    }

    /// The languages that have it.
    pub fn languages(&self) -> impl Iterator<Item = &Lang> {
        self.texts.keys()
    }

    /// The text in `lang`; in English or else in another language, with a mark of that language, where it is missing.
    pub(super) fn in_lang(&self, lang: &Lang) -> String {
        if let Some(text) = self.texts.get(lang) {
            return text.clone();
        }
        let other = Lang::english_first(self.texts.keys()).into_iter().next();
        other.map_or_else(String::new, |other| {
            format!("[{other}] {}", self.texts[other])
        })
    }
}
