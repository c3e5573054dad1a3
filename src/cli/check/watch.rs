//! `relutor check --watch`: checks a course again after each change of its files.

use std::io::{self, IsTerminal, Write};

use crate::cli::command_output::Encoding;
use crate::cli::course_watch::CourseWatch;
use crate::cli::{CommandOutput, Failure, print};
use crate::lesson::CourseSource;
use crate::locale::Words;

/// Erases the terminal and what was scrolled out of it.
const CLEAR: &str = "\x1b[H\x1b[2J\x1b[3J";

/// Prints what `check` reports, and again after each change of the files in `source`, until a signal ends the program.
///
/// # Errors
/// Standard output is closed.
pub(super) fn check_again(
    source: &CourseSource,
    words: &Words,
    encoding: Encoding,
    check: impl Fn() -> Result<CommandOutput, Failure>,
) -> Result<CommandOutput, Failure> {
    let mut out = io::stdout();
    loop {
        let mut watch = CourseWatch::new(source.clone());
        let report = check().unwrap_or_else(|failure| CommandOutput::success(failure.text(words)));
        if out.is_terminal() {
            // `print` reports an output that is closed.
            drop(out.write_all(CLEAR.as_bytes()));
        }
        print(&report, encoding)?;
        watch.wait_for_change();
    }
}
