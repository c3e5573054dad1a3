//! Locations of text in a Markdown file, counted in characters.

use std::sync::Arc;

use comrak::nodes::LineColumn;

use crate::lesson::model::Location;

/// The limit for the name of a character with its semicolon, in characters; the longest one has 33.
const LONGEST_ENTITY: usize = 40;

/// The lines of a Markdown file.
pub(super) struct SourceMap {
    file: Arc<str>,
    lines: Vec<Vec<char>>,
}

/// A position in a file that advances with the text that is read from it.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    map: &'a SourceMap,
    /// From 0.
    line: usize,
    /// From 0.
    column: usize,
}

/// The relation of a parsed text to its characters in the file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TextForm {
    /// The file has escapes: `\*` for `*`, `&amp;` for `&`.
    Escaped,
    /// The file has the same characters.
    Literal,
}

impl SourceMap {
    pub(super) fn new(file: &str, text: &str) -> Self {
        Self {
            file: file.into(),
            lines: text.lines().map(|line| line.chars().collect()).collect(),
        }
    }

    /// The cursor at a position of comrak.
    pub(super) fn cursor_at(&self, at: LineColumn) -> Cursor<'_> {
        Cursor {
            map: self,
            line: at.line.saturating_sub(1),
            column: at.column.saturating_sub(1),
        }
    }

    /// The number of cells that the line with the number `line`, from 1, has as the row of a table.
    pub(super) fn cell_count(&self, line: usize) -> usize {
        let line = self.lines.get(line.saturating_sub(1));
        let text: String = line.into_iter().flatten().collect();
        let text = text.trim();
        let text = text.strip_prefix('|').unwrap_or(text);
        let mut bars = 0;
        let mut ends_with_bar = false;
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            ends_with_bar = c == '|';
            bars += usize::from(ends_with_bar);
            if c == '\\' {
                chars.next();
            }
        }
        bars + usize::from(!ends_with_bar)
    }

    /// The cursor at `text` in line `line`, counted from 1; the start of the line if it does not contain `text`.
    pub(super) fn find_in_line<'a>(&'a self, line: usize, text: &str) -> Cursor<'a> {
        let wanted: Vec<char> = text.chars().collect();
        let line = line.saturating_sub(1);
        let chars = self.lines.get(line).map_or(&[][..], Vec::as_slice);
        let column = (0..chars.len())
            .find(|at| chars[*at..].starts_with(&wanted))
            .unwrap_or(0);
        Cursor {
            map: self,
            line,
            column,
        }
    }
}

impl Cursor<'_> {
    pub(super) fn place(self) -> Location {
        Location {
            file: self.map.file.clone(),
            line: self.line + 1,
            column: self.column + 1,
        }
    }

    /// The cursor behind the backticks of the code span with the text `literal`.
    pub(super) fn inside_code(mut self, literal: &str) -> Self {
        let fence = self.rest().iter().take_while(|c| **c == '`').count();
        self.column += fence;
        // Markdown removes one space beside the backticks.
        if self.rest().first() == Some(&' ') && !literal.starts_with(' ') {
            self.column += 1;
        }
        self
    }

    /// The runs of `text` whose characters are contiguous in the file, each with its location.
    pub(super) fn contiguous_runs(
        &mut self,
        text: &str,
        form: TextForm,
    ) -> Vec<(Location, String)> {
        let mut runs: Vec<(Location, String)> = Vec::new();
        let mut is_broken = true;
        for c in text.chars() {
            let escape = self.escape_length(c, form);
            self.column += escape;
            if is_broken || escape > 0 {
                runs.push((self.place(), String::new()));
            }
            if let Some((_, run)) = runs.last_mut() {
                run.push(c);
            }
            is_broken = self.advance(c, form);
        }
        runs
    }

    /// The rest of the line.
    fn rest(&self) -> &[char] {
        let line = self.map.lines.get(self.line);
        line.and_then(|line| line.get(self.column..)).unwrap_or(&[])
    }

    /// The number of characters before `c` that belong to its escape: 1 for a backslash, else 0.
    fn escape_length(&self, c: char, form: TextForm) -> usize {
        let is_escape = form == TextForm::Escaped && c != '\\';
        usize::from(is_escape && matches!(self.rest(), ['\\', next, ..] if *next == c))
    }

    /// Moves behind `c`. Whether `c` takes several characters or ends a line, so that the next character starts a new run.
    fn advance(&mut self, c: char, form: TextForm) -> bool {
        let rest = self.rest();
        if rest.is_empty() && c == ' ' {
            // A line break inside a code span becomes a space.
            self.line += 1;
            self.column = 0;
            self.column = self.rest().iter().take_while(|c| **c == ' ').count();
            return true;
        }
        // The search for a semicolon is short, to stay linear in the text.
        let entity_end = match rest.first() {
            Some('&') => rest.iter().take(LONGEST_ENTITY).position(|c| *c == ';'),
            Some(_) | None => None,
        };
        let width = match (rest.first(), entity_end) {
            (Some('&'), Some(end)) if form == TextForm::Escaped && is_entity(&rest[..end]) => {
                end + 1
            }
            (Some('\\'), _) if form == TextForm::Escaped && rest.get(1) == Some(&'\\') => 2,
            (_, _) => 1,
        };
        self.column += width;
        width > 1
    }
}

/// Whether `text`, from `&` up to a semicolon, is the name of a character.
fn is_entity(text: &[char]) -> bool {
    text.len() > 1
        && text[1..]
            .iter()
            .all(|c| c.is_ascii_alphanumeric() || *c == '#')
}
