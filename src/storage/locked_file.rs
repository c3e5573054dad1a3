//! A text file with a lock beside it and atomic writes: one process changes it at a time, and it is never half written.

use std::fs::{self, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use tempfile::NamedTempFile;

use super::{Loaded, Notice, StorageError};

/// Attempts to take the lock. A writer holds it for milliseconds; a writer that was stopped must not block the learner.
const LOCK_ATTEMPTS: u32 = 100;
/// Permissions of a new file before the umask.
#[cfg(unix)]
const NEW_FILE_MODE: u32 = 0o666;
/// Time between two attempts.
const LOCK_INTERVAL: Duration = Duration::from_millis(10);

/// A TOML file `<folder>/<name>.toml` and its lock `<folder>/<name>.lock`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LockedFile {
    folder: PathBuf,
    name: String,
}

/// Why the text of a file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ParseFailure {
    /// The text is damaged, with line and reason.
    Damaged(String),
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

    /// Reads and parses the file. A damaged file is renamed, and the default is returned with a notice.
    pub(super) fn read<T: Default>(&self, parse: impl Fn(&str) -> Parsed<T>) -> Loaded<T> {
        let failed = |error| Loaded {
            value: T::default(),
            notices: vec![Notice::Unread(error)],
        };
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
        fs::create_dir_all(&self.folder).map_err(|error| StorageError::io(&self.folder, &error))?;
        self.with_lock(|| {
            let (value, notices) = self.read_or_set_aside(&parse)?;
            let bytes = self.read_bytes().ok().flatten().unwrap_or_default();
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
            Err(error) => Err(ParseFailure::Damaged(error.utf8_error().to_string())),
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
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(StorageError::io(&path, &error)),
        }
    }

    /// Renames the file to the first free name (`progress.damaged-1.toml`) and returns it.
    fn set_aside(&self) -> Result<PathBuf, StorageError> {
        let path = self.path();
        for number in 1_u32.. {
            let aside = self.sibling(&format!("damaged-{number}.toml"));
            // A dangling link counts as taken, too.
            if fs::symlink_metadata(&aside).is_ok() {
                continue;
            }
            return match fs::rename(&path, &aside) {
                Ok(()) => Ok(aside),
                Err(error) => Err(StorageError::io(&path, &error)),
            };
        }
        Err(StorageError::Busy(path))
    }

    /// Writes a temporary file beside the target and renames it. Needs the lock.
    fn write(&self, text: &str) -> Result<(), StorageError> {
        // The target of a link is replaced, not the link.
        let path = fs::canonicalize(self.path()).unwrap_or_else(|_| self.path());
        let written = || -> io::Result<()> {
            let mut file = temporary_file(&path)?;
            file.write_all(text.as_bytes())?;
            file.as_file().sync_all()?;
            file.persist(&path)?;
            sync_folder(path.parent().unwrap_or(&self.folder))
        };
        written().map_err(|error| StorageError::io(&path, &error))
    }

    /// Runs `act` while no other process holds the lock of this file.
    fn with_lock<T>(
        &self,
        act: impl FnOnce() -> Result<T, StorageError>,
    ) -> Result<T, StorageError> {
        let path = self.sibling("lock");
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|error| StorageError::io(&path, &error))?;
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

/// A new file beside `path` with the permissions of `path`. Its name is always the same, so that a killed process leaves
/// at most one.
fn temporary_file(path: &Path) -> io::Result<NamedTempFile> {
    let stale = path.with_extension("toml.new");
    match fs::remove_file(&stale) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let name = stale.file_name().unwrap_or_default().to_owned();
    let folder = path.parent().unwrap_or(path);
    let mut builder = tempfile::Builder::new();
    builder.prefix(&name).rand_bytes(0);
    if let Ok(old) = fs::metadata(path) {
        let file = builder.tempfile_in(folder)?;
        file.as_file().set_permissions(old.permissions())?;
        return Ok(file);
    }
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(NEW_FILE_MODE));
    builder.tempfile_in(folder)
}

/// Flushes the folder's entries to disk, so that a rename survives a power failure.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
