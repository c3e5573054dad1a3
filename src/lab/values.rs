//! Values of controls.

use std::fmt;

use super::TextValue;

/// The value of one control.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number.
    Number(f64),
    /// The name of an option, or a text that has not been parsed yet.
    Choice(String),
    /// A text.
    Text(TextValue),
}

/// Values by the name of their control.
// Sorted by name. Every step of a course holds several of these with a few values each: the nodes of a tree map, with
// room for eleven entries, took ten times as much memory.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Values(Vec<(String, Value)>);

impl Values {
    /// No values.
    pub fn new() -> Self {
        Self::default()
    }

    /// These values with `value` under `name`.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.set(name, value.into());
        self
    }

    /// Sets the value under `name`.
    pub fn set(&mut self, name: &str, value: Value) {
        match self.position(name) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (name.to_owned(), value)),
        }
    }

    /// The place of `name`, or the place to insert it at.
    fn position(&self, name: &str) -> Result<usize, usize> {
        self.0
            .binary_search_by(|(known, _)| known.as_str().cmp(name))
    }

    /// The value under `name`.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.position(name).ok().map(|at| &self.0[at].1)
    }

    /// The number under `name`, parsed where it is the name of an option (`16`). NaN where there is none, so that a mistake
    /// shows instead of ending the program.
    pub fn number(&self, name: &str) -> f64 {
        match self.get(name) {
            Some(Value::Number(number)) => *number,
            Some(Value::Choice(choice)) => choice.parse().unwrap_or(f64::NAN),
            Some(Value::Text(_)) | None => f64::NAN,
        }
    }

    /// The number under `name`, rounded to a count; 0 where there is none.
    pub fn count(&self, name: &str) -> usize {
        let number = self.number(name);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a count saturates at 0 and at the largest integer"
        )]
        let count = number.round() as usize;
        count
    }

    /// The option under `name`; empty where there is none.
    pub fn choice(&self, name: &str) -> &str {
        match self.get(name) {
            Some(Value::Choice(choice)) => choice,
            Some(Value::Number(_) | Value::Text(_)) | None => "",
        }
    }

    /// The text under `name`.
    pub fn text(&self, name: &str) -> Option<&TextValue> {
        match self.get(name) {
            Some(Value::Text(text)) => Some(text),
            Some(Value::Number(_) | Value::Choice(_)) | None => None,
        }
    }

    /// Whether the option or text under `name` is `wanted`.
    pub fn is_choice(&self, name: &str, wanted: &str) -> bool {
        match self.get(name) {
            Some(Value::Choice(choice)) => choice == wanted,
            Some(Value::Text(text)) => text.to_string() == wanted,
            Some(Value::Number(_)) | None => false,
        }
    }

    /// Names and values, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// The names, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The values under `names`.
    #[must_use]
    pub fn only(&self, names: &[&str]) -> Self {
        self.filter(|name, _| names.contains(&name))
    }

    /// The values that are not under `names`.
    #[must_use]
    pub fn without(&self, names: &[&str]) -> Self {
        self.filter(|name, _| !names.contains(&name))
    }

    /// The values that differ from those of `before` or are not there.
    #[must_use]
    pub fn changes_since(&self, before: &Self) -> Self {
        self.filter(|name, value| before.get(name) != Some(value))
    }

    fn filter(&self, keep: impl Fn(&str, &Value) -> bool) -> Self {
        let mut kept = self.clone();
        kept.0.retain(|(name, value)| keep(name, value));
        kept
    }

    /// These values, replaced and extended by those of `other`.
    #[must_use]
    pub fn merge(mut self, other: &Self) -> Self {
        for (name, value) in other.iter() {
            self.set(name, value.clone());
        }
        self
    }
}

/// A number with more characters than this is a text, such as a picture all of whose digits are decimal.
const LONGEST_NUMBER: usize = 32;

impl Value {
    /// `text` as a person types it: a number, also with the minus sign U+2212 that our pages print; else the name of an
    /// option or another text.
    pub fn from_text(text: &str) -> Self {
        if text.chars().count() > LONGEST_NUMBER {
            return Self::from(text);
        }
        let number = text.replace('−', "-").parse();
        number.map_or_else(|_| Self::from(text), Self::Number)
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Choice(_) | Self::Text(_) => None,
        }
    }
}

impl fmt::Display for Value {
    /// Writes the value as a command line takes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Choice(choice) => f.write_str(choice),
            Self::Text(text) => text.fmt(f),
        }
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Value {
    fn from(choice: &str) -> Self {
        Self::Choice(choice.to_owned())
    }
}
