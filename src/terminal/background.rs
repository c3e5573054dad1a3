//! The background colour of the terminal: dark or light.

use std::time::Duration;

use terminal_colorsaurus::{QueryOptions, ThemeMode, theme_mode};

/// Longest wait for the reply: enough for a terminal on another continent.
const QUERY_TIMEOUT: Duration = Duration::from_millis(200);

/// The brightness of a terminal's background.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    /// Light text on dark.
    Dark,
    /// Dark text on light.
    Light,
}

/// The background of this process's terminal, from `COLORFGBG` or else from a query; `None` if it is unknown.
///
/// Must run before the alternate screen is entered, because the reply arrives as input. `environment` gives the value of a
/// variable.
pub fn query_background(environment: &dyn Fn(&str) -> Option<String>) -> Option<Background> {
    if let Some(value) = environment("COLORFGBG") {
        return parse_colorfgbg(&value);
    }
    let mut options = QueryOptions::default();
    options.timeout = QUERY_TIMEOUT;
    match theme_mode(options) {
        Ok(ThemeMode::Dark) => Some(Background::Dark),
        Ok(ThemeMode::Light) => Some(Background::Light),
        Err(_) => None,
    }
}

/// Parses `COLORFGBG` as rxvt sets it: colour indices separated by semicolons, the background last.
fn parse_colorfgbg(value: &str) -> Option<Background> {
    let index: u8 = value.rsplit(';').next()?.parse().ok()?;
    // 7 is light grey, 8 dark grey, and 9 to 15 are the bright colours.
    Some(match index {
        7 | 9..=15 => Background::Light,
        _ => Background::Dark,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_number_of_colorfgbg_is_the_background() {
        assert_eq!(parse_colorfgbg("15;0"), Some(Background::Dark));
        assert_eq!(parse_colorfgbg("0;default;15"), Some(Background::Light));
        assert_eq!(parse_colorfgbg("0;7"), Some(Background::Light));
        assert_eq!(parse_colorfgbg("15;default"), None);
        assert_eq!(parse_colorfgbg(""), None);
    }
}
