//! The result of an action on a screen or an overlay.

use super::input::action::AppAction;
use super::input::key::Key;
use super::message::{Effect, Update};
use super::overlay::Overlay;
use super::pen::PenKey;
use super::session::LessonName;
use crate::lab::{DataTable, Value};

/// The result of an action on a screen or an overlay: its update, and where the app goes next.
#[must_use]
pub(super) struct ScreenUpdate {
    pub(super) update: Update,
    pub(super) transition: Option<Transition>,
}

/// A change that a screen or an overlay asks the app for.
pub(super) enum Transition {
    /// Opens a lesson; a lesson that was not open yet opens at this step.
    OpenLesson {
        /// The index of the lesson in the course.
        lesson: usize,
        /// The index of the step.
        step: usize,
    },
    /// Opens a step of a lesson.
    OpenStep {
        /// The index of the lesson in the course.
        lesson: usize,
        /// The index of the step.
        step: usize,
    },
    /// Opens another course, by the name that `--course` takes.
    OpenCourse(String),
    /// Goes to the list, with the lesson of this index selected.
    ShowList(usize),
    /// Opens an overlay.
    Open(Overlay),
    /// Closes the overlay.
    Close,
    /// Performs an action that every screen offers.
    Perform(AppAction),
    /// Closes the overlay and presses a key on the screen below it.
    PressKey(Key),
    /// Sets a control to a value that was typed; the overlay closes unless the value is refused.
    SetControl {
        /// The control.
        name: String,
        /// The value.
        value: Value,
    },
    /// Takes the name that a guest typed, unless it is refused.
    SetSeatName(String),
    /// Does what a key means for the pen on the picture that is painted.
    UsePen(PenKey),
    /// Leaves the import page; a table becomes the data of the workbench below it.
    LeaveImport {
        /// The lesson below the page.
        lesson: LessonName,
        /// The table.
        table: Option<Box<DataTable>>,
    },
}

impl ScreenUpdate {
    /// Nothing changed.
    pub(super) fn none() -> Self {
        Update::none().into()
    }

    /// Closes the overlay.
    pub(super) fn close_overlay() -> Self {
        Transition::Close.into()
    }

    /// Performs an action that every screen offers.
    pub(super) fn perform(action: AppAction) -> Self {
        Self {
            update: Update::none(),
            transition: Some(Transition::Perform(action)),
        }
    }

    /// The same, with one more side effect.
    pub(super) fn with_effect(mut self, effect: Effect) -> Self {
        self.update.effects.push(effect);
        self
    }
}

impl From<Update> for ScreenUpdate {
    fn from(update: Update) -> Self {
        Self {
            update,
            transition: None,
        }
    }
}

impl From<bool> for ScreenUpdate {
    fn from(redraw: bool) -> Self {
        Update::from(redraw).into()
    }
}

/// A transition shows another screen.
impl From<Transition> for ScreenUpdate {
    fn from(transition: Transition) -> Self {
        Self {
            update: Update::redraw(),
            transition: Some(transition),
        }
    }
}
