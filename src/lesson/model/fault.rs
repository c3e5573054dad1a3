//! Faults of a course and their locations.

use std::fmt;
use std::sync::Arc;

use crate::locale::{Phrase, Words};
use crate::text::printable_line;

/// The prefix of the paths of built-in files in the faults of another course.
pub(in crate::lesson) const BUILTIN_MARK: char = '@';

/// A location in a file of a course.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Location {
    /// The path of the file from the course's folder.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// A fault of a course.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// The location of the fault.
    pub place: Location,
    /// One sentence that names the fault and then its remedy: `fault; remedy`.
    pub message: Phrase,
}

impl Fault {
    /// The fault as a line of a report: `file:line:column: fault; remedy`.
    pub fn line(&self, words: &Words) -> String {
        let line = format!("{}: {}", self.place, words.format(&self.message));
        printable_line(&line).into_owned()
    }
}

impl Location {
    /// The start of a file.
    pub(in crate::lesson) fn start_of(file: &str) -> Self {
        Self {
            file: file.into(),
            line: 1,
            column: 1,
        }
    }

    /// Whether the file is one of the built-in course, in another course that takes a lesson from there.
    pub fn is_builtin(&self) -> bool {
        self.file.starts_with(BUILTIN_MARK)
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;

    #[test]
    fn a_fault_is_one_line_without_control_characters() {
        let fault = Fault {
            place: Location::start_of("a\u{1b}[31m.md"),
            message: Phrase::verbatim("no\nreading \u{202e}x"),
        };
        let line = fault.line(&Words::load(&Lang::english()).unwrap());
        assert_eq!(line, "a\u{fffd}[31m.md:1:1: no reading \u{fffd}x");
    }
}
