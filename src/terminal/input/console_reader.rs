//! Replaces `reader` where the terminal is a Windows console: crossterm reads it.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crossterm::event::{self, MouseButton, MouseEvent, MouseEventKind};

use super::{Event, EventSender, MouseAction, console_key};
use crate::text::Toward;

/// Time between two looks at whether the program ends.
const STOP_INTERVAL: Duration = Duration::from_millis(50);

/// The number of queries whose replies are due: crossterm passes on no replies, so none is sent.
#[derive(Debug, Default)]
pub(in crate::terminal) struct DueReplies {}

#[expect(clippy::unused_self, reason = "the same interface as on Unix")]
impl DueReplies {
    /// Does nothing.
    pub(in crate::terminal) fn add(&self) {}

    /// Does nothing.
    pub(in crate::terminal) fn clear(&self) {}
}

/// Runs `body` while a thread sends the console's input to `sender`.
pub(in crate::terminal) fn with_reader<T>(
    sender: &EventSender,
    _due: &DueReplies,
    body: impl FnOnce() -> io::Result<T>,
) -> io::Result<T> {
    struct Stopper<'a>(&'a AtomicBool);
    impl Drop for Stopper<'_> {
        fn drop(&mut self) {
            self.0.store(true, Ordering::SeqCst);
        }
    }
    let is_stopped = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !is_stopped.load(Ordering::SeqCst) {
                let event = match read_event() {
                    Ok(Some(event)) => event,
                    Ok(None) => continue,
                    Err(_) => Event::EndOfInput,
                };
                let is_last = event == Event::EndOfInput;
                if !sender.send(event) || is_last {
                    return;
                }
            }
        });
        let _stopper = Stopper(&is_stopped);
        body()
    })
}

/// The next event, if it arrives soon.
fn read_event() -> io::Result<Option<Event>> {
    if !event::poll(STOP_INTERVAL)? {
        return Ok(None);
    }
    Ok(match event::read()? {
        event::Event::Key(key) => console_key::translate_key(key).map(Event::Key),
        event::Event::Resize(..) => Some(Event::Resize),
        event::Event::Mouse(mouse) => translate_mouse(mouse),
        event::Event::Paste(text) => Some(Event::Paste(text)),
        event::Event::FocusGained | event::Event::FocusLost => None,
    })
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
