//! Limits of prose, so that it is parsed, wrapped and checked in a moment.

use crate::lesson::model::{Fault, Location};
use crate::locale::Phrase;

/// The limit for the text under a heading in bytes; a long step has 2,000.
const MAX_SECTION_BYTES: usize = 64 << 10;
/// The limit of `*` and `_` in a paragraph. Emphasis that is not closed takes a parser the square of their number.
const MAX_DELIMITERS: usize = 1_000;

/// The faults of the Markdown file `text` in the size of its sections and paragraphs.
pub(super) fn faults(file: &str, text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut section_bytes = 0;
    let mut delimiters = 0;
    for (at, line) in text.lines().enumerate() {
        if line.starts_with('#') {
            section_bytes = 0;
        }
        if line.trim().is_empty() {
            delimiters = 0;
        }
        let before = (section_bytes, delimiters);
        section_bytes += line.len() + 1;
        delimiters += line.matches(['*', '_']).count();
        let mut report = |message: Phrase| {
            let place = Location {
                line: at + 1,
                ..Location::start_of(file)
            };
            faults.push(Fault { place, message });
        };
        // Only the line that goes beyond a limit is reported.
        if before.0 <= MAX_SECTION_BYTES && section_bytes > MAX_SECTION_BYTES {
            let limit = MAX_SECTION_BYTES >> 10;
            report(Phrase::key("check.long-section").with("kibibytes", limit));
        }
        if before.1 <= MAX_DELIMITERS && delimiters > MAX_DELIMITERS {
            report(Phrase::key("check.many-delimiters").with("most", MAX_DELIMITERS));
        }
    }
    faults
}
