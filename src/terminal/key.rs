//! Keys of the terminal as keys of the app.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::app::{Code, Key};

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
        KeyCode::Char(c) if ctrl => Code::Char(c.to_ascii_lowercase()),
        KeyCode::Tab if shift => Code::BackTab,
        other => named(other)?,
    };
    Some(Key {
        code,
        ctrl,
        shift: shift && moves(code),
    })
}

fn named(code: KeyCode) -> Option<Code> {
    Some(match code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    })
}

/// Whether Shift makes another key of it, rather than being part of the key already.
fn moves(code: Code) -> bool {
    match code {
        Code::Up
        | Code::Down
        | Code::Left
        | Code::Right
        | Code::Home
        | Code::End
        | Code::PageUp
        | Code::PageDown => true,
        Code::Char(_) | Code::Enter | Code::Esc | Code::Tab | Code::BackTab | Code::Backspace => {
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(code: KeyCode, held: KeyModifiers) -> Option<Key> {
        translated(KeyEvent::new(code, held))
    }

    #[test]
    fn shift_is_in_the_character_but_beside_the_arrow() {
        let shift = KeyModifiers::SHIFT;
        assert_eq!(pressed(KeyCode::Char('L'), shift), Some(Key::char('L')));
        assert_eq!(pressed(KeyCode::Left, shift), Some(Key::shift(Code::Left)));
        assert_eq!(
            pressed(KeyCode::BackTab, shift),
            Some(Key::plain(Code::BackTab))
        );
        assert_eq!(
            pressed(KeyCode::Tab, shift),
            Some(Key::plain(Code::BackTab))
        );
    }

    #[test]
    fn ctrl_c_is_ctrl_c_also_with_caps_lock() {
        let ctrl = KeyModifiers::CONTROL;
        assert_eq!(pressed(KeyCode::Char('c'), ctrl), Some(Key::ctrl('c')));
        assert_eq!(pressed(KeyCode::Char('C'), ctrl), Some(Key::ctrl('c')));
    }

    #[test]
    fn alt_is_no_key_of_ours_but_altgr_types() {
        assert_eq!(pressed(KeyCode::Char('q'), KeyModifiers::ALT), None);
        let alt_gr = KeyModifiers::ALT | KeyModifiers::CONTROL;
        assert_eq!(pressed(KeyCode::Char('{'), alt_gr), Some(Key::char('{')));
    }

    #[test]
    fn a_held_key_repeats_and_its_release_is_nothing() {
        let of = |kind| {
            translated(KeyEvent::new_with_kind(
                KeyCode::Right,
                KeyModifiers::NONE,
                kind,
            ))
        };
        assert_eq!(of(KeyEventKind::Repeat), Some(Key::plain(Code::Right)));
        assert_eq!(of(KeyEventKind::Release), None);
    }
}
