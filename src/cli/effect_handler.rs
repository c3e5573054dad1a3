//! Handles the effects of the app that need files: saving progress, settings, states and pictures, reading data.

use std::thread;

use super::{data, export, output};
use crate::app::{Effect, Msg, SavedState};
use crate::locale::{ErrorReason, Phrase, Words};
use crate::storage::{self, Storage, StorageError};
use crate::terminal::{EventSender, ShownFrame};

/// Handles effects of the app.
pub(super) struct EffectHandler {
    storage: Storage,
    words: Words,
    /// The error that was reported last. An error that recurs at every step is reported once.
    last_error: Option<StorageError>,
    /// Takes the messages of work in the background.
    messages: EventSender,
}

impl EffectHandler {
    /// A handler that writes to `storage`, with comments in the language of `words`, and sends the results of work in the
    /// background to `messages`.
    pub(super) fn new(storage: Storage, words: Words, messages: EventSender) -> Self {
        Self {
            storage,
            words,
            last_error: None,
            messages,
        }
    }

    /// Handles `effect` and returns a message for the app, if there is one.
    pub(super) fn handle(&mut self, effect: Effect, shown: ShownFrame<'_>) -> Option<Msg> {
        let saved = match effect {
            Effect::Export => return Some(Msg::Notice(save_picture(shown))),
            Effect::ReadData(path) => return self.read_data(path),
            Effect::CompletePath(typed) => return Some(complete_path(typed)),
            Effect::SaveState(saved_state) => return Some(self.save_state(&saved_state)),
            Effect::SaveProgress(progress) => self.storage.save_progress(&progress, &self.words),
            Effect::SaveSetting(setting) => self.storage.save_setting(&setting, &self.words),
            Effect::Quit
            | Effect::Copy(_)
            | Effect::MouseCapture(_)
            | Effect::QueryTerminal(_)
            | Effect::Suspend
            // A hosted room has a handler of its own for them.
            | Effect::Present(_)
            | Effect::Seat(_)
            | Effect::Remote(_) => return None,
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
    /// Reads the file at `path` in the background.
    fn read_data(&self, path: String) -> Option<Msg> {
        let messages = self.messages.clone();
        let typed = path.clone();
        let read = move || {
            let result = data::read_typed(&path).map(Box::new);
            // Without a receiver, the program has ended.
            let _is_received = messages.send_message(Msg::DataRead { path, result });
        };
        let thread = thread::Builder::new().name("data".to_owned()).spawn(read);
        thread.err().map(|error| Msg::DataRead {
            result: Err(ErrorReason::from(&error)
                .explain(Phrase::key("storage.data-file.unread").with("path", typed.as_str()))),
            path: typed,
        })
    }

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

/// The path that is being typed, continued as far as it is certain.
fn complete_path(typed: String) -> Msg {
    let completion = storage::complete_path(&typed, storage::home_folder().as_deref());
    Msg::PathCompleted {
        typed,
        text: completion.text,
        names: completion.names,
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
