//! The messages of the course page as events.

use serde_json::Value as Json;

use crate::app::{Key, KeyCode, TerminalReport};
use crate::terminal::{Event, MouseAction, TerminalReply};
use crate::text::Toward;

/// A message of the course page.
#[derive(Debug, PartialEq)]
pub(super) enum PageInput {
    /// Its `size` is another one.
    Resize,
    /// Something for the program; nothing for a message that it does not know.
    Events(Vec<Event>),
}

/// Reads a message. Its members: `key` with `ctrl`, `alt` and `shift`; `text`, which was pasted or composed; `mouse` with `x`
/// and `y`; `dark`, the colours of the browser; `ready`, the reply to a question; `size`.
pub(super) fn page_input(message: &Json) -> PageInput {
    if message.get("size").is_some() {
        return PageInput::Resize;
    }
    let string = |name: &str| message.get(name).and_then(Json::as_str);
    let mut events = Vec::new();
    if let Some(is_dark) = message.get("dark").and_then(Json::as_bool) {
        let report = if is_dark {
            TerminalReport::DarkBackground
        } else {
            TerminalReport::LightBackground
        };
        events.push(Event::Reply(TerminalReply::Report(report)));
    }
    if message.get("ready").is_some() {
        events.push(Event::Reply(TerminalReply::Ready));
    }
    if let Some(key) = string("key") {
        events.extend(page_key(key, message).map(Event::Key));
    }
    if let Some(text) = string("text") {
        events.push(Event::Paste(text.to_owned()));
    }
    if let Some(action) = string("mouse") {
        events.extend(mouse_event(action, message));
    }
    PageInput::Events(events)
}

/// The key with a name of `KeyboardEvent.key`; none for keys that the program does not use.
fn page_key(name: &str, message: &Json) -> Option<Key> {
    let holds = |name: &str| message.get(name).and_then(Json::as_bool) == Some(true);
    let (ctrl, alt, shift) = (holds("ctrl"), holds("alt"), holds("shift"));
    let code = match name {
        "Enter" => KeyCode::Enter,
        "Escape" => KeyCode::Esc,
        "Tab" if shift => KeyCode::BackTab,
        "Tab" => KeyCode::Tab,
        "Backspace" => KeyCode::Backspace,
        "Delete" => KeyCode::Delete,
        "ArrowUp" => KeyCode::Up,
        "ArrowDown" => KeyCode::Down,
        "ArrowLeft" => KeyCode::Left,
        "ArrowRight" => KeyCode::Right,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PageUp" => KeyCode::PageUp,
        "PageDown" => KeyCode::PageDown,
        other => {
            let mut chars = other.chars();
            let c = chars.next().filter(|c| !c.is_control())?;
            if chars.next().is_some() {
                return None;
            }
            // Caps Lock changes no shortcut.
            KeyCode::Char(if ctrl { c.to_ascii_lowercase() } else { c })
        }
    };
    Some(Key {
        code,
        ctrl,
        alt,
        shift: shift && code.keeps_shift(),
    })
}

fn mouse_event(action: &str, message: &Json) -> Option<Event> {
    let action = match action {
        "press" => MouseAction::Press,
        "drag" => MouseAction::Drag,
        "release" => MouseAction::Release,
        "wheel-up" => MouseAction::Wheel(Toward::Previous),
        "wheel-down" => MouseAction::Wheel(Toward::Next),
        _ => return None,
    };
    let cell = |name: &str| u16::try_from(message.get(name)?.as_u64()?).ok();
    let (x, y) = (cell("x")?, cell("y")?);
    Some(Event::Mouse { action, x, y })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn event(message: &Json) -> Vec<Event> {
        match page_input(message) {
            PageInput::Events(events) => events,
            PageInput::Resize => panic!("{message}"),
        }
    }

    #[test]
    fn keys_have_the_names_of_browsers() {
        let key = |message: Json| match &event(&message)[..] {
            [Event::Key(key)] => Some(key.written()),
            _ => None,
        };
        assert_eq!(key(json!({"key": "n"})).as_deref(), Some("n"));
        assert_eq!(key(json!({"key": "ㅜ"})).as_deref(), Some("ㅜ"));
        assert_eq!(
            key(json!({"key": "C", "ctrl": true})).as_deref(),
            Some("Ctrl-C")
        );
        let shifted = json!({"key": "ArrowRight", "shift": true});
        assert_eq!(key(shifted).as_deref(), Some("Shift-→"));
        assert_eq!(
            key(json!({"key": "Tab", "shift": true})).as_deref(),
            Some("Shift-Tab")
        );
        for other in ["F5", "Shift", "", "\u{7}", "nn"] {
            assert_eq!(key(json!({"key": other})), None, "{other}");
        }
    }

    #[test]
    fn what_is_no_message_of_the_page_is_nothing() {
        for message in [
            json!(null),
            json!([1, 2]),
            json!({"mouse": "press", "x": -1, "y": 2}),
            json!({"mouse": "press", "x": 70000, "y": 2}),
            json!({"mouse": "hover", "x": 1, "y": 2}),
            json!({"dark": "yes"}),
        ] {
            assert_eq!(event(&message), [], "{message}");
        }
        let pressed = event(&json!({"mouse": "press", "x": 3, "y": 2}));
        let (x, y) = (3, 2);
        let action = MouseAction::Press;
        assert_eq!(pressed, [Event::Mouse { action, x, y }]);
    }
}
