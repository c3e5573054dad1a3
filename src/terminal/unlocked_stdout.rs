//! Standard output without its lock, for a thread that restores the terminal while another one hangs in a write.

use std::io::{self, Write};

#[cfg(unix)]
use rustix::termios::{QueueSelector, tcflush};

/// Standard output without its lock and its buffer.
pub(super) struct UnlockedStdout;

#[cfg(unix)]
impl Write for UnlockedStdout {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(rustix::io::write(rustix::stdio::stdout(), bytes)?)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

// Without signals no other thread restores the terminal.
#[cfg(not(unix))]
impl Write for UnlockedStdout {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        io::stdout().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stdout().flush()
    }
}

/// Drops the output that the terminal has not read yet.
pub(super) fn discard_output() {
    // A terminal that is gone reads nothing.
    #[cfg(unix)]
    let _result = tcflush(rustix::stdio::stdout(), QueueSelector::OFlush);
}
