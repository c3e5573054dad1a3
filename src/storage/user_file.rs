//! Files that a user names.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Most bytes that are read.
const MAX_BYTES: u64 = 16 << 20;

/// Reads the text of the file at `path`, at most 16 MiB of it.
///
/// # Errors
/// The error of the operating system, or of UTF-8 that is not valid.
pub fn read_user_file(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?
        .take(MAX_BYTES)
        .read_to_string(&mut text)?;
    Ok(text)
}
