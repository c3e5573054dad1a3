//! Translation of crossterm's key events to the app's keys.

use crossterm::event::{self, KeyEvent, KeyEventKind, KeyModifiers};

use crate::app::{Key, KeyCode};

/// The app's key for `event`; `None` for releases and for keys without a name in the app.
pub(super) fn translate_key(event: KeyEvent) -> Option<Key> {
    match event.kind {
        KeyEventKind::Press | KeyEventKind::Repeat => {}
        KeyEventKind::Release => return None,
    }
    let modifiers = event.modifiers;
    // AltGr arrives as Ctrl with Alt on Windows, where it types { and [.
    let is_alt_gr = modifiers.contains(KeyModifiers::CONTROL | KeyModifiers::ALT);
    let alt = modifiers.contains(KeyModifiers::ALT) && !is_alt_gr;
    let ctrl = modifiers.contains(KeyModifiers::CONTROL) && !is_alt_gr;
    let shift = modifiers.contains(KeyModifiers::SHIFT);
    let code = match event.code {
        event::KeyCode::Char(c) if ctrl => KeyCode::Char(c.to_ascii_lowercase()),
        event::KeyCode::Tab if shift => KeyCode::BackTab,
        other => translate_code(other)?,
    };
    Some(Key {
        code,
        ctrl,
        alt,
        shift: shift && code.keeps_shift(),
    })
}

fn translate_code(code: event::KeyCode) -> Option<KeyCode> {
    Some(match code {
        event::KeyCode::Char(c) => KeyCode::Char(c),
        event::KeyCode::Enter => KeyCode::Enter,
        event::KeyCode::Esc => KeyCode::Esc,
        event::KeyCode::Tab => KeyCode::Tab,
        event::KeyCode::BackTab => KeyCode::BackTab,
        event::KeyCode::Backspace => KeyCode::Backspace,
        event::KeyCode::Delete => KeyCode::Delete,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn press(code: event::KeyCode, modifiers: KeyModifiers) -> Option<Key> {
        translate_key(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn shift_is_part_of_a_character_and_a_modifier_of_an_arrow() {
        let shift = KeyModifiers::SHIFT;
        assert_eq!(
            press(event::KeyCode::Char('L'), shift),
            Some(Key::char('L'))
        );
        assert_eq!(
            press(event::KeyCode::Left, shift),
            Some(Key::shift(KeyCode::Left))
        );
        assert_eq!(
            press(event::KeyCode::BackTab, shift),
            Some(Key::plain(KeyCode::BackTab))
        );
        assert_eq!(
            press(event::KeyCode::Tab, shift),
            Some(Key::plain(KeyCode::BackTab))
        );
    }

    #[test]
    fn ctrl_c_works_with_caps_lock() {
        let ctrl = KeyModifiers::CONTROL;
        assert_eq!(press(event::KeyCode::Char('c'), ctrl), Some(Key::ctrl('c')));
        assert_eq!(press(event::KeyCode::Char('C'), ctrl), Some(Key::ctrl('c')));
    }

    #[test]
    fn alt_is_a_modifier_and_alt_gr_types() {
        assert_eq!(
            press(event::KeyCode::Char('q'), KeyModifiers::ALT),
            Some(Key::alt('q'))
        );
        let alt_gr = KeyModifiers::ALT | KeyModifiers::CONTROL;
        assert_eq!(
            press(event::KeyCode::Char('{'), alt_gr),
            Some(Key::char('{'))
        );
    }

    #[test]
    fn a_held_key_repeats_and_its_release_is_ignored() {
        let arrow = |kind| {
            translate_key(KeyEvent::new_with_kind(
                event::KeyCode::Right,
                KeyModifiers::NONE,
                kind,
            ))
        };
        assert_eq!(
            arrow(KeyEventKind::Repeat),
            Some(Key::plain(KeyCode::Right))
        );
        assert_eq!(arrow(KeyEventKind::Release), None);
    }
}
