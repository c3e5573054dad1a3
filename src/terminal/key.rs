//! Keys of the terminal as keys of the app.

use crossterm::event::{self, KeyEvent, KeyEventKind, KeyModifiers};

use crate::app::{Key, KeyCode};

/// The app's key for `event`; none for releases and for keys that the app has no name for.
pub(super) fn translated(event: KeyEvent) -> Option<Key> {
    match event.kind {
        KeyEventKind::Press | KeyEventKind::Repeat => {}
        KeyEventKind::Release => return None,
    }
    let held = event.modifiers;
    // AltGr arrives as Ctrl with Alt on Windows, where it types { and [.
    let types = held.contains(KeyModifiers::CONTROL | KeyModifiers::ALT);
    if held.contains(KeyModifiers::ALT) && !types {
        return None;
    }
    let ctrl = held.contains(KeyModifiers::CONTROL) && !types;
    let shift = held.contains(KeyModifiers::SHIFT);
    let code = match event.code {
        event::KeyCode::Char(c) if ctrl => KeyCode::Char(c.to_ascii_lowercase()),
        event::KeyCode::Tab if shift => KeyCode::BackTab,
        other => named(other)?,
    };
    Some(Key {
        code,
        ctrl,
        shift: shift && moves(code),
    })
}

fn named(code: event::KeyCode) -> Option<KeyCode> {
    Some(match code {
        event::KeyCode::Char(c) => KeyCode::Char(c),
        event::KeyCode::Enter => KeyCode::Enter,
        event::KeyCode::Esc => KeyCode::Esc,
        event::KeyCode::Tab => KeyCode::Tab,
        event::KeyCode::BackTab => KeyCode::BackTab,
        event::KeyCode::Backspace => KeyCode::Backspace,
        event::KeyCode::Up => KeyCode::Up,
        event::KeyCode::Down => KeyCode::Down,
        event::KeyCode::Left => KeyCode::Left,
        event::KeyCode::Right => KeyCode::Right,
        event::KeyCode::Home => KeyCode::Home,
        event::KeyCode::End => KeyCode::End,
        event::KeyCode::PageUp => KeyCode::PageUp,
        event::KeyCode::PageDown => KeyCode::PageDown,
        _ => return None,
    })
}

/// Whether Shift makes another key of it, rather than being part of the key already.
fn moves(code: KeyCode) -> bool {
    match code {
        KeyCode::Up
        | KeyCode::Down
        | KeyCode::Left
        | KeyCode::Right
        | KeyCode::Home
        | KeyCode::End
        | KeyCode::PageUp
        | KeyCode::PageDown => true,
        KeyCode::Char(_)
        | KeyCode::Enter
        | KeyCode::Esc
        | KeyCode::Tab
        | KeyCode::BackTab
        | KeyCode::Backspace => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(code: event::KeyCode, held: KeyModifiers) -> Option<Key> {
        translated(KeyEvent::new(code, held))
    }

    #[test]
    fn shift_is_in_the_character_but_beside_the_arrow() {
        let shift = KeyModifiers::SHIFT;
        assert_eq!(
            pressed(event::KeyCode::Char('L'), shift),
            Some(Key::char('L'))
        );
        assert_eq!(
            pressed(event::KeyCode::Left, shift),
            Some(Key::shift(KeyCode::Left))
        );
        assert_eq!(
            pressed(event::KeyCode::BackTab, shift),
            Some(Key::plain(KeyCode::BackTab))
        );
        assert_eq!(
            pressed(event::KeyCode::Tab, shift),
            Some(Key::plain(KeyCode::BackTab))
        );
    }

    #[test]
    fn ctrl_c_is_ctrl_c_also_with_caps_lock() {
        let ctrl = KeyModifiers::CONTROL;
        assert_eq!(
            pressed(event::KeyCode::Char('c'), ctrl),
            Some(Key::ctrl('c'))
        );
        assert_eq!(
            pressed(event::KeyCode::Char('C'), ctrl),
            Some(Key::ctrl('c'))
        );
    }

    #[test]
    fn alt_is_no_key_of_ours_but_altgr_types() {
        assert_eq!(pressed(event::KeyCode::Char('q'), KeyModifiers::ALT), None);
        let alt_gr = KeyModifiers::ALT | KeyModifiers::CONTROL;
        assert_eq!(
            pressed(event::KeyCode::Char('{'), alt_gr),
            Some(Key::char('{'))
        );
    }

    #[test]
    fn a_held_key_repeats_and_its_release_is_nothing() {
        let of = |kind| {
            translated(KeyEvent::new_with_kind(
                event::KeyCode::Right,
                KeyModifiers::NONE,
                kind,
            ))
        };
        assert_eq!(of(KeyEventKind::Repeat), Some(Key::plain(KeyCode::Right)));
        assert_eq!(of(KeyEventKind::Release), None);
    }
}
