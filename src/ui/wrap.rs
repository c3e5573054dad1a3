//! Wrapping, cutting and filling text by the columns it takes.
//!
//! ratatui's own wrapping can lose or break wide text, so lines are made here: broken at spaces, in
//! Korean too, and inside a word only where the word alone is wider than the line.

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A piece that is never broken: a word or a run of spaces, in one or several styles.
struct Word {
    pieces: Vec<(String, Style)>,
    width: usize,
}

/// `spans` as lines of at most `width` columns, lines after the first begun with `indent`.
pub fn wrap(spans: &[(String, Style)], width: u16, indent: &str) -> Vec<Line<'static>> {
    let width = usize::from(width.max(1));
    let indent = if indent.width() < width { indent } else { "" };
    let mut lines = Lines {
        width,
        indent,
        done: Vec::new(),
        open: Vec::new(),
        used: 0,
        gap: Vec::new(),
    };
    for word in words(spans) {
        match word {
            Token::Space(text, style) => lines.space(text, style),
            Token::Break => lines.finish(),
            Token::Word(word) => lines.word(word),
        }
    }
    lines.finish();
    lines.done
}

enum Token {
    Word(Word),
    Space(String, Style),
    Break,
}

fn words(spans: &[(String, Style)]) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut word: Option<Word> = None;
    for (text, style) in spans {
        for piece in text.split_word_pieces() {
            match piece {
                Piece::Newline => {
                    tokens.extend(word.take().map(Token::Word));
                    tokens.push(Token::Break);
                }
                Piece::Space(space) => {
                    tokens.extend(word.take().map(Token::Word));
                    tokens.push(Token::Space(space.to_owned(), *style));
                }
                Piece::Text(text) => {
                    let word = word.get_or_insert_with(|| Word {
                        pieces: Vec::new(),
                        width: 0,
                    });
                    word.width += text.width();
                    word.pieces.push((text.to_owned(), *style));
                }
            }
        }
    }
    tokens.extend(word.map(Token::Word));
    tokens
}

enum Piece<'a> {
    Text(&'a str),
    Space(&'a str),
    Newline,
}

trait WordPieces {
    fn split_word_pieces(&self) -> Vec<Piece<'_>>;
}

impl WordPieces for str {
    fn split_word_pieces(&self) -> Vec<Piece<'_>> {
        let mut pieces = Vec::new();
        let mut rest = self;
        while let Some(first) = rest.chars().next() {
            let class = |c: char| (c == '\n', c == ' ');
            let end = if first == '\n' {
                1
            } else {
                rest.find(|c| class(c) != class(first))
                    .unwrap_or(rest.len())
            };
            let (piece, tail) = rest.split_at(end);
            pieces.push(match class(first) {
                (true, _) => Piece::Newline,
                (_, true) => Piece::Space(piece),
                _ => Piece::Text(piece),
            });
            rest = tail;
        }
        pieces
    }
}

struct Lines<'a> {
    width: usize,
    indent: &'a str,
    done: Vec<Line<'static>>,
    open: Vec<(String, Style)>,
    used: usize,
    gap: Vec<(String, Style)>,
}

impl Lines<'_> {
    fn space(&mut self, text: String, style: Style) {
        self.gap.push((text, style));
    }

    fn word(&mut self, word: Word) {
        let gap: usize = self.gap.iter().map(|(text, _)| text.width()).sum();
        if self.used > self.margin() && self.used + gap + word.width > self.width {
            self.finish();
        }
        let gap = std::mem::take(&mut self.gap);
        for (text, style) in gap {
            if self.used + text.width() < self.width {
                self.used += text.width();
                self.open.push((text, style));
            }
        }
        if self.used + word.width <= self.width {
            self.used += word.width;
            self.open.extend(word.pieces);
            return;
        }
        for (text, style) in word.pieces {
            for grapheme in text.graphemes(true) {
                if self.used > self.margin() && self.used + grapheme.width() > self.width {
                    self.finish();
                }
                self.used += grapheme.width();
                self.open.push((grapheme.to_owned(), style));
            }
        }
    }

    fn margin(&self) -> usize {
        if self.done.is_empty() {
            0
        } else {
            self.indent.width()
        }
    }

    fn finish(&mut self) {
        self.gap.clear();
        let open = std::mem::take(&mut self.open);
        self.done.push(line(open));
        self.used = 0;
        if !self.indent.is_empty() {
            self.open.push((self.indent.to_owned(), Style::new()));
            self.used = self.indent.width();
        }
    }
}

/// A line of spans, neighbours of one style joined.
fn line(pieces: Vec<(String, Style)>) -> Line<'static> {
    let mut spans: Vec<Span<'static>> = Vec::new();
    for (text, style) in pieces {
        match spans.last_mut() {
            Some(last) if last.style == style => last.content.to_mut().push_str(&text),
            Some(_) | None => spans.push(Span::styled(text, style)),
        }
    }
    Line::from(spans)
}

/// `text` in at most `width` columns, `ellipsis` standing for what was cut.
pub fn clip(text: &str, width: usize, ellipsis: &str) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(ellipsis.width());
    let mut kept = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        if used + grapheme.width() > room {
            break;
        }
        used += grapheme.width();
        kept.push_str(grapheme);
    }
    if ellipsis.width() <= width {
        kept.push_str(ellipsis);
    }
    kept
}

/// `text` followed by blanks up to `width` columns.
pub fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
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

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_letter_is_lost(text in "[a-c가-나ᄀ-ᄃ́\\u{200b} ]{0,60}", width in 2u16..40, indent in 0usize..6) {
            let lines = wrapped(&text, width, &" ".repeat(indent));
            let letters = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
            for line in &lines {
                prop_assert!(line.width() <= usize::from(width), "{:?} is wider than {}", line, width);
            }
        }
    }
}
