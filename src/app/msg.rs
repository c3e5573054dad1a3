//! What happens to the app, and what it asks of the world.

use std::time::Duration;

use super::{Key, MouseCapture, MouseInput, Progress, SavedState, Setting};
use crate::lab::Values;
use crate::locale::Phrase;

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something.
    Mouse(MouseInput),
    /// So much time has passed since the last frame, while something runs.
    Frame {
        /// The time since the last frame.
        elapsed: Duration,
    },
    /// So much time has passed since the last key, whatever it was spent on.
    TimePassed {
        /// The time since the last key.
        elapsed: Duration,
    },
    /// There is time left in this frame: one more slice of work.
    Work,
    /// The world has something to tell; it stands on the screen until the next key.
    Notice(Phrase),
    /// Points were read from a file: what to set, and what to say of them.
    Points {
        /// The values that make them the data.
        values: Values,
        /// How many there were.
        message: Phrase,
        /// Each line that was left out, and why.
        left_out: Vec<Phrase>,
    },
    /// A sketch is kept in the file of this name.
    StateSaved {
        /// The name of the file.
        path: String,
    },
    /// The screen was drawn; so much of it can be scrolled.
    Drawn(ScrollExtent),
}

/// How far what is on the screen can be scrolled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct ScrollExtent {
    /// Lines of text that are beyond the end of their box.
    pub hidden: u16,
    /// Lines of text that the box shows.
    pub page: u16,
}

/// What the world should do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Put this text where other programs can paste it from.
    Copy(String),
    /// Remember this of the learner.
    SaveProgress(Progress),
    /// Keep this choice for good.
    SaveSetting(Setting),
    /// Let the mouse be the program's or the terminal's from now on.
    MouseCapture(MouseCapture),
    /// Keep this in a file, and say where it went.
    SaveState(SavedState),
    /// Keep what is on the screen as a picture.
    Export,
    /// Read points from the file of this name.
    ReadPoints(String),
    /// Give the terminal back to the shell until the program is continued.
    Suspend,
}

/// What follows from a message.
#[derive(Clone, Debug, PartialEq, Default)]
#[must_use]
pub struct Update {
    /// Whether the screen shows something else now.
    pub redraw: bool,
    /// What the world should do.
    pub effects: Vec<Effect>,
}

impl Update {
    /// Nothing changed.
    pub fn none() -> Self {
        Self::default()
    }

    /// The screen shows something else now.
    pub fn redraw() -> Self {
        Self {
            redraw: true,
            effects: Vec::new(),
        }
    }

    /// The same; and the screen shows something else now if `redraw` says so.
    pub fn and_redraw(mut self, redraw: bool) -> Self {
        self.redraw |= redraw;
        self
    }

    /// The world should do something.
    pub fn effect(effect: Effect) -> Self {
        Self {
            redraw: false,
            effects: vec![effect],
        }
    }
}

impl From<bool> for Update {
    fn from(redraw: bool) -> Self {
        Self {
            redraw,
            effects: Vec::new(),
        }
    }
}
