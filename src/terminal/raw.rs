//! This process's terminal in raw mode, for bytes that another program draws.

use std::io;

use crossterm::terminal::{disable_raw_mode, enable_raw_mode, size};

use super::display::write_restore;

/// The terminal in raw mode, until this is dropped.
#[derive(Debug)]
pub struct RawTerminal(());

impl RawTerminal {
    /// Switches to raw mode.
    ///
    /// # Errors
    /// There is no terminal.
    pub fn open() -> io::Result<Self> {
        enable_raw_mode()?;
        Ok(Self(()))
    }

    /// Leaves the alternate screen and gives the mouse back, for a program that was cut off while it drew.
    ///
    /// # Errors
    /// The terminal cannot be written to.
    pub fn restore_screen(&self) -> io::Result<()> {
        write_restore(&mut io::stdout())
    }

    /// Columns and rows.
    ///
    /// # Errors
    /// The system does not tell.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        size()
    }
}

impl Drop for RawTerminal {
    fn drop(&mut self) {
        // Nothing can report a failure.
        drop(disable_raw_mode());
    }
}
