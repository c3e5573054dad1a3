//! Key presses from the sequences that terminals send: legacy, SS3, modifyOtherKeys and the kitty protocol.

use super::Event;
use crate::app::{Key, KeyCode};

/// Bits of the modifier parameter minus one: xterm's "PC-Style Function Keys", which kitty extends.
const SHIFT: u16 = 1;
const ALT: u16 = 2;
const CTRL: u16 = 4;
/// Super, Hyper and Meta: keys with one of them belong to the desktop.
const DESKTOP: u16 = 8 | 16 | 32;

fn key(code: KeyCode, modifiers: u16) -> Option<Event> {
    if modifiers & DESKTOP != 0 {
        return None;
    }
    let (ctrl, alt) = (modifiers & CTRL != 0, modifiers & ALT != 0);
    let shift = modifiers & SHIFT != 0;
    let code = match code {
        KeyCode::Tab if shift => KeyCode::BackTab,
        // Caps Lock changes no shortcut.
        KeyCode::Char(c) if ctrl => KeyCode::Char(c.to_ascii_lowercase()),
        other => other,
    };
    Some(Event::Key(Key {
        code,
        ctrl,
        alt,
        shift: shift && code.keeps_shift(),
    }))
}

/// The Escape key.
pub(super) fn escape() -> Event {
    Event::Key(Key::plain(KeyCode::Esc))
}

/// A typed character. Terminals send Backspace as DEL (^?).
pub(super) fn character(c: char) -> Option<Event> {
    match c {
        '\u{7f}' => key(KeyCode::Backspace, 0),
        c if c.is_control() => None,
        c => key(KeyCode::Char(c), 0),
    }
}

/// A C0 control character. Terminals send Backspace as ^H, too.
pub(super) fn control(byte: u8) -> Option<Event> {
    match byte {
        b'\r' | b'\n' => key(KeyCode::Enter, 0),
        b'\t' => key(KeyCode::Tab, 0),
        0x08 => key(KeyCode::Backspace, 0),
        0x01..=0x1a => key(KeyCode::Char(char::from(byte - 1 + b'a')), CTRL),
        0x1c..=0x1f => key(KeyCode::Char(char::from(byte - 0x1c + b'4')), CTRL),
        _ => None,
    }
}

/// `ESC` and a character: the key with Alt.
pub(super) fn alt(c: char) -> Option<Event> {
    match c {
        '\u{7f}' => key(KeyCode::Backspace, ALT),
        c if c.is_control() => None,
        c => key(KeyCode::Char(c), ALT),
    }
}

/// `ESC O` and a character (SS3): application cursor keys and the keypad.
pub(super) fn single_shift(c: char) -> Option<Event> {
    match c {
        'M' => key(KeyCode::Enter, 0),
        // The keypad sends `*` to `9` as j to y.
        'j'..='y' => {
            let offset = u8::try_from(c).ok()? - b'j';
            key(KeyCode::Char(char::from(b'*' + offset)), 0)
        }
        'X' => key(KeyCode::Char('='), 0),
        letter => key(code_of_letter(letter)?, 0),
    }
}

/// A CSI sequence that is a key: `CSI A`, `CSI 1;5A`, `CSI 3~`, `CSI 27;5;99~`, `CSI 99;5u`.
pub(super) fn csi(params: &[&[u16]], action: char) -> Option<Event> {
    let number = |at: usize| params.get(at).and_then(|group| group.first()).copied();
    let modifiers = |at: usize| {
        // The kitty protocol adds the kind of the event: 3 is a release.
        let kind = params.get(at).and_then(|group| group.get(1));
        (kind != Some(&3)).then(|| number(at).unwrap_or(1).max(1) - 1)
    };
    match action {
        '~' if number(0) == Some(27) => code_point(number(2)?, modifiers(1)?),
        '~' => key(code_of_number(number(0)?)?, modifiers(1)?),
        'u' => code_point(number(0)?, modifiers(1)?),
        'Z' => key(KeyCode::BackTab, 0),
        letter => key(code_of_letter(letter)?, modifiers(1)?),
    }
}

fn code_of_letter(letter: char) -> Option<KeyCode> {
    Some(match letter {
        'A' => KeyCode::Up,
        'B' => KeyCode::Down,
        'C' => KeyCode::Right,
        'D' => KeyCode::Left,
        'H' => KeyCode::Home,
        'F' => KeyCode::End,
        _ => return None,
    })
}

fn code_of_number(number: u16) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        _ => return None,
    })
}

/// A key by its code point, as modifyOtherKeys and the kitty protocol send it. Kitty's keypad has private code points.
fn code_point(code: u16, modifiers: u16) -> Option<Event> {
    const KEYPAD: [char; 17] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '/', '*', '-', '+', '\r', '=',
    ];
    let code = match code {
        9 => KeyCode::Tab,
        13 => KeyCode::Enter,
        27 => KeyCode::Esc,
        8 | 127 => KeyCode::Backspace,
        57399..=57415 => match KEYPAD[usize::from(code - 57399)] {
            '\r' => KeyCode::Enter,
            c => KeyCode::Char(c),
        },
        57417 => KeyCode::Left,
        57418 => KeyCode::Right,
        57419 => KeyCode::Up,
        57420 => KeyCode::Down,
        57421 => KeyCode::PageUp,
        57422 => KeyCode::PageDown,
        57423 => KeyCode::Home,
        57424 => KeyCode::End,
        57426 => KeyCode::Delete,
        // Keys without a character, such as Caps Lock.
        57344..=63743 => return None,
        code => {
            let c = char::from_u32(u32::from(code)).filter(|c| !c.is_control())?;
            let is_upper = modifiers & SHIFT != 0 && modifiers & CTRL == 0;
            KeyCode::Char(if is_upper { c.to_ascii_uppercase() } else { c })
        }
    };
    key(code, modifiers)
}
