//! Wraps Markdown that a terminal shows as it is: lines break at words, and code that would change stays as it is.

use crate::text::{columns, width, wrap};

/// The columns at which lines end where the terminal is wider.
const MAX_WIDTH: u16 = 100;
/// Starts the lines of a table row after its first.
const ROW_INDENT: &str = "    ";
/// Stands between a command and the comment behind it.
const COMMENT: &str = " # ";

/// The `text` of Markdown with lines of at most `width` columns, but for lines of code.
pub(super) fn reflow(text: &str, width: u16) -> String {
    let mut reflow = Reflow {
        width: width.min(MAX_WIDTH),
        lines: Vec::new(),
        paragraph: String::new(),
    };
    // The language of the code that is being read.
    let mut code = None;
    for line in text.lines() {
        let fence = line.trim_start().strip_prefix("```");
        match (fence, code) {
            (Some(_), Some(_)) => code = None,
            (Some(language), None) => code = Some(language),
            (None, Some(language)) => {
                reflow.push_code(line, language);
                continue;
            }
            (None, None) => {
                reflow.push(line);
                continue;
            }
        }
        reflow.finish_paragraph();
        reflow.lines.push(line.to_owned());
    }
    reflow.finish_paragraph();
    reflow.lines.push(String::new());
    reflow.lines.join("\n")
}

struct Reflow {
    width: u16,
    /// Finished lines.
    lines: Vec<String>,
    /// The paragraph or the item of a list that is being read, with the spaces before its first line.
    paragraph: String,
}

impl Reflow {
    fn push(&mut self, line: &str) {
        let words = line.trim();
        let stands_alone = words.is_empty() || words.starts_with(['#', '|']);
        if stands_alone || item_mark(words) > 0 {
            self.finish_paragraph();
        }
        if stands_alone {
            self.wrap(line.trim_end(), ROW_INDENT);
        } else if self.paragraph.is_empty() {
            line.trim_end().clone_into(&mut self.paragraph);
        } else {
            self.paragraph.push(' ');
            self.paragraph.push_str(words);
        }
    }

    /// Adds a line of code in `language`: prose and lists are wrapped, and comments behind code.
    fn push_code(&mut self, line: &str, language: &str) {
        let is_short = |start: &str| columns(start) <= self.width / 3 * 2;
        let indent = match (language, line.split_once(COMMENT), line.rsplit_once("  ")) {
            ("markdown", _, _) => String::new(),
            ("text", _, Some((start, _))) if is_short(start) => " ".repeat(width(start) + 2),
            (_, Some((start, _)), _) if is_short(start) => {
                format!("{}# ", " ".repeat(width(start) + 1))
            }
            _ => {
                self.lines.push(line.to_owned());
                return;
            }
        };
        self.wrap(line, &indent);
    }

    fn finish_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        if paragraph.is_empty() {
            return;
        }
        let words = paragraph.trim_start();
        let indent = paragraph.len() - words.len() + item_mark(words);
        self.wrap(&paragraph, &" ".repeat(indent));
    }

    fn wrap(&mut self, text: &str, indent: &str) {
        self.lines.extend(wrap(text, self.width, indent));
    }
}

/// The length of the mark of a list item at the start of `words`, `- ` or `2. `; 0 where there is none.
fn item_mark(words: &str) -> usize {
    if words.starts_with("- ") {
        return 2;
    }
    let digits = words.chars().take_while(char::is_ascii_digit).count();
    if digits > 0 && words[digits..].starts_with(". ") {
        digits + 2
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_filled_and_broken_at_words() {
        assert_eq!(
            reflow("one two three\nfour five six seven\n\nnext\n", 20),
            "one two three four\nfive six seven\n\nnext\n"
        );
        assert_eq!(
            reflow("강좌는 텍스트 파일이\n든 폴더입니다.\n", 14),
            "강좌는 텍스트\n파일이 든\n폴더입니다.\n"
        );
    }

    #[test]
    fn items_and_rows_keep_their_shape() {
        assert_eq!(
            reflow("- one two three four\n- five\n10. six seven eight\n", 12),
            "- one two\n  three four\n- five\n10. six\n    seven\n    eight\n"
        );
        assert_eq!(
            reflow("| `lessons` | the folders |\n|---|---|\n", 20),
            "| `lessons` | the\n    folders |\n|---|---|\n"
        );
    }

    #[test]
    fn code_stays_as_it_is_but_for_comments_behind_it() {
        let code = "```toml\nlessons = [\"01-first-kink\", \"02-long-way\"]\n```\n";
        assert_eq!(reflow(code, 20), code);
        assert_eq!(
            reflow("```sh\nrelutor check  # every fault of it\n```\n", 30),
            "```sh\nrelutor check  # every fault\n               # of it\n```\n"
        );
    }

    #[test]
    fn no_prose_of_the_guides_is_wider_than_the_terminal() {
        for (tag, text) in super::super::GUIDES {
            let mut code = None;
            for line in reflow(text, 80).lines() {
                let fence = line.trim_start().strip_prefix("```");
                if let Some(language) = fence {
                    code = code.is_none().then_some(language);
                }
                let is_code = code.is_some_and(|language| !matches!(language, "markdown" | "sh"));
                assert!(is_code || columns(line) <= 80, "{tag}: {line}");
            }
        }
    }
}
