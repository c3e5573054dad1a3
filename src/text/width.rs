//! The width of text in columns.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The columns that `text` takes when it is drawn cell by cell: two for a Korean syllable.
pub fn width(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// The same as [`width`] in the type of screen coordinates.
pub fn columns(text: &str) -> u16 {
    u16::try_from(width(text)).unwrap_or(u16::MAX)
}

/// `text` in at most `limit` columns. Where it is cut it ends in `ellipsis`, if that fits.
pub fn clip(text: &str, limit: usize, ellipsis: &str) -> String {
    if width(text) <= limit {
        return text.to_owned();
    }
    let max_text = limit.saturating_sub(width(ellipsis));
    let mut clipped = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += grapheme.width();
        if used > max_text {
            break;
        }
        clipped.push_str(grapheme);
    }
    if width(ellipsis) <= limit {
        clipped.push_str(ellipsis);
    }
    clipped
}

/// `text` followed by spaces up to `target` columns.
pub fn pad(text: &str, target: usize) -> String {
    format!("{text}{}", " ".repeat(target.saturating_sub(width(text))))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn clipped_text_ends_in_an_ellipsis() {
        assert_eq!(clip("포화와 소실", 7, "…"), "포화와…");
        assert_eq!(clip("short", 5, "…"), "short");
        assert_eq!(clip("short", 0, "…"), "");
    }

    #[test]
    fn padding_counts_columns() {
        assert_eq!(pad("기울기", 8), "기울기  ");
    }

    proptest! {
        #[test]
        fn clipped_text_is_never_too_wide(text in "\\PC{0,40}", limit in 0usize..12) {
            prop_assert!(width(&clip(&text, limit, "…")) <= limit);
        }
    }
}
