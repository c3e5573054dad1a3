//! Detection of terminals that draw box-drawing lines two columns wide.

use std::io;

use crossterm::cursor;
use crossterm::execute;
use crossterm::style::Print;
use crossterm::terminal::{Clear, ClearType};

/// Languages whose terminals may draw `─`, `→` and `±` two columns wide, because their East Asian width is ambiguous
/// (UAX #11).
const EAST_ASIAN_LANGUAGES: [&str; 3] = ["ko", "ja", "zh"];

/// Whether this process's terminal draws lines two columns wide, which breaks boxes and charts.
///
/// Queries only terminals with an East Asian locale: prints a line and reads the cursor position. A terminal that does not
/// reply within two seconds counts as narrow. Must run before the alternate screen is entered.
pub fn draws_lines_wide(environment: &dyn Fn(&str) -> Option<String>) -> bool {
    is_east_asian_locale(environment) && measure_line_width().is_ok_and(|columns| columns > 1)
}

fn is_east_asian_locale(environment: &dyn Fn(&str) -> Option<String>) -> bool {
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

/// The columns that the terminal's cursor advances after one `─`.
fn measure_line_width() -> io::Result<u16> {
    let mut out = io::stdout();
    execute!(out, Print("\r─"))?;
    let position = cursor::position();
    execute!(out, Print("\r"), Clear(ClearType::UntilNewLine))?;
    Ok(position?.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_terminals_with_an_east_asian_locale_are_queried() {
        let is_queried = |locale: &'static str| {
            is_east_asian_locale(&move |name| (name == "LANG").then(|| locale.to_owned()))
        };
        assert!(is_queried("ko_KR.UTF-8") && is_queried("ja_JP.UTF-8") && is_queried("zh_TW"));
        assert!(!is_queried("en_GB.UTF-8") && !is_queried("C") && !is_queried(""));
    }
}
