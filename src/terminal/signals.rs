//! Signals that ask the program to end.
//!
//! A thread of its own receives them: on a closed terminal, crossterm's reader never returns and uses a whole core, so the
//! thread that reads input may never see the signal.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGWINCH};
use signal_hook::iterator::{Handle, Signals};
use signal_hook::{flag, low_level};

/// The signals that end the program.
const TERMINATION_SIGNALS: [i32; 3] = [SIGHUP, SIGINT, SIGTERM];

/// Time that the event loop has to end by itself after a signal.
const GRACE_PERIOD: Duration = Duration::from_millis(250);

/// Time that a stop signal needs to reach this process.
const STOP_DELAY: Duration = Duration::from_millis(20);

/// The signal that asks the program to end, shared between the watching thread and the event loop.
#[derive(Debug, Default)]
pub(super) struct SignalFlag(AtomicU8);

impl SignalFlag {
    /// The number of the signal that arrived.
    pub(super) fn signal(&self) -> Option<u8> {
        match self.0.load(Ordering::SeqCst) {
            0 => None,
            signal => Some(signal),
        }
    }

    fn set(&self, signal: i32) {
        self.0
            .store(u8::try_from(signal).unwrap_or(u8::MAX), Ordering::SeqCst);
    }
}

/// Runs `body` while a thread watches for signals.
///
/// If `body` does not return soon after a signal, calls `restore` and exits the process with 128 + the signal's number.
pub(super) fn watch_signals<T>(
    restore: fn(),
    body: impl FnOnce(&SignalFlag) -> T,
) -> io::Result<T> {
    let mut signals = Signals::new(TERMINATION_SIGNALS)?;
    exit_on_second_signal()?;
    let handle = signals.handle();
    let (body_sender, body_end) = mpsc::channel();
    let flag = &SignalFlag::default();
    Ok(thread::scope(|scope| {
        scope.spawn(move || {
            if let Some(signal) = signals.forever().next() {
                flag.set(signal);
                exit_after_grace_period(signal, &body_end, restore);
            }
        });
        // Also dropped when the body panics: otherwise the scope would wait for its thread forever.
        let _guard = WatchGuard {
            handle,
            _body_sender: body_sender,
        };
        body(flag)
    }))
}

/// Stops the program as a shell expects of Ctrl-Z, and returns when it continues.
pub(super) fn suspend() -> io::Result<()> {
    // The terminal stops the whole process group too: under `cargo run`, the shell waits for cargo.
    rustix::process::kill_current_process_group(rustix::process::Signal::TSTP)?;
    // Another thread may receive the signal. The sleep ends after the program continues.
    thread::sleep(STOP_DELAY);
    Ok(())
}

/// Ends the watching thread when dropped.
struct WatchGuard {
    handle: Handle,
    // Dropping the sender tells the watching thread that the body has ended.
    _body_sender: mpsc::Sender<()>,
}

impl Drop for WatchGuard {
    fn drop(&mut self) {
        self.handle.close();
    }
}

/// Makes a second signal exit at once: the program may hang in a write that no terminal reads.
fn exit_on_second_signal() -> io::Result<()> {
    let is_second = Arc::new(AtomicBool::new(false));
    for signal in TERMINATION_SIGNALS {
        flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&is_second))?;
        flag::register(signal, Arc::clone(&is_second))?;
    }
    Ok(())
}

fn exit_after_grace_period(signal: i32, body_end: &Receiver<()>, restore: fn()) {
    // Wakes a reader that waits for keys. If that fails, the grace period expires.
    drop(low_level::raise(SIGWINCH));
    match body_end.recv_timeout(GRACE_PERIOD) {
        Ok(()) | Err(RecvTimeoutError::Disconnected) => {}
        Err(RecvTimeoutError::Timeout) => {
            restore();
            #[expect(
                clippy::disallowed_methods,
                reason = "the reader hangs, so main cannot return; the terminal is restored"
            )]
            std::process::exit(128 + signal);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_watch_ends_when_its_body_returns() {
        let signal = watch_signals(|| panic!("nothing to restore"), SignalFlag::signal);
        assert_eq!(signal.unwrap(), None);
    }

    #[test]
    fn the_watch_passes_on_a_panic_of_its_body() {
        let result = std::panic::catch_unwind(|| {
            watch_signals(|| {}, |_| panic!("the body fails")).unwrap();
        });
        assert!(result.is_err());
    }
}
