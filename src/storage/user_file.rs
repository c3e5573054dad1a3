//! Files of data that a user names.

use std::io::ErrorKind;
use std::path::Path;

use crate::locale::{ErrorReason, Phrase};
use crate::regular_file::{FileError, MAX_DATA_BYTES, read_regular_file};

/// Reads the bytes of the regular file at `path`, at most 64 MiB. It never waits for a writer, as a pipe would.
///
/// # Errors
/// A sentence about a path that is no regular file, is too large, or cannot be read.
pub fn read_data_file(path: &Path) -> Result<Vec<u8>, Phrase> {
    let fault = |name: &str| {
        Phrase::key(format!("storage.data-file.{name}")).with("path", path.display().to_string())
    };
    read_regular_file(path, MAX_DATA_BYTES).map_err(|error| match error {
        FileError::NotRegular if path.is_dir() => fault("folder"),
        FileError::NotRegular => fault("special"),
        FileError::TooLarge(_) => fault("large"),
        FileError::Io(error) => match error.kind() {
            ErrorKind::NotFound => fault("not-found"),
            ErrorKind::PermissionDenied => fault("not-allowed"),
            _ => ErrorReason::from(&error).explain(fault("unread")),
        },
    })
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
        std::fs::File::create(&path)
            .unwrap()
            .set_len(1 << 30)
            .unwrap();
        assert_eq!(fault(&path), "large");
    }
}
