//! Replies of a terminal to queries, and reports that it sends by itself.

use super::{GRAPHICS_QUERY_ID, TerminalReply, terminal_program};
use crate::app::{CellSize, TerminalReport};

/// A sequence that a terminal sends as a reply.
#[derive(Clone, Copy, Debug)]
pub(super) enum ReplySequence<'a> {
    /// An operating system command: its parameters.
    Osc(&'a [&'a [u8]]),
    /// A device control string: its content.
    Dcs(&'a [u8]),
    /// An application program command: its content.
    Apc(&'a [u8]),
    /// A control sequence: intermediate bytes, numbers and the final character.
    Csi(&'a [u8], &'a [u16], char),
}

impl ReplySequence<'_> {
    /// The meaning of the sequence.
    pub(super) fn decode(self) -> TerminalReply {
        let (dark, light) = (
            TerminalReport::DarkBackground,
            TerminalReport::LightBackground,
        );
        match self {
            Self::Osc([b"11", color, ..]) => match is_light(color) {
                Some(true) => TerminalReply::Report(light),
                Some(false) => TerminalReply::Report(dark),
                None => TerminalReply::Other,
            },
            // The column behind one line glyph at the left margin.
            Self::Csi(b"", [_, 3], 'R') => TerminalReply::Report(TerminalReport::WideLines),
            // The place behind a blank of two columns at the place of the query.
            Self::Csi(b"", [2, 22], 'R') => TerminalReply::Report(TerminalReport::LargeText),
            Self::Csi(b"", [0], 'n') => TerminalReply::Ready,
            Self::Csi(b"?", attributes, 'c') => TerminalReply::Attributes {
                has_sixel: attributes.contains(&SIXEL_ATTRIBUTE),
            },
            // Answers to XTSMGRAPHICS: the item, 0 for success, the values.
            Self::Csi(b"?", [1, 0, count], 'S') => {
                TerminalReply::Report(TerminalReport::SixelColors(*count))
            }
            Self::Csi(b"?", [2, 0, width, height], 'S') => {
                TerminalReply::Report(TerminalReport::SixelSize(*width, *height))
            }
            Self::Csi(b"", [6, height, width], 't') => {
                TerminalReply::Report(TerminalReport::Cell(CellSize {
                    width: *width,
                    height: *height,
                }))
            }
            Self::Csi(b"", [4, height, width], 't') => TerminalReply::WindowPixels {
                width: *width,
                height: *height,
            },
            Self::Apc(content) if accepts_graphics(content) => {
                TerminalReply::Report(TerminalReport::KittyGraphics)
            }
            Self::Dcs([b'>', b'|', version @ ..]) => {
                TerminalReply::Report(terminal_program::report(&String::from_utf8_lossy(version)))
            }
            // A change of the terminal's own theme (mode 2031).
            Self::Csi(b"?", [997, 1], 'n') => TerminalReply::Report(dark),
            Self::Csi(b"?", [997, 2], 'n') => TerminalReply::Report(light),
            Self::Osc(_) | Self::Dcs(_) | Self::Apc(_) | Self::Csi(..) => TerminalReply::Other,
        }
    }
}

/// The attribute of terminals that show sixels, in DA1.
const SIXEL_ATTRIBUTE: u16 = 4;

/// Whether an application program command is the answer of a terminal that shows images of the kitty protocol.
fn accepts_graphics(content: &[u8]) -> bool {
    let text = String::from_utf8_lossy(content);
    let answer = text.strip_prefix('G').and_then(|text| text.split_once(';'));
    answer.is_some_and(|(keys, message)| {
        message == "OK"
            && keys
                .split(',')
                .any(|key| key == format!("i={GRAPHICS_QUERY_ID}"))
    })
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
