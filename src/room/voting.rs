//! The vote on the presenter's question: who is asked, who has voted, and when a round closes.

use std::collections::BTreeSet;
use std::time::Duration;

use super::seat::{Seat, SeatId};
use super::vote::Vote;
use super::{Changed, Room, VotePhase};

impl Room {
    /// The vote on the question that is on the presenter's screen.
    pub(super) fn vote(&self) -> Option<&Vote> {
        self.votes.get(&self.place?)
    }

    pub(super) fn vote_mut(&mut self) -> Option<&mut Vote> {
        self.votes.get_mut(&self.place?)
    }

    /// The seats whose vote is waited for: they follow the presenter, are there, and have not answered the question alone
    /// before.
    pub(super) fn asked_seats(&self) -> impl Iterator<Item = SeatId> {
        let has_answered = |seat: &Seat| seat.is_done && seat.place == self.place;
        let present = self.seats.iter();
        present
            .filter(move |(_, seat)| {
                seat.follows && seat.away_since.is_none() && !has_answered(seat)
            })
            .map(|(id, _)| *id)
    }

    /// The number of seats that have voted in this round or are asked, and of hands that were counted.
    pub(super) fn voter_count(&self) -> usize {
        let voted = self.vote().into_iter().flat_map(Vote::voted_seats);
        let seats: BTreeSet<_> = voted.chain(self.asked_seats()).collect();
        seats.len() + self.vote().map_or(0, Vote::hand_count)
    }

    /// Counts the vote of a seat that follows.
    pub(super) fn cast(&mut self, id: SeatId, answer: usize, now: Duration) -> Changed {
        let may_vote = self.seats.get(&id).is_some_and(|seat| seat.follows);
        let is_counted = may_vote && self.vote_mut().is_some_and(|vote| vote.cast(id, answer));
        if !is_counted {
            return Changed::Nothing;
        }
        self.close_if_all_voted(now);
        Changed::Everyone
    }

    /// Closes an open vote once everybody whose vote is waited for has voted.
    pub(super) fn close_if_all_voted(&mut self, now: Duration) {
        if self.asked_seats().next().is_some()
            && !self.is_waiting()
            && let Some(vote) = self.vote_mut()
        {
            vote.complete(now);
        }
    }

    /// Opens a round that was closed because everyone had voted, if somebody is there now who has not.
    pub(super) fn reopen_for_late_voters(&mut self) {
        if self.is_waiting()
            && let Some(vote) = self.vote_mut()
        {
            vote.reopen();
        }
    }

    /// Takes the vote of a seat that explores now out of the open round.
    pub(super) fn set_vote_aside(&mut self, id: SeatId) {
        if let Some(vote) = self.vote_mut() {
            vote.set_aside(id);
        }
    }

    /// Opens the round for seats that follow again, and counts the votes that they had in it.
    pub(super) fn take_up_votes(&mut self, ids: &[SeatId], now: Duration) {
        self.reopen_for_late_voters();
        if let Some(vote) = self.vote_mut() {
            for id in ids {
                vote.take_up(*id);
            }
        }
        self.close_if_all_voted(now);
    }

    /// Whether a seat has voted in a round that is open.
    pub(super) fn has_open_vote(&self, id: SeatId) -> bool {
        let vote = self.vote().filter(|vote| vote.phase() == VotePhase::Open);
        vote.is_some_and(|vote| vote.vote_of(id).is_some())
    }

    /// Whether somebody's vote is waited for in this round.
    fn is_waiting(&self) -> bool {
        let Some(vote) = self.vote() else {
            return false;
        };
        self.asked_seats().any(|id| vote.vote_of(id).is_none())
    }
}
