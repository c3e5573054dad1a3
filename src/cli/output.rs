//! Output files that the user asked for.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::locale::{ErrorReason, Phrase};
use crate::regular_file::FileError;
use crate::storage;

/// Whether an existing file is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Overwrite {
    /// An existing file is an error.
    Never,
    /// An existing file is replaced.
    Always,
}

/// Writes `text` to a file at `path`, completely or not at all.
///
/// # Errors
/// A sentence with the remedy.
pub(super) fn write(path: &Path, text: &str, over: Overwrite) -> Result<(), Phrase> {
    let written = match over {
        Overwrite::Never => create(path, text).map_err(FileError::Io),
        Overwrite::Always => storage::replace_file(path, text.as_bytes()),
    };
    written.map_err(|error| {
        let about = |key| Phrase::key(key).with("path", path.display().to_string());
        let cannot_write = |why: ErrorReason| why.explain(about("cli.fault.write"));
        match error {
            FileError::NotRegular => about("cli.fault.not-regular"),
            FileError::TooLarge(limit) => cannot_write(ErrorReason::TooLarge(limit)),
            FileError::Io(error) if error.kind() == ErrorKind::AlreadyExists => {
                about("cli.fault.exists")
            }
            FileError::Io(error) => cannot_write(ErrorReason::from(&error)),
        }
    })
}

/// Checks that a new file can be made at `path`; none stays.
///
/// # Errors
/// A sentence with the remedy.
#[cfg(feature = "host")]
pub(super) fn check_writable(path: &Path) -> Result<(), Phrase> {
    write(path, "", Overwrite::Never)?;
    // Without the right to remove it, an empty file stays, and the report gets another name.
    drop(fs::remove_file(path));
    Ok(())
}

/// Creates a file. If it cannot be written completely, it is removed.
fn create(path: &Path, text: &str) -> io::Result<()> {
    // Atomic: no other process can create the file in between.
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())
        .inspect_err(|_| drop(fs::remove_file(path)))
}

/// Creates the folder at `path` and its parents.
///
/// # Errors
/// A sentence with the remedy.
pub(super) fn create_folder(path: &Path) -> Result<(), Phrase> {
    fs::create_dir_all(path).map_err(|error| {
        let about = Phrase::key("cli.fault.write").with("path", path.display().to_string());
        ErrorReason::from(&error).explain(about)
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

#[cfg(all(test, feature = "host"))]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_made_is_refused_before_it_is_needed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("votes.md");
        assert_eq!(check_writable(&path), Ok(()));
        assert!(!path.exists());
        assert!(check_writable(&folder.path().join("missing").join("votes.md")).is_err());
    }
}
