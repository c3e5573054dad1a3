//! The guest's side of a room that a server has.

use super::VoteResponse;
use crate::app::message::{Effect, Update};
use crate::locale::Phrase;
use crate::room::{Place, SeatEvent, SeatView, VotePhase};

/// The guest's side of a room that a server has.
pub struct GuestSeat {
    /// The room as the server showed it last.
    pub view: SeatView,
    /// The code of the seat.
    pub code: String,
    /// The command that leads back to this seat.
    pub way_back: String,
    /// The address of the page for phones; none in a room without it.
    pub page: Option<String>,
    /// The place and the state of its task that the server was told.
    told: Option<(Option<Place>, bool)>,
    /// The number of the presenter's run that the model repeats.
    pub(in crate::app) repeated_run: Option<u32>,
}

impl GuestSeat {
    /// A seat with this view of its room.
    pub(in crate::app) fn new(view: SeatView, code: String, way_back: String) -> Self {
        Self {
            view,
            code,
            way_back,
            page: None,
            told: None,
            repeated_run: None,
        }
    }

    /// Whether the room takes the answers of this guest as votes.
    pub(in crate::app) fn votes(&self) -> bool {
        self.view.follows && self.view.vote.is_some()
    }

    pub(super) fn arrive(&mut self, place: Option<Place>, done: bool) -> Update {
        if self.told.replace((place, done)) == Some((place, done)) {
            return Update::none();
        }
        Update::effect(Effect::Seat(SeatEvent::At { place, done }))
    }

    pub(super) fn vote_for(&self, answer: usize) -> VoteResponse {
        let Some(vote) = self.view.vote.as_ref().filter(|_| self.view.follows) else {
            return VoteResponse::Answer;
        };
        match vote.phase {
            VotePhase::Open => {
                let vote = Effect::Seat(SeatEvent::Vote(answer));
                VoteResponse::Counted(Update::effect(vote))
            }
            VotePhase::Closed => VoteResponse::Refused(Phrase::key("ui.room.vote-closed")),
            VotePhase::Revealed => VoteResponse::Answer,
        }
    }
}
