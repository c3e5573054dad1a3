//! The result of a command that does not open the terminal.

use std::borrow::Cow;

use crate::text::{fold_to_ascii, printable};

/// Text for standard output and the exit code.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct CommandOutput {
    pub(super) text: String,
    pub(super) format: OutputFormat,
    pub(super) code: u8,
}

/// The reader of an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OutputFormat {
    /// A person: the text is in the encoding of the locale.
    Page,
    /// A program: the text is in UTF-8.
    Data,
}

/// The characters that the terminal can show according to the locale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// All.
    Utf8,
    /// Those that every encoding has.
    Ascii,
}

impl CommandOutput {
    /// A report of a command that succeeded, for a person.
    pub(super) fn success(text: String) -> Self {
        Self {
            text,
            format: OutputFormat::Page,
            code: 0,
        }
    }

    /// A report of a command that succeeded, for another program.
    pub(super) fn data(text: String) -> Self {
        Self {
            format: OutputFormat::Data,
            ..Self::success(text)
        }
    }

    /// The same report with `lines` before its text.
    #[must_use]
    pub(super) fn with_first_lines(self, lines: &str) -> Self {
        Self {
            text: lines.to_owned() + &self.text,
            ..self
        }
    }

    /// The same with `line` at the end.
    #[must_use]
    pub(super) fn with_last_line(self, line: &str) -> Self {
        Self {
            text: self.text + line + "\n",
            ..self
        }
    }

    /// The text without control characters, in this encoding if a person reads it.
    pub(super) fn printable(&self, encoding: Encoding) -> Cow<'_, str> {
        match self.format {
            OutputFormat::Page => encoding.encode(&self.text),
            OutputFormat::Data => printable(&self.text),
        }
    }
}

impl Encoding {
    /// `text` in characters that the terminal can show, without control characters.
    pub(super) fn encode(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Utf8 => printable(text),
            Self::Ascii => {
                let text = printable(text);
                let folded = fold_to_ascii(&text);
                let shown = folded.chars().map(|c| if c.is_ascii() { c } else { '?' });
                Cow::Owned(shown.collect())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_the_encoding_and_data_do_not() {
        let text = "a\u{1b}[m − 기\n".to_owned();
        let page = CommandOutput::success(text.clone());
        assert_eq!(page.printable(Encoding::Utf8), "a\u{fffd}[m − 기\n");
        assert_eq!(page.printable(Encoding::Ascii), "a?[m - ?\n");
        assert_eq!(
            CommandOutput::data(text).printable(Encoding::Ascii),
            "a\u{fffd}[m − 기\n"
        );
    }
}
