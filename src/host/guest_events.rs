//! The events of a guest, for the event loop of its thread.

use std::collections::VecDeque;
use std::io;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use super::clock::Clock;
use super::fair_scheduler::WorkTurn;
use super::mailbox::{Awaited, Mail, Mailbox};
use crate::app::Msg;
use crate::terminal::{Event, EventSource, TerminalReply};

/// The events of a guest.
///
/// Keys are returned at once. A view of the room, another size of the screen, a due frame or a slice of training first takes a
/// turn, and gives way to keys while it waits for one.
pub(super) struct GuestEvents {
    mailbox: Arc<Mailbox>,
    turn: Rc<WorkTurn>,
    clock: Clock,
    /// Events that arrived while a reply was awaited.
    deferred: VecDeque<Event>,
}

impl GuestEvents {
    pub(super) fn new(mailbox: Arc<Mailbox>, turn: Rc<WorkTurn>, clock: Clock) -> Self {
        Self {
            mailbox,
            turn,
            clock,
            deferred: VecDeque::new(),
        }
    }

    /// The view of the room that waits, or the sentence for the guest.
    fn take_message(&self) -> Option<Event> {
        let update = self.mailbox.take_update().map(Msg::Room);
        let message = update.or_else(|| self.mailbox.take_notice().map(Msg::Notice))?;
        Some(Event::Message(Box::new(message)))
    }
}

impl EventSource for GuestEvents {
    fn now(&self) -> Duration {
        self.clock.now()
    }

    fn next_event(&mut self, timeout: Option<Duration>) -> io::Result<Option<Event>> {
        if let Some(event) = self.deferred.pop_front() {
            return Ok(Some(event));
        }
        // After each slice of work the guest goes to the end of the queue.
        self.turn.release();
        let deadline = timeout.map(|timeout| self.now() + timeout);
        loop {
            let now = self.now();
            let is_due = deadline.is_some_and(|deadline| now >= deadline);
            let wants_turn = is_due || self.mailbox.has_drawing();
            if wants_turn && self.turn.request() {
                if self.mailbox.take_resize() {
                    return Ok(Some(Event::Resize));
                }
                return Ok(self.take_message());
            }
            let (timeout, awaited) = if wants_turn {
                (None, Awaited::Turn)
            } else {
                let left = deadline.map(|deadline| deadline.saturating_sub(now));
                (left, Awaited::Drawing)
            };
            match self.mailbox.wait(timeout, awaited) {
                Mail::Ended => return Ok(Some(Event::EndOfInput)),
                Mail::Input(event) => return Ok(Some(event)),
                Mail::Awaited | Mail::Nothing => {}
            }
        }
    }

    fn may_run_frame(&self) -> bool {
        // A key is answered without a turn, but a frame of training beside it would take the time of others.
        self.turn.is_working()
    }

    fn pending_event(&mut self) -> io::Result<Option<Event>> {
        let next = self.deferred.pop_front();
        Ok(next.or_else(|| self.mailbox.take_input()))
    }

    fn next_reply(&mut self, timeout: Duration) -> io::Result<Option<TerminalReply>> {
        let deadline = self.now() + timeout;
        loop {
            let left = deadline.saturating_sub(self.now());
            // Views wait for the next event.
            match self.mailbox.wait(Some(left), Awaited::Turn) {
                Mail::Input(Event::Reply(reply)) => return Ok(Some(reply)),
                Mail::Input(event) => self.deferred.push_back(event),
                Mail::Ended => {
                    self.deferred.push_back(Event::EndOfInput);
                    return Ok(None);
                }
                Mail::Awaited | Mail::Nothing => {}
            }
            if self.now() >= deadline {
                return Ok(None);
            }
        }
    }
}
