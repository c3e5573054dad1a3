//! The vote on one question.
//!
//! ```text
//! Open(1) → Closed(1) → Open(2) → Closed(2) → Open(3) → Closed(3)
//!               └───────────────┴─────→ Revealed ←──────────┘
//! ```

use std::collections::BTreeMap;
use std::time::Duration;

use super::SeatId;
use super::tally::{Ballot, VoteTally};

/// The largest number of rounds of a vote.
pub const MAX_ROUNDS: usize = 3;

/// The fewest votes of a round whose tally is shown: fewer would tell who voted for which answer.
const FEWEST_VOTES_SHOWN: usize = 3;

/// The time after a round that ended by itself in which the presenter's keys for the end of a round only acknowledge it.
const ACKNOWLEDGE_TIME: Duration = Duration::from_secs(1);

/// The most votes for an answer that are taken from a file.
const MAX_RESTORED: usize = 10_000;

/// The phase of a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VotePhase {
    /// Votes are counted.
    Open,
    /// The round is over; the answer is not shown yet.
    Closed,
    /// The answer is shown.
    Revealed,
}

/// The votes of a round.
#[derive(Clone, Debug)]
struct VoteRound {
    tally: VoteTally,
    /// Whether nobody voted but by a hand that the class saw.
    is_by_hand: bool,
}

impl VoteRound {
    fn shown_tally(&self) -> Option<VoteTally> {
        let is_enough = self.is_by_hand || self.tally.total() >= FEWEST_VOTES_SHOWN;
        is_enough.then(|| self.tally.clone())
    }
}

/// The vote on one question.
#[derive(Clone, Debug)]
pub(super) struct Vote {
    ballot: Ballot,
    phase: VotePhase,
    /// The rounds before this one.
    earlier: Vec<VoteRound>,
    /// The votes of seats in this round.
    votes: BTreeMap<SeatId, usize>,
    /// The votes in this round of seats that explore; they count again once the seat follows.
    set_aside: BTreeMap<SeatId, usize>,
    /// The votes in this round of seats that were freed after it was closed.
    left: Vec<usize>,
    /// The hands that the presenter counted in this round, in order.
    hands: Vec<usize>,
    /// Whether the round was closed because everyone had voted; it opens again for whoever comes later.
    is_complete: bool,
    /// The time until which keys that end a round only acknowledge that it has ended by itself.
    acknowledges_until: Option<Duration>,
    /// Whether votes of this round were lost with the presenter's program.
    has_lost_votes: bool,
}

impl Vote {
    /// The open vote of the first round.
    pub(super) fn new(ballot: Ballot) -> Self {
        Self {
            ballot,
            phase: VotePhase::Open,
            earlier: Vec::new(),
            votes: BTreeMap::new(),
            set_aside: BTreeMap::new(),
            left: Vec::new(),
            hands: Vec::new(),
            is_complete: false,
            acknowledges_until: None,
            has_lost_votes: false,
        }
    }

    /// A vote in `phase` with the tallies of its closed rounds. Votes of an open round begin anew, and `lost` of them are lost.
    pub(super) fn restore(
        ballot: Ballot,
        phase: VotePhase,
        tallies: Vec<VoteTally>,
        lost: usize,
    ) -> Self {
        let mut vote = Self::new(ballot);
        vote.has_lost_votes = phase == VotePhase::Open && lost > 0;
        let mut earlier = tallies;
        earlier.truncate(MAX_ROUNDS);
        vote.phase = phase;
        if phase != VotePhase::Open
            && let Some(last) = earlier.pop()
        {
            for answer in 0..ballot.answers {
                let count = last.count(answer).min(MAX_RESTORED);
                vote.left.extend(std::iter::repeat_n(answer, count));
            }
        }
        earlier.truncate(MAX_ROUNDS - 1);
        let earlier = earlier.into_iter().map(|tally| VoteRound {
            tally,
            is_by_hand: false,
        });
        vote.earlier = earlier.collect();
        vote
    }

    /// The tallies of the rounds that are closed.
    pub(super) fn closed_tallies(&self) -> Vec<VoteTally> {
        let earlier = self.earlier.iter().map(|round| round.tally.clone());
        let present = match self.phase {
            VotePhase::Open => None,
            VotePhase::Closed | VotePhase::Revealed => Some(self.tally()),
        };
        earlier.chain(present).collect()
    }

    /// The number of votes of a round that is open, which are lost with the presenter's program.
    pub(super) fn open_votes(&self) -> usize {
        match self.phase {
            VotePhase::Open => self.tally().total(),
            VotePhase::Closed | VotePhase::Revealed => 0,
        }
    }

    /// Whether votes of this round were lost with the presenter's program, and the round is still open.
    pub(super) fn has_lost_votes(&self) -> bool {
        self.has_lost_votes && self.phase == VotePhase::Open
    }

    /// The time until which keys that end a round only acknowledge that it has ended by itself.
    pub(super) fn acknowledges_until(&self) -> Option<Duration> {
        self.acknowledges_until
    }

    /// From now on, keys that end a round do so.
    pub(super) fn end_acknowledgement(&mut self) {
        self.acknowledges_until = None;
    }

    /// Takes the vote of a seat that explores out of an open round.
    pub(super) fn set_aside(&mut self, seat: SeatId) {
        if self.phase == VotePhase::Open
            && let Some(answer) = self.votes.remove(&seat)
        {
            self.set_aside.insert(seat, answer);
        }
    }

    /// Counts the vote of a seat that follows again, if its round is open.
    pub(super) fn take_up(&mut self, seat: SeatId) {
        if self.phase == VotePhase::Open
            && let Some(answer) = self.set_aside.remove(&seat)
        {
            self.votes.insert(seat, answer);
        }
    }

    pub(super) fn ballot(&self) -> Ballot {
        self.ballot
    }

    pub(super) fn phase(&self) -> VotePhase {
        self.phase
    }

    /// The number of the round, from 1.
    pub(super) fn round(&self) -> usize {
        self.earlier.len() + 1
    }

    /// The vote of a seat in this round.
    pub(super) fn vote_of(&self, seat: SeatId) -> Option<usize> {
        self.votes.get(&seat).copied()
    }

    /// The seats that have voted in this round.
    pub(super) fn voted_seats(&self) -> impl Iterator<Item = SeatId> {
        self.votes.keys().copied()
    }

    /// The number of hands that were counted in this round.
    pub(super) fn hand_count(&self) -> usize {
        self.hands.len()
    }

    /// Counts the vote of a seat; false if the vote is not open or there is no such answer.
    pub(super) fn cast(&mut self, seat: SeatId, answer: usize) -> bool {
        let is_counted = self.phase == VotePhase::Open && answer < self.ballot.answers;
        if is_counted {
            self.votes.insert(seat, answer);
        }
        is_counted
    }

    /// Counts a raised hand; false once the answer is shown, or if there is no such answer. Hands are counted after the round
    /// is closed, too: whoever has a device may have voted before the presenter could count.
    pub(super) fn count_hand(&mut self, answer: usize) -> bool {
        let is_counted = self.phase != VotePhase::Revealed && answer < self.ballot.answers;
        if is_counted {
            self.hands.push(answer);
        }
        is_counted
    }

    /// Takes the last counted hand back; false if there is none.
    pub(super) fn take_back_hand(&mut self) -> bool {
        self.phase != VotePhase::Revealed && self.hands.pop().is_some()
    }

    /// Ends the round because everyone who is waited for has voted.
    pub(super) fn complete(&mut self, now: Duration) {
        if self.close() {
            self.is_complete = true;
            self.acknowledges_until = Some(now + ACKNOWLEDGE_TIME);
        }
    }

    /// Opens a round again that everyone had voted in, for somebody who came later.
    pub(super) fn reopen(&mut self) {
        if self.phase == VotePhase::Closed && std::mem::take(&mut self.is_complete) {
            self.phase = VotePhase::Open;
            self.acknowledges_until = None;
        }
    }

    /// Ends the round; false if it is not open.
    pub(super) fn close(&mut self) -> bool {
        let is_open = self.phase == VotePhase::Open;
        if is_open {
            self.phase = VotePhase::Closed;
        }
        is_open
    }

    /// Begins the next round; false if this one is not closed, or was the last.
    pub(super) fn open_again(&mut self) -> bool {
        if self.phase != VotePhase::Closed || self.round() >= MAX_ROUNDS {
            return false;
        }
        self.earlier.push(self.present_round());
        self.votes.clear();
        self.set_aside.clear();
        self.left.clear();
        self.hands.clear();
        self.is_complete = false;
        self.acknowledges_until = None;
        self.has_lost_votes = false;
        self.phase = VotePhase::Open;
        true
    }

    /// Shows the answer; false if it is shown already.
    pub(super) fn reveal(&mut self) -> bool {
        std::mem::replace(&mut self.phase, VotePhase::Revealed) != VotePhase::Revealed
    }

    /// Frees a seat: its vote goes in an open round, and stays counted in a closed one.
    pub(super) fn forget(&mut self, seat: SeatId) {
        self.set_aside.remove(&seat);
        if let Some(answer) = self.votes.remove(&seat)
            && self.phase != VotePhase::Open
        {
            self.left.push(answer);
        }
    }

    /// The tally of this round.
    pub(super) fn tally(&self) -> VoteTally {
        let mut tally = VoteTally::empty(self.ballot.answers);
        for answer in self.votes.values().chain(&self.left).chain(&self.hands) {
            tally.add(*answer);
        }
        tally
    }

    fn present_round(&self) -> VoteRound {
        VoteRound {
            tally: self.tally(),
            is_by_hand: self.votes.is_empty() && self.left.is_empty(),
        }
    }

    /// The tallies of all rounds; that of an open round counts the votes so far. None stands for a round with so few votes that
    /// its tally would tell who voted for which answer. Hands were seen by the class.
    pub(super) fn tallies(&self) -> Vec<Option<VoteTally>> {
        let present = self.present_round();
        let rounds = self.earlier.iter().chain([&present]);
        rounds.map(VoteRound::shown_tally).collect()
    }

    /// The tallies that guests may see: those of all rounds with enough votes, once the answer is shown.
    pub(super) fn public_result(&self) -> Option<Vec<VoteTally>> {
        let tallies = (self.phase == VotePhase::Revealed).then(|| self.tallies())?;
        let is_enough = |tally: &VoteTally| tally.total() >= FEWEST_VOTES_SHOWN;
        let tallies: Vec<_> = tallies.into_iter().collect::<Option<_>>()?;
        tallies.iter().all(is_enough).then_some(tallies)
    }

    /// The number of votes in each round.
    pub(super) fn totals(&self) -> Vec<usize> {
        let earlier = self.earlier.iter().map(|round| round.tally.total());
        earlier.chain([self.tally().total()]).collect()
    }
}
