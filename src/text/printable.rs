//! Text without characters that control a terminal or reorder what it shows.

use std::borrow::Cow;

/// Stands for a character that is not shown.
const REPLACEMENT: char = '\u{fffd}';

/// `text` with control characters other than line breaks, bidirectional controls and invisible format characters
/// replaced by U+FFFD, so that text from files and arguments neither controls a terminal nor looks different from what it is.
/// Tabs become blanks, soft hyphens vanish.
pub fn printable(text: &str) -> Cow<'_, str> {
    replace_unprintable(text, |c| c == '\n')
}

/// The same as [`printable`] on one line: line breaks become blanks, too.
pub fn printable_line(text: &str) -> Cow<'_, str> {
    replace_unprintable(text, |_| false)
}

/// Whether `c` has no glyph and may control a terminal or reorder text. Joiners, which shape letters and emoji, are fine.
pub fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'
            | '\u{200e}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e007f}')
}

fn replace_unprintable(text: &str, is_allowed: impl Fn(char) -> bool) -> Cow<'_, str> {
    let is_replaced = |c: char| is_unprintable(c) && !is_allowed(c);
    if !text.contains(is_replaced) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().filter_map(|c| match c {
        '\u{ad}' => None,
        '\n' | '\t' if is_replaced(c) => Some(' '),
        c if is_replaced(c) => Some(REPLACEMENT),
        c => Some(c),
    });
    Cow::Owned(shown.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_and_bidirectional_overrides_are_replaced() {
        let hostile = "a\u{1b}]0;x\u{7}b\u{9b}31m\u{7f}\u{202e}c\u{2066}\u{feff}\u{2028}d\r";
        let shown = printable(hostile);
        assert_eq!(
            shown,
            "a\u{fffd}]0;x\u{fffd}b\u{fffd}31m\u{fffd}\u{fffd}c\u{fffd}\u{fffd}\u{fffd}d\u{fffd}"
        );
        assert!(!shown.contains(is_unprintable));
    }

    #[test]
    fn letters_line_breaks_and_joiners_stay() {
        let text = "기울기 −1\nnaïve 👩\u{200d}🔬 ❤\u{fe0f}";
        assert!(matches!(printable(text), Cow::Borrowed(same) if same == text));
    }

    #[test]
    fn one_line_has_no_line_breaks() {
        assert_eq!(printable_line("a\nb\tc\u{ad}d"), "a b cd");
    }
}
