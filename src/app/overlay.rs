//! What lies over the screen.

use super::{Action, Find, Preference, TextInput, WorkbenchAction};

/// What lies over the screen, if anything.
#[derive(Clone, Debug, PartialEq)]
pub enum Overlay {
    /// A page to read.
    InfoPage {
        /// Which one.
        page: InfoPage,
        /// Lines scrolled.
        scroll: u16,
    },
    /// A box for typing a value.
    TextInput(TextInput),
    /// A search.
    Find(Find),
    /// What can be chosen for good, with this line of it in hand.
    Settings(Preference),
    /// Nothing at all, for a talk.
    Blank,
}

/// A page that lies over the screen to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InfoPage {
    /// Every key that works here.
    Help,
    /// Where the numbers of the literature on this page were read.
    Sources,
    /// What the instructor is told about the step, and the minutes of the lesson.
    Notes,
    /// The command that rebuilds what is on the screen.
    Command,
    /// What came of reading a file.
    Report,
}

impl InfoPage {
    /// What opens it and closes it again.
    pub(super) const fn action(self) -> Action {
        match self {
            Self::Help => Action::Help,
            Self::Sources => Action::Sources,
            Self::Notes => Action::Notes,
            Self::Command => Action::Copy,
            Self::Report => Action::Workbench(WorkbenchAction::LoadData),
        }
    }
}
