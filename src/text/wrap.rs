//! Wraps text by the columns it takes.
//!
//! Lines break at spaces, in Korean too, but not at the spaces of a formula that fits into a line, and inside a word only
//! where the word alone is wider than the line. A no-break space becomes a space at which no line ends.
//! ratatui's own wrapping can lose or break wide text.

mod formula;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::formula_breaks::NO_BREAK_SPACE;
use super::width;
use formula::join_formulas;

/// Replaces a character that is wider than its line.
const TOO_WIDE: &str = "…";

/// `text` as lines of at most `limit` columns. Lines after the first start with `indent`.
pub fn wrap(text: &str, limit: u16, indent: &str) -> Vec<String> {
    wrap_styled(&[(text.to_owned(), ())], limit, indent)
        .into_iter()
        .map(|line| line.into_iter().map(|(text, ())| text).collect())
        .collect()
}

/// Styled `spans` as lines of at most `limit` columns. Lines after the first start with `indent` in the default
/// style.
pub fn wrap_styled<S: Copy + Default + PartialEq>(
    spans: &[(String, S)],
    limit: u16,
    indent: &str,
) -> Vec<Vec<(String, S)>> {
    let limit = usize::from(limit.max(1));
    // A line without room for a wide character behind its indent has no indent.
    let indent = if width(indent) + 2 <= limit {
        indent
    } else {
        ""
    };
    let mut wrapper = Wrapper {
        limit,
        indent,
        lines: Vec::new(),
        line: Vec::new(),
        used: 0,
        spaces: Vec::new(),
    };
    for token in join_formulas(tokenize(spans), limit - width(indent)) {
        match token {
            Token::Spaces(spaces) => wrapper.spaces = spaces,
            Token::Newline => wrapper.finish_line(),
            Token::Word(word) => wrapper.push_word(&word),
        }
    }
    wrapper.finish_line();
    wrapper.lines
}

/// A character as readers see it, with its style and its columns.
#[derive(Clone, Copy)]
struct Grapheme<'t, S> {
    text: &'t str,
    style: S,
    width: usize,
}

enum Token<'t, S> {
    /// A run without a place to break.
    Word(Vec<Grapheme<'t, S>>),
    /// A run of spaces, where a line may end.
    Spaces(Vec<Grapheme<'t, S>>),
    Newline,
}

fn tokenize<S: Copy>(spans: &[(String, S)]) -> Vec<Token<'_, S>> {
    let mut tokens = Vec::new();
    // Whether the next grapheme belongs to the word before it.
    let mut joins = false;
    for (text, style) in spans {
        for text in text.graphemes(true) {
            let grapheme = Grapheme {
                text,
                style: *style,
                width: text.width(),
            };
            let grapheme = if text.starts_with(NO_BREAK_SPACE) {
                Grapheme {
                    text: " ",
                    ..grapheme
                }
            } else {
                grapheme
            };
            match (text, tokens.last_mut()) {
                ("\n" | "\r\n", _) => tokens.push(Token::Newline),
                (" ", Some(Token::Spaces(spaces))) => spaces.push(grapheme),
                (" ", _) => tokens.push(Token::Spaces(vec![grapheme])),
                (_, Some(Token::Word(word))) if joins => word.push(grapheme),
                (_, _) => tokens.push(Token::Word(vec![grapheme])),
            }
            joins = !matches!(text, " " | "\n" | "\r\n" | "\u{200b}");
        }
    }
    tokens
}

/// Builds lines word by word.
struct Wrapper<'t, S> {
    limit: usize,
    indent: &'t str,
    /// Finished lines.
    lines: Vec<Vec<(String, S)>>,
    /// The line that is being filled.
    line: Vec<(String, S)>,
    /// Columns used of `line`.
    used: usize,
    /// Spaces before the next word.
    spaces: Vec<Grapheme<'t, S>>,
}

impl<'t, S: Copy + Default + PartialEq> Wrapper<'t, S> {
    fn push_word(&mut self, word: &[Grapheme<'t, S>]) {
        let total =
            |graphemes: &[Grapheme<'_, S>]| graphemes.iter().map(|g| g.width).sum::<usize>();
        let needed = total(&self.spaces) + total(word);
        if self.used > self.line_start() && self.used + needed > self.limit {
            self.finish_line();
        }
        for space in std::mem::take(&mut self.spaces) {
            if self.used + space.width < self.limit {
                self.push(space.text, space.style, space.width);
            }
        }
        for grapheme in word {
            self.push_grapheme(*grapheme);
        }
    }

    fn push_grapheme(&mut self, grapheme: Grapheme<'t, S>) {
        if grapheme.width <= self.text_width() {
            self.wrap_if_full(grapheme.width);
            self.push(grapheme.text, grapheme.style, grapheme.width);
            return;
        }
        // A grapheme wider than the line is split into its letters, so that no letter is lost.
        let mut buffer = [0; 4];
        for letter in grapheme.text.chars() {
            let letter = &*letter.encode_utf8(&mut buffer);
            let (text, width) = match letter.width() {
                width if width <= self.text_width() => (letter, width),
                _ => (TOO_WIDE, TOO_WIDE.width()),
            };
            self.wrap_if_full(width);
            self.push(text, grapheme.style, width);
        }
    }

    fn wrap_if_full(&mut self, width: usize) {
        if self.used > self.line_start() && self.used + width > self.limit {
            self.finish_line();
        }
    }

    fn push(&mut self, text: &str, style: S, width: usize) {
        self.used += width;
        match self.line.last_mut() {
            Some((last, same)) if *same == style => last.push_str(text),
            Some(_) | None => self.line.push((text.to_owned(), style)),
        }
    }

    /// The columns of a line behind its indent.
    fn text_width(&self) -> usize {
        self.limit - width(self.indent)
    }

    /// The columns that the indent of the current line takes.
    fn line_start(&self) -> usize {
        if self.lines.is_empty() {
            0
        } else {
            width(self.indent)
        }
    }

    fn finish_line(&mut self) {
        self.spaces.clear();
        self.lines.push(std::mem::take(&mut self.line));
        self.used = 0;
        if !self.indent.is_empty() {
            self.line.push((self.indent.to_owned(), S::default()));
            self.used = width(self.indent);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::columns;
    use super::*;

    #[test]
    fn korean_breaks_at_spaces() {
        assert_eq!(
            wrap("기울기가 모든 곳에서 바뀐다", 13, ""),
            ["기울기가 모든", "곳에서 바뀐다"]
        );
    }

    #[test]
    fn a_word_wider_than_the_line_breaks_between_characters() {
        assert_eq!(wrap("역전파신호", 4, ""), ["역전", "파신", "호"]);
    }

    #[test]
    fn lines_after_the_first_are_indented() {
        assert_eq!(
            wrap("1  one two three", 9, "   "),
            ["1  one", "   two", "   three"]
        );
    }

    #[test]
    fn lines_do_not_break_inside_a_formula() {
        assert_eq!(
            wrap("the kink is at A = −7 now", 18, ""),
            ["the kink is at", "A = −7 now"]
        );
        assert_eq!(
            wrap("the curve y = relu(A + 7) rises", 16, ""),
            ["the curve", "y = relu(A + 7)", "rises"]
        );
    }

    #[test]
    fn no_line_ends_at_a_no_break_space() {
        assert_eq!(wrap("one two\u{a0}three", 9, ""), ["one", "two three"]);
    }

    #[test]
    fn a_formula_wider_than_the_line_breaks_at_its_blanks() {
        assert_eq!(wrap("y = relu(A + 7)", 10, ""), ["y = relu(A", "+ 7)"]);
    }

    #[test]
    fn a_formula_wider_than_the_line_breaks_before_an_operator_if_its_parts_fit() {
        assert_eq!(
            wrap("so T(x) = 2·relu(x) − 4·relu(x − ½) here", 20, ""),
            ["so T(x) = 2·relu(x)", "− 4·relu(x − ½) here"]
        );
    }

    #[test]
    fn a_formula_wider_than_the_line_breaks_before_its_result_if_its_parts_fit() {
        assert_eq!(
            wrap("차이: 1.358×10⁻¹² − 8.913×10⁻⁵ = −8.913×10⁻⁵", 28, ""),
            ["차이:", "1.358×10⁻¹² − 8.913×10⁻⁵", "= −8.913×10⁻⁵"]
        );
    }

    #[test]
    fn a_formula_in_two_styles_is_not_broken() {
        let spans = [("the kink is at A = ".to_owned(), 0), ("−7".to_owned(), 1)];
        let lines = wrap_styled(&spans, 18, "");
        assert_eq!(lines[1], [("A = ".to_owned(), 0), ("−7".to_owned(), 1)]);
    }

    #[test]
    fn a_style_continues_on_the_next_line() {
        let lines = wrap_styled(
            &[
                ("plain ".to_owned(), false),
                ("styled words".to_owned(), true),
            ],
            12,
            "",
        );
        assert_eq!(lines[0][1], ("styled".to_owned(), true));
        assert_eq!(lines[1][0], ("words".to_owned(), true));
    }

    #[test]
    fn a_line_breaks_at_a_zero_width_space() {
        assert_eq!(wrap("ab\u{200b}cd", 3, ""), ["ab\u{200b}", "cd"]);
    }

    #[test]
    fn an_ellipsis_replaces_a_character_wider_than_the_line() {
        assert_eq!(wrap("가a", 1, ""), ["…", "a"]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_letter_is_lost(
            text in "[a-c가-나\u{1100}-\u{1103}\u{1161}-\u{1163}\u{11a8}-\u{11ab}\u{301}\u{200b}\u{200d}👩\u{1f1f0}\u{1f1f7}ﷺ \n]{0,60}",
            limit in 2u16..40,
            indent in 0usize..6,
        ) {
            let lines = wrap(&text, limit, &" ".repeat(indent));
            let letters = |text: &str| text.chars().filter(|c| !matches!(c, ' ' | '\n')).collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
            for line in &lines {
                prop_assert!(columns(line) <= limit, "{:?} is wider than {}", line, limit);
            }
        }

        #[test]
        fn no_line_of_any_text_is_too_wide(text in "\\PC{0,40}", limit in 1u16..12) {
            for line in wrap(&text, limit, "  ") {
                prop_assert!(columns(&line) <= limit);
            }
        }

        #[test]
        fn words_that_fit_are_not_broken(words in prop::collection::vec("[a-z가-힣]{1,5}", 1..12), limit in 10u16..40) {
            let lines = wrap(&words.join(" "), limit, "");
            let unbroken: Vec<_> = lines.iter().flat_map(|line| line.split(' ')).collect();
            prop_assert_eq!(unbroken, words.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }
}
