//! Replaces `signals` on systems without Unix signals.

use std::io;

/// The signal that asks the program to end; here always none.
#[derive(Debug, Default)]
pub(super) struct SignalFlag;

impl SignalFlag {
    /// The number of the signal that arrived.
    #[expect(
        clippy::unused_self,
        reason = "the same interface as on systems with signals"
    )]
    pub(super) fn signal(&self) -> Option<u8> {
        None
    }
}

/// Runs `body`.
pub(super) fn watch_signals<T>(
    _restore: fn(),
    body: impl FnOnce(&SignalFlag) -> T,
) -> io::Result<T> {
    Ok(body(&SignalFlag))
}

/// Does nothing, because this system cannot suspend a program.
pub(super) fn suspend() -> io::Result<()> {
    Ok(())
}
