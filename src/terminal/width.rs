//! How wide the terminal draws its lines.

use std::io;

use crossterm::cursor;
use crossterm::execute;
use crossterm::style::Print;
use crossterm::terminal::{Clear, ClearType};

/// The languages whose terminals may draw `─`, `→` and `±` two columns wide: to Unicode their width is ambiguous there
/// (UAX #11).
const WIDE: [&str; 3] = ["ko", "ja", "zh"];

/// Whether the terminal of this process draws lines two columns wide, in which case boxes and charts fall apart.
///
/// Only terminals of East Asian locales are asked, by drawing a line and looking where the cursor is behind it; one that does
/// not answer within two seconds is taken to draw as others do. Has to be asked before the screen is taken.
pub fn draws_lines_wide(environment: &dyn Fn(&str) -> Option<String>) -> bool {
    may_be_wide(environment) && measured().unwrap_or(false)
}

fn may_be_wide(environment: &dyn Fn(&str) -> Option<String>) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(environment)
        .find(|value| !value.is_empty());
    locale.is_some_and(|name| WIDE.iter().any(|wide| name.starts_with(wide)))
}

fn measured() -> io::Result<bool> {
    let mut out = io::stdout();
    execute!(out, Print("\r─"))?;
    let at = cursor::position();
    execute!(out, Print("\r"), Clear(ClearType::UntilNewLine))?;
    Ok(at?.0 > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_terminals_of_east_asian_locales_are_asked() {
        let asked = |locale: &'static str| {
            may_be_wide(&move |name| (name == "LANG").then(|| locale.to_owned()))
        };
        assert!(asked("ko_KR.UTF-8") && asked("ja_JP.UTF-8") && asked("zh_TW"));
        assert!(!asked("en_GB.UTF-8") && !asked("C") && !asked(""));
    }
}
