//! The file with the details of a panic.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::replace_file::{create_folder, replace_file};

/// The name of the file in the state folder. The details of the last panic replace those before.
const NAME: &str = "panic.txt";

/// Writes `details` into `panic.txt` in `folder`, else into a new file in the folder for temporary files. Returns the path;
/// none if neither can be written.
pub fn write_panic_file(folder: Option<&Path>, details: &str) -> Option<PathBuf> {
    folder
        .and_then(|folder| write_in(folder, details))
        .or_else(|| write_temporary(details))
}

fn write_in(folder: &Path, details: &str) -> Option<PathBuf> {
    create_folder(folder).ok()?;
    let path = folder.join(NAME);
    // A link could lead to a file that is something else.
    let is_link = fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_symlink());
    if is_link {
        return None;
    }
    replace_file(&path, details.as_bytes()).ok()?;
    Some(path)
}

fn write_temporary(details: &str) -> Option<PathBuf> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("relutor-panic-").suffix(".txt");
    let mut file = builder.tempfile().ok()?;
    file.write_all(details.as_bytes()).ok()?;
    let (_, path) = file.keep().ok()?;
    Some(path)
}
