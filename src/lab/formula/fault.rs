//! Mistakes in a formula lab.

use crate::locale::Phrase;

/// A mistake in a formula lab.
#[derive(Clone, Debug, PartialEq)]
pub struct FormulaFault {
    /// The path of the value within the lab: `let.e`.
    pub path: String,
    /// The byte of the text at which it is.
    pub at: usize,
    /// The mistake and its remedy.
    pub message: Phrase,
}

impl FormulaFault {
    /// A mistake in the value at `path` as a whole.
    pub(super) fn new(path: impl Into<String>, message: Phrase) -> Self {
        Self {
            path: path.into(),
            at: 0,
            message,
        }
    }
}
