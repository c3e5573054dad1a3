//! Messages to the app, and the effects that it asks for.

use std::sync::Arc;
use std::time::Duration;

use super::figure_set::FigureSet;
use super::input::key::Key;
use super::input::mouse::MouseInput;
use super::progress::Progress;
use super::saved_state::SavedState;
use super::settings::{Detection, MouseCapture, Setting};
use super::terminal_report::TerminalReport;
use crate::lab::import::ImportedFile;
use crate::lesson::{Course, Fault};
use crate::locale::Phrase;
use crate::room::{PresenterEvent, RoomSnapshot, SeatEvent, SeatView};
use crate::text::Toward;

/// An event for the app.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse was used.
    Mouse(MouseInput),
    /// The terminal has reported a property of itself, at the start or later.
    Terminal(TerminalReport),
    /// A frame is due while a model runs.
    Frame {
        /// The time since the last frame.
        elapsed: Duration,
    },
    /// Counts the time since the last key, for the time spent in a lesson.
    TimePassed {
        /// The time since the last key.
        elapsed: Duration,
    },
    /// The frame has time left for one more slice of work.
    Work,
    /// A notice from outside; the screen shows it until the next key.
    Notice(Phrase),
    /// A file of data was read. Ignored where the reading was cancelled.
    DataRead {
        /// The path as it was typed.
        path: String,
        /// The file, or a sentence about the fault.
        result: Result<Box<ImportedFile>, Phrase>,
    },
    /// A path that is being typed was completed.
    PathCompleted {
        /// The text as it was typed.
        typed: String,
        /// The text, continued as far as it is certain.
        text: String,
        /// The names that may follow, where there are several.
        names: Vec<String>,
    },
    /// The files of the course have changed.
    Course(CourseUpdate),
    /// A state was saved.
    StateSaved {
        /// The name of the file.
        path: String,
    },
    /// The room has changed.
    Room(RoomUpdate),
    /// The presenter has used the remote control.
    Remote(RemoteAction),
    /// The screen was drawn.
    Drawn(ScrollExtent),
}

/// A change of the files of the course.
#[derive(Clone, Debug)]
pub enum CourseUpdate {
    /// The course was read again.
    Loaded(Arc<Course>),
    /// The files have these faults. The course stays as it is until they are mended.
    Faulty(Vec<Fault>),
}

impl PartialEq for CourseUpdate {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Loaded(mine), Self::Loaded(theirs)) => Arc::ptr_eq(mine, theirs),
            (Self::Faulty(mine), Self::Faulty(theirs)) => mine == theirs,
            (Self::Loaded(_) | Self::Faulty(_), _) => false,
        }
    }
}

/// A key of the presenter's remote control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemoteAction {
    /// Ends the vote, shows the answer, or goes to the next step.
    Next,
    /// Goes to the previous step.
    Previous,
    /// Ends the round of the vote, or begins another one.
    ChangeRound,
    /// Shows or hides the bars of the vote after the answer.
    Tally,
    /// Moves everyone to the presenter's step.
    Gather,
}

/// The time in a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct RoomClock {
    /// The time since the room was opened.
    pub elapsed: Duration,
    /// Hour and minute of the day.
    pub time: (u8, u8),
}

/// A change of the room that a server has.
#[derive(Clone, Debug, PartialEq)]
pub enum RoomUpdate {
    /// The room as its presenter sees it.
    Snapshot(Box<RoomSnapshot>),
    /// The room as a guest sees it.
    View(Box<SeatView>),
    /// The room and its time, for the presenter's notes.
    Notes(Box<RoomSnapshot>, RoomClock),
}

/// How far the text on the screen can be scrolled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct ScrollExtent {
    /// Lines of text beyond the end of the text area.
    pub hidden: u16,
    /// Lines of text that the text area shows.
    pub page: u16,
    /// Figures of the step for which there was no room.
    pub hidden_figures: FigureSet,
    /// Whether the screen is too small for the course.
    pub is_too_small: bool,
}

impl ScrollExtent {
    /// Half the lines of the text area, at least one.
    pub(super) fn half_page(self) -> u16 {
        (self.page / 2).max(1)
    }

    /// The scroll offset `lines` further from `offset`, within the text.
    pub(super) fn scroll_by(self, offset: u16, lines: u16, toward: Toward) -> u16 {
        match toward {
            Toward::Next => offset.saturating_add(lines).min(self.hidden),
            Toward::Previous => offset.saturating_sub(lines),
        }
    }
}

/// A side effect for the caller to perform.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ends the program.
    Quit,
    /// Copies this text to the clipboard.
    Copy(String),
    /// Saves the learner's progress.
    SaveProgress(Progress),
    /// Saves a setting.
    SaveSetting(Setting),
    /// Gives the mouse to the program or to the terminal.
    MouseCapture(MouseCapture),
    /// Saves a state in a new file and reports its name with [`Msg::StateSaved`].
    SaveState(SavedState),
    /// Sends queries to the terminal.
    QueryTerminal(Detection),
    /// Saves the screen as a picture.
    Export,
    /// Reads the file at this path in the background and reports it with [`Msg::DataRead`].
    ReadData(String),
    /// Completes the path that is being typed and reports it with [`Msg::PathCompleted`].
    CompletePath(String),
    /// Suspends the program until the shell continues it.
    Suspend,
    /// Tells the room what its presenter does; the answer is [`Msg::Room`].
    Present(PresenterEvent),
    /// Tells the room what a guest does; the answer is [`Msg::Room`].
    Seat(SeatEvent),
    /// Presses a key of the remote control, on the presenter's notes.
    Remote(RemoteAction),
}

/// The result of a message.
#[derive(Clone, Debug, PartialEq, Default)]
#[must_use]
pub struct Update {
    /// Whether the screen has changed.
    pub redraw: bool,
    /// The side effects to perform.
    pub effects: Vec<Effect>,
}

impl Update {
    /// Nothing changed.
    pub fn none() -> Self {
        Self::default()
    }

    /// The screen has changed.
    pub fn redraw() -> Self {
        true.into()
    }

    /// The same update; the screen has changed if it or `redraw` says so.
    pub fn and_redraw(mut self, redraw: bool) -> Self {
        self.redraw |= redraw;
        self
    }

    /// The changes and effects of both updates.
    pub(super) fn merge(mut self, other: Self) -> Self {
        self.redraw |= other.redraw;
        self.effects.extend(other.effects);
        self
    }

    /// One side effect.
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
