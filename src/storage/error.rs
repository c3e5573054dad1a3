//! Errors and notices about the files of a learner.

use std::io;
use std::path::{Path, PathBuf};

use crate::locale::{ErrorReason, Phrase};
use crate::regular_file::FileError;

/// Why a file could not be read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// The platform names no folder for the file.
    NoHome,
    /// Another process holds the lock of the file.
    Busy(PathBuf),
    /// A later version of this program wrote the file.
    NewerVersion(PathBuf),
    /// The path names a folder, a pipe or a device.
    NotRegular(PathBuf),
    /// The file has more bytes than a state file can have.
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The limit in bytes.
        limit: u64,
    },
    /// The operating system reported an error.
    Io {
        /// The file.
        path: PathBuf,
        /// The reason that the operating system gives.
        why: ErrorReason,
    },
}

/// A notice about a file that was read.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// The file was damaged and has been renamed.
    SetAside {
        /// The file.
        path: PathBuf,
        /// Its new path.
        aside: PathBuf,
        /// Line and reason of the damage.
        why: Phrase,
    },
    /// The file could not be read or renamed.
    Unread(StorageError),
    /// An entry has a value that is not allowed.
    InvalidEntry {
        /// The file.
        path: PathBuf,
        /// The name of the entry.
        name: &'static str,
        /// The allowed values.
        allowed: Vec<String>,
    },
}

impl StorageError {
    pub(super) fn io(path: &Path, error: &io::Error) -> Self {
        Self::Io {
            path: path.to_owned(),
            why: ErrorReason::from(error),
        }
    }

    pub(super) fn file(path: &Path, error: &FileError) -> Self {
        match error {
            FileError::NotRegular => Self::NotRegular(path.to_owned()),
            FileError::TooLarge(limit) => Self::TooLarge {
                path: path.to_owned(),
                limit: *limit,
            },
            FileError::Io(error) => Self::io(path, error),
        }
    }

    /// The error as a sentence without a full stop.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::NoHome => Phrase::key("storage.fault.no-home"),
            Self::Busy(path) => with_path("storage.fault.busy", path),
            Self::NewerVersion(path) => with_path("storage.fault.later", path),
            Self::NotRegular(path) => with_path("storage.fault.not-regular", path),
            Self::TooLarge { path, limit } => {
                with_path("storage.fault.too-large", path).with("mebibytes", *limit >> 20)
            }
            Self::Io { path, why } => why.explain(with_path("storage.fault.io", path)),
        }
    }
}

impl Notice {
    /// The notice as a sentence without a full stop.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::SetAside { path, aside, why } => with_path("storage.notice.set-aside", path)
                .with("aside", file_name(aside))
                .with("why", why.clone()),
            Self::Unread(error) => error.phrase(),
            Self::InvalidEntry {
                path,
                name,
                allowed,
            } => with_path("storage.notice.bad-value", path)
                .with("name", *name)
                .with("names", allowed.join(", ")),
        }
    }
}

fn with_path(key: &'static str, path: &Path) -> Phrase {
    Phrase::key(key).with("path", path.display().to_string())
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
