//! A text file with a lock beside it and atomic writes: one process changes it at a time, and it is never half written.

use std::fs::{self, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::replace_file::{create_copy, create_folder, is_null_device, keep_owner, replace_file};
use super::{Loaded, Notice, StorageError};
use crate::locale::{ErrorReason, Phrase};
use crate::regular_file::{open_regular_file, read_regular_file};

/// Attempts to take the lock. A writer holds it for milliseconds; a writer that was stopped must not block the learner.
const LOCK_ATTEMPTS: u32 = 100;
/// Time between two attempts.
const LOCK_INTERVAL: Duration = Duration::from_millis(10);
/// The limit for a file in bytes, a thousand times what a learner fills.
const MAX_BYTES: u64 = 8 << 20;

/// A TOML file `<folder>/<name>.toml` and its lock `<folder>/<name>.lock`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LockedFile {
    folder: PathBuf,
    name: String,
}

/// Why the text of a file cannot be used.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ParseFailure {
    /// The text is damaged, with line and reason.
    Damaged(Phrase),
    /// A later version of this program wrote the file and will need it again.
    NewerVersion,
}

/// The value of a file and its invalid entries, or why there is none.
pub(super) type Parsed<T> = Result<(T, Vec<InvalidEntry>), ParseFailure>;

/// An entry with a value that is not allowed: its name, and the allowed values.
pub(super) type InvalidEntry = (&'static str, Vec<String>);

/// The outcome of an update.
pub(super) enum NewContent {
    /// The file gets this text.
    Text(String),
    /// The file stays as it is.
    Unchanged,
}

impl LockedFile {
    /// The file `<folder>/<name>.toml`; nothing is opened yet.
    pub(super) fn new(folder: PathBuf, name: String) -> Self {
        Self { folder, name }
    }

    /// The folder that holds the file.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The path of the file.
    pub(super) fn path(&self) -> PathBuf {
        self.sibling("toml")
    }

    fn sibling(&self, extension: &str) -> PathBuf {
        self.folder.join(format!("{}.{extension}", self.name))
    }

    /// Reads and parses the file. A damaged file is renamed, and the default is returned with a notice. The null device in
    /// place of the file is empty, and takes every text.
    pub(super) fn read<T: Default>(&self, parse: impl Fn(&str) -> Parsed<T>) -> Loaded<T> {
        let failed = |error| Loaded {
            value: T::default(),
            notices: vec![Notice::Unread(error)],
        };
        if is_null_device(&self.path()) {
            return Loaded::default();
        }
        match self.parse_file(&parse) {
            Ok(Ok((value, invalid))) => Loaded {
                value,
                notices: self.notices(invalid),
            },
            Ok(Err(ParseFailure::NewerVersion)) => failed(StorageError::NewerVersion(self.path())),
            // Another process may have renamed the damaged file by now, so it is read once more under the lock.
            Ok(Err(ParseFailure::Damaged(_))) => {
                match self.with_lock(|| self.read_or_set_aside(&parse)) {
                    Ok((value, notices)) => Loaded { value, notices },
                    Err(error) => failed(error),
                }
            }
            Err(error) => failed(error),
        }
    }

    /// Changes the file under its lock: `change` gets the parsed value and the current text.
    pub(super) fn update<T: Default>(
        &self,
        parse: impl Fn(&str) -> Parsed<T>,
        change: impl FnOnce(T, &str) -> NewContent,
    ) -> Result<Vec<Notice>, StorageError> {
        if is_null_device(&self.path()) {
            return Ok(Vec::new());
        }
        create_folder(&self.folder).map_err(|error| StorageError::io(&self.folder, &error))?;
        self.with_lock(|| {
            let (value, notices) = self.read_or_set_aside(&parse)?;
            let bytes = self.read_bytes()?.unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes);
            match change(value, &text) {
                NewContent::Text(text) => self.write(&text)?,
                NewContent::Unchanged => {}
            }
            Ok(notices)
        })
    }

    /// Parses the file after a damaged one was renamed. Needs the lock.
    fn read_or_set_aside<T: Default>(
        &self,
        parse: &impl Fn(&str) -> Parsed<T>,
    ) -> Result<(T, Vec<Notice>), StorageError> {
        match self.parse_file(parse)? {
            Ok((value, invalid)) => Ok((value, self.notices(invalid))),
            Err(ParseFailure::NewerVersion) => Err(StorageError::NewerVersion(self.path())),
            Err(ParseFailure::Damaged(why)) => {
                let aside = self.set_aside()?;
                let path = self.path();
                Ok((T::default(), vec![Notice::SetAside { path, aside, why }]))
            }
        }
    }

    fn parse_file<T: Default>(
        &self,
        parse: &impl Fn(&str) -> Parsed<T>,
    ) -> Result<Parsed<T>, StorageError> {
        let Some(bytes) = self.read_bytes()? else {
            return Ok(Ok((T::default(), Vec::new())));
        };
        Ok(match String::from_utf8(bytes) {
            Ok(text) => parse(&text),
            Err(_) => Err(ParseFailure::Damaged(ErrorReason::NotUtf8.phrase())),
        })
    }

    fn notices(&self, invalid: Vec<InvalidEntry>) -> Vec<Notice> {
        let notice = |(name, allowed)| Notice::InvalidEntry {
            path: self.path(),
            name,
            allowed,
        };
        invalid.into_iter().map(notice).collect()
    }

    /// The content of the file; none if there is no file.
    fn read_bytes(&self) -> Result<Option<Vec<u8>>, StorageError> {
        let path = self.path();
        match read_regular_file(&path, MAX_BYTES) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.is_missing() => Ok(None),
            Err(error) => Err(StorageError::file(&path, &error)),
        }
    }

    /// Copies the file to the first free name (`progress.backup-1.toml`) and returns it; none if the file is missing or
    /// empty.
    pub(super) fn back_up(&self) -> Result<Option<PathBuf>, StorageError> {
        let path = self.path();
        if is_null_device(&path) {
            return Ok(None);
        }
        match self.read_bytes()? {
            Some(bytes) if !bytes.is_empty() => {
                let copy = self.free_sibling("backup");
                create_copy(&copy, &bytes, &path)
                    .map_err(|error| StorageError::io(&copy, &error))?;
                Ok(Some(copy))
            }
            Some(_) | None => Ok(None),
        }
    }

    /// Renames the file to the first free name (`progress.damaged-1.toml`) and returns it.
    fn set_aside(&self) -> Result<PathBuf, StorageError> {
        let path = self.path();
        let aside = self.free_sibling("damaged");
        match fs::rename(&path, &aside) {
            Ok(()) => Ok(aside),
            Err(error) => Err(StorageError::io(&path, &error)),
        }
    }

    /// The first path `<name>.<word>-<number>.toml` that is free. A dangling link counts as taken, too.
    fn free_sibling(&self, word: &str) -> PathBuf {
        let is_free = |path: &PathBuf| fs::symlink_metadata(path).is_err();
        let mut paths = (1_u32..).map(|number| self.sibling(&format!("{word}-{number}.toml")));
        paths.find(is_free).unwrap_or_else(|| self.path())
    }

    /// Writes the file atomically. Needs the lock.
    fn write(&self, text: &str) -> Result<(), StorageError> {
        let path = self.path();
        replace_file(&path, text.as_bytes()).map_err(|error| StorageError::file(&path, &error))
    }

    /// Runs `act` while no other process holds the lock of this file.
    fn with_lock<T>(
        &self,
        act: impl FnOnce() -> Result<T, StorageError>,
    ) -> Result<T, StorageError> {
        let path = self.sibling("lock");
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true);
        let lock =
            open_regular_file(&path, options).map_err(|error| StorageError::file(&path, &error))?;
        keep_owner(&path, &lock, None).map_err(|error| StorageError::io(&path, &error))?;
        for attempt in 1..=LOCK_ATTEMPTS {
            match lock.try_lock() {
                Ok(()) => return act(),
                Err(TryLockError::WouldBlock) if attempt < LOCK_ATTEMPTS => {
                    thread::sleep(LOCK_INTERVAL);
                }
                Err(TryLockError::WouldBlock) => break,
                Err(TryLockError::Error(error)) => return Err(StorageError::io(&path, &error)),
            }
        }
        Err(StorageError::Busy(self.path()))
    }
}
