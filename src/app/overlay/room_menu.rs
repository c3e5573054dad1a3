//! The menu of a room, in the footer.

use crate::app::context::Context;
use crate::app::input::action::{Action, AppAction, RoomAction};
use crate::app::message::{Effect, RemoteAction, Update};
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

/// The outcome of a choice in the menu.
pub(super) enum RoomChoice {
    /// It has done this.
    Done(Update),
    /// The join screen opens.
    Join,
    /// The page about who is where opens.
    Seats,
    /// The input of a guest's name opens.
    Name,
}

/// Does what was chosen.
pub(super) fn perform(action: RoomAction, context: &mut Context) -> RoomChoice {
    if action == RoomAction::ChangeRound
        && let Some(closed) = context.participant.round_just_closed()
    {
        context.notice = Some(closed);
        return RoomChoice::Done(true.into());
    }
    let participant = &mut context.participant;
    if participant.notes_desk().is_some()
        && let Some(action) = remote(action)
    {
        return RoomChoice::Done(Update::effect(Effect::Remote(action)));
    }
    RoomChoice::Done(match action {
        RoomAction::Join => return RoomChoice::Join,
        RoomAction::Seats => return RoomChoice::Seats,
        RoomAction::Name => return RoomChoice::Name,
        RoomAction::ChangeRound => participant.change_round(),
        RoomAction::Tally => {
            if let Some(room) = participant.hosted_room_mut() {
                room.toggle_tally();
            }
            true.into()
        }
        RoomAction::Gather => participant.present(PresenterEvent::Gather),
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
    })
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
