//! The last events of a room, for the presenter's notes.

use std::collections::VecDeque;
use std::time::Duration;

use super::{SeatId, SeatName};

/// Entries that are kept.
const LENGTH: usize = 8;

/// Something that happened in a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// The time of it.
    pub at: Duration,
    /// The kind of event.
    pub event: LogEvent,
    /// The seat.
    pub seat: SeatId,
    /// The name of the guest at that time.
    pub name: Option<SeatName>,
}

/// The kinds of events in a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogEvent {
    /// A guest has joined.
    Joined,
    /// A hand was raised.
    HandRaised,
    /// A connection was lost.
    Away,
    /// A connection is there again.
    Back,
    /// A guest has left.
    Left,
    /// A seat was closed by a fault of the program.
    Crashed,
}

/// The last events of a room, the newest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Log(VecDeque<LogEntry>);

impl Log {
    pub(super) fn add(
        &mut self,
        event: LogEvent,
        seat: SeatId,
        name: Option<SeatName>,
        at: Duration,
    ) {
        self.0.truncate(LENGTH - 1);
        self.0.push_front(LogEntry {
            at,
            event,
            seat,
            name,
        });
    }

    pub(super) fn entries(&self) -> Vec<LogEntry> {
        self.0.iter().cloned().collect()
    }
}
