//! Where in its file each piece of a text stands, counted in characters.

use std::sync::Arc;

use comrak::nodes::LineColumn;

use crate::lesson::model::Location;

/// A Markdown file and its lines.
pub(super) struct Page {
    file: Arc<str>,
    lines: Vec<Vec<char>>,
}

/// A place in a file that goes along with the text that is read from it.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    page: &'a Page,
    /// From 0.
    line: usize,
    /// From 0.
    column: usize,
}

/// How a text stands in its file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// With escapes: `\*` for `*`, `&amp;` for `&`.
    Escaped,
    /// Character by character.
    AsIs,
}

impl Page {
    pub(super) fn new(file: &str, text: &str) -> Self {
        Self {
            file: file.into(),
            lines: text.lines().map(|line| line.chars().collect()).collect(),
        }
    }

    /// The place that comrak calls `at`.
    pub(super) fn at(&self, at: LineColumn) -> Cursor<'_> {
        Cursor {
            page: self,
            line: at.line.saturating_sub(1),
            column: at.column.saturating_sub(1),
        }
    }

    /// Where `text` stands in line `line`, counted from 1; the beginning of the line if it does not.
    pub(super) fn within<'a>(&'a self, line: usize, text: &str) -> Cursor<'a> {
        let wanted: Vec<char> = text.chars().collect();
        let line = line.saturating_sub(1);
        let there = self.lines.get(line).map_or(&[][..], Vec::as_slice);
        let column = (0..there.len())
            .find(|at| there[*at..].starts_with(&wanted))
            .unwrap_or(0);
        Cursor {
            page: self,
            line,
            column,
        }
    }
}

impl Cursor<'_> {
    pub(super) fn place(self) -> Location {
        Location {
            file: self.page.file.clone(),
            line: self.line + 1,
            column: self.column + 1,
        }
    }

    /// The same place behind the backticks of a code span that says `literal`.
    pub(super) fn inside_code(mut self, literal: &str) -> Self {
        let fence = self.rest().iter().take_while(|c| **c == '`').count();
        self.column += fence;
        // A space beside the backticks is taken away.
        if self.rest().first() == Some(&' ') && !literal.starts_with(' ') {
            self.column += 1;
        }
        self
    }

    /// `text` in runs that stand in the file without anything between their characters, each with its place.
    pub(super) fn runs(&mut self, text: &str, written: Written) -> Vec<(Location, String)> {
        let mut runs: Vec<(Location, String)> = Vec::new();
        let mut is_broken = true;
        for c in text.chars() {
            let lead = self.lead(c, written);
            self.column += lead;
            if is_broken || lead > 0 {
                runs.push((self.place(), String::new()));
            }
            if let Some((_, run)) = runs.last_mut() {
                run.push(c);
            }
            is_broken = self.pass(c, written);
        }
        runs
    }

    /// What is left of the line.
    fn rest(&self) -> &[char] {
        let line = self.page.lines.get(self.line);
        line.and_then(|line| line.get(self.column..)).unwrap_or(&[])
    }

    /// How many characters stand before `c` that are not part of the text: the backslash of an escape.
    fn lead(&self, c: char, written: Written) -> usize {
        let is_escape = written == Written::Escaped && c != '\\';
        usize::from(is_escape && matches!(self.rest(), ['\\', next, ..] if *next == c))
    }

    /// Goes past `c`; whether what follows does not stand directly behind it as one character behind another.
    fn pass(&mut self, c: char, written: Written) -> bool {
        let rest = self.rest();
        if rest.is_empty() && c == ' ' {
            // The line break inside a code span reads as a space.
            self.line += 1;
            self.column = 0;
            self.column = self.rest().iter().take_while(|c| **c == ' ').count();
            return true;
        }
        // Only behind an ampersand is a semicolon worth looking for.
        let name = match rest.first() {
            Some('&') => rest.iter().position(|c| *c == ';'),
            Some(_) | None => None,
        };
        let width = match (rest.first(), name) {
            (Some('&'), Some(end)) if written == Written::Escaped && is_entity(&rest[..end]) => {
                end + 1
            }
            (Some('\\'), _) if written == Written::Escaped && rest.get(1) == Some(&'\\') => 2,
            (_, _) => 1,
        };
        self.column += width;
        width > 1
    }
}

/// Whether `&` and what follows it, up to a semicolon, is the name of a character.
fn is_entity(text: &[char]) -> bool {
    text.len() > 1
        && text[1..]
            .iter()
            .all(|c| c.is_ascii_alphanumeric() || *c == '#')
}
