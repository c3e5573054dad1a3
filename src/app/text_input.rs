//! Typing a value for a control.

use super::{Key, KeyCode};
use crate::lab::Value;
use crate::locale::Phrase;

/// As many characters as a value can sensibly have.
const LONGEST: usize = 24;
/// As many characters as the name of a file can sensibly have.
const LONGEST_PATH: usize = 400;

/// A box for typing a value.
#[derive(Clone, Debug, PartialEq)]
pub struct TextInput {
    /// What it is for.
    pub purpose: InputPurpose,
    /// What has been typed.
    pub text: String,
    /// Why what was typed was refused.
    pub fault: Option<Phrase>,
}

/// What is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputPurpose {
    /// A value for this control.
    Control(String),
    /// The name of a file of points.
    Points,
}

/// What a key did to the box.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Typed {
    /// It changed the text.
    Text,
    /// It finished a value.
    Done(Value),
    /// It finished the name of a file.
    File(String),
    /// It gave up.
    Closed,
    /// Nothing.
    Nothing,
}

impl TextInput {
    /// An empty box.
    pub(super) fn new(purpose: InputPurpose) -> Self {
        Self {
            purpose,
            text: String::new(),
            fault: None,
        }
    }

    /// Takes a key.
    pub(super) fn take(&mut self, key: Key) -> Typed {
        match key.code {
            KeyCode::Esc => Typed::Closed,
            KeyCode::Enter if self.text.is_empty() => Typed::Closed,
            KeyCode::Enter => match self.purpose {
                InputPurpose::Control(_) => Typed::Done(self.value()),
                InputPurpose::Points => Typed::File(self.text.trim().to_owned()),
            },
            KeyCode::Backspace => {
                self.fault = None;
                self.text.pop().map_or(Typed::Nothing, |_| Typed::Text)
            }
            KeyCode::Char(c)
                if !key.ctrl && !c.is_control() && self.text.chars().count() < self.longest() =>
            {
                self.fault = None;
                self.text.push(c);
                Typed::Text
            }
            KeyCode::Char(_)
            | KeyCode::Tab
            | KeyCode::BackTab
            | KeyCode::Up
            | KeyCode::Down
            | KeyCode::Left
            | KeyCode::Right
            | KeyCode::Home
            | KeyCode::End
            | KeyCode::PageUp
            | KeyCode::PageDown => Typed::Nothing,
        }
    }

    fn longest(&self) -> usize {
        match self.purpose {
            InputPurpose::Control(_) => LONGEST,
            InputPurpose::Points => LONGEST_PATH,
        }
    }

    /// The text as a value: a number, also with a true minus or a decimal comma, else an option's name.
    fn value(&self) -> Value {
        let text = self.text.trim();
        let plain = text.replace('−', "-").replace(',', ".");
        plain
            .parse()
            .map_or_else(|_| Value::Choice(text.to_owned()), Value::Number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Typed {
        let mut entry = TextInput::new(InputPurpose::Control("b".to_owned()));
        for c in text.chars() {
            assert_eq!(entry.take(Key::char(c)), Typed::Text);
        }
        entry.take(Key::plain(KeyCode::Enter))
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        assert_eq!(typed("-3.5"), Typed::Done(Value::Number(-3.5)));
        assert_eq!(typed("−3,5"), Typed::Done(Value::Number(-3.5)));
        assert_eq!(typed("relu"), Typed::Done(Value::Choice("relu".to_owned())));
        assert_eq!(typed(""), Typed::Closed);
    }
}
