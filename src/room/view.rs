//! The room as a guest sees it.

use std::sync::Arc;

use super::{Place, RoomRun, SeatName, VotePhase, VoteTally};

/// The room as the guest on one seat sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct SeatView {
    /// The place of the presenter; none on the list of lessons.
    pub place: Option<Place>,
    /// Whether the presenter's steps move this guest.
    pub follows: bool,
    /// The vote at the presenter's place.
    pub vote: Option<VoteView>,
    /// The run of the presenter's model at the presenter's place.
    pub run: Option<Arc<RoomRun>>,
    /// Whether everyone is about to be moved to the presenter's step.
    pub is_gathering: bool,
    /// Whether this guest's hand is raised.
    pub has_raised_hand: bool,
    /// The name of this guest.
    pub name: Option<SeatName>,
}

impl SeatView {
    /// Whether `other` differs at most in the number of votes, which a terminal does not show.
    pub fn looks_like(&self, other: &Self) -> bool {
        let without_counts = |view: &Self| {
            let mut view = view.clone();
            if let Some(vote) = &mut view.vote {
                (vote.voted, vote.voters) = (0, 0);
            }
            view
        };
        without_counts(self) == without_counts(other)
    }
}

/// A vote as a guest sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoteView {
    /// The phase.
    pub phase: VotePhase,
    /// The round, from 1.
    pub round: usize,
    /// The index of the answer that this guest voted for in this round.
    pub own: Option<usize>,
    /// The number of votes in this round, of hands as well.
    pub voted: usize,
    /// The number of seats that have voted in this round or are asked, and of hands.
    pub voters: usize,
    /// Whether votes of this round were lost with the presenter's program: everyone votes again.
    pub has_lost_votes: bool,
    /// The tallies of the rounds, once the answer is shown; none where fewer than three voted.
    pub result: Option<Vec<VoteTally>>,
}
