//! Input of this process's terminal: keys, mouse, size changes and signals as [`Event`]s, and the clock.

mod key;
mod reply_filter;

use std::io;
use std::time::{Duration, Instant};

use crossterm::event::{self, MouseButton, MouseEvent, MouseEventKind};

use super::signals::SignalFlag;
use crate::app::Key;
use crate::text::Toward;
use reply_filter::ReplyFilter;

/// An event for the event loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A key press.
    Key(Key),
    /// A mouse action at a column and row, counted from 0.
    Mouse {
        /// The action.
        action: MouseAction,
        /// The column.
        x: u16,
        /// The row.
        y: u16,
    },
    /// A new size of the terminal.
    Resize,
    /// A signal of this number, which asks the program to end.
    Signal(u8),
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
    /// Returns `None` after the timeout, or for input that is no event.
    fn next_event(&mut self, timeout: Option<Duration>) -> io::Result<Option<Event>>;
}

/// The events of this process's terminal.
pub(super) struct TerminalEvents<'a> {
    start: Instant,
    signal_flag: &'a SignalFlag,
    reply_filter: ReplyFilter,
}

impl<'a> TerminalEvents<'a> {
    /// Starts to listen; from here on no key and no size change is lost.
    pub(super) fn new(signal_flag: &'a SignalFlag) -> io::Result<Self> {
        // The first poll installs crossterm's handler for size changes. An event that it sees stays in the queue.
        let _is_ready = event::poll(Duration::ZERO)?;
        #[expect(
            clippy::disallowed_methods,
            reason = "the rest of the program gets its time from this clock"
        )]
        let start = Instant::now();
        Ok(Self {
            start,
            signal_flag,
            reply_filter: ReplyFilter::default(),
        })
    }
}

impl EventSource for TerminalEvents<'_> {
    fn now(&self) -> Duration {
        self.start.elapsed()
    }

    fn next_event(&mut self, timeout: Option<Duration>) -> io::Result<Option<Event>> {
        if let Some(signal) = self.signal_flag.signal() {
            return Ok(Some(Event::Signal(signal)));
        }
        if let Some(timeout) = timeout
            && !event::poll(timeout)?
        {
            return Ok(None);
        }
        let event = event::read()?;
        // A signal wakes the reader with a size change that is none.
        if let Some(signal) = self.signal_flag.signal() {
            return Ok(Some(Event::Signal(signal)));
        }
        Ok(match event {
            event::Event::Key(key) if self.reply_filter.is_reply(key) => None,
            event::Event::Key(key) => key::translate_key(key).map(Event::Key),
            event::Event::Resize(..) => Some(Event::Resize),
            event::Event::Mouse(mouse) => translate_mouse(mouse),
            // Pasted text would press keys at random.
            event::Event::Paste(_) | event::Event::FocusGained | event::Event::FocusLost => None,
        })
    }
}

/// The app's event for a mouse event of crossterm; `None` for other buttons and plain motion.
fn translate_mouse(event: MouseEvent) -> Option<Event> {
    let action = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseAction::Press,
        MouseEventKind::Drag(MouseButton::Left) => MouseAction::Drag,
        MouseEventKind::Up(MouseButton::Left) => MouseAction::Release,
        MouseEventKind::ScrollUp => MouseAction::Wheel(Toward::Previous),
        MouseEventKind::ScrollDown => MouseAction::Wheel(Toward::Next),
        MouseEventKind::Down(_)
        | MouseEventKind::Drag(_)
        | MouseEventKind::Up(_)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => return None,
    };
    Some(Event::Mouse {
        action,
        x: event.column,
        y: event.row,
    })
}
