//! The room as the presenter's notes show it.

use std::time::Duration;

use super::{Ballot, LogEntry, MAX_ROUNDS, Place, SeatId, SeatName, VotePhase, VoteTally};

/// The whole room at one moment, without who voted for which answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoomSnapshot {
    /// The place of the presenter; none on the list of lessons.
    pub place: Option<Place>,
    /// The seats that are taken.
    pub seats: Vec<SeatSummary>,
    /// The vote at the presenter's place.
    pub vote: Option<VoteSnapshot>,
    /// Whether everyone is about to be moved to the presenter's step.
    pub is_gathering: bool,
    /// The last events, the newest first.
    pub log: Vec<LogEntry>,
}

/// A seat that is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatSummary {
    /// Its number.
    pub id: SeatId,
    /// The name of the guest.
    pub name: Option<SeatName>,
    /// Whether the presenter's steps move the guest.
    pub follows: bool,
    /// Whether the connection is lost.
    pub is_away: bool,
    /// The time at which the hand was raised, while it is up.
    pub hand_raised_at: Option<Duration>,
    /// The place of the guest; none on the list of lessons.
    pub place: Option<Place>,
    /// Whether the goals of the step there are met.
    pub is_done: bool,
}

/// A vote as the presenter sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoteSnapshot {
    /// The answers.
    pub ballot: Ballot,
    /// The phase.
    pub phase: VotePhase,
    /// The round, from 1.
    pub round: usize,
    /// The number of votes in this round, of hands as well.
    pub voted: usize,
    /// The number of seats that have voted in this round or are asked, and of hands.
    pub voters: usize,
    /// The number of hands that were counted in this round.
    pub hands: usize,
    /// The tallies of the rounds; that of an open round counts the votes so far. None stands for a round in which fewer than
    /// three voted: its tally would tell who voted for which answer.
    pub tallies: Vec<Option<VoteTally>>,
    /// Whether the round has ended by itself a moment ago: keys that end a round only acknowledge it.
    pub is_just_closed: bool,
    /// Whether votes of this round were lost with the presenter's program.
    pub has_lost_votes: bool,
}

/// The votes on a question for the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoteResult {
    /// The place of the question.
    pub place: Place,
    /// The number of votes in each round.
    pub totals: Vec<usize>,
    /// The tallies of the rounds; none where fewer than three voted.
    pub tallies: Vec<Option<VoteTally>>,
}

impl VoteSnapshot {
    /// Whether no round may follow.
    pub fn is_last_round(&self) -> bool {
        self.round >= MAX_ROUNDS
    }

    /// The tally of the present round; none where fewer than three voted.
    pub fn tally(&self) -> Option<&VoteTally> {
        self.tallies.last()?.as_ref()
    }

    /// Whether a round with votes has so few that its tally is not shown.
    pub fn hides_tally(&self) -> bool {
        self.tallies.iter().any(Option::is_none) && self.voted > 0
    }
}

impl RoomSnapshot {
    /// The number of guests who are there.
    pub fn present(&self) -> usize {
        self.seats.iter().filter(|seat| !seat.is_away).count()
    }

    /// The number of guests who explore alone.
    pub fn explorers(&self) -> usize {
        let exploring = |seat: &&SeatSummary| !seat.is_away && !seat.follows;
        self.seats.iter().filter(exploring).count()
    }

    /// The number of guests at the presenter's place who have met its goals.
    pub fn done(&self) -> usize {
        let done = |seat: &&SeatSummary| seat.is_done && seat.place == self.place;
        self.seats.iter().filter(done).count()
    }

    /// The seats with a raised hand, the one that waits longest first.
    pub fn raised_hands(&self) -> Vec<SeatId> {
        let mut raised: Vec<_> = self
            .seats
            .iter()
            .filter_map(|seat| Some((seat.hand_raised_at?, seat.id)))
            .collect();
        raised.sort();
        raised.into_iter().map(|(_, id)| id).collect()
    }
}
