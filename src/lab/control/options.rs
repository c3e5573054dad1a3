//! Named options.

use super::Turn;
use crate::lab::{SetError, Value};
use crate::locale::{Format, Phrase, written};
use crate::text::Toward;

/// The options of a choice control.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The names, in the order in which they are turned through.
    pub names: Vec<&'static str>,
    /// The default.
    pub default: &'static str,
    /// The group of the word tables that holds the labels: `activation` for `activation.relu`; empty where the names are
    /// numbers, which need no words.
    pub words: &'static str,
}

impl Options {
    /// The label of option `name`; the name itself where the options have no word group.
    pub fn label(&self, name: &str) -> Phrase {
        if self.words.is_empty() {
            let number = name.parse().map(|number| written(number, Format::Plain));
            Phrase::verbatim(number.unwrap_or_else(|_| name.to_owned()))
        } else {
            Phrase::key(format!("{}.{name}", self.words))
        }
    }

    /// `name` if the control called `control` has this option.
    pub(super) fn validate(&self, control: &str, name: &str) -> Result<Value, SetError> {
        if self.names.contains(&name) {
            return Ok(Value::Choice(name.to_owned()));
        }
        Err(SetError::NoSuchOption {
            control: control.to_owned(),
            name: name.to_owned(),
            names: self.names.clone(),
        })
    }

    /// The option that `turn` moves `from` to.
    pub(super) fn turn(&self, from: &str, turn: Turn) -> &'static str {
        let last = self.names.len().saturating_sub(1);
        let at = self.names.iter().position(|name| *name == from);
        let at = at.unwrap_or(0);
        let to = match turn {
            Turn::Step(toward) | Turn::Fine(toward) | Turn::Coarse(toward) => match toward {
                Toward::Next => (at + 1).min(last),
                Toward::Previous => at.saturating_sub(1),
            },
            Turn::Low => 0,
            Turn::High => last,
        };
        self.names.get(to).copied().unwrap_or(self.default)
    }
}
