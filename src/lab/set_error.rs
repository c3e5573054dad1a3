//! The reasons why a lab rejects a value.

use super::{Range, TextFormat};
use crate::locale::{Arg, Phrase};
use crate::text::clip;

/// The most columns of a rejected text that an error repeats.
const MAX_SHOWN_TEXT: usize = 60;

/// The reason why a lab rejects a value.
#[derive(Clone, Debug, PartialEq)]
pub enum SetError {
    /// The lab has no such control.
    NoSuchControl {
        /// The name that was given.
        control: String,
        /// The controls with the most similar names, the most similar first.
        names: Vec<String>,
    },
    /// The control takes a number.
    NotANumber {
        /// The control.
        control: String,
        /// The given text.
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
        /// The given number.
        number: f64,
        /// The range of the control.
        range: Range,
    },
    /// The control has no such option.
    NoSuchOption {
        /// The control.
        control: String,
        /// The given name.
        name: String,
        /// The options of the control.
        names: Vec<&'static str>,
    },
    /// The text is not in the format of the control.
    WrongFormat {
        /// The control.
        control: String,
        /// The given text.
        text: String,
        /// The format of the control.
        format: TextFormat,
    },
}

impl SetError {
    /// The error as a sentence that names the control as files and options do, and says what it takes.
    pub fn phrase(&self) -> Phrase {
        let (Self::NoSuchControl { control, .. }
        | Self::NotANumber { control, .. }
        | Self::OutOfRange { control, .. }
        | Self::NoSuchOption { control, .. }
        | Self::WrongFormat { control, .. }) = self;
        self.phrase_naming(control.as_str())
    }

    /// The error as a sentence that calls the control `control`, and says what it takes.
    pub fn phrase_naming(&self, control: impl Into<Arg>) -> Phrase {
        match self {
            Self::NoSuchControl { names, .. } => Phrase::key("fault.no-such-control")
                .with("control", control)
                .with("names", names.join(", ")),
            Self::NotANumber { text, min, max, .. } => Phrase::key("fault.not-a-number")
                .with("control", control)
                .with("text", text.as_str())
                .with("min", *min)
                .with("max", *max),
            Self::OutOfRange { number, range, .. } => Phrase::key(if range.skips_zero {
                "fault.out-of-range-without-zero"
            } else {
                "fault.out-of-range"
            })
            .with("control", control)
            .with("number", *number)
            .with("min", range.min)
            .with("max", range.max),
            Self::NoSuchOption { name, names, .. } => Phrase::key("fault.no-such-option")
                .with("control", control)
                .with("name", name.as_str())
                .with("names", names.join(", ")),
            Self::WrongFormat { text, format, .. } => Phrase::key("fault.not-of-form")
                .with("control", control)
                .with("text", clip(text, MAX_SHOWN_TEXT, "…"))
                .with("form", Phrase::key(format.key())),
        }
    }
}
