//! The width of the terminal, for pages that are printed.

use std::io::{self, IsTerminal as _};

use crossterm::terminal::size;

/// The columns of the terminal of standard output; none where it is none, or does not tell.
pub fn columns() -> Option<u16> {
    if !io::stdout().is_terminal() {
        return None;
    }
    let (columns, _) = size().ok()?;
    (columns > 0).then_some(columns)
}
