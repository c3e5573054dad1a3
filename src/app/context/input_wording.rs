//! The names of keys in texts: of the keyboard, or of the commands that take their place line by line.

use super::Context;
use crate::app::input::keymap::key_names;
use crate::locale::Words;

/// The way in which texts name what a learner does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum InputWording {
    /// Keys: `←→`, `Space`.
    #[default]
    Keys,
    /// Commands in a line: `NAME=VALUE`, `run`.
    Commands,
}

impl Context {
    /// The text for the keys of the binding called `name`; empty for an unknown binding.
    pub(in crate::app) fn key_text(&self, name: &str) -> String {
        let command = format!("ui.command.{name}");
        match self.input_wording {
            InputWording::Commands if self.words.has(&command) => self.words.get(&command),
            InputWording::Keys | InputWording::Commands => key_names(name).unwrap_or_default(),
        }
    }

    /// Replaces the words for pressing a key at the end of `before`, which stands before a command.
    pub(in crate::app) fn reword_before_key(&self, before: &mut String) {
        for (key, command) in self.rewordings("ui.command.before") {
            let text = before.trim_end();
            if let Some(start) = text.strip_suffix(key.as_str()) {
                let space = &before[text.len()..];
                *before = format!("{start}{command}{space}");
                return;
            }
        }
    }

    /// Replaces the words for pressing a key at the start of `after`, which stands behind a command.
    pub(in crate::app) fn reword_after_key(&self, after: &mut String) {
        // A line may end anywhere in the source.
        let spaced = after.replace('\n', " ");
        for (key, command) in self.rewordings("ui.command.after") {
            let text = spaced.trim_start();
            if let Some(end) = text.strip_prefix(key.as_str()) {
                let space = &spaced[..spaced.len() - text.len()];
                *after = format!("{space}{command}{end}");
                return;
            }
        }
    }

    /// The pairs in the text called `name`, a line each: the words around a key, and those around a command.
    fn rewordings(&self, name: &str) -> Vec<(String, String)> {
        match self.input_wording {
            InputWording::Keys => Vec::new(),
            InputWording::Commands => pairs(&self.words, name),
        }
    }
}

fn pairs(words: &Words, name: &str) -> Vec<(String, String)> {
    let text = words.get(name);
    let pairs = text.lines().filter_map(|line| line.split_once(" > "));
    pairs
        .map(|(key, command)| (key.trim().to_owned(), command.trim().to_owned()))
        .collect()
}
