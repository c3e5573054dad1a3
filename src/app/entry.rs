//! Typing a value for a control.

use super::{Code, Key};
use crate::lab::Value;
use crate::locale::Phrase;

/// As many characters as a value can sensibly have.
const LONGEST: usize = 24;
/// As many characters as the name of a file can sensibly have.
const LONGEST_PATH: usize = 400;

/// A box for typing a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What it is for.
    pub purpose: EntryFor,
    /// What has been typed.
    pub text: String,
    /// Why what was typed was refused.
    pub fault: Option<Phrase>,
}

/// What is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryFor {
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

impl Entry {
    /// An empty box.
    pub(super) fn new(purpose: EntryFor) -> Self {
        Self {
            purpose,
            text: String::new(),
            fault: None,
        }
    }

    /// Takes a key.
    pub(super) fn take(&mut self, key: Key) -> Typed {
        match key.code {
            Code::Esc => Typed::Closed,
            Code::Enter if self.text.is_empty() => Typed::Closed,
            Code::Enter => match self.purpose {
                EntryFor::Control(_) => Typed::Done(self.value()),
                EntryFor::Points => Typed::File(self.text.trim().to_owned()),
            },
            Code::Backspace => {
                self.fault = None;
                self.text.pop().map_or(Typed::Nothing, |_| Typed::Text)
            }
            Code::Char(c)
                if !key.ctrl && !c.is_control() && self.text.chars().count() < self.longest() =>
            {
                self.fault = None;
                self.text.push(c);
                Typed::Text
            }
            Code::Char(_)
            | Code::Tab
            | Code::BackTab
            | Code::Up
            | Code::Down
            | Code::Left
            | Code::Right
            | Code::Home
            | Code::End
            | Code::PageUp
            | Code::PageDown => Typed::Nothing,
        }
    }

    fn longest(&self) -> usize {
        match self.purpose {
            EntryFor::Control(_) => LONGEST,
            EntryFor::Points => LONGEST_PATH,
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
        let mut entry = Entry::new(EntryFor::Control("b".to_owned()));
        for c in text.chars() {
            assert_eq!(entry.take(Key::char(c)), Typed::Text);
        }
        entry.take(Key::plain(Code::Enter))
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        assert_eq!(typed("-3.5"), Typed::Done(Value::Number(-3.5)));
        assert_eq!(typed("−3,5"), Typed::Done(Value::Number(-3.5)));
        assert_eq!(typed("relu"), Typed::Done(Value::Choice("relu".to_owned())));
        assert_eq!(typed(""), Typed::Closed);
    }
}
