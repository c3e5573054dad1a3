//! The mouse: presses, drags and the wheel.

use crate::app::App;
use crate::app::input::action::{Action, ListAction};
use crate::app::input::mouse::{ClickTarget, MouseInput};
use crate::app::list_entry::ListEntry;
use crate::app::message::{Effect, Update};
use crate::app::overlay::Overlay;
use crate::app::participant::Participant;
use crate::app::screen::Screen;
use crate::app::screen::lesson_list::LessonList;
use crate::app::screen_update::ScreenUpdate;
use crate::locale::Phrase;
use crate::text::Toward;

/// Lines that a notch of the wheel scrolls.
const WHEEL_LINES: u16 = 3;

impl App {
    /// Handles a press, a drag, a release or a turn of the wheel.
    pub(super) fn handle_mouse(&mut self, input: MouseInput) -> Update {
        // The notes show the presenter's step and have no elements of their own but keys.
        let is_key = matches!(input, MouseInput::Press(Some(ClickTarget::Key(_))));
        if self.notes_desk().is_some() && !is_key && !matches!(input, MouseInput::Wheel(_)) {
            return Update::none();
        }
        match input {
            MouseInput::Press(target) => {
                self.active_drag = None;
                let has_closed = self.close_definition_before(target.as_ref());
                let update = target.map_or_else(Update::none, |target| self.press(target));
                update.and_redraw(has_closed)
            }
            MouseInput::Drag(target) => {
                let Screen::Lesson(name) = &self.screen else {
                    return Update::none();
                };
                let session = self.sessions.get_mut(name);
                match (session, &mut self.active_drag, target) {
                    (Some(session), Some(drag), Some(target)) => {
                        session.drag_to(drag, target).into()
                    }
                    (_, _, _) => Update::none(),
                }
            }
            MouseInput::Release => match (self.active_drag.take(), self.session_mut()) {
                (Some(drag), Some(session)) => session.end_drag(&drag).into(),
                (_, _) => Update::none(),
            },
            MouseInput::Wheel(toward) => self.scroll_wheel(toward).into(),
        }
    }

    /// Closes the definition of a term, unless `target` is another term or a key; whether one was open.
    fn close_definition_before(&mut self, target: Option<&ClickTarget>) -> bool {
        let stays = matches!(target, Some(ClickTarget::Term(_) | ClickTarget::Key(_)));
        let closes = !stays && matches!(self.overlay, Some(Overlay::Definitions(_)));
        if closes {
            self.overlay = None;
        }
        closes
    }

    fn press(&mut self, target: ClickTarget) -> Update {
        match target {
            ClickTarget::Key(key) => self.handle_key(key),
            ClickTarget::Step(_)
            | ClickTarget::Lesson(_)
            | ClickTarget::Course(_)
            | ClickTarget::EndRow(_)
                if self.overlay.is_some() =>
            {
                Update::none()
            }
            ClickTarget::Term(name) => {
                let shown = match (&self.overlay, self.session()) {
                    (Some(Overlay::Definitions(_)) | None, Some(session)) => {
                        session.open_definition(Some(&name), &self.context)
                    }
                    (_, _) => ScreenUpdate::none(),
                };
                self.apply(shown)
            }
            // Opening a browser is the terminal's part; without it, the address is there to be pasted.
            ClickTarget::Link(address) if self.overlay.is_none() => {
                let notice = Phrase::key("ui.note.copied-link").with("url", address.as_str());
                self.context.notice = Some(notice);
                Update::redraw().merge(Update::effect(Effect::Copy(address)))
            }
            ClickTarget::Link(_) => Update::none(),
            ClickTarget::Step(at) => {
                self.go_to_step(at);
                Update::redraw()
            }
            ClickTarget::Lesson(at) => self.open_entry(ListEntry::Lesson(at)),
            ClickTarget::Course(at) => self.open_entry(ListEntry::Course(at)),
            ClickTarget::EndRow(at) => self.open_end_row(at),
            ClickTarget::ImportColumn(at) => match &mut self.screen {
                Screen::Import(page) => (self.overlay.is_none() && page.select(at)).into(),
                Screen::List(_) | Screen::Lesson(_) => Update::none(),
            },
            ClickTarget::FindResult(_)
            | ClickTarget::Setting(_)
            | ClickTarget::SettingValue { .. } => match &mut self.overlay {
                Some(overlay) => overlay.click(&target, &mut self.context),
                None => Update::none(),
            },
            ClickTarget::Control { .. }
            | ClickTarget::Plane { .. }
            | ClickTarget::Unit { .. }
            | ClickTarget::Pane(_) => {
                let Some(session) = self.session_mut() else {
                    return Update::none();
                };
                let (drag, redraw) = session.press(target);
                self.active_drag = drag;
                redraw.into()
            }
        }
    }

    /// Opens an entry of the list.
    fn open_entry(&mut self, entry: ListEntry) -> Update {
        self.screen = Screen::List(LessonList::at(entry));
        self.handle_action(Action::List(ListAction::Open))
    }

    /// Opens what the row of the end page with the index `at` leads to.
    fn open_end_row(&mut self, at: usize) -> Update {
        let Screen::Lesson(name) = &self.screen else {
            return Update::none();
        };
        let session = self.sessions.get_mut(name);
        let update = session.map(|session| session.open_end_row(at, &self.context));
        self.apply(update.unwrap_or_else(ScreenUpdate::none))
    }

    /// Scrolls the text, or selects a row of a list; false at the end.
    fn scroll_wheel(&mut self, toward: Toward) -> bool {
        if self.overlay.is_none()
            && let Participant::Notes(desk) = &mut self.context.participant
        {
            return desk.scroll_by(WHEEL_LINES, toward, self.context.scroll_extent);
        }
        let context = &self.context;
        let overlay = self.overlay.as_mut();
        if let Some(moved) = overlay.and_then(|it| it.scroll(WHEEL_LINES, toward, context)) {
            return moved;
        }
        match &mut self.screen {
            Screen::List(list) => self.overlay.is_none() && list.select_beside(toward, context),
            Screen::Import(page) => self.overlay.is_none() && page.select_beside(toward),
            Screen::Lesson(name) => match self.sessions.get_mut(name) {
                Some(session) => session.scroll_by(WHEEL_LINES, toward, context),
                None => false,
            },
        }
    }
}
