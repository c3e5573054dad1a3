//! Pages to read: help, sources, notes, the rebuild command, the report on a file.

use super::enabled::stays_enabled;
use crate::app::context::Context;
use crate::app::input::action::{
    Action, AppAction, LessonAction, OverlayAction, RoomAction, WorkbenchAction,
};
use crate::app::screen_update::{ScreenUpdate, Transition};
use crate::locale::Phrase;
use crate::text::Toward;

use super::Overlay;
use super::text_input::{InputPurpose, TextInput};

/// A page to read.
#[derive(Clone, Debug, PartialEq)]
pub enum InfoPage {
    /// Every key that works on the screen below.
    Help,
    /// The sources of the numbers from the literature.
    Sources,
    /// The instructor's notes on the step.
    Notes,
    /// The command that rebuilds the state on the screen.
    Command(String),
    /// The report on a file that was read, sentence by sentence.
    Report(Vec<Phrase>),
    /// The place of every guest in the room.
    Seats,
}

impl InfoPage {
    /// The action that opens the page.
    fn action(&self) -> Action {
        match self {
            Self::Help => Action::App(AppAction::Help),
            Self::Sources => Action::Lesson(LessonAction::Sources),
            Self::Notes => Action::Lesson(LessonAction::Notes),
            Self::Command(_) => Action::Lesson(LessonAction::CopyCommand),
            Self::Report(_) => Action::Workbench(WorkbenchAction::LoadData),
            Self::Seats => Action::Room(RoomAction::Seats),
        }
    }

    pub(super) fn is_enabled(&self, action: Action, context: &Context) -> bool {
        if action == self.action() {
            return true;
        }
        match action {
            Action::App(action) => stays_enabled(action, context),
            Action::Overlay(OverlayAction::ScrollPage(_)) => context.scroll_extent.hidden > 0,
            Action::Close => true,
            Action::Overlay(_)
            | Action::List(_)
            | Action::Import(_)
            | Action::Lesson(_)
            | Action::Model(_)
            | Action::Room(_)
            | Action::Workbench(_) => false,
        }
    }

    pub(super) fn update(
        &self,
        scroll: &mut u16,
        action: Action,
        context: &Context,
    ) -> ScreenUpdate {
        match action {
            Action::Workbench(WorkbenchAction::LoadData) => {
                let input = TextInput::new(InputPurpose::Points);
                Transition::Open(Overlay::TextInput(input)).into()
            }
            Action::Close => ScreenUpdate::close_overlay(),
            action if action == self.action() => ScreenUpdate::close_overlay(),
            Action::Overlay(OverlayAction::ScrollPage(toward)) => {
                let lines = context.scroll_extent.half_page();
                scroll_by(scroll, lines, toward, context).into()
            }
            Action::App(action) => ScreenUpdate::perform(action),
            Action::Overlay(_)
            | Action::List(_)
            | Action::Import(_)
            | Action::Lesson(_)
            | Action::Model(_)
            | Action::Room(_)
            | Action::Workbench(_) => ScreenUpdate::none(),
        }
    }
}

/// Scrolls a page by `lines`; false at the end.
pub(super) fn scroll_by(scroll: &mut u16, lines: u16, toward: Toward, context: &Context) -> bool {
    let extent = context.scroll_extent;
    let before = (*scroll).min(extent.hidden);
    *scroll = extent.scroll_by(before, lines, toward);
    *scroll != before
}
