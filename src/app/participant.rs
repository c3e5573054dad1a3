//! The part of the person at this screen in a workshop.

use std::time::Duration;

use super::message::Update;
use crate::room::{Ballot, Changed, Place, PresenterEvent, Room, VotePhase, VoteSnapshot};

/// The part of the person at this screen in a workshop.
pub(super) enum Participant {
    /// A learner alone.
    Alone,
    /// An instructor in front of a class without devices: the room has no seats, and raised hands are its votes.
    Presenter(Box<Room>),
}

impl Participant {
    /// A presenter in an empty room.
    pub(super) fn presenter() -> Self {
        Self::Presenter(Box::new(Room::new(0)))
    }

    /// Whether the program is shown to a class.
    pub(super) fn is_presenting(&self) -> bool {
        match self {
            Self::Alone => false,
            Self::Presenter(_) => true,
        }
    }

    /// The vote on the question at the presenter's place.
    pub(super) fn vote(&self) -> Option<VoteSnapshot> {
        match self {
            Self::Alone => None,
            Self::Presenter(room) => room.snapshot().vote,
        }
    }

    /// Whether a round has votes and another one may follow.
    pub(super) fn can_vote_again(&self) -> bool {
        self.vote().is_some_and(|vote| {
            vote.phase != VotePhase::Revealed && vote.voted > 0 && !vote.is_last_round()
        })
    }

    /// Tells the room where the presenter is, and which question is asked there.
    pub(super) fn go(&mut self, place: Option<Place>, ballot: Option<Ballot>) {
        let _changed = self.present(PresenterEvent::Go { place, ballot });
    }

    /// Ends the round, and begins the next one.
    pub(super) fn vote_again(&mut self) -> Update {
        let _changed = self.present(PresenterEvent::CloseVote);
        self.present(PresenterEvent::VoteAgain)
    }

    /// Changes the room; a learner alone has none.
    pub(super) fn present(&mut self, event: PresenterEvent) -> Update {
        match self {
            Self::Alone => Update::none(),
            // Only seats need the time.
            Self::Presenter(room) => match room.present(event, Duration::ZERO) {
                Changed::Nothing => Update::none(),
                Changed::Presenter | Changed::Seat(_) | Changed::Everyone => Update::redraw(),
            },
        }
    }
}
