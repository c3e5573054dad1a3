//! Signals: those that ask the program to end, a new size, and the continuation of a stopped process.
//!
//! A thread of its own receives them, because the event loop may hang in a write that no terminal reads.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGPIPE, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2,
    SIGWINCH, SIGXCPU, SIGXFSZ,
};
use signal_hook::flag;
use signal_hook::iterator::{Handle, Signals};

use super::input::{Event, EventSender};

/// The signals that end the program: all that end a process by default and can be handled.
const TERMINATION_SIGNALS: [i32; 11] = [
    SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGPIPE, SIGALRM, SIGTERM, SIGUSR1, SIGUSR2, SIGXCPU, SIGXFSZ,
];

/// Time that the event loop has to end by itself after a signal.
const GRACE_PERIOD: Duration = Duration::from_millis(250);

/// Time that a stop signal needs to reach this process.
const STOP_DELAY: Duration = Duration::from_millis(20);

/// The signals that have arrived, shared between the watching thread and the event loop.
#[derive(Debug, Default)]
pub(super) struct SignalFlags {
    /// The number of a signal that ends the program; 0 for none.
    end: AtomicU8,
    is_resized: AtomicBool,
    is_continued: AtomicBool,
}

impl SignalFlags {
    /// The number of the signal that ends the program.
    pub(super) fn end_signal(&self) -> Option<u8> {
        match self.end.load(Ordering::SeqCst) {
            0 => None,
            signal => Some(signal),
        }
    }

    /// The event of a signal. A signal that ends the program stays.
    pub(super) fn take_event(&self) -> Option<Event> {
        if let Some(signal) = self.end_signal() {
            return Some(Event::Signal(signal));
        }
        if self.is_continued.swap(false, Ordering::SeqCst) {
            return Some(Event::Continue);
        }
        self.is_resized
            .swap(false, Ordering::SeqCst)
            .then_some(Event::Resize)
    }

    /// Stores `signal`; returns whether it ends the program.
    fn set(&self, signal: i32) -> bool {
        match signal {
            SIGWINCH => self.is_resized.store(true, Ordering::SeqCst),
            SIGCONT => self.is_continued.store(true, Ordering::SeqCst),
            _ => {
                let number = u8::try_from(signal).unwrap_or(u8::MAX);
                self.end.store(number, Ordering::SeqCst);
                return true;
            }
        }
        false
    }
}

/// Runs `body` while a thread watches for signals and wakes the event loop through `sender`.
///
/// If `body` does not return soon after a signal that ends the program, calls `restore` and exits the process with 128 + the
/// signal's number.
pub(super) fn watch_signals<T>(
    sender: EventSender,
    restore: fn(),
    body: impl FnOnce(&SignalFlags) -> T,
) -> io::Result<T> {
    let mut signals = Signals::new(TERMINATION_SIGNALS.iter().chain(&[SIGWINCH, SIGCONT]))?;
    exit_on_second_signal()?;
    let handle = signals.handle();
    let (body_sender, body_end) = mpsc::channel();
    let flags = &SignalFlags::default();
    Ok(thread::scope(|scope| {
        scope.spawn(move || {
            for signal in signals.forever() {
                let ends = flags.set(signal);
                sender.wake();
                if ends {
                    return exit_after_grace_period(signal, &body_end, restore);
                }
            }
        });
        // Also dropped when the body panics: otherwise the scope would wait for its thread forever.
        let _guard = WatchGuard {
            handle,
            _body_sender: body_sender,
        };
        body(flags)
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
    match body_end.recv_timeout(GRACE_PERIOD) {
        Ok(()) | Err(RecvTimeoutError::Disconnected) => {}
        Err(RecvTimeoutError::Timeout) => {
            restore();
            #[expect(
                clippy::disallowed_methods,
                reason = "the event loop hangs in a write, so main cannot return; the terminal is restored"
            )]
            std::process::exit(128 + signal);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::input::EventQueue;

    fn watch<T>(body: impl FnOnce(&SignalFlags) -> T) -> io::Result<T> {
        watch_signals(
            EventQueue::new().sender(),
            || panic!("nothing to restore"),
            body,
        )
    }

    #[test]
    fn the_watch_ends_when_its_body_returns() {
        assert_eq!(watch(SignalFlags::end_signal).unwrap(), None);
    }

    #[test]
    fn the_watch_passes_on_a_panic_of_its_body() {
        let result = std::panic::catch_unwind(|| {
            watch(|_| panic!("the body fails")).unwrap();
        });
        assert!(result.is_err());
    }

    #[test]
    fn a_signal_that_ends_the_program_comes_first_and_stays() {
        let flags = SignalFlags::default();
        assert!(!flags.set(SIGWINCH) && !flags.set(SIGCONT));
        assert!(flags.set(SIGTERM));
        assert_eq!(flags.take_event(), Some(Event::Signal(15)));
        assert_eq!(flags.take_event(), Some(Event::Signal(15)));
    }
}
