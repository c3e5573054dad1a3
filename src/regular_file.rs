//! Reads regular files up to a limit: a pipe, a device or an endless file neither blocks nor fills the memory.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// The limit for a file of data in bytes.
pub const MAX_DATA_BYTES: u64 = 64 << 20;

/// Why a file could not be opened or read.
#[derive(Debug)]
pub enum FileError {
    /// The path names a folder, a pipe, a socket or a device.
    NotRegular,
    /// The file has more bytes than this limit.
    TooLarge(u64),
    /// The operating system reported an error.
    Io(io::Error),
}

impl From<io::Error> for FileError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl FileError {
    /// Whether there is no file.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Io(error) if error.kind() == ErrorKind::NotFound)
    }
}

/// Opens the regular file at `path` without waiting for another process.
///
/// # Errors
/// The path names something else than a regular file, or the operating system reports an error.
pub fn open_regular_file(path: &Path, mut options: OpenOptions) -> Result<File, FileError> {
    // Opening a device can have effects of its own, so the path is checked before it is opened.
    match fs::metadata(path) {
        Ok(metadata) => require_regular(&metadata)?,
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error.into()),
    }
    set_nonblocking(&mut options);
    let file = options.open(path)?;
    // Another process may have exchanged the path meanwhile.
    require_regular(&file.metadata()?)?;
    Ok(file)
}

/// Reads the regular file at `path`, which has at most `limit` bytes.
///
/// # Errors
/// The path names something else than a regular file, the file is larger, or the operating system reports an error.
pub fn read_regular_file(path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
    let mut options = OpenOptions::new();
    options.read(true);
    let file = open_regular_file(path, options)?;
    let mut bytes = Vec::new();
    // One byte more than the limit tells a file of exactly this size from a larger one.
    file.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(FileError::TooLarge(limit));
    }
    Ok(bytes)
}

fn require_regular(metadata: &Metadata) -> Result<(), FileError> {
    if metadata.is_file() {
        Ok(())
    } else {
        Err(FileError::NotRegular)
    }
}

/// Opening a pipe or a terminal returns at once and has no effect on the terminal of the process.
#[cfg(unix)]
fn set_nonblocking(options: &mut OpenOptions) {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    options.custom_flags(flags.bits().cast_signed());
}

#[cfg(not(unix))]
fn set_nonblocking(_: &mut OpenOptions) {}
