//! Wrapping, cutting and filling text by the columns it takes.
//!
//! ratatui's own wrapping can lose or break wide text, so lines are made here: broken at spaces, in
//! Korean too, and inside a word only where the word alone is wider than the line.

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Stands for a character that is wider than its line.
const TOO_WIDE: &str = "…";

/// The columns that `text` takes, cell by cell as it is drawn: two for a Korean syllable.
pub fn columns(text: &str) -> u16 {
    u16::try_from(measure(text)).unwrap_or(u16::MAX)
}

fn measure(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// `spans` as lines of at most `width` columns, lines after the first begun with `indent`.
pub fn wrap(spans: &[(String, Style)], width: u16, indent: &str) -> Vec<Line<'static>> {
    let width = usize::from(width.max(1));
    // A line has room for a wide character behind its indent, or no indent.
    let indent = if measure(indent) + 2 <= width {
        indent
    } else {
        ""
    };
    let mut lines = Lines {
        width,
        indent,
        done: Vec::new(),
        open: Vec::new(),
        used: 0,
        gap: Vec::new(),
    };
    for token in tokens(spans) {
        match token {
            Token::Gap(gap) => lines.gap = gap,
            Token::Break => lines.finish(),
            Token::Word(word) => lines.word(&word),
        }
    }
    lines.finish();
    lines.done
}

/// A character as readers see it, with its style and its columns.
#[derive(Clone, Copy)]
struct Cluster<'t> {
    text: &'t str,
    style: Style,
    width: usize,
}

/// What text is made of.
enum Token<'t> {
    /// A run without a place to break.
    Word(Vec<Cluster<'t>>),
    /// Spaces; a line may end there.
    Gap(Vec<Cluster<'t>>),
    /// The line ends here.
    Break,
}

fn tokens(spans: &[(String, Style)]) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    // Whether the next character may join the word before it.
    let mut joins = false;
    for (text, style) in spans {
        for text in text.graphemes(true) {
            let cluster = Cluster {
                text,
                style: *style,
                width: text.width(),
            };
            match (text, tokens.last_mut()) {
                ("\n" | "\r\n", _) => tokens.push(Token::Break),
                (" ", Some(Token::Gap(gap))) => gap.push(cluster),
                (" ", _) => tokens.push(Token::Gap(vec![cluster])),
                (_, Some(Token::Word(word))) if joins => word.push(cluster),
                (_, _) => tokens.push(Token::Word(vec![cluster])),
            }
            joins = !matches!(text, " " | "\n" | "\r\n" | "\u{200b}");
        }
    }
    tokens
}

/// Lines in the making.
struct Lines<'t> {
    width: usize,
    indent: &'t str,
    done: Vec<Line<'static>>,
    open: Vec<(String, Style)>,
    used: usize,
    gap: Vec<Cluster<'t>>,
}

impl<'t> Lines<'t> {
    fn word(&mut self, word: &[Cluster<'t>]) {
        let total = |clusters: &[Cluster<'_>]| clusters.iter().map(|c| c.width).sum::<usize>();
        if self.used > self.margin() && self.used + total(&self.gap) + total(word) > self.width {
            self.finish();
        }
        for blank in std::mem::take(&mut self.gap) {
            if self.used + blank.width < self.width {
                self.push(blank.text, blank.style, blank.width);
            }
        }
        for cluster in word {
            self.cluster(*cluster);
        }
    }

    fn cluster(&mut self, cluster: Cluster<'t>) {
        if cluster.width <= self.room() {
            self.make_room(cluster.width);
            self.push(cluster.text, cluster.style, cluster.width);
            return;
        }
        // Letters that form one sign wider than the line are set apart, rather than lost.
        let mut buffer = [0; 4];
        for letter in cluster.text.chars() {
            let letter = &*letter.encode_utf8(&mut buffer);
            let (text, width) = match letter.width() {
                width if width <= self.room() => (letter, width),
                _ => (TOO_WIDE, TOO_WIDE.width()),
            };
            self.make_room(width);
            self.push(text, cluster.style, width);
        }
    }

    fn make_room(&mut self, width: usize) {
        if self.used > self.margin() && self.used + width > self.width {
            self.finish();
        }
    }

    fn push(&mut self, text: &str, style: Style, width: usize) {
        self.used += width;
        match self.open.last_mut() {
            Some((last, same)) if *same == style => last.push_str(text),
            Some(_) | None => self.open.push((text.to_owned(), style)),
        }
    }

    /// The columns of a line behind its indent.
    fn room(&self) -> usize {
        self.width - measure(self.indent)
    }

    fn margin(&self) -> usize {
        if self.done.is_empty() {
            0
        } else {
            measure(self.indent)
        }
    }

    fn finish(&mut self) {
        self.gap.clear();
        let open = std::mem::take(&mut self.open);
        let spans = open
            .into_iter()
            .map(|(text, style)| Span::styled(text, style));
        self.done.push(spans.into_iter().collect());
        self.used = 0;
        if !self.indent.is_empty() {
            self.open.push((self.indent.to_owned(), Style::new()));
            self.used = measure(self.indent);
        }
    }
}

/// `text` in at most `width` columns, `ellipsis` standing for what was cut.
pub fn clip(text: &str, width: usize, ellipsis: &str) -> String {
    if measure(text) <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(measure(ellipsis));
    let mut kept = String::new();
    let mut used = 0;
    for cluster in text.graphemes(true) {
        used += cluster.width();
        if used > room {
            break;
        }
        kept.push_str(cluster);
    }
    if measure(ellipsis) <= width {
        kept.push_str(ellipsis);
    }
    kept
}

/// `text` followed by blanks up to `width` columns.
pub fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(measure(text))))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wrapped(text: &str, width: u16, indent: &str) -> Vec<String> {
        let lines = wrap(&[(text.to_owned(), Style::new())], width, indent);
        lines
            .iter()
            .map(|line| {
                line.spans
                    .iter()
                    .map(|span| span.content.as_ref())
                    .collect()
            })
            .collect()
    }

    #[test]
    fn korean_breaks_at_spaces() {
        assert_eq!(
            wrapped("기울기가 여러 곳에서 바뀐다", 13, ""),
            ["기울기가 여러", "곳에서 바뀐다"]
        );
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken_between_characters() {
        assert_eq!(wrapped("역전파신호", 4, ""), ["역전", "파신", "호"]);
    }

    #[test]
    fn further_lines_hang_under_the_first() {
        assert_eq!(
            wrapped("1  one two three", 9, "   "),
            ["1  one", "   two", "   three"]
        );
    }

    #[test]
    fn styles_survive_a_break() {
        let red = Style::new().red();
        let lines = wrap(
            &[
                ("plain ".to_owned(), Style::new()),
                ("red words".to_owned(), red),
            ],
            9,
            "",
        );
        assert_eq!(lines[0].spans[1].style, red);
        assert_eq!(lines[1].spans[0].style, red);
    }

    #[test]
    fn what_is_cut_ends_in_an_ellipsis() {
        assert_eq!(clip("포화와 소실", 7, "…"), "포화와…");
        assert_eq!(clip("short", 5, "…"), "short");
        assert_eq!(clip("short", 0, "…"), "");
    }

    #[test]
    fn a_space_of_no_width_is_a_place_to_break() {
        assert_eq!(wrapped("ab\u{200b}cd", 3, ""), ["ab\u{200b}", "cd"]);
    }

    #[test]
    fn a_character_wider_than_the_line_gives_way_to_an_ellipsis() {
        assert_eq!(wrapped("가a", 1, ""), ["…", "a"]);
    }

    #[test]
    fn padding_counts_columns() {
        assert_eq!(pad("기울기", 8), "기울기  ");
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_letter_is_lost(
            text in "[a-c가-나ᄀ-다-ᅣᆨ-ᆫ\u{301}\u{200b}\u{200d}👩🇰🇷ﷺ \n]{0,60}",
            width in 2u16..40,
            indent in 0usize..6,
        ) {
            let lines = wrapped(&text, width, &" ".repeat(indent));
            let letters = |text: &str| text.chars().filter(|c| !matches!(c, ' ' | '\n')).collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
            for line in &lines {
                prop_assert!(columns(line) <= width, "{:?} is wider than {}", line, width);
            }
        }

        #[test]
        fn any_text_at_any_width_keeps_to_it(text in "\\PC{0,40}", width in 1u16..12) {
            for line in wrapped(&text, width, "  ") {
                prop_assert!(columns(&line) <= width);
            }
            prop_assert!(columns(&clip(&text, usize::from(width), "…")) <= width);
        }

        #[test]
        fn words_are_broken_only_where_they_must(words in prop::collection::vec("[a-z가-힣]{1,5}", 1..12), width in 10u16..40) {
            let lines = wrapped(&words.join(" "), width, "");
            let kept: Vec<_> = lines.iter().flat_map(|line| line.split(' ')).collect();
            prop_assert_eq!(kept, words.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }
}
