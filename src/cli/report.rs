//! The result of a command that does not open the terminal.

/// Text for standard output and the exit code.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Report {
    pub(super) text: String,
    pub(super) code: u8,
}

impl Report {
    /// A report of a command that succeeded.
    pub(super) fn success(text: String) -> Self {
        Self { text, code: 0 }
    }
}
