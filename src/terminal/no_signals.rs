//! Replaces `signals` on systems without Unix signals.

use std::io;

use super::input::{Event, EventSender};

/// The signals that have arrived; here always none.
#[derive(Debug, Default)]
pub(super) struct SignalFlags;

#[expect(
    clippy::unused_self,
    reason = "the same interface as on systems with signals"
)]
impl SignalFlags {
    /// The number of the signal that ends the program.
    pub(super) fn end_signal(&self) -> Option<u8> {
        None
    }

    /// The event of a signal.
    pub(super) fn take_event(&self) -> Option<Event> {
        None
    }
}

/// Runs `body`.
pub(super) fn watch_signals<T>(
    _sender: EventSender,
    _restore: fn(),
    body: impl FnOnce(&SignalFlags) -> T,
) -> io::Result<T> {
    Ok(body(&SignalFlags))
}

/// Does nothing, because this system cannot suspend a program.
pub(super) fn suspend() -> io::Result<()> {
    Ok(())
}
