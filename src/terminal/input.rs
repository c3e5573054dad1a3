//! Input of this process's terminal: keys, pastes, mouse, replies, size changes and signals as [`Event`]s, and the clock.
//!
//! A reader thread decodes what the terminal sends and queues it; signals and work in the background use the same queue, so
//! the event loop waits at one place.

#[cfg(any(not(unix), test))]
mod console_key;
#[cfg(any(unix, test, feature = "host"))]
#[cfg_attr(
    not(feature = "host"),
    expect(unreachable_pub, reason = "a host decodes the input of its guests")
)]
mod decoder;
#[cfg(any(unix, test, feature = "host"))]
mod key_decoder;
#[cfg(any(unix, test, feature = "host"))]
mod mouse_decoder;
#[cfg_attr(not(unix), path = "input/console_reader.rs")]
mod reader;
#[cfg(any(unix, test, feature = "host"))]
mod reply_decoder;
#[cfg(any(unix, test, feature = "host"))]
mod terminal_program;

use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::time::{Duration, Instant};

use super::signals::SignalFlags;
use crate::app::{Key, Msg, TerminalReport};
use crate::text::Toward;

/// The number of the image in the query for the kitty graphics protocol.
pub(super) const GRAPHICS_QUERY_ID: u32 = 31;

#[cfg(feature = "host")]
pub use decoder::Decoder;
pub(super) use reader::{DueReplies, with_reader};

/// The number of events that wait at most. The terminal keeps what is typed beyond that.
const QUEUE_LENGTH: usize = 1024;

/// An event for the event loop.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A key press.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// A mouse action at a column and row, counted from 0.
    Mouse {
        /// The action.
        action: MouseAction,
        /// The column.
        x: u16,
        /// The row.
        y: u16,
    },
    /// A reply of the terminal.
    Reply(TerminalReply),
    /// A new size of the terminal.
    Resize,
    /// The process continues after it was stopped.
    Continue,
    /// A signal of this number, which asks the program to end.
    Signal(u8),
    /// The terminal is gone.
    EndOfInput,
    /// A message for the app from work in the background.
    Message(Box<Msg>),
}

/// A reply of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TerminalReply {
    /// A property that the screen adapts to.
    Report(TerminalReport),
    /// The type of the terminal (DA1). It ends the replies to the queries at the start.
    Attributes {
        /// Whether the terminal shows sixel images.
        has_sixel: bool,
    },
    /// The size of the window in pixels, possibly with a border.
    WindowPixels {
        /// Pixels across.
        width: u16,
        /// Pixels down.
        height: u16,
    },
    /// The terminal has drawn everything that was sent before this query (DSR 5).
    Ready,
    /// A reply to a question that the program does not ask.
    Other,
}

/// A press, drag or release of the left mouse button, or a turn of the wheel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseAction {
    /// The left button goes down.
    Press,
    /// The mouse moves while the left button is down.
    Drag,
    /// The left button goes up.
    Release,
    /// The wheel scrolls toward the previous or the next lines.
    Wheel(Toward),
}

/// A source of events with a clock.
pub trait EventSource {
    /// The time since a fixed moment.
    fn now(&self) -> Duration;

    /// Waits for the next event, at most for `timeout`, or forever without one.
    ///
    /// Returns `None` after the timeout, and may do so earlier.
    fn next_event(&mut self, timeout: Option<Duration>) -> io::Result<Option<Event>>;

    /// Whether a frame that is due may run now. Where several apps share the machine, each waits for its turn.
    fn may_run_frame(&self) -> bool {
        true
    }

    /// The next event that is there already, without waiting. After `None` the loop draws; after that of
    /// [`next_event`](Self::next_event) it may also work.
    fn pending_event(&mut self) -> io::Result<Option<Event>> {
        self.next_event(Some(Duration::ZERO))
    }

    /// Waits for a reply of the terminal, at most for `timeout`. Other events are kept for [`EventSource::next_event`].
    fn next_reply(&mut self, timeout: Duration) -> io::Result<Option<TerminalReply>>;
}

/// An entry of the event queue.
enum Entry {
    Event(Event),
    /// A signal flag is set.
    Wake,
}

/// The queue between the threads that receive events and the event loop.
pub struct EventQueue {
    sender: EventSender,
    receiver: Receiver<Entry>,
}

/// The sending end of an [`EventQueue`].
#[derive(Clone)]
pub struct EventSender(SyncSender<Entry>);

impl EventQueue {
    /// An empty queue.
    pub fn new() -> Self {
        let (sender, receiver) = mpsc::sync_channel(QUEUE_LENGTH);
        Self {
            sender: EventSender(sender),
            receiver,
        }
    }

    /// A sending end.
    pub fn sender(&self) -> EventSender {
        self.sender.clone()
    }
}

impl Default for EventQueue {
    fn default() -> Self {
        Self::new()
    }
}

impl EventSender {
    /// Sends a message to the app. False once the event loop has ended.
    pub fn send_message(&self, msg: Msg) -> bool {
        self.send(Event::Message(Box::new(msg)))
    }

    /// Queues `event`, and waits for room. False once the event loop has ended.
    pub(super) fn send(&self, event: Event) -> bool {
        self.0.send(Entry::Event(event)).is_ok()
    }

    /// Wakes the event loop, so that it looks at the signal flags. With a full queue it is awake anyway.
    #[cfg_attr(
        not(unix),
        expect(dead_code, reason = "without signals nothing wakes it")
    )]
    pub(super) fn wake(&self) {
        drop(self.0.try_send(Entry::Wake));
    }
}

/// The events of this process's terminal.
pub(super) struct TerminalEvents<'a> {
    start: Instant,
    flags: &'a SignalFlags,
    receiver: Receiver<Entry>,
    /// Events that arrived while a reply was awaited.
    deferred: VecDeque<Event>,
}

impl<'a> TerminalEvents<'a> {
    /// The events in `queue` and those of `flags`.
    pub(super) fn new(queue: EventQueue, flags: &'a SignalFlags) -> Self {
        #[expect(
            clippy::disallowed_methods,
            reason = "the rest of the program gets its time from this clock"
        )]
        let start = Instant::now();
        Self {
            start,
            flags,
            receiver: queue.receiver,
            deferred: VecDeque::new(),
        }
    }

    fn receive(&self, timeout: Option<Duration>) -> Option<Event> {
        if let Some(event) = self.flags.take_event() {
            return Some(event);
        }
        let entry = match timeout {
            Some(timeout) => self.receiver.recv_timeout(timeout),
            None => self.receiver.recv().map_err(RecvTimeoutError::from),
        };
        match entry {
            Ok(Entry::Event(event)) => Some(event),
            Ok(Entry::Wake) => self.flags.take_event(),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Event::EndOfInput),
        }
    }
}

impl EventSource for TerminalEvents<'_> {
    fn now(&self) -> Duration {
        self.start.elapsed()
    }

    fn next_event(&mut self, timeout: Option<Duration>) -> io::Result<Option<Event>> {
        let deferred = self.deferred.pop_front();
        Ok(deferred.or_else(|| self.receive(timeout)))
    }

    fn next_reply(&mut self, timeout: Duration) -> io::Result<Option<TerminalReply>> {
        let deadline = self.now() + timeout;
        loop {
            let remaining = deadline.saturating_sub(self.now());
            match self.receive(Some(remaining)) {
                Some(Event::Reply(reply)) => return Ok(Some(reply)),
                Some(event) => {
                    let is_last = matches!(event, Event::Signal(_) | Event::EndOfInput);
                    self.deferred.push_back(event);
                    if is_last {
                        return Ok(None);
                    }
                }
                None if self.now() >= deadline => return Ok(None),
                None => {}
            }
        }
    }
}
