//! Whether the terminal is dark or light.

use std::time::Duration;

use terminal_colorsaurus::{QueryOptions, ThemeMode, theme_mode};

/// A terminal at the other end of the world answers within this; one that does not answer costs it once.
const LIMIT: Duration = Duration::from_millis(200);

/// What a terminal's background is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    /// Light on dark.
    Dark,
    /// Dark on light.
    Light,
}

/// The background of this process's terminal: what `COLORFGBG` says of it, else what it answers itself; none where
/// neither says anything.
///
/// Has to be asked before the screen is taken, since the answer comes in on the keyboard's side.
pub fn background(environment: &dyn Fn(&str) -> Option<String>) -> Option<Background> {
    if let Some(said) = environment("COLORFGBG") {
        return from_colours(&said);
    }
    let mut options = QueryOptions::default();
    options.timeout = LIMIT;
    match theme_mode(options) {
        Ok(ThemeMode::Dark) => Some(Background::Dark),
        Ok(ThemeMode::Light) => Some(Background::Light),
        Err(_) => None,
    }
}

/// What `COLORFGBG` says, as rxvt sets it: the numbers of the foreground and, last, the background colour.
fn from_colours(said: &str) -> Option<Background> {
    let back: u8 = said.rsplit(';').next()?.parse().ok()?;
    // 7 is light grey, 8 dark grey, and from 9 to 15 stand the bright colours.
    Some(match back {
        7 | 9..=15 => Background::Light,
        _ => Background::Dark,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colorfgbg_tells_the_background_last() {
        assert_eq!(from_colours("15;0"), Some(Background::Dark));
        assert_eq!(from_colours("0;default;15"), Some(Background::Light));
        assert_eq!(from_colours("0;7"), Some(Background::Light));
        assert_eq!(from_colours("15;default"), None);
        assert_eq!(from_colours(""), None);
    }
}
