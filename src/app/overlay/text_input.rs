//! The input for a value or a file name.

use crate::app::input::action::{Action, AppAction, OverlayAction};
use crate::app::input::key::{Key, KeyCode};
use crate::app::message::{Effect, Update};
use crate::app::overlay::Overlay;
use crate::app::overlay::text_field::TextField;
use crate::app::screen_update::{ScreenUpdate, Transition};
use crate::lab::Value;
use crate::locale::Phrase;

/// The longest value, in characters.
const LONGEST_VALUE: usize = 24;
/// The longest file name, in characters.
const LONGEST_PATH: usize = 400;
/// The longest text that may become a name, in characters. A name that is too long is refused with a reason.
const LONGEST_NAME: usize = 60;

/// The input for a value or a file name.
#[derive(Clone, Debug, PartialEq)]
pub struct TextInput {
    /// The purpose of the text.
    pub purpose: InputPurpose,
    /// The typed text.
    pub field: TextField,
    /// Why the value was refused.
    pub fault: Option<Phrase>,
}

/// The purpose of a typed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputPurpose {
    /// A value for this control.
    Control(String),
    /// The path of a file of data.
    Points,
    /// The name of a guest in a room.
    SeatName,
}

impl TextInput {
    /// An empty input.
    pub(in crate::app) fn new(purpose: InputPurpose) -> Self {
        let limit = match purpose {
            InputPurpose::Control(_) => LONGEST_VALUE,
            InputPurpose::Points => LONGEST_PATH,
            InputPurpose::SeatName => LONGEST_NAME,
        };
        Self {
            purpose,
            field: TextField::new(limit),
            fault: None,
        }
    }

    pub(super) fn is_enabled(action: Action) -> bool {
        matches!(
            action,
            Action::Overlay(OverlayAction::Confirm | OverlayAction::Cancel)
                | Action::App(AppAction::Interrupt | AppAction::Suspend)
        )
    }

    pub(super) fn handle_key(&mut self, key: Key) -> ScreenUpdate {
        match key.code {
            KeyCode::Esc => ScreenUpdate::close_overlay(),
            KeyCode::Enter => self.confirm(),
            KeyCode::Tab if self.purpose == InputPurpose::Points => {
                Update::effect(Effect::CompletePath(self.field.text().to_owned())).into()
            }
            _ => match self.field.handle_key(key) {
                Some(has_changed) => self.after_edit(has_changed),
                None => ScreenUpdate::none(),
            },
        }
    }

    /// Inserts pasted text.
    pub(super) fn paste(&mut self, pasted: &str) -> ScreenUpdate {
        let has_changed = self.field.paste(pasted);
        self.after_edit(has_changed)
    }

    /// Continues the path that was `typed` to `text`. False where another text stands there meanwhile.
    pub(in crate::app) fn complete(&mut self, typed: &str, text: &str) -> bool {
        let is_same = self.purpose == InputPurpose::Points && self.field.text() == typed;
        if is_same {
            self.field.set_text(text);
        }
        is_same
    }

    fn after_edit(&mut self, has_changed: bool) -> ScreenUpdate {
        let had_fault = self.fault.take().is_some();
        (has_changed || had_fault).into()
    }

    fn confirm(&self) -> ScreenUpdate {
        if self.field.text().is_empty() && self.purpose != InputPurpose::SeatName {
            return ScreenUpdate::close_overlay();
        }
        match &self.purpose {
            InputPurpose::Control(name) => Transition::SetControl {
                name: name.clone(),
                value: self.value(),
            }
            .into(),
            InputPurpose::SeatName => Transition::SetSeatName(self.field.text().to_owned()).into(),
            InputPurpose::Points => {
                let path = self.field.text().trim().to_owned();
                let reading = Overlay::Reading { path: path.clone() };
                ScreenUpdate::from(Transition::Open(reading)).with_effect(Effect::ReadData(path))
            }
        }
    }

    /// The text as a value: a number, also with a minus sign or a decimal comma, else the name of an option.
    fn value(&self) -> Value {
        let text = self.field.text().trim();
        match Value::from_text(&text.replace(',', ".")) {
            number @ Value::Number(_) => number,
            Value::Choice(_) | Value::Text(_) => Value::Choice(text.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The value that is set when `text` is typed and confirmed; none where the input closes without one.
    fn typed(text: &str) -> Option<Value> {
        let mut input = TextInput::new(InputPurpose::Control("b".to_owned()));
        for c in text.chars() {
            assert!(input.handle_key(Key::char(c)).update.redraw);
        }
        let update = input.handle_key(Key::plain(KeyCode::Enter));
        match update.transition {
            Some(Transition::SetControl { value, .. }) => Some(value),
            _ => None,
        }
    }

    #[test]
    fn numbers_are_parsed_with_a_minus_sign_and_a_decimal_comma() {
        assert_eq!(typed("-3.5"), Some(Value::Number(-3.5)));
        assert_eq!(typed("−3,5"), Some(Value::Number(-3.5)));
        assert_eq!(typed("relu"), Some(Value::Choice("relu".to_owned())));
        assert_eq!(typed(""), None);
    }
}
