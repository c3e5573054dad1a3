//! The presenter's second screen: notes, clock and remote control.

use std::time::Duration;

use crate::app::input::action::{Action, AppAction, LessonAction, ModelAction, OverlayAction};
use crate::app::message::{RemoteAction, RoomClock, ScrollExtent};
use crate::room::{Place, RoomSnapshot};
use crate::text::Toward;

/// The presenter's second screen.
#[derive(Clone, Debug)]
pub struct NotesDesk {
    /// The room as the server showed it last.
    pub snapshot: RoomSnapshot,
    /// The time.
    pub clock: RoomClock,
    /// The token that opens this screen on another machine.
    pub token: String,
    /// The time at which the presenter came to this step.
    step_since: Duration,
    /// The time at which the presenter came to this lesson.
    lesson_since: Duration,
    /// The lesson of the presenter, or the last one before the list.
    lesson: Option<usize>,
    /// Minutes that were added to the plan of this lesson, or taken from it.
    added_minutes: i64,
    /// Lines by which the notes are scrolled.
    pub(in crate::app) scroll: u16,
}

impl NotesDesk {
    /// The screen of a room; the times of the step and the lesson begin now.
    pub(in crate::app) fn new(snapshot: RoomSnapshot, clock: RoomClock, token: String) -> Self {
        Self {
            snapshot,
            token,
            clock,
            lesson: None,
            step_since: clock.elapsed,
            lesson_since: clock.elapsed,
            added_minutes: 0,
            scroll: 0,
        }
    }

    /// Takes another state of the room.
    pub(in crate::app) fn show(&mut self, snapshot: RoomSnapshot, clock: RoomClock) {
        self.clock = clock;
        let lesson = |place: Option<Place>| place.map(|place| place.lesson);
        if snapshot.place != self.snapshot.place {
            self.step_since = self.clock.elapsed;
            self.scroll = 0;
        }
        // A look at the list is no other lesson.
        if let Some(now) = lesson(snapshot.place)
            && self.lesson.replace(now) != Some(now)
        {
            self.lesson_since = self.clock.elapsed;
            self.added_minutes = 0;
        }
        self.snapshot = snapshot;
    }

    /// The time since the presenter came to this step.
    pub fn step_time(&self) -> Duration {
        self.clock.elapsed.saturating_sub(self.step_since)
    }

    /// The time since the presenter came to this lesson.
    pub fn lesson_time(&self) -> Duration {
        self.clock.elapsed.saturating_sub(self.lesson_since)
    }

    /// The time of the lesson according to its `minutes` and to those that were added.
    pub fn planned_time(&self, minutes: u32) -> Duration {
        let minutes = i64::from(minutes).saturating_add(self.added_minutes);
        Duration::from_secs(60 * u64::try_from(minutes).unwrap_or(0))
    }

    /// Adds a minute to the plan of this lesson, or takes one away.
    pub(in crate::app) fn change_plan(&mut self, toward: Toward) {
        self.added_minutes = match toward {
            Toward::Next => self.added_minutes.saturating_add(1),
            Toward::Previous => self.added_minutes.saturating_sub(1),
        };
    }

    /// Scrolls the notes by `lines`; false at the end.
    pub(in crate::app) fn scroll_by(
        &mut self,
        lines: u16,
        toward: Toward,
        extent: ScrollExtent,
    ) -> bool {
        let before = self.scroll.min(extent.hidden);
        self.scroll = extent.scroll_by(before, lines, toward);
        self.scroll != before
    }

    /// Whether `action` is enabled on this screen.
    pub(in crate::app) fn is_enabled(action: Action) -> bool {
        match action {
            Action::Lesson(LessonAction::NextStep | LessonAction::PreviousStep)
            | Action::Model(ModelAction::Speed(_))
            | Action::Overlay(OverlayAction::ScrollPage(_)) => true,
            Action::App(action) => match action {
                AppAction::RoomMenu
                | AppAction::Help
                | AppAction::Theme
                | AppAction::Language
                | AppAction::Quit
                | AppAction::Interrupt => true,
                AppAction::Find
                | AppAction::Settings
                | AppAction::Export
                | AppAction::Blank
                | AppAction::Suspend => false,
            },
            Action::Lesson(_)
            | Action::Model(_)
            | Action::List(_)
            | Action::Import(_)
            | Action::Workbench(_)
            | Action::Room(_)
            | Action::Overlay(_)
            | Action::Close => false,
        }
    }

    /// The action on the presenter's screen that `action` stands for here.
    pub(in crate::app) fn remote(action: Action) -> Option<RemoteAction> {
        match action {
            Action::Lesson(LessonAction::NextStep) => Some(RemoteAction::Next),
            Action::Lesson(LessonAction::PreviousStep) => Some(RemoteAction::Previous),
            _ => None,
        }
    }
}
