//! Failures of commands and their exit codes.

use std::io::{self, Write};

use crate::lab::SetError;
use crate::lesson::Fault;
use crate::locale::{Phrase, Words};

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

    /// Writes the failure: one sentence, or one line per fault.
    pub(super) fn tell(&self, err: &mut impl Write, words: &Words) -> io::Result<()> {
        match self {
            Self::Usage(what) | Self::System(what) => {
                let line = Phrase::key("cli.error").with("what", what.clone());
                writeln!(err, "{}", words.format(&line))
            }
            Self::Course(faults) => faults
                .iter()
                .try_for_each(|fault| writeln!(err, "{}", fault.line(words))),
        }
    }

    /// A failure of the operating system, worded by `key`.
    pub(super) fn system(key: &'static str, why: &impl ToString) -> Self {
        Self::System(Phrase::key(key).with("why", why.to_string()))
    }
}

impl From<SetError> for Failure {
    fn from(fault: SetError) -> Self {
        Self::Usage(fault.phrase())
    }
}
