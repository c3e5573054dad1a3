//! Files that only their owner may read: keys and tokens.

use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::time::Duration;

use tempfile::NamedTempFile;

use crate::regular_file::{FileError, read_regular_file};

/// Most bytes of a secret.
const MAX_SECRET_BYTES: u64 = 64 << 10;

/// Reads the secret in the file at `path`; none if there is no such file.
///
/// # Errors
/// It is no regular file of UTF-8 with at most 64 KiB, or cannot be read.
pub fn read_secret(path: &Path) -> io::Result<Option<String>> {
    match read_regular_file(path, MAX_SECRET_BYTES) {
        Ok(bytes) => String::from_utf8(bytes)
            .map(Some)
            .map_err(|error| io::Error::new(ErrorKind::InvalidData, error)),
        Err(FileError::Io(error)) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(FileError::Io(error)) => Err(error),
        Err(FileError::NotRegular | FileError::TooLarge(_)) => Err(ErrorKind::InvalidData.into()),
    }
}

/// Writes `secret` to the file at `path` whole or not at all, for its owner alone.
///
/// # Errors
/// The folder cannot be made, or the file cannot be written.
pub fn write_secret(path: &Path, secret: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    std::fs::create_dir_all(folder)?;
    // Temporary files are for their owner alone, and keep that when they are renamed.
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(secret.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// The time since the secret in the file at `path` was written; none without such a file.
pub fn secret_age(path: &Path) -> Option<Duration> {
    let written = std::fs::metadata(path).ok()?.modified().ok()?;
    // A clock that was put back makes it new.
    Some(written.elapsed().unwrap_or_default())
}

/// The names of the files in a folder of secrets; none if there is no such folder.
///
/// # Errors
/// It cannot be read.
pub fn secret_names(folder: &Path) -> io::Result<Vec<String>> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let name = |entry: std::fs::DirEntry| entry.file_name().into_string().ok();
    Ok(entries.flatten().filter_map(name).collect())
}

/// Removes the secret in the file at `path`.
///
/// # Errors
/// There is no such file, or it may not be removed.
pub fn remove_secret(path: &Path) -> io::Result<()> {
    std::fs::remove_file(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_for_its_owner_alone_and_is_read_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new").join("key");
        assert_eq!(read_secret(&path).unwrap(), None);
        write_secret(&path, "one").unwrap();
        write_secret(&path, "two").unwrap();
        assert_eq!(read_secret(&path).unwrap().as_deref(), Some("two"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        assert!(read_secret(folder.path()).is_err());
    }
}
