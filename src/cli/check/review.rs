//! `relutor check --reviewed`: signs the texts that an author has read.

use std::path::Path;

use crate::cli::Failure;
use crate::cli::output::{self, Overwrite};
use crate::lesson::Review;
use crate::locale::{Phrase, Words};
use crate::text::printable_line;

/// Writes the records of the folders called `names` into the course in `folder`. Returns a line for each signed text, with its
/// sentences that changed, and for each written file. All new texts are made before the first file is written, and each file is
/// written completely or not at all.
///
/// # Errors
/// A file that cannot be written.
pub(super) fn write_records(
    review: &Review,
    names: &[String],
    folder: &Path,
    words: &Words,
) -> Result<String, Failure> {
    let updates = review.updates(names);
    let mut lines = String::new();
    for change in updates.iter().flat_map(|update| &update.changes) {
        let old = change.old.as_deref();
        let key = if old.is_some() {
            "signed"
        } else {
            "signed-new"
        };
        let message = Phrase::key(format!("cli.check.{key}"))
            .with("piece", change.piece.as_str())
            .with("old", old.unwrap_or_default());
        lines.extend([
            &change.place.to_string(),
            ": ",
            &words.format(&message),
            "\n",
        ]);
        for sentence in &change.sentences {
            lines.extend(["    ", &printable_line(sentence), "\n"]);
        }
    }
    for update in &updates {
        output::write(&folder.join(&update.file), &update.text, Overwrite::Always)
            .map_err(Failure::System)?;
        let message = Phrase::key("cli.check.reviewed")
            .with("file", update.file.as_str())
            .with("count", update.changes.len());
        lines.extend([&words.format(&message), "\n"]);
    }
    Ok(lines)
}
