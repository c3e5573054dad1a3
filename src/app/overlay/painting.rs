//! Painting on a picture of the learner's own with the keys.

use crate::app::input::action::{Action, AppAction, OverlayAction};
use crate::app::input::key::{Key, KeyCode};
use crate::app::screen_update::{ScreenUpdate, Transition};
use crate::app::session::PenMove;

/// Whether `action` is enabled while a picture is painted.
pub(super) fn is_enabled(action: Action) -> bool {
    matches!(
        action,
        Action::Overlay(OverlayAction::Cancel)
            | Action::App(AppAction::Interrupt | AppAction::Suspend)
    )
}

/// Moves the pen, switches the pixel below it, or ends painting.
pub(super) fn handle_key(key: Key) -> ScreenUpdate {
    let pen_move = match key.code {
        KeyCode::Esc | KeyCode::Enter | KeyCode::Char('=') => return ScreenUpdate::close_overlay(),
        KeyCode::Up | KeyCode::Char('k') => PenMove::Up,
        KeyCode::Down | KeyCode::Char('j') => PenMove::Down,
        KeyCode::Left | KeyCode::Char('h') => PenMove::Left,
        KeyCode::Right | KeyCode::Char('l') => PenMove::Right,
        KeyCode::Char(' ') => PenMove::Switch,
        KeyCode::Char(_)
        | KeyCode::Tab
        | KeyCode::BackTab
        | KeyCode::Backspace
        | KeyCode::Delete
        | KeyCode::Home
        | KeyCode::End
        | KeyCode::PageUp
        | KeyCode::PageDown => return ScreenUpdate::none(),
    };
    Transition::MovePen(pen_move).into()
}
