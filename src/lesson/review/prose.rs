//! The paragraphs of a Markdown file as pieces, from its lines: wrapping and comments do not matter.

use super::piece::ReviewPiece;
use crate::lesson::model::Location;

/// The name of the title, and of what stands between it and the next heading.
const TITLE: &str = "title";

/// The title, paragraphs, list items and table rows of the Markdown in `text`.
pub(super) fn pieces(file: &str, text: &str) -> Vec<ReviewPiece> {
    let mut reader = Reader {
        file,
        pieces: Vec::new(),
        step: String::new(),
        section: TITLE.to_owned(),
        count: 0,
        is_open: false,
    };
    let (mut is_code, mut is_comment) = (false, false);
    for (at, line) in text.lines().enumerate() {
        let start = line.trim_start();
        if !is_code && (is_comment || start.starts_with("<!--")) {
            is_comment = !start.trim_end().ends_with("-->");
            reader.is_open = false;
            continue;
        }
        is_code ^= start.starts_with("```");
        match heading(line).filter(|_| !is_code) {
            Some((level, title)) => reader.open_section(level, title, at),
            None if start.is_empty() => reader.is_open = false,
            None => {
                reader.is_open &= !begins_item(start);
                reader.add(at, line);
            }
        }
    }
    reader.pieces
}

struct Reader<'a> {
    file: &'a str,
    pieces: Vec<ReviewPiece>,
    /// The heading of level 2 above the current line.
    step: String,
    section: String,
    /// The number of pieces of the section.
    count: usize,
    /// Whether the next line belongs to the last piece.
    is_open: bool,
}

impl Reader<'_> {
    fn open_section(&mut self, level: usize, title: &str, at: usize) {
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        (self.count, self.is_open) = (0, false);
        self.section = match level {
            1 => {
                let place = self.location(at, 0);
                let (key, section) = (TITLE.to_owned(), String::new());
                self.pieces.push(ReviewPiece {
                    key,
                    section,
                    words: vec![(place, title)],
                });
                TITLE.to_owned()
            }
            2 => {
                self.step.clone_from(&title);
                title
            }
            _ => format!("{}/{title}", self.step),
        };
    }

    /// Adds the words of a line to the last piece, or to a new one.
    fn add(&mut self, at: usize, line: &str) {
        if !self.is_open {
            self.count += 1;
            self.pieces.push(ReviewPiece {
                key: format!("{}/{}", self.section, self.count),
                section: self.section.clone(),
                words: Vec::new(),
            });
            self.is_open = true;
        }
        let words: Vec<_> = words(line)
            .map(|(column, word)| (self.location(at, column), word))
            .collect();
        if let Some(piece) = self.pieces.last_mut() {
            piece.words.extend(words);
        }
    }

    /// A location from a line and a column that are counted from 0.
    fn location(&self, line: usize, column: usize) -> Location {
        Location {
            file: self.file.into(),
            line: line + 1,
            column: column + 1,
        }
    }
}

/// The level and the text of a heading.
fn heading(line: &str) -> Option<(usize, &str)> {
    let title = line.trim_start_matches('#');
    let level = line.len() - title.len();
    (level > 0 && title.starts_with(' ')).then_some((level, title))
}

/// Whether a line begins an item of a list or a row of a table.
fn begins_item(line: &str) -> bool {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.starts_with('|')
        || line.starts_with("- ")
        || line.starts_with("* ")
        || (number.len() < line.len() && number.starts_with(". "))
}

/// The words of a line, each with the index of its first character.
fn words(line: &str) -> impl Iterator<Item = (usize, String)> {
    line.split_whitespace().map(|word| {
        let start = word.as_ptr().addr() - line.as_ptr().addr();
        (line[..start].chars().count(), word.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(String, String)> {
        pieces("en.md", text)
            .into_iter()
            .map(|piece| (piece.key.clone(), piece.row()))
            .collect()
    }

    #[test]
    fn paragraphs_and_items_are_named_by_their_heading() {
        let text = "# T\n\n## a\n\none\ntwo\n\nthree\n\n### option x\n\nlabel\n\n## summary\n\n- first\n- second\n  line\n";
        let keys: Vec<_> = rows(text).into_iter().map(|(key, _)| key).collect();
        assert_eq!(
            keys,
            [
                "title",
                "a/1",
                "a/2",
                "a/option x/1",
                "summary/1",
                "summary/2"
            ]
        );
    }

    #[test]
    fn wrapping_and_comments_change_no_row() {
        let before = "# T\n\n## a\n\none two three\n\n- item one\n";
        let after =
            "# T\n\n<!-- a note\nof two lines -->\n## a\n\none\ntwo\n  three\n\n- item\n  one\n";
        assert_eq!(rows(before), rows(after));
        assert_ne!(rows(before), rows(&after.replace("two", "to")));
    }

    #[test]
    fn a_change_is_at_its_word() {
        let before = pieces("en.md", "# T\n\n## a\n\none two\nthree four\n");
        let after = pieces("en.md", "# T\n\n## a\n\none two\nthree five\n");
        let place = after[1].place_of_change(&before[1].row());
        assert_eq!((place.line, place.column), (6, 7));
    }
}
