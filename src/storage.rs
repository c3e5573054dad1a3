//! Progress and settings on disk, as TOML that a person can read and edit, and added courses, in the platform's folders.
//!
//! One process changes a file at a time: it reads, merges and writes under a lock, and the write is atomic. A damaged file
//! is renamed and never overwritten. Errors become notices for the learner; they never stop the program.

mod add_error;
mod added_courses;
mod complete_path;
mod course_files;
mod error;
mod locked_file;
mod panic_file;
mod progress_file;
mod replace_file;
mod saved_state_file;
#[cfg(feature = "host")]
mod secret_file;
mod settings_file;
mod time_zone;
mod user_file;
mod user_path;

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use crate::app::{Progress, Setting, Settings};
use crate::locale::Words;
pub use add_error::AddError;
pub use added_courses::{AddedCourses, SameCourse, StagedCourse, is_course_name};
pub use complete_path::{PathCompletion, complete_path};
pub use error::{Notice, StorageError};
use locked_file::{LockedFile, NewContent};
pub use panic_file::write_panic_file;
pub use replace_file::replace_file;
pub use saved_state_file::{format_saved_state, parse_saved_state, read_saved_state};
#[cfg(feature = "host")]
pub use secret_file::{read_secret, remove_secret, secret_age, secret_names, write_secret};
pub use time_zone::time_zone_rules;
pub use user_file::read_data_file;
pub use user_path::{home_folder, user_path};

/// Name of the program's folder inside each platform folder.
const FOLDER: &str = "relutor";

/// Longest file name, in bytes, with room for the extension of a damaged file on every common file system.
const MAX_NAME: usize = 200;

/// The progress and settings files of a learner; a file is none where the platform names no folder for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Storage {
    progress: Option<LockedFile>,
    settings: Option<LockedFile>,
    /// The progress that was read or written last: a save adds only the changes since, so that lessons that another process
    /// forgets stay forgotten.
    known: RefCell<Progress>,
}

/// The outcome of forgetting progress.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Reset {
    /// A copy of the file as it was before; none if there was nothing in it.
    pub backup: Option<PathBuf>,
    /// Notices for the learner.
    pub notices: Vec<Notice>,
}

/// A value that was read, with notices about the file.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Loaded<T> {
    /// The value; the default if there is no file.
    pub value: T,
    /// Notices for the learner.
    pub notices: Vec<Notice>,
}

impl Storage {
    /// The files in the user's state and configuration folders: `$XDG_STATE_HOME/relutor` and `$XDG_CONFIG_HOME/relutor`,
    /// or the platform's own. Without a home directory nothing is stored.
    pub fn from_environment() -> Self {
        let folders = etcetera::choose_base_strategy().ok();
        let state = folders
            .as_ref()
            .map(|folders| folders.state_dir().unwrap_or_else(|| folders.data_dir()));
        let config = folders.map(|folders| folders.config_dir());
        Self::in_folders(state, config)
    }

    /// The files in the given state and configuration folders.
    pub fn in_folders(state: Option<PathBuf>, config: Option<PathBuf>) -> Self {
        let file =
            |folder: PathBuf, name: &str| LockedFile::new(folder.join(FOLDER), name.to_owned());
        Self {
            progress: state.map(|folder| file(folder, "progress")),
            settings: config.map(|folder| file(folder, "settings")),
            known: RefCell::default(),
        }
    }

    /// The same settings with the progress of the course in `folder`; other courses may have lessons of the same names.
    #[must_use]
    pub fn for_course(mut self, folder: &Path) -> Self {
        let whole = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let mut name = whole.display().to_string().replace(['/', '\\', ':'], "%");
        while name.len() > MAX_NAME {
            name.remove(0);
        }
        self.progress = self
            .progress
            .map(|file| LockedFile::new(file.folder().join("courses"), name));
        self
    }

    /// The folder of the progress file, which may not exist yet; none without a state folder.
    pub fn state_folder(&self) -> Option<PathBuf> {
        let file = self.progress.as_ref()?;
        Some(file.folder().to_owned())
    }

    /// Reads the progress.
    pub fn load_progress(&self) -> Loaded<Progress> {
        let loaded = (self.progress.as_ref())
            .map_or_else(Loaded::default, |file| file.read(progress_file::parse));
        self.known.replace(loaded.value.clone());
        loaded
    }

    /// Adds the changes in `progress` to the file, which other processes may have changed meanwhile.
    pub fn save_progress(
        &self,
        progress: &Progress,
        words: &Words,
    ) -> Result<Vec<Notice>, StorageError> {
        let file = self.progress.as_ref().ok_or(StorageError::NoHome)?;
        let notices = file.update(progress_file::parse, |stored: Progress, text| {
            // A file that was lost is written again in full.
            let merged = if text.is_empty() {
                stored.merge(progress)
            } else {
                stored.merge_changes(&self.known.borrow(), progress)
            };
            NewContent::Text(progress_file::update(text, &merged, words))
        })?;
        self.known.replace(progress.clone());
        Ok(notices)
    }

    /// Removes the progress of `lesson`, or of every lesson, after a copy of the file was made.
    pub fn reset_progress(
        &self,
        lesson: Option<&str>,
        words: &Words,
    ) -> Result<Reset, StorageError> {
        let rest =
            |stored: Progress| lesson.map_or_else(Progress::default, |name| stored.without(name));
        self.reduce_progress(rest, words)
    }

    /// Replaces the stored progress by the part that `rest` leaves, after a copy of the file was made.
    pub fn reduce_progress(
        &self,
        rest: impl Fn(Progress) -> Progress,
        words: &Words,
    ) -> Result<Reset, StorageError> {
        let file = self.progress.as_ref().ok_or(StorageError::NoHome)?;
        let mut backup = Ok(None);
        let notices = file.update(progress_file::parse, |stored: Progress, text| {
            let rest = rest(stored.clone());
            if rest != stored {
                backup = file.back_up();
            }
            if backup.is_err() {
                return NewContent::Unchanged;
            }
            NewContent::Text(progress_file::update(text, &rest, words))
        })?;
        Ok(Reset {
            backup: backup?,
            notices,
        })
    }

    /// Reads the settings.
    pub fn load_settings(&self) -> Loaded<Settings> {
        self.settings
            .as_ref()
            .map_or_else(Loaded::default, |file| file.read(settings_file::parse))
    }

    /// The path of the settings file, which may not exist yet; none without a configuration folder.
    pub fn settings_path(&self) -> Option<PathBuf> {
        self.settings.as_ref().map(LockedFile::path)
    }

    /// Writes `setting` into the file; other entries and comments stay.
    pub fn save_setting(
        &self,
        setting: &Setting,
        words: &Words,
    ) -> Result<Vec<Notice>, StorageError> {
        let file = self.settings.as_ref().ok_or(StorageError::NoHome)?;
        file.update(settings_file::parse, |_, text| {
            settings_file::with_setting(text, setting, words)
                .map_or(NewContent::Unchanged, NewContent::Text)
        })
    }
}
