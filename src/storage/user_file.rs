//! Files that a user names.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

use crate::locale::Phrase;

/// Most bytes of a text that are read.
const MAX_TEXT_BYTES: u64 = 16 << 20;
/// Most bytes of a file of data that are read.
const MAX_DATA_BYTES: u64 = 64 << 20;

/// Reads the text of the file at `path`, at most 16 MiB of it.
///
/// # Errors
/// The error of the operating system, or of UTF-8 that is not valid.
pub fn read_user_file(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?
        .take(MAX_TEXT_BYTES)
        .read_to_string(&mut text)?;
    Ok(text)
}

/// Reads the bytes of the regular file at `path`, at most 64 MiB. It never waits for a writer, as a pipe would.
///
/// # Errors
/// A sentence about a path that is no regular file, is too large, or cannot be read.
pub fn read_data_file(path: &Path) -> Result<Vec<u8>, Phrase> {
    let fault = |name: &str| {
        Phrase::key(format!("storage.data-file.{name}")).with("path", path.display().to_string())
    };
    let unread = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => fault("not-found"),
        io::ErrorKind::PermissionDenied => fault("not-allowed"),
        _ => fault("unread").with("why", error.to_string()),
    };
    let check = |metadata: &Metadata| {
        if metadata.is_dir() {
            Err(fault("folder"))
        } else if !metadata.is_file() {
            Err(fault("special"))
        } else if metadata.len() > MAX_DATA_BYTES {
            Err(fault("large"))
        } else {
            Ok(())
        }
    };
    // A device may act when it is opened; a path may change between the two checks.
    check(&path.metadata().map_err(unread)?)?;
    let file = open_without_waiting(path).map_err(unread)?;
    check(&file.metadata().map_err(unread)?)?;
    let mut bytes = Vec::new();
    file.take(MAX_DATA_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(unread)?;
    if bytes.len() as u64 > MAX_DATA_BYTES {
        return Err(fault("large"));
    }
    Ok(bytes)
}

#[cfg(unix)]
fn open_without_waiting(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::OFlags;

    let flags = (OFlags::NONBLOCK | OFlags::NOCTTY).bits();
    OpenOptions::new()
        .read(true)
        .custom_flags(flags.cast_signed())
        .open(path)
}

#[cfg(not(unix))]
fn open_without_waiting(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(path: &Path) -> String {
        let fault = read_data_file(path).unwrap_err();
        fault
            .name()
            .trim_start_matches("storage.data-file.")
            .to_owned()
    }

    #[test]
    fn a_regular_file_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a b.csv");
        std::fs::write(&path, "1,2\n").unwrap();
        assert_eq!(read_data_file(&path).unwrap(), b"1,2\n");
    }

    #[cfg(unix)]
    #[test]
    fn a_path_that_is_no_regular_file_is_a_fault_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RUSR).unwrap();
        assert_eq!(fault(&pipe), "special");
        assert_eq!(fault(Path::new("/dev/zero")), "special");
        assert_eq!(fault(folder.path()), "folder");
        assert_eq!(fault(&folder.path().join("none")), "not-found");
    }

    #[test]
    fn a_large_file_is_a_fault_without_reading_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sparse");
        File::create(&path).unwrap().set_len(1 << 30).unwrap();
        assert_eq!(fault(&path), "large");
    }
}
