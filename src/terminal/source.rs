//! Where input and time come from.

use std::io;
use std::time::{Duration, Instant};

use crossterm::event::{self, Event, MouseButton, MouseEvent, MouseEventKind};

use super::key;
use super::reply_filter::ReplyFilter;
use super::signal::Asked;
use crate::app::Key;
use crate::text::Toward;

/// Something that came from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something at a column and row, counted from 0.
    Mouse {
        /// What it did.
        button: Button,
        /// The column.
        x: u16,
        /// The row.
        y: u16,
    },
    /// The screen has another size.
    Resized,
    /// A signal of this number asks the program to end.
    Signal(u8),
}

/// What a mouse does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Button {
    /// Its left button went down.
    Pressed,
    /// It moved with its left button down.
    Dragged,
    /// Its left button went up.
    Released,
    /// Its wheel was turned: toward the previous or the next lines.
    Wheel(Toward),
}

/// Input and time.
pub trait Source {
    /// The time since some moment that stays the same.
    fn now(&self) -> Duration;

    /// What happens next. Waits for it as long as `patience`, or for ever where there is none; none
    /// if nothing has happened by then, or nothing of interest.
    fn next(&mut self, patience: Option<Duration>) -> io::Result<Option<Happening>>;
}

/// The keyboard of this process's terminal.
pub(super) struct Keyboard<'a> {
    opened: Instant,
    asked: &'a Asked,
    replies: ReplyFilter,
}

impl<'a> Keyboard<'a> {
    /// Begins to listen; from here on no key and no change of size is missed.
    pub(super) fn new(asked: &'a Asked) -> io::Result<Self> {
        // The first poll is what sets up the handler for changes of size; whatever it sees is kept.
        let _ready = event::poll(Duration::ZERO)?;
        #[expect(
            clippy::disallowed_methods,
            reason = "this is the clock that everyone else is told by"
        )]
        let opened = Instant::now();
        Ok(Self {
            opened,
            asked,
            replies: ReplyFilter::default(),
        })
    }
}

impl Source for Keyboard<'_> {
    fn now(&self) -> Duration {
        self.opened.elapsed()
    }

    fn next(&mut self, patience: Option<Duration>) -> io::Result<Option<Happening>> {
        if let Some(signal) = self.asked.signal() {
            return Ok(Some(Happening::Signal(signal)));
        }
        if let Some(patience) = patience
            && !event::poll(patience)?
        {
            return Ok(None);
        }
        // A signal wakes the reader with a change of size that is none.
        let event = event::read()?;
        if let Some(signal) = self.asked.signal() {
            return Ok(Some(Happening::Signal(signal)));
        }
        Ok(match event {
            Event::Key(event) if self.replies.is_reply(event) => None,
            Event::Key(event) => key::translated(event).map(Happening::Key),
            Event::Resize(..) => Some(Happening::Resized),
            // Text that is pasted is not typed: it would press keys at random.
            Event::Mouse(event) => mouse(event),
            Event::Paste(_) | Event::FocusGained | Event::FocusLost => None,
        })
    }
}

/// What a mouse event is to us; a terminal marks text itself while Shift is held.
fn mouse(event: MouseEvent) -> Option<Happening> {
    let button = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Button::Pressed,
        MouseEventKind::Drag(MouseButton::Left) => Button::Dragged,
        MouseEventKind::Up(MouseButton::Left) => Button::Released,
        MouseEventKind::ScrollUp => Button::Wheel(Toward::Previous),
        MouseEventKind::ScrollDown => Button::Wheel(Toward::Next),
        MouseEventKind::Down(_)
        | MouseEventKind::Drag(_)
        | MouseEventKind::Up(_)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => return None,
    };
    Some(Happening::Mouse {
        button,
        x: event.column,
        y: event.row,
    })
}
