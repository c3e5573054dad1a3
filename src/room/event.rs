//! Events of a room, and who sees something new after one.

use std::sync::Arc;

use super::{Ballot, Place, RoomRun, SeatId, SeatName};

/// Something that a guest does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SeatEvent {
    /// Votes for the answer with this index. A second vote in the same round replaces the first.
    Vote(usize),
    /// Follows the presenter again.
    Follow,
    /// Explores alone: the presenter's steps no longer move this guest.
    Explore,
    /// Is at another place, or has met the goals there.
    At {
        /// The place; none on the list of lessons.
        place: Option<Place>,
        /// Whether the goals of the step are met.
        done: bool,
    },
    /// Raises or lowers a hand.
    RaiseHand(bool),
    /// Takes a name or drops it.
    Name(Option<SeatName>),
    /// The connection is gone; the seat stays.
    Away,
    /// The connection is there again.
    Back,
    /// Leaves for good; the seat is free.
    Leave,
    /// Is gone because of a fault of the program; the seat is free.
    Crash,
}

/// Something that the presenter does.
#[derive(Clone, Debug, PartialEq)]
pub enum PresenterEvent {
    /// Goes to another place.
    Go {
        /// The place; none on the list of lessons.
        place: Option<Place>,
        /// The ballot of the question there.
        ballot: Option<Ballot>,
    },
    /// Ends the round of the vote.
    CloseVote,
    /// Begins another round of the vote.
    VoteAgain,
    /// Shows the right answer.
    Reveal,
    /// Counts the raised hand of somebody without a device.
    CountHand(usize),
    /// Takes the last counted hand back.
    TakeBackHand,
    /// Runs or pauses the model of the step.
    Run(Arc<RoomRun>),
    /// Announces that everyone is moved to the presenter's step.
    Gather,
}

/// The screens that an event changes. The presenter sees every change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// No one: the event had no effect.
    Nothing,
    /// The presenter alone.
    Presenter,
    /// The presenter and the guest on this seat.
    Seat(SeatId),
    /// The presenter and all guests.
    Everyone,
}
