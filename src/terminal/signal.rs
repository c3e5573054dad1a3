//! Signals that ask the program to end.
//!
//! They are taken on a thread of their own: on a terminal that was closed, crossterm's reader
//! never returns and uses a whole core, so the thread that reads cannot be relied on to end.

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
const ENDING: [i32; 3] = [SIGHUP, SIGINT, SIGTERM];

/// How long the loop may take to end by itself.
const GRACE: Duration = Duration::from_millis(250);

/// How long a stop may take to reach this process.
const SETTLING: Duration = Duration::from_millis(20);

/// Whether a signal has asked the program to end.
#[derive(Debug, Default)]
pub(super) struct Asked(AtomicU8);

impl Asked {
    /// The number of the signal that came.
    pub(super) fn signal(&self) -> Option<u8> {
        match self.0.load(Ordering::SeqCst) {
            0 => None,
            signal => Some(signal),
        }
    }

    fn note(&self, signal: i32) {
        self.0
            .store(u8::try_from(signal).unwrap_or(u8::MAX), Ordering::SeqCst);
    }
}

/// Runs `body` while signals are watched for. A body that has not returned soon after one came is
/// given up: `restore` is called and the program ends with 128 + the signal's number.
pub(super) fn watching<T>(restore: fn(), body: impl FnOnce(&Asked) -> T) -> io::Result<T> {
    let mut signals = Signals::new(ENDING)?;
    end_at_once_when_asked_twice()?;
    let asked = Asked::default();
    let handle = signals.handle();
    let (running, ended) = mpsc::channel();
    let noted = &asked;
    Ok(thread::scope(|scope| {
        scope.spawn(move || {
            if let Some(signal) = signals.forever().next() {
                noted.note(signal);
                give_grace(signal, &ended, restore);
            }
        });
        // Dropped when the body panics, too: else the scope would wait for its thread for ever.
        let _watch = Watch {
            handle,
            _running: running,
        };
        body(noted)
    }))
}

/// Stops the program as a shell expects of Ctrl-Z, and returns when it goes on.
pub(super) fn suspend() -> io::Result<()> {
    // The whole group, as the terminal itself would do: under `cargo run`, a shell waits for cargo.
    rustix::process::kill_current_process_group(rustix::process::Signal::TSTP)?;
    // Another thread may be the one that takes the signal; time goes on while the program is stopped.
    thread::sleep(SETTLING);
    Ok(())
}

struct Watch {
    handle: Handle,
    // Hangs up on the watching thread when the body has ended.
    _running: mpsc::Sender<()>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.handle.close();
    }
}

/// A second signal ends the program where it stands: it may hang in a write that nobody reads.
fn end_at_once_when_asked_twice() -> io::Result<()> {
    let once = Arc::new(AtomicBool::new(false));
    for signal in ENDING {
        flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&once))?;
        flag::register(signal, Arc::clone(&once))?;
    }
    Ok(())
}

fn give_grace(signal: i32, ended: &Receiver<()>, restore: fn()) {
    // Wakes a reader that waits for keys. Where that fails, the grace runs out.
    drop(low_level::raise(SIGWINCH));
    match ended.recv_timeout(GRACE) {
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
    fn a_body_that_ends_by_itself_ends_the_watch() {
        let answer = watching(|| panic!("nothing to restore"), Asked::signal);
        assert_eq!(answer.unwrap(), None);
    }

    #[test]
    fn a_panic_goes_through_the_watch() {
        let ended = std::panic::catch_unwind(|| {
            watching(|| {}, |_| panic!("the body fails")).unwrap();
        });
        assert!(ended.is_err());
    }
}
