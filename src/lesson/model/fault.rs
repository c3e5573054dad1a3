//! What is wrong with a course, and where.

use std::fmt;
use std::sync::Arc;

use crate::locale::{Phrase, Words};

/// A place in a file of a course.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Location {
    /// The file, from the course's folder.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: usize,
    /// The column, in characters, from 1.
    pub column: usize,
}

/// Something wrong with a course.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Where.
    pub place: Location,
    /// What is wrong and what to do about it, in one sentence: `what; what to do`.
    pub what: Phrase,
}

impl Fault {
    /// The fault as a line of a report: `file:line:column: what; what to do`.
    pub fn line(&self, words: &Words) -> String {
        format!("{}: {}", self.place, words.format(&self.what))
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}
