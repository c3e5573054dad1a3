//! The list of lessons.

use crate::app::context::Context;
use crate::app::input::action::{Action, ListAction};
use crate::app::screen_update::{ScreenUpdate, Transition};
use crate::text::Toward;

/// The list of lessons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LessonList {
    /// The index of the selected lesson in the course.
    selected: usize,
}

impl LessonList {
    /// The list with the lesson of this index selected.
    pub(in crate::app) fn new(selected: usize) -> Self {
        Self { selected }
    }

    /// The index of the selected lesson in the course.
    pub fn selected(self) -> usize {
        self.selected
    }

    /// Whether `action` is enabled on the list.
    pub(in crate::app) fn is_enabled(action: Action, context: &Context) -> bool {
        match action {
            Action::App(action) => context.is_enabled(action),
            Action::List(ListAction::Open | ListAction::Select(_) | ListAction::SelectEnd(_)) => {
                !context.course().lessons.is_empty()
            }
            Action::Lesson(_)
            | Action::Import(_)
            | Action::Model(_)
            | Action::Room(_)
            | Action::Workbench(_)
            | Action::Overlay(_)
            | Action::Close => false,
        }
    }

    /// Handles an action.
    pub(in crate::app) fn update(&mut self, action: Action, context: &Context) -> ScreenUpdate {
        match action {
            Action::App(action) => ScreenUpdate::perform(action),
            Action::List(ListAction::Open) => {
                let (lesson, step) = (self.selected, context.last_step(self.selected));
                Transition::OpenLesson { lesson, step }.into()
            }
            Action::List(ListAction::Select(toward)) => self.select_beside(toward, context).into(),
            Action::List(ListAction::SelectEnd(toward)) => self.select_end(toward, context).into(),
            Action::Lesson(_)
            | Action::Import(_)
            | Action::Model(_)
            | Action::Room(_)
            | Action::Workbench(_)
            | Action::Overlay(_)
            | Action::Close => ScreenUpdate::none(),
        }
    }

    /// Selects the last or the first entry; false where it is selected already.
    fn select_end(&mut self, toward: Toward, context: &Context) -> bool {
        let mut is_changed = false;
        while self.select_beside(toward, context) {
            is_changed = true;
        }
        is_changed
    }

    /// Selects the next or the previous entry; false at the end.
    pub(in crate::app) fn select_beside(&mut self, toward: Toward, context: &Context) -> bool {
        let before = self.selected;
        self.selected = context.entry_beside(before, toward);
        self.selected != before
    }
}
