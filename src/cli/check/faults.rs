//! The faults of a course as a report: a line for each, or data for an editor.

use serde_json::{Map, json};

use crate::cli::CommandOutput;
use crate::cli::json::Output;
use crate::lesson::Fault;
use crate::locale::{Phrase, Words};
use crate::text::printable_line;

/// A line for each of `faults`, and their number.
pub(super) fn report(faults: &[Fault], words: &Words) -> CommandOutput {
    let count = Phrase::key("cli.check.faults").with("faults", faults.len());
    let lines: String = faults
        .iter()
        .map(|fault| fault.line(words) + "\n")
        .collect();
    CommandOutput {
        code: 1,
        ..CommandOutput::success(format!("{lines}{}\n", words.format(&count)))
    }
}

/// `faults` as data: none for a course without faults.
pub(super) fn data(faults: &[Fault], words: &Words) -> CommandOutput {
    let rows = faults.iter().map(|fault| {
        let message = words.format(&fault.message);
        json!({
            "file": &*fault.place.file,
            "line": fault.place.line,
            "column": fault.place.column,
            "message": printable_line(&message),
        })
    });
    let fields = Map::from_iter([("faults".to_owned(), rows.collect())]);
    CommandOutput {
        code: u8::from(!faults.is_empty()),
        ..CommandOutput::data(Output::Faults.text(fields))
    }
}
