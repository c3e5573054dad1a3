//! The texts of a course about itself.

use std::collections::BTreeMap;

use crate::locale::{Lang, Phrase};

/// The texts of a course about itself, and who made it.
#[derive(Clone, Debug, Default)]
pub struct CourseDescription {
    /// The introduction by language, which stands above the list of lessons.
    pub intro: BTreeMap<Lang, String>,
    /// The closing text by language, which stands at the end of the course.
    pub end: BTreeMap<Lang, String>,
    /// The names of the authors.
    pub authors: Vec<String>,
    /// The name of the licence.
    pub licence: Option<String>,
}

impl CourseDescription {
    /// The introduction in `lang`, in English where that is missing, else in any language.
    pub fn intro(&self, lang: &Lang) -> Option<&str> {
        in_language(&self.intro, lang)
    }

    /// The closing text in `lang`, in English where that is missing, else in any language.
    pub fn end(&self, lang: &Lang) -> Option<&str> {
        in_language(&self.end, lang)
    }

    /// The authors and the licence in a line; none for a course that names neither.
    pub fn byline(&self) -> Option<Phrase> {
        let authors = (!self.authors.is_empty()).then(|| self.authors.join(", "));
        match (authors, self.licence.as_deref()) {
            (None, None) => None,
            (Some(authors), None) => {
                Some(Phrase::key("ui.byline.authors").with("authors", authors))
            }
            (None, Some(licence)) => {
                Some(Phrase::key("ui.byline.licence").with("licence", licence))
            }
            (Some(authors), Some(licence)) => Some(
                Phrase::key("ui.byline.both")
                    .with("authors", authors)
                    .with("licence", licence),
            ),
        }
    }
}

/// The text in `lang`, in English where that is missing, else in any language.
pub(super) fn in_language<'a>(texts: &'a BTreeMap<Lang, String>, lang: &Lang) -> Option<&'a str> {
    let text = texts.get(lang).or_else(|| texts.get(&Lang::english()));
    text.or_else(|| texts.values().next()).map(String::as_str)
}
