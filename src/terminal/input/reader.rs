//! The thread that reads the terminal.

use std::io::{self, IsTerminal};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::pipe::{PipeFlags, pipe_with};

use super::decoder::Decoder;
use super::{Event, EventSender, TerminalReply};

/// The number of bytes that are read at once.
const CHUNK: usize = 4096;

/// The end of a wait for input.
enum Wakeup {
    /// Bytes can be read, or the terminal is gone.
    Input,
    /// The time is over.
    Timeout,
    /// A signal; nothing is known about input.
    Interrupt,
    /// The program ends.
    Stop,
}

/// The number of queries whose replies are due; shared with the code that sends them.
#[derive(Debug, Default)]
pub(in crate::terminal) struct DueReplies(AtomicU64);

impl DueReplies {
    /// Counts a query that the terminal replies to.
    pub(in crate::terminal) fn add(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }

    fn remove(&self) {
        let take_one = |count: u64| count.checked_sub(1);
        let _before = self
            .0
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, take_one);
    }

    /// Expects no more replies: the terminal gives none.
    pub(in crate::terminal) fn clear(&self) {
        self.0.store(0, Ordering::SeqCst);
    }

    /// The number of replies that are due.
    pub(in crate::terminal) fn count(&self) -> u64 {
        self.0.load(Ordering::SeqCst)
    }
}

/// Runs `body` while a thread sends the terminal's input to `sender`.
pub(in crate::terminal) fn with_reader<T>(
    sender: &EventSender,
    due: &DueReplies,
    body: impl FnOnce() -> io::Result<T>,
) -> io::Result<T> {
    // Closing the writing end stops the thread, also when `body` panics.
    let (stop, stopper) = pipe_with(PipeFlags::CLOEXEC)?;
    let terminal = open_terminal()?;
    thread::scope(|scope| {
        scope.spawn(move || {
            let terminal = terminal.as_ref().map(AsFd::as_fd);
            let stdin = io::stdin();
            let terminal = terminal.unwrap_or_else(|| stdin.as_fd());
            read_until_stopped(terminal, &stop, sender, due);
        });
        let _stopper: OwnedFd = stopper;
        body()
    })
}

/// The controlling terminal where standard input is none; none where it is.
fn open_terminal() -> io::Result<Option<OwnedFd>> {
    if io::stdin().is_terminal() {
        return Ok(None);
    }
    let flags = OFlags::RDWR | OFlags::CLOEXEC | OFlags::NOCTTY;
    Ok(Some(rustix::fs::open("/dev/tty", flags, Mode::empty())?))
}

fn read_until_stopped(
    terminal: BorrowedFd<'_>,
    stop: &OwnedFd,
    sender: &EventSender,
    due: &DueReplies,
) {
    let mut decoder = Decoder::default();
    let mut chunk = [0; CHUNK];
    loop {
        decoder.awaits_replies = due.count() > 0;
        let events = match wait(terminal, stop, decoder.timeout()) {
            Wakeup::Input => match rustix::io::read(terminal, &mut chunk) {
                Ok(0) => break,
                Ok(count) => decoder.decode(&chunk[..count]),
                Err(Errno::INTR | Errno::AGAIN) => Vec::new(),
                Err(_) => break,
            },
            Wakeup::Timeout => decoder.flush(),
            Wakeup::Interrupt => Vec::new(),
            Wakeup::Stop => return,
        };
        for event in events {
            if matches!(
                event,
                Event::Reply(TerminalReply::Attributes { .. } | TerminalReply::Ready)
            ) {
                due.remove();
            }
            if !sender.send(event) {
                return;
            }
        }
    }
    // Without an event loop nothing is left to end.
    let _is_received = sender.send(Event::EndOfInput);
}

/// Waits for input, for the stopper, or until `timeout` is over.
fn wait(terminal: BorrowedFd<'_>, stop: &OwnedFd, timeout: Option<Duration>) -> Wakeup {
    let timeout = timeout.and_then(|timeout| Timespec::try_from(timeout).ok());
    let mut fds = [
        PollFd::from_borrowed_fd(terminal, PollFlags::IN),
        PollFd::new(stop, PollFlags::IN),
    ];
    match poll(&mut fds, timeout.as_ref()) {
        Ok(0) => Wakeup::Timeout,
        Ok(_) if !fds[1].revents().is_empty() => Wakeup::Stop,
        Err(Errno::INTR) => Wakeup::Interrupt,
        Ok(_) | Err(_) => Wakeup::Input,
    }
}
