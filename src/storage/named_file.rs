//! Files that somebody names.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// More than this is no file of points.
const LARGEST: u64 = 16 << 20;

/// The text of the file at `path`, as far as 16 MiB of it go.
///
/// # Errors
/// What the system says where it cannot be read, or is no text.
pub fn read_named(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?.take(LARGEST).read_to_string(&mut text)?;
    Ok(text)
}
