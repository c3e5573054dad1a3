//! The mailbox of a seat: what waits for its thread.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;

use super::guest_terminal::{Connection, large_screen_notice, screen_size};
use super::limits::MAX_WAITING;
use crate::app::RoomUpdate;
use crate::locale::Phrase;
use crate::room::SeatView;
use crate::terminal::{Event, RemoteSize};

/// The mailbox of a seat. It keeps the newest view of the room only, and a limited number of keys, so it cannot grow.
#[derive(Debug, Default)]
pub(super) struct Mailbox {
    content: Mutex<Content>,
    arrived: Condvar,
    /// The same for a task.
    arrived_for_task: Notify,
}

#[derive(Debug, Default)]
struct Content {
    input: VecDeque<Event>,
    update: Option<RoomUpdate>,
    /// A sentence for the guest.
    notice: Option<Phrase>,
    has_resized: bool,
    end: Option<SessionEnd>,
    has_turn: bool,
    /// A connection that takes the seat of one that was lost.
    connection: Option<Connection>,
    /// The number of connections that the seat had before the present one.
    epoch: u64,
}

impl Content {
    fn has_drawing(&self) -> bool {
        self.update.is_some() || self.notice.is_some() || self.has_resized
    }
}

/// The end of a mailbox that a connection has. It does nothing once another connection has the seat.
#[derive(Clone, Debug)]
pub(super) struct MailboxSender {
    mailbox: Arc<Mailbox>,
    epoch: u64,
}

impl MailboxSender {
    /// Adds the input that `admits` lets through. What exceeds a limit is dropped, and the guest is told so.
    pub(super) fn push_input(
        &self,
        events: impl IntoIterator<Item = Event>,
        mut admits: impl FnMut(&Event) -> bool,
    ) {
        self.change(|content| {
            for event in events {
                if admits(&event) && content.input.len() < MAX_WAITING {
                    content.input.push_back(event);
                } else {
                    content.notice = Some(Phrase::key("ui.room.dropped-keys"));
                }
            }
        });
    }

    /// Tells the guest a sentence. A newer one replaces it.
    pub(super) fn tell(&self, notice: Phrase) {
        self.change(|content| content.notice = Some(notice));
    }

    /// Tells that the terminal has another size, whose limited value goes to `size`.
    pub(super) fn resize(&self, size: &RemoteSize, columns: u32, rows: u32) {
        let (shown_columns, shown_rows) = screen_size(columns, rows);
        size.set(shown_columns, shown_rows);
        self.change(|content| {
            content.has_resized = true;
            if let Some(notice) = large_screen_notice(columns, rows) {
                content.notice = Some(notice);
            }
        });
    }

    /// Ends the connection; the first reason stays.
    pub(super) fn end(&self, reason: SessionEnd) {
        self.change(|content| {
            let _reason = content.end.get_or_insert(reason);
        });
    }

    fn change(&self, change: impl FnOnce(&mut Content)) {
        let mut content = self.mailbox.lock();
        if content.epoch == self.epoch {
            change(&mut content);
            drop(content);
            self.mailbox.notify();
        }
    }
}

/// The reason why a guest's connection has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SessionEnd {
    /// The connection is gone. The seat waits for another one.
    Disconnected,
    /// Another connection takes the seat.
    Replaced,
    /// The presenter has ended the room.
    RoomEnded,
    /// Nothing was typed for a long time.
    Idle,
    /// The client has stopped reading.
    Slow,
    /// The guest goes on with another page, whose session has the seat.
    Moved,
}

impl SessionEnd {
    /// The sentence for the guest.
    pub(super) fn farewell(self) -> Phrase {
        match self {
            Self::Disconnected => Phrase::verbatim(""),
            Self::Replaced | Self::Moved => Phrase::key("ui.room.replaced"),
            Self::RoomEnded => Phrase::key("ui.room.ended"),
            Self::Idle => Phrase::key("ui.room.idle"),
            Self::Slow => Phrase::key("ui.room.slow"),
        }
    }

    /// Whether no connection continues the session.
    fn is_final(self) -> bool {
        match self {
            Self::RoomEnded | Self::Moved => true,
            Self::Disconnected | Self::Replaced | Self::Idle | Self::Slow => false,
        }
    }
}

/// The things that a wait ends for, beside input and the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Awaited {
    /// A view of the room, or another size of the terminal.
    Drawing,
    /// A turn.
    Turn,
}

/// The next thing in a mailbox.
pub(super) enum Mail {
    /// Something that the guest did.
    Input(Event),
    /// The connection has ended.
    Ended,
    /// The awaited drawing or turn is there.
    Awaited,
    /// Nothing came in time.
    Nothing,
}

impl Mailbox {
    fn lock(&self) -> MutexGuard<'_, Content> {
        self.content.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The end of the mailbox for the present connection.
    pub(super) fn sender(self: &Arc<Self>) -> MailboxSender {
        MailboxSender {
            mailbox: Arc::clone(self),
            epoch: self.lock().epoch,
        }
    }

    /// Replaces the view of the room that waits.
    pub(super) fn put_update(&self, update: RoomUpdate) {
        self.lock().update = Some(update);
        self.notify();
    }

    /// Ends the session. The first reason stays, unless this one is final.
    pub(super) fn end(&self, reason: SessionEnd) {
        let mut content = self.lock();
        if reason.is_final() {
            content.end = Some(reason);
        } else {
            let _reason = content.end.get_or_insert(reason);
        }
        drop(content);
        self.notify();
    }

    fn notify(&self) {
        self.arrived.notify_one();
        self.arrived_for_task.notify_one();
    }

    /// Waits for a view of the room.
    ///
    /// # Errors
    /// The session has ended.
    pub(super) async fn next_view(&self) -> Result<Box<SeatView>, SessionEnd> {
        loop {
            {
                let mut content = self.lock();
                if let Some(end) = content.end {
                    return Err(end);
                }
                if let Some(RoomUpdate::View(view)) = content.update.take() {
                    return Ok(view);
                }
            }
            self.arrived_for_task.notified().await;
        }
    }

    /// Gives the seat another connection, and ends the present one.
    pub(super) fn reconnect(&self, connection: Connection) {
        let mut content = self.lock();
        content.connection = Some(connection);
        content.epoch += 1;
        let _reason = content.end.get_or_insert(SessionEnd::Replaced);
        drop(content);
        self.notify();
    }

    /// Grants a turn.
    pub(super) fn grant_turn(&self) {
        self.lock().has_turn = true;
        self.notify();
    }

    /// Takes the grant of a turn, if there is one.
    pub(super) fn take_grant(&self) -> bool {
        std::mem::take(&mut self.lock().has_turn)
    }

    /// Takes the view of the room that waits.
    pub(super) fn take_update(&self) -> Option<RoomUpdate> {
        self.lock().update.take()
    }

    /// Takes the sentence for the guest that waits.
    pub(super) fn take_notice(&self) -> Option<Phrase> {
        self.lock().notice.take()
    }

    /// Takes the news that the terminal has another size, if it has.
    pub(super) fn take_resize(&self) -> bool {
        std::mem::take(&mut self.lock().has_resized)
    }

    /// Whether a view of the room or another size of the terminal waits to be drawn.
    pub(super) fn has_drawing(&self) -> bool {
        self.lock().has_drawing()
    }

    /// Waits at most `timeout`, or forever without one, for the end, for input, or for what is `awaited`.
    pub(super) fn wait(&self, timeout: Option<Duration>, awaited: Awaited) -> Mail {
        let content = self.lock();
        let is_here = move |content: &Content| match awaited {
            Awaited::Drawing => content.has_drawing(),
            Awaited::Turn => content.has_turn,
        };
        let is_empty = |content: &mut Content| {
            content.end.is_none() && content.input.is_empty() && !is_here(content)
        };
        let mut content = match timeout {
            None => self
                .arrived
                .wait_while(content, is_empty)
                .unwrap_or_else(PoisonError::into_inner),
            Some(timeout) => {
                let waited = self.arrived.wait_timeout_while(content, timeout, is_empty);
                waited.unwrap_or_else(PoisonError::into_inner).0
            }
        };
        if content.end.is_some() {
            return Mail::Ended;
        }
        if let Some(event) = content.input.pop_front() {
            return Mail::Input(event);
        }
        if is_here(&content) {
            Mail::Awaited
        } else {
            Mail::Nothing
        }
    }

    /// The next input that is there already.
    pub(super) fn take_input(&self) -> Option<Event> {
        let mut content = self.lock();
        if content.end.is_some() {
            return None;
        }
        content.input.pop_front()
    }

    /// Takes the end of a connection and the connection that replaces it, and drops its input.
    pub(super) fn take_end(&self) -> (Option<SessionEnd>, Option<Connection>) {
        let mut content = self.lock();
        content.input.clear();
        (content.end.take(), content.connection.take())
    }

    /// Waits at most `timeout` for another connection, or for the end of the room.
    pub(super) fn wait_for_connection(&self, timeout: Duration) -> Option<Connection> {
        let content = self.lock();
        let is_away = |content: &mut Content| {
            content.connection.is_none() && !content.end.is_some_and(SessionEnd::is_final)
        };
        let waited = self.arrived.wait_timeout_while(content, timeout, is_away);
        let mut content = waited.unwrap_or_else(PoisonError::into_inner).0;
        if content.end.is_some_and(SessionEnd::is_final) {
            return None;
        }
        content.end = None;
        content.input.clear();
        content.connection.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_keeps_256_events_and_the_last_size() {
        let mailbox = Arc::new(Mailbox::default());
        let sender = mailbox.sender();
        let size = RemoteSize::new(80, 24);
        for _ in 0..1000 {
            sender.push_input([Event::Paste("x".to_owned())], |_| true);
            sender.resize(&size, 100, 30);
        }
        let taken = std::iter::from_fn(|| mailbox.take_input()).count();
        assert_eq!(taken, 256);
        assert!(mailbox.take_resize() && !mailbox.take_resize());
        assert!(mailbox.take_notice().is_some() && !mailbox.has_drawing());
    }

    #[test]
    fn a_connection_that_lost_its_seat_changes_nothing_there() {
        let mailbox = Arc::new(Mailbox::default());
        let before = mailbox.sender();
        mailbox.lock().epoch += 1;
        before.push_input([Event::EndOfInput], |_| true);
        before.end(SessionEnd::Idle);
        assert!(mailbox.take_input().is_none() && mailbox.take_end().0.is_none());
    }
}
