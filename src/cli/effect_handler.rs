//! Handles the effects of the app that need files: saving progress, settings, states and pictures, reading points.

use std::path::Path;

use super::{export, output};
use crate::app::{Effect, Msg, SavedState};
use crate::lab::{PointFile, Values};
use crate::locale::{Phrase, Words};
use crate::storage::{self, Storage, StorageError};
use crate::terminal::ShownFrame;

/// Handles effects of the app.
pub(super) struct EffectHandler {
    storage: Storage,
    words: Words,
    /// The error that was reported last. An error that recurs at every step is reported once.
    last_error: Option<StorageError>,
}

impl EffectHandler {
    /// A handler that writes to `storage`, with comments in the language of `words`.
    pub(super) fn new(storage: Storage, words: Words) -> Self {
        Self {
            storage,
            words,
            last_error: None,
        }
    }

    /// Handles `effect` and returns a message for the app, if there is one.
    pub(super) fn handle(&mut self, effect: Effect, shown: ShownFrame<'_>) -> Option<Msg> {
        let saved = match effect {
            Effect::Export => return Some(Msg::Notice(save_picture(shown))),
            Effect::ReadPoints(path) => return Some(read_points(&path)),
            Effect::SaveState(saved_state) => return Some(self.save_state(&saved_state)),
            Effect::SaveProgress(progress) => self.storage.save_progress(&progress, &self.words),
            Effect::SaveSetting(setting) => self.storage.save_setting(&setting, &self.words),
            Effect::Quit | Effect::Copy(_) | Effect::MouseCapture(_) | Effect::Suspend => {
                return None;
            }
        };
        match saved {
            Ok(notices) => {
                self.last_error = None;
                notices.first().map(|notice| Msg::Notice(notice.phrase()))
            }
            Err(fault) if self.last_error.as_ref() == Some(&fault) => None,
            Err(fault) => {
                self.last_error = Some(fault.clone());
                Some(Msg::Notice(fault.phrase()))
            }
        }
    }
}

impl EffectHandler {
    /// Saves the state in a new file in the working folder.
    fn save_state(&self, saved_state: &SavedState) -> Msg {
        let text = storage::format_saved_state(saved_state, &self.words);
        match output::write_new("playground", "toml", &text) {
            Ok(path) => Msg::StateSaved {
                path: path.display().to_string(),
            },
            Err(fault) => Msg::Notice(fault),
        }
    }
}

/// The points in the file at `path`, or why there are none.
fn read_points(path: &str) -> Msg {
    let about = |key: &'static str| Phrase::key(key).with("path", path);
    let text = match storage::read_user_file(Path::new(path)) {
        Ok(text) => text,
        Err(error) => {
            return Msg::Notice(about("cli.points.unread").with("why", error.to_string()));
        }
    };
    match PointFile::read(&text) {
        Ok(file) => Msg::Points {
            values: file.values,
            message: about("cli.points.read").with("n", file.count),
            left_out: file.left_out,
        },
        Err(left_out) => Msg::Points {
            values: Values::new(),
            message: about("cli.points.none"),
            left_out,
        },
    }
}

/// Saves the shown screen as a picture in the working folder and returns a sentence with its path.
fn save_picture(shown: ShownFrame<'_>) -> Phrase {
    let name = export::name(shown.app);
    let picture = export::picture(shown.app, shown.size);
    match output::write_new(&name, "svg", &picture) {
        Ok(path) => Phrase::key("cli.export.saved").with("path", path.display().to_string()),
        Err(fault) => fault,
    }
}
