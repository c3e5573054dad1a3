//! Output files that the user asked for.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::locale::Phrase;

/// Whether an existing file is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Overwrite {
    /// An existing file is an error.
    Never,
    /// An existing file is replaced.
    Always,
}

/// Writes `text` to a file at `path`.
///
/// # Errors
/// A sentence with the remedy.
pub(super) fn write(path: &Path, text: &str, over: Overwrite) -> Result<(), Phrase> {
    let mut options = OpenOptions::new();
    match over {
        // Atomic: no other process can create the file in between.
        Overwrite::Never => options.write(true).create_new(true),
        Overwrite::Always => options.write(true).create(true).truncate(true),
    };
    let written = options
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| {
        let about = |key| Phrase::key(key).with("path", path.display().to_string());
        match error.kind() {
            ErrorKind::AlreadyExists => about("cli.fault.exists"),
            _ => about("cli.fault.write").with("why", error.to_string()),
        }
    })
}

/// Writes `text` to a new file called `name`, or to the first free numbered name: `bias-2.svg`.
pub(super) fn write_new(name: &str, extension: &str, text: &str) -> Result<PathBuf, Phrase> {
    let numbered = (2_u32..1000).map(|number| format!("{name}-{number}.{extension}"));
    let mut refused = Phrase::key("cli.fault.exists").with("path", name);
    for file in std::iter::once(format!("{name}.{extension}")).chain(numbered) {
        let path = PathBuf::from(file);
        match write(&path, text, Overwrite::Never) {
            Ok(()) => return Ok(path),
            Err(fault) if fault.name() == "cli.fault.exists" => refused = fault,
            Err(fault) => return Err(fault),
        }
    }
    Err(refused)
}
