//! Controls: what a learner may turn, and how far.

use super::{Form, SetError, Value, Values};
use crate::locale::{NumberFormat, Phrase, format_number};

/// Something that a learner may turn.
#[derive(Clone, Debug, PartialEq)]
pub struct Control {
    /// Its name, as lessons and the command line write it.
    pub name: String,
    /// What it may stand at.
    pub domain: Domain,
    /// Whether it is there only because a hand has set it, such as a single weight of a network. What a hand did while
    /// a run went on is forgotten when the run begins anew.
    pub by_hand: bool,
}

/// What a control may stand at.
#[derive(Clone, Debug, PartialEq)]
pub enum Domain {
    /// A number in a range.
    Number(Range),
    /// One of several named options.
    Choice(Options),
    /// A text of some form, which is written and not turned.
    Text {
        /// What it looks like.
        form: Form,
        /// Where it stands at first.
        default: String,
    },
}

/// A range of numbers with its steps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The lowest value.
    pub min: f64,
    /// The highest value.
    pub max: f64,
    /// Where it stands at first.
    pub default: f64,
    /// One turn; turns land on its multiples.
    pub step: f64,
    /// One fine turn.
    pub fine: f64,
    /// Whether zero is left out, as for a weight that something is divided by.
    pub skips_zero: bool,
}

/// Named options.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The names, in the order in which they are turned through.
    pub names: Vec<&'static str>,
    /// Where it stands at first.
    pub default: &'static str,
    /// The group of the word tables that says the names: `activation` for `activation.relu`; empty
    /// where the names are numbers, which say themselves.
    pub words: &'static str,
}

/// A way to turn a control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// One step down or up.
    Step(Toward),
    /// A tenth of a step or so.
    Fine(Toward),
    /// Ten steps.
    Coarse(Toward),
    /// To the low end of the range, or the first option.
    Low,
    /// To the high end of the range, or the last option.
    High,
}

/// Down or up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// Towards the low end.
    Previous,
    /// Towards the high end.
    Next,
}

impl Control {
    /// A number in `range`.
    pub fn number(name: &str, range: Range) -> Self {
        Self {
            name: name.to_owned(),
            domain: Domain::Number(range),
            by_hand: false,
        }
    }

    /// A text of `form`.
    pub fn text(name: &str, form: Form, default: String) -> Self {
        Self {
            name: name.to_owned(),
            domain: Domain::Text { form, default },
            by_hand: false,
        }
    }

    /// The same control, there only because a hand has set it.
    #[must_use]
    pub fn by_hand(self) -> Self {
        Self {
            by_hand: true,
            ..self
        }
    }

    /// Whether it can be turned; a text can only be written.
    pub fn turns(&self) -> bool {
        match self.domain {
            Domain::Number(_) | Domain::Choice(_) => true,
            Domain::Text { .. } => false,
        }
    }

    /// One of `names`, said by the word group `words`.
    pub fn choice(
        name: &str,
        words: &'static str,
        names: &[&'static str],
        default: &'static str,
    ) -> Self {
        Self {
            name: name.to_owned(),
            domain: Domain::Choice(Options {
                names: names.to_vec(),
                default,
                words,
            }),
            by_hand: false,
        }
    }

    /// Where it stands at first.
    pub fn default(&self) -> Value {
        match &self.domain {
            Domain::Number(range) => Value::Number(range.default),
            Domain::Choice(options) => Value::Choice(options.default.to_owned()),
            Domain::Text { default, .. } => Value::Choice(default.clone()),
        }
    }

    /// `value` if the control may stand there, or why not.
    pub fn admit(&self, value: &Value) -> Result<Value, SetError> {
        match (&self.domain, value) {
            (Domain::Number(range), Value::Number(number)) => {
                range.admit(&self.name, *number).map(Value::Number)
            }
            (Domain::Choice(options), Value::Choice(name)) => options.admit(&self.name, name),
            (Domain::Number(range), Value::Choice(text)) => Err(SetError::NotANumber {
                control: self.name.clone(),
                text: text.clone(),
                min: range.min,
                max: range.max,
            }),
            (Domain::Choice(options), Value::Number(number)) => {
                options.admit(&self.name, &number.to_string())
            }
            (Domain::Text { form, .. }, Value::Choice(text)) => self.admit_text(*form, text),
            (Domain::Text { form, .. }, Value::Number(number)) => {
                self.admit_text(*form, &number.to_string())
            }
        }
    }

    fn admit_text(&self, form: Form, text: &str) -> Result<Value, SetError> {
        let fault = || SetError::NotOfForm {
            control: self.name.clone(),
            text: text.to_owned(),
            form,
        };
        form.admit(text).map(Value::Choice).ok_or_else(fault)
    }

    /// The words for one of its options; numbers and texts say themselves.
    pub fn option_label(&self, name: &str) -> Phrase {
        match &self.domain {
            Domain::Choice(options) => options.label(name),
            Domain::Number(_) | Domain::Text { .. } => Phrase::verbatim(name),
        }
    }

    /// The value nearest to `value` that turning leads to.
    pub(super) fn nearest(&self, value: &Value) -> Value {
        match (&self.domain, value) {
            (Domain::Number(range), Value::Number(number)) => Value::Number(range.nearest(*number)),
            (Domain::Number(_) | Domain::Choice(_) | Domain::Text { .. }, _) => value.clone(),
        }
    }

    /// Where a turn leads from `value`.
    pub fn turned(&self, value: &Value, turn: Turn) -> Value {
        match &self.domain {
            Domain::Number(range) => {
                let from = if let Value::Number(number) = value {
                    *number
                } else {
                    range.default
                };
                Value::Number(range.turned(from, turn))
            }
            Domain::Choice(options) => {
                let from = if let Value::Choice(name) = value {
                    name
                } else {
                    options.default
                };
                Value::Choice(options.turned(from, turn).to_owned())
            }
            Domain::Text { .. } => value.clone(),
        }
    }
}

impl Range {
    /// A range whose fine step is a tenth of its step.
    pub const fn new(min: f64, max: f64, default: f64, step: f64) -> Self {
        Self {
            min,
            max,
            default,
            step,
            fine: step / 10.0,
            skips_zero: false,
        }
    }

    /// The same range with another fine step.
    #[must_use]
    pub const fn fine(self, fine: f64) -> Self {
        Self { fine, ..self }
    }

    /// The same range without zero.
    #[must_use]
    pub const fn without_zero(self) -> Self {
        Self {
            skips_zero: true,
            ..self
        }
    }

    /// Decimals that tell neighbouring values apart.
    pub fn decimals(&self) -> u8 {
        (0..6)
            .find(|d| {
                let scaled = self.fine.min(self.step) * 10f64.powi(i32::from(*d));
                (scaled - scaled.round()).abs() < 1e-9 && scaled >= 0.5
            })
            .unwrap_or(6)
    }

    fn admit(&self, control: &str, number: f64) -> Result<f64, SetError> {
        let inside = self.min - 1e-9 <= number && number <= self.max + 1e-9;
        if !inside || (self.skips_zero && number == 0.0) {
            return Err(SetError::OutOfRange {
                control: control.to_owned(),
                number,
                range: *self,
            });
        }
        Ok(clean(number.clamp(self.min, self.max)))
    }

    /// The step nearest to `number`; beside zero where zero is left out.
    fn nearest(&self, number: f64) -> f64 {
        if !number.is_finite() {
            return self.default;
        }
        let step = clean((number / self.step).round() * self.step).clamp(self.min, self.max);
        if self.skips_zero && step == 0.0 {
            return if number < 0.0 { -self.step } else { self.step };
        }
        step
    }

    fn turned(&self, from: f64, turn: Turn) -> f64 {
        let to = match turn {
            Turn::Step(way) => next(from, self.step, way),
            Turn::Fine(way) => next(from, self.fine, way),
            Turn::Coarse(way) => next(from, 10.0 * self.step, way),
            Turn::Low => self.min,
            Turn::High => self.max,
        };
        let to = to.clamp(self.min, self.max);
        if self.skips_zero && to == 0.0 {
            let beyond = if from > 0.0 {
                next(to, self.step, Toward::Previous)
            } else {
                next(to, self.step, Toward::Next)
            };
            return match turn {
                Turn::Fine(Toward::Previous) => clean(-self.fine),
                Turn::Fine(Toward::Next) => clean(self.fine),
                Turn::Step(_) | Turn::Coarse(_) | Turn::Low | Turn::High => beyond,
            };
        }
        to
    }
}

impl Options {
    /// The words for option `name`; the name itself where the options have no word group.
    pub fn label(&self, name: &str) -> Phrase {
        if self.words.is_empty() {
            let number = name
                .parse()
                .map(|number| format_number(number, NumberFormat::Plain));
            Phrase::verbatim(number.unwrap_or_else(|_| name.to_owned()))
        } else {
            Phrase::key(format!("{}.{name}", self.words))
        }
    }

    fn admit(&self, control: &str, name: &str) -> Result<Value, SetError> {
        if self.names.contains(&name) {
            return Ok(Value::Choice(name.to_owned()));
        }
        Err(SetError::NoSuchOption {
            control: control.to_owned(),
            name: name.to_owned(),
            names: self.names.clone(),
        })
    }

    fn turned(&self, from: &str, turn: Turn) -> &'static str {
        let last = self.names.len().saturating_sub(1);
        let at = self
            .names
            .iter()
            .position(|name| *name == from)
            .unwrap_or(0);
        let to = match turn {
            Turn::Step(Toward::Next) | Turn::Fine(Toward::Next) | Turn::Coarse(Toward::Next) => {
                (at + 1).min(last)
            }
            Turn::Step(Toward::Previous)
            | Turn::Fine(Toward::Previous)
            | Turn::Coarse(Toward::Previous) => at.saturating_sub(1),
            Turn::Low => 0,
            Turn::High => last,
        };
        self.names.get(to).copied().unwrap_or(self.default)
    }
}

/// The nearest multiple of `step` beyond `from`.
fn next(from: f64, step: f64, way: Toward) -> f64 {
    let at = from / step;
    let slack = 1e-6;
    let to = match way {
        Toward::Next => (at + slack).floor() + 1.0,
        Toward::Previous => (at - slack).ceil() - 1.0,
    };
    clean(to * step)
}

/// Rounds away the dust of decimal steps (0.30000000000000004) and the sign of zero.
fn clean(number: f64) -> f64 {
    (number * 1e9).round() / 1e9 + 0.0
}

/// All controls of a lab, in the order in which they are shown.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Controls(pub Vec<Control>);

impl Controls {
    /// The control called `name`.
    pub fn get(&self, name: &str) -> Option<&Control> {
        self.0.iter().find(|control| control.name == name)
    }

    /// Their names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|control| control.name.as_str())
    }

    /// `values` with what is missing, or not allowed, replaced by defaults; what is no control is left out.
    pub fn complete(&self, values: &Values) -> Values {
        let mut all = Values::new();
        for control in &self.0 {
            let kept = values
                .get(&control.name)
                .and_then(|value| control.admit(value).ok());
            all.set(&control.name, kept.unwrap_or_else(|| control.default()));
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turn(range: Range, from: f64, turn: Turn) -> f64 {
        match Control::number("w", range).turned(&Value::Number(from), turn) {
            Value::Number(number) => number,
            Value::Choice(choice) => panic!("{choice} is no number"),
        }
    }

    #[test]
    fn turns_land_on_multiples_of_the_step() {
        let range = Range::new(-10.0, 10.0, 0.0, 0.5);
        assert_eq!(turn(range, 0.3, Turn::Step(Toward::Next)), 0.5);
        assert_eq!(turn(range, 0.3, Turn::Step(Toward::Previous)), 0.0);
        assert_eq!(turn(range, 9.8, Turn::Coarse(Toward::Next)), 10.0);
        assert_eq!(turn(range, 0.1, Turn::Fine(Toward::Next)), 0.15);
    }

    #[test]
    fn steps_of_a_tenth_leave_no_dust() {
        let range = Range::new(-3.0, 3.0, 0.0, 0.1);
        let mut at = 0.0;
        for _ in 0..3 {
            at = turn(range, at, Turn::Step(Toward::Next));
        }
        assert_eq!(at.to_string(), "0.3");
    }

    #[test]
    fn a_weight_jumps_over_zero() {
        let range = Range::new(-3.0, 3.0, 1.0, 0.1).without_zero();
        assert_eq!(turn(range, 0.1, Turn::Step(Toward::Previous)), -0.1);
        assert_eq!(turn(range, -0.1, Turn::Step(Toward::Next)), 0.1);
        assert!(
            Control::number("w", range)
                .admit(&Value::Number(0.0))
                .is_err()
        );
    }

    #[test]
    fn what_is_out_of_range_is_refused_and_nan_too() {
        let control = Control::number("b", Range::new(-1.0, 1.0, 0.0, 0.5));
        assert!(control.admit(&Value::Number(1.1)).is_err());
        assert!(control.admit(&Value::Number(f64::NAN)).is_err());
        assert!(control.admit(&Value::Choice("x".to_owned())).is_err());
        assert_eq!(control.admit(&Value::Number(1.0)), Ok(Value::Number(1.0)));
    }
}
