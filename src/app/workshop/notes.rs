//! The presenter's notes, and the remote control that they are.

use crate::app::App;
use crate::app::input::action::{
    Action, LessonAction, ListAction, ModelAction, OverlayAction, RoomAction,
};
use crate::app::message::{Effect, RemoteAction, RoomClock, Update};
use crate::app::overlay::Overlay;
use crate::app::participant::{NotesDesk, Participant};
use crate::room::RoomSnapshot;

impl App {
    /// The same app as the presenter's second screen: notes, clock and remote control. `token` opens it on other machines.
    #[must_use]
    pub fn with_notes(mut self, snapshot: RoomSnapshot, clock: RoomClock, token: String) -> Self {
        let place = snapshot.place;
        let desk = NotesDesk::new(snapshot, clock, token);
        self.context.participant = Participant::Notes(Box::new(desk));
        self.go_to_place(place);
        self
    }

    /// Does what the presenter's remote control asks for, whatever covers the screen.
    pub(in crate::app) fn use_remote(&mut self, action: RemoteAction) -> Update {
        let Some(room) = self.context.participant.hosted_room_mut() else {
            return Update::none();
        };
        let is_joining = !room.has_begun || matches!(self.overlay, Some(Overlay::Join));
        room.has_begun = true;
        self.close_overlay();
        if action == RemoteAction::Next && is_joining {
            return Update::redraw();
        }
        if let Some(session) = self.session_mut() {
            session.finish_motion();
        }
        let on_screen = match action {
            RemoteAction::Next => self.first_enabled(&[
                Action::Lesson(LessonAction::NextStep),
                Action::Lesson(LessonAction::NextLesson),
                Action::List(ListAction::Open),
            ]),
            RemoteAction::Previous => {
                self.first_enabled(&[Action::Lesson(LessonAction::PreviousStep)])
            }
            RemoteAction::ChangeRound => Some(Action::Room(RoomAction::ChangeRound)),
            RemoteAction::Tally => Some(Action::Room(RoomAction::Tally)),
            RemoteAction::Gather => Some(Action::Room(RoomAction::Gather)),
        };
        let Some(on_screen) = on_screen else {
            return Update::redraw();
        };
        if let Action::Room(_) = on_screen {
            self.overlay = Some(Overlay::RoomMenu);
            if !Overlay::RoomMenu.is_enabled(on_screen, &self.context) {
                self.overlay = None;
                return Update::redraw();
            }
        }
        self.handle_action(on_screen).and_redraw(true)
    }

    /// Handles an action on the presenter's notes: the remote control, the plan, and what every screen offers.
    pub(in crate::app) fn handle_notes_action(&mut self, action: Action) -> Update {
        if action == Action::Lesson(LessonAction::NextStep)
            && let Some(closed) = self.context.participant.round_just_closed()
        {
            self.context.notice = Some(closed);
            return Update::redraw();
        }
        if let Some(action) = NotesDesk::remote(action) {
            return Update::effect(Effect::Remote(action));
        }
        match (action, &mut self.context.participant) {
            (Action::Model(ModelAction::Speed(toward)), Participant::Notes(desk)) => {
                desk.change_plan(toward);
                Update::redraw()
            }
            (Action::Overlay(OverlayAction::ScrollPage(toward)), Participant::Notes(desk)) => {
                let extent = self.context.scroll_extent;
                desk.scroll_by(extent.half_page(), toward, extent).into()
            }
            (Action::App(action), _) => self.perform(action),
            (_, _) => Update::none(),
        }
    }

    fn first_enabled(&self, actions: &[Action]) -> Option<Action> {
        let mut actions = actions.iter().copied();
        actions.find(|action| self.is_enabled_on_screen(*action))
    }

    /// The presenter's second screen.
    pub fn notes_desk(&self) -> Option<&NotesDesk> {
        self.context.participant.notes_desk()
    }
}
