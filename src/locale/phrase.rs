//! Phrases: texts that do not depend on the language.

use std::borrow::Cow;

use super::formula::{Formula, FormulaView};
use super::local_text::LocalText;

/// A key of the word tables with the arguments of its template.
#[derive(Clone, Debug, PartialEq)]
pub struct Phrase {
    key: Cow<'static, str>,
    args: Vec<(&'static str, Arg)>,
}

/// An argument of a phrase.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// A number, in the format of the slot.
    Number(f64),
    /// Text that is the same in every language: a file name, a symbol.
    Text(String),
    /// A phrase in the same language.
    Phrase(Phrase),
    /// Text that a file gives by language.
    Local(LocalText),
    /// A formula, which is the same in every language.
    Formula(Formula),
    /// Phrases, joined as a list.
    List(Vec<Phrase>),
}

impl Phrase {
    /// The phrase under `key`, for instance `ui.next`.
    pub fn key(key: impl Into<Cow<'static, str>>) -> Self {
        Self {
            key: key.into(),
            args: Vec::new(),
        }
    }

    /// Text that is the same in every language, such as a symbol.
    pub fn verbatim(text: impl Into<String>) -> Self {
        Self::key("verbatim").with("text", text.into())
    }

    /// Text that a file gives by language.
    pub fn local(text: LocalText) -> Self {
        Self::key("verbatim").with("text", Arg::Local(text))
    }

    /// A formula, which is the same in every language.
    pub fn formula(formula: Formula) -> Self {
        Self::key("verbatim").with("text", formula)
    }

    /// Shows the parts of its formulas that `view` asks for.
    pub fn set_view(&mut self, view: &FormulaView) {
        for (_, arg) in &mut self.args {
            match arg {
                Arg::Formula(formula) => formula.set_view(view),
                Arg::Phrase(phrase) => phrase.set_view(view),
                Arg::List(items) => {
                    for item in items {
                        item.set_view(view);
                    }
                }
                Arg::Number(_) | Arg::Text(_) | Arg::Local(_) => {}
            }
        }
    }

    /// The same phrase with `value` as the argument `name`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// The key into the word tables.
    pub fn name(&self) -> &str {
        &self.key
    }

    /// Whether it brings its own text and needs none of the word tables.
    pub fn has_own_text(&self) -> bool {
        self.key == "verbatim"
    }

    /// The argument `name`.
    pub fn arg(&self, name: &str) -> Option<&Arg> {
        self.args.iter().find(|(n, _)| *n == name).map(|(_, a)| a)
    }
}

impl From<f64> for Arg {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<usize> for Arg {
    fn from(value: usize) -> Self {
        Self::Number(value as f64)
    }
}

impl From<u64> for Arg {
    fn from(value: u64) -> Self {
        Self::Number(value as f64)
    }
}

impl From<String> for Arg {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for Arg {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<Phrase> for Arg {
    fn from(value: Phrase) -> Self {
        Self::Phrase(value)
    }
}

impl From<Formula> for Arg {
    fn from(value: Formula) -> Self {
        Self::Formula(value)
    }
}

impl From<Vec<Phrase>> for Arg {
    fn from(value: Vec<Phrase>) -> Self {
        Self::List(value)
    }
}
