//! A room as it is kept while its presenter's program is gone.

use std::time::Duration;

use super::log::LogEvent;
use super::seat::Seat;
use super::vote::Vote;
use super::{Ballot, Place, Room, SeatId, SeatName, VotePhase, VoteTally};

/// A room with its seats and tallies. It does not tell who voted for which answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedRoom {
    /// The place of the presenter; none on the list of lessons.
    pub place: Option<Place>,
    /// The seats that are taken.
    pub seats: Vec<SavedSeat>,
    /// The votes.
    pub votes: Vec<SavedVote>,
}

/// A seat that is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedSeat {
    /// Its number.
    pub id: SeatId,
    /// The name of the guest.
    pub name: Option<SeatName>,
    /// Whether the presenter's steps move the guest.
    pub follows: bool,
    /// The place in the order of raised hands, from 0; none without a raised hand.
    pub hand: Option<u32>,
    /// The place of the guest; none on the list of lessons.
    pub place: Option<Place>,
}

/// A vote with the tallies of its rounds. Votes of a round that is open are not kept, because a file that could count them
/// again would tell who voted for which answer: that round begins anew, and everyone is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedVote {
    /// The place of its question.
    pub place: Place,
    /// The answers.
    pub ballot: Ballot,
    /// The phase.
    pub phase: VotePhase,
    /// The tallies of the rounds that are closed.
    pub tallies: Vec<VoteTally>,
    /// The number of votes in the open round, which are lost.
    pub lost: usize,
}

impl Room {
    /// The state of the room for its file.
    pub fn save(&self) -> SavedRoom {
        let raised = self.snapshot().raised_hands();
        let hand_of = |id: SeatId| raised.iter().position(|raised| *raised == id);
        let seats = self.seats.iter().map(|(id, seat)| SavedSeat {
            id: *id,
            name: seat.name.clone(),
            follows: seat.follows,
            hand: hand_of(*id).and_then(|at| u32::try_from(at).ok()),
            place: seat.place,
        });
        let opened = self.opened.iter();
        let votes = opened
            .filter_map(|place| Some((place, self.votes.get(place)?)))
            .map(|(place, vote)| SavedVote {
                place: *place,
                ballot: vote.ballot(),
                phase: vote.phase(),
                tallies: vote.closed_tallies(),
                lost: vote.open_votes(),
            });
        SavedRoom {
            place: self.place,
            seats: seats.collect(),
            votes: votes.collect(),
        }
    }

    /// A room for at most `capacity` seats with what was kept. Its guests are away until they return.
    pub fn restore(saved: SavedRoom, capacity: usize) -> Self {
        let mut room = Self::new(capacity);
        room.place = saved.place;
        for seat in saved.seats.into_iter().take(capacity) {
            let next = seat.id.number().saturating_add(1);
            room.next_seat = room.next_seat.max(next);
            let restored = Seat {
                name: seat.name.clone(),
                follows: seat.follows,
                away_since: Some(Duration::ZERO),
                // The time has begun anew; the order stays.
                hand_raised_at: seat.hand.map(|at| Duration::from_nanos(at.into())),
                ..Seat::new(seat.place)
            };
            room.seats.insert(seat.id, restored);
            room.log
                .add(LogEvent::Away, seat.id, seat.name, Duration::ZERO);
        }
        for vote in saved.votes {
            let restored = Vote::restore(vote.ballot, vote.phase, vote.tallies, vote.lost);
            if room.votes.insert(vote.place, restored).is_none() {
                room.opened.push(vote.place);
            }
        }
        room
    }
}
