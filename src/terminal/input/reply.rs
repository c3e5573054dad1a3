//! Replies of a terminal to queries, and reports that it sends by itself.

use crate::app::TerminalReport;

/// A sequence that a terminal sends as a reply.
#[derive(Clone, Copy, Debug)]
pub(super) enum ReplySequence<'a> {
    /// An operating system command: its parameters.
    Osc(&'a [&'a [u8]]),
    /// A device control string.
    Dcs,
    /// An application program command.
    Apc,
    /// A control sequence: intermediate bytes, numbers and the final character.
    Csi(&'a [u8], &'a [u16], char),
}

/// A reply of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TerminalReply {
    /// A property that the screen adapts to.
    Report(TerminalReport),
    /// The type of the terminal (DA1). It ends the replies to the queries at the start.
    Attributes,
    /// The terminal has drawn everything that was sent before this query (DSR 5).
    Ready,
    /// A reply to a question that the program does not ask.
    Other,
}

impl TerminalReply {
    /// The reply in `sequence`.
    pub(super) fn parse(sequence: &ReplySequence<'_>) -> Self {
        let (dark, light) = (
            TerminalReport::DarkBackground,
            TerminalReport::LightBackground,
        );
        match sequence {
            ReplySequence::Osc([b"11", color, ..]) => match is_light(color) {
                Some(true) => Self::Report(light),
                Some(false) => Self::Report(dark),
                None => Self::Other,
            },
            // The column behind one line glyph at the left margin.
            ReplySequence::Csi(b"", [_, 3], 'R') => Self::Report(TerminalReport::WideLines),
            ReplySequence::Csi(b"", [0], 'n') => Self::Ready,
            ReplySequence::Csi(b"?", _, 'c') => Self::Attributes,
            // A change of the terminal's own theme (mode 2031).
            ReplySequence::Csi(b"?", [997, 1], 'n') => Self::Report(dark),
            ReplySequence::Csi(b"?", [997, 2], 'n') => Self::Report(light),
            ReplySequence::Osc(_)
            | ReplySequence::Dcs
            | ReplySequence::Apc
            | ReplySequence::Csi(..) => Self::Other,
        }
    }
}

/// Whether an X11 color is light: `rgb:RRRR/GGGG/BBBB` or `rgba:…`, each part of one to four hexadecimal digits.
fn is_light(color: &[u8]) -> Option<bool> {
    let text = std::str::from_utf8(color).ok()?;
    let parts = text
        .strip_prefix("rgb:")
        .or_else(|| text.strip_prefix("rgba:"))?;
    let part = |digits: &str| {
        let most = 16_u32
            .checked_pow(u32::try_from(digits.len()).ok()?)?
            .checked_sub(1)?;
        let value = u32::from_str_radix(digits, 16).ok()?;
        (digits.len() <= 4 && most > 0).then(|| f64::from(value) / f64::from(most))
    };
    let parts: Vec<f64> = parts.split('/').map(part).collect::<Option<_>>()?;
    let [red, green, blue, ..] = parts[..] else {
        return None;
    };
    // Perceived brightness (ITU-R BT.601).
    Some(0.299 * red + 0.587 * green + 0.114 * blue > 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colors_are_light_or_dark() {
        assert_eq!(is_light(b"rgb:1e1e/1e1e/2e2e"), Some(false));
        assert_eq!(is_light(b"rgb:ff/ff/f0"), Some(true));
        assert_eq!(is_light(b"rgba:f/f/f/f"), Some(true));
        for broken in [
            "rgb:",
            "rgb://",
            "rgb:fffff/0/0",
            "rgb:1/2",
            "#ffffff",
            "rgb:-1/0/0",
            "?",
        ] {
            assert_eq!(is_light(broken.as_bytes()), None, "{broken}");
        }
    }
}
