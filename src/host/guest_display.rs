//! The screens of guests: terminals, and pages that draw cells.

use std::io::{self, Write};

use crate::terminal::{CellDisplay, Display, RemoteDisplay};

/// The kind of screen of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GuestScreen {
    /// A terminal, which gets escape sequences.
    Terminal,
    /// The course page in a browser, which gets cells.
    Page,
}

impl GuestScreen {
    /// The bytes that tell a guest of a fault behind which nothing is drawn any more.
    pub(super) fn crash_message(self, sentence: &str) -> Vec<u8> {
        match self {
            Self::Terminal => format!("\x1b[?1049l\x1b[?25h{sentence}\r\n").into_bytes(),
            Self::Page => CellDisplay::<io::Sink>::farewell(sentence).into_bytes(),
        }
    }
}

/// A display of a guest.
pub(super) trait GuestDisplay: Display {
    /// Ends the display, and leaves `farewell` on the screen.
    fn close(self, farewell: &str) -> io::Result<()>;
}

impl<W: Write> GuestDisplay for RemoteDisplay<W> {
    fn close(self, farewell: &str) -> io::Result<()> {
        Self::close(self, farewell)
    }
}

impl<W: Write> GuestDisplay for CellDisplay<W> {
    fn close(self, farewell: &str) -> io::Result<()> {
        Self::close(self, farewell)
    }
}
