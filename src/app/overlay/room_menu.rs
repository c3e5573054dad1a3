//! The menu of the room: one line in the footer with the keys of the presenter.

use crate::app::context::Context;
use crate::app::input::action::{Action, AppAction, RoomAction};
use crate::app::message::Update;
use crate::app::screen_update::ScreenUpdate;

/// Whether `action` is enabled while the menu is open.
pub(super) fn is_enabled(action: Action, context: &Context) -> bool {
    match action {
        Action::Room(action) => context.is_room_action_enabled(action),
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

/// Handles an action, and closes the menu.
pub(super) fn update(action: Action, context: &mut Context) -> ScreenUpdate {
    let update = match action {
        Action::Room(RoomAction::VoteAgain) => context.participant.vote_again(),
        Action::App(_)
        | Action::Close
        | Action::List(_)
        | Action::Lesson(_)
        | Action::Model(_)
        | Action::Workbench(_)
        | Action::Import(_)
        | Action::Overlay(_) => Update::none(),
    };
    ScreenUpdate {
        update,
        ..ScreenUpdate::close_overlay()
    }
}
