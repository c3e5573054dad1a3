//! Controls: what a learner can set in a lab.

mod options;
mod range;

use super::{SetError, TextFormat, TextValue, Value, Values};
use crate::locale::Phrase;
use crate::text::Toward;

pub use options::Options;
pub use range::Range;

/// A setting of a lab that a learner can change.
#[derive(Clone, Debug, PartialEq)]
pub struct Control {
    /// The name, as lessons and the command line write it.
    pub name: String,
    /// The values that it takes.
    pub domain: Domain,
    /// Whether it exists only because it was set by hand, such as a single weight of a network. Overrides that were set
    /// during a run are dropped when the run restarts.
    pub is_override: bool,
    /// The only figure that it changes, if there is only one. It is of no use while that figure is hidden.
    pub figure: Option<&'static str>,
}

/// The values that a control takes.
#[derive(Clone, Debug, PartialEq)]
pub enum Domain {
    /// A number in a range.
    Number(Range),
    /// One of several named options.
    Choice(Options),
    /// A text, which is typed and not turned.
    Text {
        /// The default, in the format that the control takes.
        default: TextValue,
    },
}

/// A turn of a control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// One step.
    Step(Toward),
    /// One fine step, about a tenth of a step.
    Fine(Toward),
    /// Ten steps.
    Coarse(Toward),
    /// To the low end of the range, or the first option.
    Low,
    /// To the high end of the range, or the last option.
    High,
}

impl Control {
    fn new(name: &str, domain: Domain) -> Self {
        Self {
            name: name.to_owned(),
            domain,
            is_override: false,
            figure: None,
        }
    }

    /// A number in `range`.
    pub fn number(name: &str, range: Range) -> Self {
        Self::new(name, Domain::Number(range))
    }

    /// A text in the format of `default`.
    pub fn text(name: &str, default: TextValue) -> Self {
        Self::new(name, Domain::Text { default })
    }

    /// One of `names`, labelled by the word group `words`.
    pub fn choice(
        name: &str,
        words: &'static str,
        names: &[&'static str],
        default: &'static str,
    ) -> Self {
        let options = Options {
            names: names.to_vec(),
            default,
            words,
        };
        Self::new(name, Domain::Choice(options))
    }

    /// This control as one that changes only the figure called `figure`.
    #[must_use]
    pub fn of_figure(self, figure: &'static str) -> Self {
        Self {
            figure: Some(figure),
            ..self
        }
    }

    /// This control as an override.
    #[must_use]
    pub fn into_override(self) -> Self {
        Self {
            is_override: true,
            ..self
        }
    }

    /// Whether it can be turned; a text can only be typed.
    pub fn is_turnable(&self) -> bool {
        match self.domain {
            Domain::Number(_) | Domain::Choice(_) => true,
            Domain::Text { .. } => false,
        }
    }

    /// Whether its value is data of the learner's own.
    pub fn holds_data(&self) -> bool {
        match &self.domain {
            Domain::Text { default } => match default {
                TextValue::Points(_)
                | TextValue::Curve(_)
                | TextValue::Table(_)
                | TextValue::Picture(_) => true,
                TextValue::Element(_) => false,
            },
            Domain::Number(_) | Domain::Choice(_) => false,
        }
    }

    /// The default value.
    pub fn default_value(&self) -> Value {
        match &self.domain {
            Domain::Number(range) => Value::Number(range.default),
            Domain::Choice(options) => Value::Choice(options.default.to_owned()),
            Domain::Text { default } => Value::Text(default.clone()),
        }
    }

    /// `value` as the control stores it.
    ///
    /// # Errors
    /// The reason why the control does not take it.
    pub fn validate(&self, value: &Value) -> Result<Value, SetError> {
        match &self.domain {
            Domain::Number(range) => match value {
                Value::Number(number) => range.validate(&self.name, *number).map(Value::Number),
                Value::Choice(_) | Value::Text(_) => Err(SetError::NotANumber {
                    control: self.name.clone(),
                    text: value.to_string(),
                    min: range.min,
                    max: range.max,
                }),
            },
            Domain::Choice(options) => options.validate(&self.name, &value.to_string()),
            Domain::Text { default } => self.validate_text(default.format(), value),
        }
    }

    fn validate_text(&self, format: TextFormat, value: &Value) -> Result<Value, SetError> {
        let parsed = match value {
            Value::Text(text) if text.format() == format => Some(text.clone()),
            Value::Text(_) => None,
            Value::Number(_) | Value::Choice(_) => format.parse(&value.to_string()),
        };
        parsed
            .map(Value::Text)
            .ok_or_else(|| SetError::WrongFormat {
                control: self.name.clone(),
                text: value.to_string(),
                format,
            })
    }

    /// The label of one of its options; numbers and texts are their own labels.
    pub fn option_label(&self, name: &str) -> Phrase {
        match &self.domain {
            Domain::Choice(options) => options.label(name),
            Domain::Number(_) | Domain::Text { .. } => Phrase::verbatim(name),
        }
    }

    /// The value nearest to `value` that turning reaches.
    pub(super) fn snap(&self, value: &Value) -> Value {
        match (&self.domain, value) {
            (Domain::Number(range), Value::Number(number)) => {
                Value::Number(range.nearest_step(*number))
            }
            (Domain::Number(_) | Domain::Choice(_) | Domain::Text { .. }, _) => value.clone(),
        }
    }

    /// The value that `turn` moves `value` to.
    pub fn turn(&self, value: &Value, turn: Turn) -> Value {
        match &self.domain {
            Domain::Number(range) => {
                let from = if let Value::Number(number) = value {
                    *number
                } else {
                    range.default
                };
                Value::Number(range.turn(from, turn))
            }
            Domain::Choice(options) => {
                let from = if let Value::Choice(name) = value {
                    name
                } else {
                    options.default
                };
                Value::Choice(options.turn(from, turn).to_owned())
            }
            Domain::Text { .. } => value.clone(),
        }
    }
}

/// The controls of a lab, in the order in which they are shown.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Controls(pub Vec<Control>);

impl Controls {
    /// The control called `name`.
    pub fn get(&self, name: &str) -> Option<&Control> {
        self.0.iter().find(|control| control.name == name)
    }

    /// The names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|control| control.name.as_str())
    }

    /// A value for each control: that of `values` where it is allowed, else the default.
    pub fn complete(&self, values: &Values) -> Values {
        let mut all = Values::new();
        for control in &self.0 {
            let kept = values
                .get(&control.name)
                .and_then(|value| control.validate(value).ok());
            all.set(
                &control.name,
                kept.unwrap_or_else(|| control.default_value()),
            );
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_out_of_range_nan_and_text_are_rejected() {
        let control = Control::number("b", Range::new(-1.0, 1.0, 0.0, 0.5));
        assert!(control.validate(&Value::Number(1.1)).is_err());
        assert!(control.validate(&Value::Number(f64::NAN)).is_err());
        assert!(control.validate(&Value::Choice("x".to_owned())).is_err());
        let one = Value::Number(1.0);
        assert_eq!(control.validate(&one), Ok(one));
    }
}
