//! What outlives the program: progress and settings, as TOML that a person can read, in the folders that the
//! platform means for them.
//!
//! A file is written whole or not at all, and changed by one program at a time: read, merged and written under a
//! lock. What cannot be read is set aside under another name, and never written over. Whatever goes wrong here is
//! something to tell the learner, never a reason to stop.

mod error;
mod locked_file;
mod named_file;
mod progress_file;
mod saved_state_file;
mod settings_file;
mod zone;

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use crate::app::{Progress, Setting, Settings};
use crate::locale::Words;
pub use error::{Notice, StorageError};
use locked_file::{Change, LockedFile};
pub use named_file::read_named;
pub use saved_state_file::{read_saved_state, write_saved_state};
pub use zone::zone_rules;

/// The folder of this program in each of the platform's folders.
const OWN: &str = "relutor";

/// As long as a file's name may be on every file system that we know, with room for what is set aside.
const LONGEST_NAME: usize = 200;

/// The files of a learner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Storage {
    progress: Option<LockedFile>,
    settings: Option<LockedFile>,
}

/// What was read, and what there is to tell about it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Loaded<T> {
    /// What was read; the beginning of everything where there was nothing to read.
    pub value: T,
    /// What the learner should know.
    pub notices: Vec<Notice>,
}

impl Storage {
    /// The files in the state and the configuration folder of whoever runs the program: `$XDG_STATE_HOME/relutor`
    /// and `$XDG_CONFIG_HOME/relutor`, or what stands for them on the platform. Nobody at home: no files.
    pub fn of_home() -> Self {
        let folders = etcetera::choose_base_strategy().ok();
        let state = folders
            .as_ref()
            .map(|folders| folders.state_dir().unwrap_or_else(|| folders.data_dir()));
        let config = folders.map(|folders| folders.config_dir());
        Self::within(state, config)
    }

    /// The files in these folders for state and configuration.
    pub fn within(state: Option<PathBuf>, config: Option<PathBuf>) -> Self {
        let kept = |folder: PathBuf, name: &str| LockedFile::new(folder.join(OWN), name.to_owned());
        Self {
            progress: state.map(|folder| kept(folder, "progress")),
            settings: config.map(|folder| kept(folder, "settings")),
        }
    }

    /// The same files, but the progress of the course in `folder`: other courses have lessons of the same names.
    #[must_use]
    pub fn of_course(mut self, folder: &Path) -> Self {
        let whole = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let mut name = whole.display().to_string().replace(['/', '\\', ':'], "%");
        while name.len() > LONGEST_NAME {
            name.remove(0);
        }
        self.progress = self
            .progress
            .map(|kept| LockedFile::new(kept.folder().join("courses"), name));
        self
    }

    /// What is remembered of the learner.
    pub fn progress(&self) -> Loaded<Progress> {
        self.progress
            .as_ref()
            .map_or_else(Loaded::default, |kept| kept.read(progress_file::read))
    }

    /// Remembers `progress` on top of what is remembered by now, also by programs that run beside this one.
    pub fn save(&self, progress: &Progress, words: &Words) -> Result<Vec<Notice>, StorageError> {
        let kept = self.progress.as_ref().ok_or(StorageError::NoHome)?;
        kept.change(progress_file::read, |before: Progress, _| {
            let merged = before.merge(progress);
            Change::Text(progress_file::written(&merged, words))
        })
    }

    /// Forgets the lesson called `lesson`, or everything.
    pub fn forget(&self, lesson: Option<&str>, words: &Words) -> Result<Vec<Notice>, StorageError> {
        let kept = self.progress.as_ref().ok_or(StorageError::NoHome)?;
        kept.change(progress_file::read, |before: Progress, _| match lesson {
            Some(name) => {
                let rest = before.without(name);
                Change::Text(progress_file::written(&rest, words))
            }
            None => Change::Text(progress_file::written(&Progress::default(), words)),
        })
    }

    /// What the learner has chosen for good.
    pub fn settings(&self) -> Loaded<Settings> {
        self.settings
            .as_ref()
            .map_or_else(Loaded::default, |kept| kept.read(settings_file::read))
    }

    /// The file of what the learner has chosen, whether it is there yet or not; none where nothing can be kept.
    pub fn settings_path(&self) -> Option<PathBuf> {
        self.settings.as_ref().map(LockedFile::path)
    }

    /// Keeps `setting`; what else stands in the file stays, a person's comments included.
    pub fn keep(&self, setting: &Setting, words: &Words) -> Result<Vec<Notice>, StorageError> {
        let kept = self.settings.as_ref().ok_or(StorageError::NoHome)?;
        kept.change(settings_file::read, |_, text| {
            settings_file::changed(text, setting, words).map_or(Change::None, Change::Text)
        })
    }
}
