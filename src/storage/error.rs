//! What a learner is told of files.

use std::io;
use std::path::{Path, PathBuf};

use crate::locale::Phrase;

/// Why something was not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// There is no home to keep it in.
    NoHome,
    /// Another program holds on to the file.
    Busy(PathBuf),
    /// The file is of a later version of this program.
    Later(PathBuf),
    /// The machine did not play along.
    Io {
        /// The file.
        path: PathBuf,
        /// What the machine says.
        why: String,
    },
}

/// Something about a file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// It made no sense, and was set aside.
    SetAside {
        /// The file.
        path: PathBuf,
        /// Where it is now.
        aside: PathBuf,
        /// What makes no sense.
        why: String,
    },
    /// It could not be read, or not be set aside.
    Unread(StorageError),
    /// It names a value that a setting cannot have.
    BadValue {
        /// The file.
        path: PathBuf,
        /// The setting.
        name: &'static str,
        /// The values that it can have.
        names: Vec<String>,
    },
}

impl StorageError {
    pub(super) fn io(path: &Path, error: &io::Error) -> Self {
        Self::Io {
            path: path.to_owned(),
            why: error.to_string(),
        }
    }

    /// The fault in a sentence that ends without a full stop.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::NoHome => Phrase::key("storage.fault.no-home"),
            Self::Busy(path) => about("storage.fault.busy", path),
            Self::Later(path) => about("storage.fault.later", path),
            Self::Io { path, why } => about("storage.fault.io", path).with("why", why.as_str()),
        }
    }
}

impl Notice {
    /// The notice in a sentence that ends without a full stop.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::SetAside { path, aside, why } => about("storage.notice.set-aside", path)
                .with("aside", name_of(aside))
                .with("why", why.as_str()),
            Self::Unread(fault) => fault.phrase(),
            Self::BadValue { path, name, names } => about("storage.notice.bad-value", path)
                .with("name", *name)
                .with("names", names.join(", ")),
        }
    }
}

fn about(key: &'static str, path: &Path) -> Phrase {
    Phrase::key(key).with("path", path.display().to_string())
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
