//! Where there are no signals: nothing asks, nothing suspends.

use std::io;

/// Whether a signal has asked the program to end; here, never.
#[derive(Debug, Default)]
pub(super) struct Asked;

impl Asked {
    /// The number of the signal that came.
    #[expect(
        clippy::unused_self,
        reason = "the same interface as where there are signals"
    )]
    pub(super) fn signal(&self) -> Option<u8> {
        None
    }
}

/// Runs `body`.
pub(super) fn watching<T>(_restore: fn(), body: impl FnOnce(&Asked) -> T) -> io::Result<T> {
    Ok(body(&Asked))
}

/// Does nothing: a program cannot be suspended here.
pub(super) fn suspend() -> io::Result<()> {
    Ok(())
}
