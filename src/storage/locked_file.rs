//! A file that is written whole or not at all, by one program at a time.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::{Loaded, Notice, StorageError};

/// How often, and how long apart, the lock is tried: whoever writes is done within milliseconds, and whoever was
/// stopped in the middle of it must not stop the learner.
const TRIES: u32 = 100;
const PATIENCE: Duration = Duration::from_millis(10);

/// A text file of ours and the lock beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LockedFile {
    folder: PathBuf,
    name: String,
}

/// What a text that makes no sense is answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is damaged; this is where.
    Damaged(String),
    /// It is of a later version of this program, which will want it back.
    Later,
}

/// What is made of a text: its meaning, and the values in it that mean nothing.
pub(super) type Meaning<T> = Result<(T, Vec<BadValue>), Refusal>;

/// A value that a setting cannot have: the setting, and the values that it can have.
pub(super) type BadValue = (&'static str, Vec<String>);

/// What becomes of a file.
pub(super) enum Change {
    /// It has this text.
    Text(String),
    /// Nothing.
    None,
}

impl LockedFile {
    pub(super) fn new(folder: PathBuf, name: String) -> Self {
        Self { folder, name }
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn path(&self) -> PathBuf {
        self.beside("toml")
    }

    fn beside(&self, extension: &str) -> PathBuf {
        self.folder.join(format!("{}.{extension}", self.name))
    }

    /// What the file means, as `meaning` has it. A damaged one is set aside.
    pub(super) fn read<T: Default>(&self, meaning: impl Fn(&str) -> Meaning<T>) -> Loaded<T> {
        match self.understood(&meaning) {
            Ok(Ok((value, bad))) => Loaded {
                value,
                notices: self.notices(bad),
            },
            Ok(Err(Refusal::Later)) => Loaded {
                value: T::default(),
                notices: vec![Notice::Unread(StorageError::Later(self.path()))],
            },
            // Under the lock it is read once more: whoever else saw the damage may have set it aside already.
            Ok(Err(Refusal::Damaged(_))) => match self.locked(|| self.sound(&meaning)) {
                Ok((value, notices)) => Loaded { value, notices },
                Err(fault) => Loaded {
                    value: T::default(),
                    notices: vec![Notice::Unread(fault)],
                },
            },
            Err(fault) => Loaded {
                value: T::default(),
                notices: vec![Notice::Unread(fault)],
            },
        }
    }

    /// Changes the file while no other program does: `change` is given what it means and what it says now.
    pub(super) fn change<T: Default>(
        &self,
        meaning: impl Fn(&str) -> Meaning<T>,
        change: impl FnOnce(T, &str) -> Change,
    ) -> Result<Vec<Notice>, StorageError> {
        fs::create_dir_all(&self.folder).map_err(|error| StorageError::io(&self.folder, &error))?;
        self.locked(|| {
            let (value, notices) = self.sound(&meaning)?;
            let text = self.text().ok().flatten().unwrap_or_default();
            let text = String::from_utf8_lossy(&text);
            match change(value, &text) {
                Change::Text(text) => self.write(&text)?,
                Change::None => {}
            }
            Ok(notices)
        })
    }

    /// What the file means, a damaged one set aside first; only under the lock.
    fn sound<T: Default>(
        &self,
        meaning: &impl Fn(&str) -> Meaning<T>,
    ) -> Result<(T, Vec<Notice>), StorageError> {
        match self.understood(meaning)? {
            Ok((value, bad)) => Ok((value, self.notices(bad))),
            Err(Refusal::Later) => Err(StorageError::Later(self.path())),
            Err(Refusal::Damaged(why)) => {
                let aside = self.set_aside()?;
                let path = self.path();
                Ok((T::default(), vec![Notice::SetAside { path, aside, why }]))
            }
        }
    }

    fn understood<T: Default>(
        &self,
        meaning: &impl Fn(&str) -> Meaning<T>,
    ) -> Result<Meaning<T>, StorageError> {
        let Some(bytes) = self.text()? else {
            return Ok(Ok((T::default(), Vec::new())));
        };
        Ok(match String::from_utf8(bytes) {
            Ok(text) => meaning(&text),
            Err(error) => Err(Refusal::Damaged(error.utf8_error().to_string())),
        })
    }

    fn notices(&self, bad: Vec<BadValue>) -> Vec<Notice> {
        let notice = |(name, names)| Notice::BadValue {
            path: self.path(),
            name,
            names,
        };
        bad.into_iter().map(notice).collect()
    }

    /// What stands in the file; none where there is no file.
    fn text(&self) -> Result<Option<Vec<u8>>, StorageError> {
        let path = self.path();
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(StorageError::io(&path, &error)),
        }
    }

    /// Gives the file the first name that is free: `progress.damaged-1.toml`. Returns it.
    fn set_aside(&self) -> Result<PathBuf, StorageError> {
        let path = self.path();
        for number in 1_u32.. {
            let aside = self.beside(&format!("damaged-{number}.toml"));
            // Whatever stands there, were it a link to nowhere, is not ours to replace.
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

    /// Writes the file whole: beside it first, then in its place. Only under the lock, since the name beside it is
    /// always the same, so that nothing is left lying about where the program is killed.
    fn write(&self, text: &str) -> Result<(), StorageError> {
        // A file that is a link is written where it points to.
        let path = fs::canonicalize(self.path()).unwrap_or_else(|_| self.path());
        let beside = path.with_extension("toml.new");
        let written = || -> io::Result<()> {
            let mut file = File::create(&beside)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            drop(file);
            fs::rename(&beside, &path)?;
            sync_folder(path.parent().unwrap_or(&self.folder))
        };
        written().map_err(|error| StorageError::io(&path, &error))
    }

    /// Does `act` while no other program does the like with this file.
    fn locked<T>(&self, act: impl FnOnce() -> Result<T, StorageError>) -> Result<T, StorageError> {
        let path = self.beside("lock");
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|error| StorageError::io(&path, &error))?;
        for tried in 0..TRIES {
            match lock.try_lock() {
                Ok(()) => return act(),
                Err(TryLockError::WouldBlock) if tried + 1 < TRIES => thread::sleep(PATIENCE),
                Err(TryLockError::WouldBlock) => break,
                Err(TryLockError::Error(error)) => return Err(StorageError::io(&path, &error)),
            }
        }
        Err(StorageError::Busy(self.path()))
    }
}

/// Makes sure that a new name in `folder` outlives a power cut, where the platform can.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
