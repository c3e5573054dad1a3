//! Why a lab cannot be set as asked.

use super::{Form, Range};
use crate::locale::Phrase;

/// Why a control cannot stand where it should.
#[derive(Clone, Debug, PartialEq)]
pub enum SetError {
    /// The lab has no such control.
    NoSuchControl {
        /// What was asked for.
        control: String,
        /// The controls there are, the most alike first.
        names: Vec<String>,
    },
    /// The control takes a number.
    NotANumber {
        /// The control.
        control: String,
        /// What was given.
        text: String,
        /// The lowest value it takes.
        min: f64,
        /// The highest value it takes.
        max: f64,
    },
    /// The number is outside the range.
    OutOfRange {
        /// The control.
        control: String,
        /// What was given.
        number: f64,
        /// What it takes.
        range: Range,
    },
    /// The control has no such option.
    NoSuchOption {
        /// The control.
        control: String,
        /// What was given.
        name: String,
        /// The options there are.
        names: Vec<&'static str>,
    },
    /// The text is not of the form that the control takes.
    NotOfForm {
        /// The control.
        control: String,
        /// What was given.
        text: String,
        /// What it takes.
        form: Form,
    },
}

impl SetError {
    /// The fault as a sentence that names the thing and the remedy.
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::NoSuchControl { control, names } => Phrase::key("fault.no-such-control")
                .with("control", control.as_str())
                .with("names", names.join(", ")),
            Self::NotANumber {
                control,
                text,
                min,
                max,
            } => Phrase::key("fault.not-a-number")
                .with("control", control.as_str())
                .with("text", text.as_str())
                .with("min", *min)
                .with("max", *max),
            Self::OutOfRange {
                control,
                number,
                range,
            } => Phrase::key(if range.skips_zero {
                "fault.out-of-range-without-zero"
            } else {
                "fault.out-of-range"
            })
            .with("control", control.as_str())
            .with("number", *number)
            .with("min", range.min)
            .with("max", range.max),
            Self::NoSuchOption {
                control,
                name,
                names,
            } => Phrase::key("fault.no-such-option")
                .with("control", control.as_str())
                .with("name", name.as_str())
                .with("names", names.join(", ")),
            Self::NotOfForm {
                control,
                text,
                form,
            } => Phrase::key("fault.not-of-form")
                .with("control", control.as_str())
                .with("text", text.as_str())
                .with("form", Phrase::key(form.key())),
        }
    }
}
