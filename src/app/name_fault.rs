//! The reason why a text is no name of a guest, in a sentence that fits beside the name.

use crate::locale::Phrase;
use crate::room::NameError;
use crate::text::{is_unprintable, width};

/// The sentence that tells a guest why a text is no name.
pub fn name_fault(fault: NameError) -> Phrase {
    match fault {
        NameError::Empty => Phrase::key("ui.room.name-empty"),
        NameError::TooLong => Phrase::key("ui.room.name-long"),
        NameError::Character(' ') => Phrase::key("ui.room.name-blank"),
        NameError::Character(c) if is_visible(c) => {
            Phrase::key("ui.room.name-character").with("c", c.to_string())
        }
        NameError::Character(c) => {
            let code = format!("U+{:04X}", u32::from(c));
            Phrase::key("ui.room.name-invisible").with("code", code)
        }
    }
}

/// Whether a screen shows `c`, a character that is refused in names, by itself.
fn is_visible(c: char) -> bool {
    // A letter that is refused looks like a blank.
    let is_blank = c.is_whitespace() || c.is_alphanumeric();
    !is_blank && !is_unprintable(c) && width(&c.to_string()) > 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::{Lang, Words};
    use crate::text::columns;

    #[test]
    fn an_invisible_character_is_named_and_the_sentence_fits_beside_the_longest_name() {
        for lang in ["en", "ko"] {
            let words = Words::load(&Lang::of(lang)).unwrap();
            let sentence = |c| words.format(&name_fault(NameError::Character(c)));
            assert!(sentence('😀').contains('😀'));
            for (c, code) in [
                ('\u{202e}', "U+202E"),
                ('\u{3164}', "U+3164"),
                ('\u{301}', "U+0301"),
            ] {
                assert!(sentence(c).contains(code), "{}", sentence(c));
            }
            let before = columns(" ▸ your name =    ") + 16;
            for c in ['<', '\u{202e}', ' '] {
                assert!(before + columns(&sentence(c)) <= 80, "{}", sentence(c));
            }
        }
    }
}
