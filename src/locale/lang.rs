//! Languages and their tags.

use std::fmt;

/// A language, by its two-letter tag: `en`, `ko`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lang(String);

impl Lang {
    /// The language of a tag such as `ko`, `ko-KR` or `ko_KR.UTF-8`: its first part, in lower case.
    pub fn of(tag: &str) -> Self {
        let end = tag
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(tag.len());
        Self(tag[..end].to_ascii_lowercase())
    }

    /// English, the language of the original texts.
    pub fn english() -> Self {
        Self("en".to_owned())
    }

    /// `langs` with English first, in the order in which they replace a missing translation.
    pub fn english_first<'a>(langs: impl Iterator<Item = &'a Self>) -> Vec<&'a Self> {
        let mut langs: Vec<_> = langs.collect();
        langs.sort_by_key(|lang| (**lang != Self::english(), *lang));
        langs
    }

    /// The tag: `en`.
    pub fn tag(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_name_gives_its_language() {
        assert_eq!(Lang::of("ko_KR.UTF-8").tag(), "ko");
        assert_eq!(Lang::of("en-GB"), Lang::english());
    }
}
