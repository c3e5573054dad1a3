//! The reason why a connection gets no seat.

use crate::locale::Phrase;
use crate::room::RoomFull;

/// The reason why a connection gets no seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::host) enum NoSeat {
    /// Every seat of the room is taken.
    Room(RoomFull),
    /// The address has as many seats as it may have.
    Address {
        /// The number of them.
        seats: usize,
    },
}

impl NoSeat {
    /// The sentence for the guest.
    pub(in crate::host) fn sentence(self) -> Phrase {
        match self {
            Self::Room(RoomFull { seats }) => Phrase::key("ui.room.full").with("n", seats),
            Self::Address { seats } => Phrase::key("ui.room.address-full").with("n", seats),
        }
    }
}

impl From<RoomFull> for NoSeat {
    fn from(full: RoomFull) -> Self {
        Self::Room(full)
    }
}
