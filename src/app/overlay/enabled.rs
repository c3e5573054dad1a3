//! The actions of the program that pages leave enabled.

use crate::app::context::Context;
use crate::app::input::action::AppAction;

/// Whether an action of the program stays enabled over the screen, whatever page covers it: those of the appearance, and those
/// that end the program.
pub(super) fn stays_enabled(action: AppAction, context: &Context) -> bool {
    match action {
        AppAction::Theme
        | AppAction::Language
        | AppAction::Quit
        | AppAction::Interrupt
        | AppAction::Suspend => context.is_enabled(action),
        AppAction::Help
        | AppAction::Find
        | AppAction::Settings
        | AppAction::Export
        | AppAction::RoomMenu
        | AppAction::Blank => false,
    }
}
