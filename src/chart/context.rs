//! The context of layout: words and the characters of labels.

use super::Symbols;
use crate::locale::{Phrase, Words};
use crate::text::fold_to_ascii;

/// Words and characters that labels are made of.
pub struct ChartContext<'a> {
    /// The words of the language.
    pub words: &'a Words,
    /// The characters of signs.
    pub symbols: &'static Symbols,
    /// The characters of a colour map from empty to full, where the theme draws it without colours.
    pub shades: Option<&'static [&'static str]>,
}

impl ChartContext<'_> {
    /// `text` in characters of the glyph set.
    pub fn fold(&self, text: &str) -> String {
        if self.symbols.is_ascii {
            fold_to_ascii(text).into_owned()
        } else {
            text.to_owned()
        }
    }

    /// `phrase` in the current language and in characters of the glyph set.
    pub fn format(&self, phrase: &Phrase) -> String {
        self.fold(&self.words.format(phrase))
    }

    /// `phrase` in parts; true for the number of a formula that the focused control changes.
    pub fn parts(&self, phrase: &Phrase) -> Vec<(String, bool)> {
        let parts = self.words.format_marked(phrase).into_iter();
        parts
            .map(|(text, is_marked)| (self.fold(&text), is_marked))
            .collect()
    }

    /// The text with this key in the current language and in characters of the glyph set.
    pub fn word(&self, key: &str) -> String {
        self.fold(&self.words.get(key))
    }
}
