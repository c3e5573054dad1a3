//! The menu of a room, in the footer.

use super::Overlay;
use super::info_page::InfoPage;
use super::text_input::{InputPurpose, TextInput};
use crate::app::context::Context;
use crate::app::input::action::{Action, AppAction, RoomAction};
use crate::app::message::{Effect, RemoteAction, Update};
use crate::app::screen_update::{ScreenUpdate, Transition};
use crate::room::{PresenterEvent, SeatEvent, VotePhase};

/// Whether `action` is enabled while the menu is open.
pub(super) fn is_enabled(action: Action, context: &Context) -> bool {
    match action {
        Action::Room(action) => is_room_action_enabled(action, context),
        Action::App(AppAction::RoomMenu | AppAction::Interrupt | AppAction::Suspend)
        | Action::Close => true,
        Action::App(_)
        | Action::List(_)
        | Action::Lesson(_)
        | Action::Model(_)
        | Action::Workbench(_)
        | Action::Import(_)
        | Action::Overlay(_) => false,
    }
}

fn is_room_action_enabled(action: RoomAction, context: &Context) -> bool {
    let participant = &context.participant;
    match action {
        RoomAction::ChangeRound => participant.can_change_round(),
        RoomAction::Tally => {
            let vote = participant.snapshot().and_then(|room| room.vote.as_ref());
            vote.is_some_and(|vote| vote.phase == VotePhase::Revealed)
        }
        RoomAction::Seats | RoomAction::Gather => participant.snapshot().is_some(),
        RoomAction::Join => participant.hosted_room().is_some(),
        RoomAction::Follow | RoomAction::RaiseHand | RoomAction::Name => {
            participant.seat().is_some()
        }
    }
}

/// Handles an action, and closes the menu.
pub(super) fn update(action: Action, context: &mut Context) -> ScreenUpdate {
    match action {
        Action::Room(action) => perform(action, context),
        Action::App(_)
        | Action::Close
        | Action::List(_)
        | Action::Lesson(_)
        | Action::Model(_)
        | Action::Workbench(_)
        | Action::Import(_)
        | Action::Overlay(_) => ScreenUpdate::close_overlay(),
    }
}

fn perform(action: RoomAction, context: &mut Context) -> ScreenUpdate {
    let participant = &mut context.participant;
    if participant.notes_desk().is_some()
        && let Some(action) = remote(action)
    {
        let update = Update::effect(Effect::Remote(action));
        return ScreenUpdate {
            update,
            ..ScreenUpdate::close_overlay()
        };
    }
    let update = match action {
        RoomAction::ChangeRound => participant.change_round(),
        RoomAction::Tally => {
            if let Some(room) = participant.hosted_room_mut() {
                room.toggle_tally();
            }
            true.into()
        }
        RoomAction::Gather => participant.present(PresenterEvent::Gather),
        RoomAction::Join => return Transition::Open(Overlay::Join).into(),
        RoomAction::Seats => {
            return Transition::Open(Overlay::info_page(InfoPage::Seats)).into();
        }
        RoomAction::Name => {
            let input = TextInput::new(InputPurpose::SeatName);
            return Transition::Open(Overlay::TextInput(input)).into();
        }
        RoomAction::Follow => {
            let follows = participant.view().is_some_and(|view| view.follows);
            participant.seat_event(if follows {
                SeatEvent::Explore
            } else {
                SeatEvent::Follow
            })
        }
        RoomAction::RaiseHand => {
            let raised = participant.view().is_some_and(|view| view.has_raised_hand);
            participant.seat_event(SeatEvent::RaiseHand(!raised))
        }
    };
    ScreenUpdate {
        update,
        ..ScreenUpdate::close_overlay()
    }
}

/// The action on the presenter's screen that `action` stands for on the notes.
fn remote(action: RoomAction) -> Option<RemoteAction> {
    match action {
        RoomAction::ChangeRound => Some(RemoteAction::ChangeRound),
        RoomAction::Tally => Some(RemoteAction::Tally),
        RoomAction::Gather => Some(RemoteAction::Gather),
        RoomAction::Join
        | RoomAction::Seats
        | RoomAction::Follow
        | RoomAction::RaiseHand
        | RoomAction::Name => None,
    }
}
