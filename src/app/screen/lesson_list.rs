//! The list of lessons, with the other courses at its end.

use crate::app::context::Context;
use crate::app::input::action::{Action, ListAction};
use crate::app::list_entry::ListEntry;
use crate::app::screen_update::{ScreenUpdate, Transition};
use crate::text::Toward;

/// The list of lessons, with the other courses at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LessonList {
    selected: ListEntry,
}

impl LessonList {
    /// The list with the lesson of this index selected.
    pub(in crate::app) fn new(lesson: usize) -> Self {
        Self::at(ListEntry::Lesson(lesson))
    }

    /// The list with this entry selected.
    pub(in crate::app) fn at(selected: ListEntry) -> Self {
        Self { selected }
    }

    /// The selected entry.
    pub fn selected(self) -> ListEntry {
        self.selected
    }

    /// Whether `action` is enabled on the list.
    pub(in crate::app) fn is_enabled(action: Action, context: &Context) -> bool {
        match action {
            Action::App(action) => context.is_enabled(action),
            Action::List(ListAction::Open | ListAction::Select(_) | ListAction::SelectEnd(_)) => {
                !context.course().lessons.is_empty()
            }
            Action::List(ListAction::SelectCourse) => !context.other_courses().is_empty(),
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
            Action::List(ListAction::Open) => match self.selected {
                ListEntry::Lesson(lesson) => {
                    let step = context.last_step(lesson);
                    Transition::OpenLesson { lesson, step }.into()
                }
                ListEntry::Course(at) => context
                    .other_courses()
                    .get(at)
                    .cloned()
                    .map_or_else(ScreenUpdate::none, |name| {
                        Transition::OpenCourse(name).into()
                    }),
            },
            Action::List(ListAction::Select(toward)) => self.select_beside(toward, context).into(),
            Action::List(ListAction::SelectEnd(toward)) => self.select_end(toward, context).into(),
            Action::List(ListAction::SelectCourse) => {
                let next = match self.selected {
                    ListEntry::Lesson(_) => 0,
                    ListEntry::Course(at) => at + 1,
                };
                let count = context.other_courses().len();
                self.selected = ListEntry::Course(if next < count { next } else { 0 });
                true.into()
            }
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
