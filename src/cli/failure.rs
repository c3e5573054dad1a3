//! Failures of commands and their exit codes.

use std::io;

use crate::lab::SetError;
use crate::lesson::Fault;
use crate::locale::{ErrorReason, Phrase, Words};
use crate::text::printable_line;

/// The reason why a command failed.
#[derive(Debug)]
pub(super) enum Failure {
    /// The arguments ask for something that does not exist: exit code 2.
    Usage(Phrase),
    /// The course has these faults: exit code 1.
    Course(Vec<Fault>),
    /// The operating system reported an error: exit code 1.
    System(Phrase),
}

impl Failure {
    /// The exit code.
    pub(super) fn code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Course(_) | Self::System(_) => 1,
        }
    }

    /// The failure as text: one sentence, or one line per fault.
    pub(super) fn text(&self, words: &Words) -> String {
        match self {
            Self::Usage(what) | Self::System(what) => error_line(what, words),
            Self::Course(faults) => {
                let lines = faults.iter().map(|fault| fault.line(words) + "\n");
                lines.collect()
            }
        }
    }

    /// The failure as one sentence: of several faults the first.
    pub(super) fn first_phrase(self) -> Phrase {
        match self {
            Self::Usage(what) | Self::System(what) => what,
            Self::Course(faults) => faults.into_iter().next().map_or_else(
                || Phrase::key("cli.fault.arguments"),
                |fault| {
                    Phrase::key("ui.course.fault")
                        .with("file", fault.place.file.to_string())
                        .with("line", fault.place.line.to_string())
                        .with("what", fault.message)
                },
            ),
        }
    }

    /// The words of a language cannot be read.
    pub(super) fn words(error: &anyhow::Error) -> Self {
        let why = ErrorReason::Other(error.to_string());
        Self::System(Phrase::key("cli.fault.words").with("why", why.phrase()))
    }

    /// A failure of the operating system, worded by `key`.
    pub(super) fn system(key: &'static str, error: &io::Error) -> Self {
        Self::System(ErrorReason::from(error).explain(Phrase::key(key)))
    }
}

impl From<SetError> for Failure {
    fn from(fault: SetError) -> Self {
        Self::Usage(fault.phrase())
    }
}

/// An error or a notice as one line for standard error.
pub(super) fn error_line(what: &Phrase, words: &Words) -> String {
    let words = words.for_command_line();
    let line = words.format(&Phrase::key("cli.error").with("what", what.clone()));
    printable_line(&line).into_owned() + "\n"
}
