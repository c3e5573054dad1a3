//! Queries to the terminal: the background color, the width of lines, large text, images and the size of cells.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::input::GRAPHICS_QUERY_ID;
use crate::app::{Detection, TerminalReport};

/// Languages whose terminals may draw `─`, `→` and `±` two columns wide, because their East Asian width is ambiguous
/// (UAX #11).
const EAST_ASIAN_LANGUAGES: [&str; 3] = ["ko", "ja", "zh"];

/// Asks for the background color (OSC 11).
const QUERY_BACKGROUND: &str = "\x1b]11;?\x1b\\";
/// Draws a line glyph at the left margin and asks for the cursor position (DSR 6); the first frame covers the glyph.
const QUERY_LINE_WIDTH: &str = "\x1b[H─\x1b[6n";
/// Draws a blank at double size and asks for the cursor position: it has moved by two columns if the terminal can draw text
/// at double size, by one in foot, which knows only the rest of the protocol, and not at all in others. No key and no other
/// query is answered with this place.
const QUERY_LARGE_TEXT: &str = "\x1b[2;20H\x1b]66;s=2; \x07\x1b[6n";
/// Asks for the name and the version of the terminal (XTVERSION).
const QUERY_PROGRAM: &str = "\x1b[>0q";
/// Asks for the size of a cell in pixels.
const QUERY_CELL: &str = "\x1b[16t";
/// Asks for the size of the window in pixels: xterm does not tell the size of a cell.
const QUERY_WINDOW: &str = "\x1b[14t";
/// Asks for the color registers and for the largest image of sixel (XTSMGRAPHICS).
const QUERY_SIXEL: &str = "\x1b[?1;1;0S\x1b[?2;1;0S";
/// Removes a query that the terminal has printed instead of reading it, and a blank at double size.
const CLEAR: &str = "\x1b[2J";
/// Asks for the type of the terminal (DA1). Every terminal replies, so this is the last query.
const QUERY_ATTRIBUTES: &str = "\x1b[c";

/// Sends the queries that `detection` needs in one burst that ends with DA1.
pub(super) fn write_queries(out: &mut impl Write, detection: Detection) -> io::Result<()> {
    let mut burst = String::new();
    if detection.theme {
        burst.push_str(QUERY_BACKGROUND);
    }
    if detection.line_width {
        burst.push_str(QUERY_LINE_WIDTH);
    }
    if detection.large_text {
        burst.push_str(QUERY_LARGE_TEXT);
        burst.push_str(CLEAR);
    }
    if detection.program {
        burst.push_str(QUERY_PROGRAM);
    }
    if detection.images {
        // A pixel of 24 bits that is not shown. Writing to a string cannot fail.
        let _infallible = write!(
            burst,
            "\x1b[H\x1b_Gi={GRAPHICS_QUERY_ID},s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\{CLEAR}"
        );
        burst.push_str(QUERY_CELL);
        burst.push_str(QUERY_WINDOW);
        burst.push_str(QUERY_SIXEL);
    }
    burst.push_str(QUERY_ATTRIBUTES);
    out.write_all(burst.as_bytes())?;
    out.flush()
}

/// Asks for the size of a cell and of the window in pixels.
pub(super) fn write_size_queries(out: &mut impl Write) -> io::Result<()> {
    out.write_all(QUERY_CELL.as_bytes())?;
    out.write_all(QUERY_WINDOW.as_bytes())
}

/// Whether the terminal may draw lines two columns wide, according to the locale.
pub fn may_draw_lines_wide(environment: &dyn Fn(&str) -> Option<String>) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(environment)
        .find(|value| !value.is_empty());
    let starts_with = |language: &&str| {
        locale
            .as_ref()
            .is_some_and(|name| name.starts_with(language))
    };
    EAST_ASIAN_LANGUAGES.iter().any(starts_with)
}

/// The background according to `COLORFGBG`, as rxvt sets it: color indices separated by semicolons, the background last.
pub fn background_from_environment(
    environment: &dyn Fn(&str) -> Option<String>,
) -> Option<TerminalReport> {
    let value = environment("COLORFGBG")?;
    let index: u8 = value.rsplit(';').next()?.parse().ok()?;
    // 7 is light grey, 8 dark grey, and 9 to 15 are the bright colours.
    Some(match index {
        7 | 9..=15 => TerminalReport::LightBackground,
        _ => TerminalReport::DarkBackground,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn background(value: &'static str) -> Option<TerminalReport> {
        background_from_environment(&move |name| (name == "COLORFGBG").then(|| value.to_owned()))
    }

    #[test]
    fn the_last_number_of_colorfgbg_is_the_background() {
        let (dark, light) = (
            TerminalReport::DarkBackground,
            TerminalReport::LightBackground,
        );
        assert_eq!(background("15;0"), Some(dark));
        assert_eq!(background("0;default;15"), Some(light));
        assert_eq!(background("0;7"), Some(light));
        assert_eq!(background("15;default"), None);
        assert_eq!(background(""), None);
    }

    fn queries(detection: Detection) -> String {
        let mut bytes = Vec::new();
        write_queries(&mut bytes, detection).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_terminal_that_is_asked_for_no_images_gets_no_application_command() {
        let most = Detection {
            theme: true,
            line_width: true,
            images: false,
            program: true,
            large_text: true,
        };
        assert!(!queries(most).contains("\x1b_"));
        let all = queries(Detection {
            images: true,
            ..most
        });
        assert!(all.contains("\x1b_Gi=") && all.ends_with(QUERY_ATTRIBUTES));
    }

    #[test]
    fn a_blank_at_double_size_is_erased_again() {
        let burst = queries(Detection {
            large_text: true,
            ..Detection::default()
        });
        let (before, after) = burst.split_once("\x1b]66;s=2; \x07").unwrap();
        assert!(before.ends_with("\x1b[2;20H"));
        assert!(after.starts_with("\x1b[6n") && after.contains(CLEAR));
        assert!(!queries(Detection::default()).contains("\x1b]66"));
    }

    #[test]
    fn only_terminals_with_an_east_asian_locale_are_queried() {
        let is_queried = |locale: &'static str| {
            may_draw_lines_wide(&move |name| (name == "LANG").then(|| locale.to_owned()))
        };
        assert!(is_queried("ko_KR.UTF-8") && is_queried("ja_JP.UTF-8") && is_queried("zh_TW"));
        assert!(!is_queried("en_GB.UTF-8") && !is_queried("C") && !is_queried(""));
    }
}
