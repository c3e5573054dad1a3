//! The terminal of a guest: its type, its size and its environment, as the connection tells them.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};
use std::rc::Rc;

use tokio::sync::mpsc::Sender;

use super::fair_scheduler::WorkTurn;
use super::guest_display::GuestScreen;
use super::limits::{MAX_SCREEN, MAX_VARIABLE, USUAL_SCREEN};
use crate::locale::{Lang, Phrase};
use crate::terminal::RemoteSize;

/// The variables that a client may set; those of the locale begin with `LC_`.
const VARIABLES: [&str; 3] = ["LANG", "COLORTERM", "NO_COLOR"];

/// The locale of clients that name none: every terminal of today shows UTF-8.
const USUAL_LOCALE: &str = "C.UTF-8";

/// The terminal of a guest.
#[derive(Clone, Debug, Default)]
pub(super) struct GuestTerminal {
    variables: BTreeMap<String, String>,
}

impl GuestTerminal {
    /// The course page in a browser in the language `lang`.
    pub(super) fn of_browser(lang: &Lang) -> Self {
        let mut terminal = Self::default();
        terminal.set_type("xterm-256color");
        for (name, value) in [
            ("COLORTERM", "truecolor"),
            ("LANG", &format!("{lang}.UTF-8")),
        ] {
            let _taken = terminal.set_variable(name, value);
        }
        terminal
    }

    /// Takes the type of the terminal. Only letters, digits and `-+._` are kept: the type is looked up, never shown.
    pub(super) fn set_type(&mut self, term: &str) {
        let is_known = |c: char| c.is_ascii_alphanumeric() || "-+._".contains(c);
        if term.len() <= MAX_VARIABLE && term.chars().all(is_known) {
            self.variables.insert("TERM".to_owned(), term.to_owned());
        }
    }

    /// Takes a variable; false if it is none of those that a guest may set.
    pub(super) fn set_variable(&mut self, name: &str, value: &str) -> bool {
        let is_locale = name.strip_prefix("LC_").is_some_and(|rest| {
            !rest.is_empty() && rest.len() <= 16 && rest.chars().all(|c| c.is_ascii_uppercase())
        });
        let is_allowed = VARIABLES.contains(&name) || is_locale;
        let is_short = value.len() <= MAX_VARIABLE && value.chars().all(|c| c.is_ascii_graphic());
        if is_allowed && is_short {
            self.variables.insert(name.to_owned(), value.to_owned());
        }
        is_allowed && is_short
    }

    /// The value of a variable.
    pub(super) fn variable(&self, name: &str) -> Option<String> {
        match name {
            // It is no local terminal, which changes how curves are drawn.
            "SSH_CONNECTION" => Some("ssh".to_owned()),
            "LC_ALL" | "LC_CTYPE" | "LANG" => {
                let own = self.variables.get(name).cloned();
                let has_locale = ["LC_ALL", "LC_CTYPE", "LANG"]
                    .iter()
                    .any(|name| self.variables.contains_key(*name));
                own.or_else(|| (!has_locale).then(|| USUAL_LOCALE.to_owned()))
            }
            name => self.variables.get(name).cloned(),
        }
    }

    /// The locale that the client has named.
    pub(super) fn locale(&self) -> Option<&str> {
        let mut names = ["LC_ALL", "LC_MESSAGES", "LANG"].iter();
        names
            .find_map(|name| self.variables.get(*name))
            .map(String::as_str)
    }
}

/// The size of a screen as a client tells it: not larger than the limit, and 80 × 24 where it tells none.
pub(super) fn screen_size(columns: u32, rows: u32) -> (u16, u16) {
    let side = |told: u32, max: u32, usual: u16| match told {
        0 => usual,
        told => u16::try_from(told.min(max)).unwrap_or(usual),
    };
    (
        side(columns, MAX_SCREEN.0, USUAL_SCREEN.0),
        side(rows, MAX_SCREEN.1, USUAL_SCREEN.1),
    )
}

/// The sentence for a guest whose screen is larger than the limit.
pub(super) fn large_screen_notice(columns: u32, rows: u32) -> Option<Phrase> {
    let (max_columns, max_rows) = MAX_SCREEN;
    (columns > max_columns || rows > max_rows).then(|| {
        Phrase::key("ui.room.large-screen")
            .with("columns", u64::from(max_columns))
            .with("rows", u64::from(max_rows))
    })
}

/// A connection of a guest.
#[derive(Clone)]
pub(super) struct Connection {
    /// Takes the bytes of frames; it has room for one.
    pub(super) output: Sender<Vec<u8>>,
    /// The kind of screen that shows them.
    pub(super) screen: GuestScreen,
    /// The size of the screen.
    pub(super) size: RemoteSize,
    /// The terminal.
    pub(super) terminal: GuestTerminal,
    /// The first sentence for the guest, with a slot `own` for the code of the seat.
    pub(super) notice: Option<Phrase>,
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection")
            .field("size", &self.size)
            .finish_non_exhaustive()
    }
}

/// Writes frames to a connection. A flush waits until the frame before is on its way, and gives the turn back meanwhile.
pub(super) struct GuestWriter {
    buffer: Vec<u8>,
    output: Sender<Vec<u8>>,
    turn: Rc<WorkTurn>,
}

impl GuestWriter {
    pub(super) fn new(output: Sender<Vec<u8>>, turn: Rc<WorkTurn>) -> Self {
        Self {
            buffer: Vec::new(),
            output,
            turn,
        }
    }
}

impl Write for GuestWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        self.turn.release();
        let frame = std::mem::take(&mut self.buffer);
        let sent = self.output.blocking_send(frame);
        sent.map_err(|_closed| io::ErrorKind::BrokenPipe.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screen_has_a_usable_size_whatever_the_client_tells() {
        assert_eq!(screen_size(0, 0), (80, 24));
        assert_eq!(screen_size(120, 36), (120, 36));
        assert_eq!(screen_size(u32::MAX, u32::MAX), (200, 60));
        assert_eq!(screen_size(1, 70_000), (1, 60));
    }

    #[test]
    fn only_variables_of_the_locale_and_of_colours_are_taken() {
        let mut terminal = GuestTerminal::default();
        assert_eq!(terminal.variable("LANG").as_deref(), Some("C.UTF-8"));
        for (name, value) in [
            ("PATH", "/bin"),
            ("LD_PRELOAD", "x.so"),
            ("LC_", "ko"),
            ("LC_ALL=x", "ko"),
            ("LANG", "ko\u{1b}[2J"),
            ("LANG", "ko KR"),
            ("LANG", &"k".repeat(65)),
        ] {
            assert!(!terminal.set_variable(name, value), "{name}={value}");
        }
        assert!(terminal.set_variable("LANG", "ko_KR.UTF-8"));
        assert_eq!(terminal.locale(), Some("ko_KR.UTF-8"));
        assert_eq!(terminal.variable("LC_ALL"), None);
        assert_eq!(terminal.variable("PATH"), None);
        terminal.set_type("xterm-256color\u{1b}]0;x");
        assert_eq!(terminal.variable("TERM"), None);
        terminal.set_type("xterm-256color");
        assert_eq!(terminal.variable("TERM").as_deref(), Some("xterm-256color"));
    }
}
