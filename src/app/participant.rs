//! The part of the person at this screen in a workshop.

mod guest_seat;
mod hosted_room;
mod notes_desk;

use std::time::Duration;

pub use guest_seat::GuestSeat;
pub(super) use hosted_room::HostedRoom;
pub use notes_desk::NotesDesk;

use super::message::{Effect, Update};
use crate::locale::Phrase;
use crate::room::{
    Ballot, Changed, Place, PresenterEvent, Room, RoomSnapshot, SeatEvent, SeatView, VotePhase,
    VoteSnapshot,
};

/// The part of the person at this screen in a workshop.
pub(super) enum Participant {
    /// A learner alone.
    Alone,
    /// An instructor in front of a class without devices: the room has no seats, and raised hands are its votes.
    Presenter(Box<Room>),
    /// The presenter of a room that a server has.
    Host(Box<HostedRoom>),
    /// A guest of a room that a server has.
    Guest(Box<GuestSeat>),
    /// The presenter's second screen.
    Notes(Box<NotesDesk>),
}

/// The answer of a room to the key of an answer.
pub(super) enum VoteResponse {
    /// No room takes it: the learner answers the question.
    Answer,
    /// The room has taken it.
    Counted(Update),
    /// The room takes no vote now, for this reason.
    Refused(Phrase),
}

impl Participant {
    /// A presenter in an empty room.
    pub(super) fn presenter() -> Self {
        Self::Presenter(Box::new(Room::new(0)))
    }

    /// Whether the program is shown to a class.
    pub(super) fn is_presenting(&self) -> bool {
        match self {
            Self::Alone | Self::Guest(_) | Self::Notes(_) => false,
            Self::Presenter(_) | Self::Host(_) => true,
        }
    }

    /// Whether progress and settings are those of the person at this screen.
    pub(super) fn keeps_progress(&self) -> bool {
        match self {
            Self::Alone => true,
            Self::Presenter(_) | Self::Host(_) | Self::Guest(_) | Self::Notes(_) => false,
        }
    }

    /// The vote on the question at the presenter's place, as the presenter sees it.
    pub(super) fn vote(&self) -> Option<VoteSnapshot> {
        match self {
            Self::Alone | Self::Guest(_) => None,
            Self::Presenter(room) => room.snapshot().vote,
            Self::Host(room) => room.snapshot.vote.clone(),
            Self::Notes(desk) => desk.snapshot.vote.clone(),
        }
    }

    /// The seat of a guest.
    pub(super) fn seat(&self) -> Option<&GuestSeat> {
        match self {
            Self::Guest(seat) => Some(seat),
            Self::Alone | Self::Presenter(_) | Self::Host(_) | Self::Notes(_) => None,
        }
    }

    /// The room of the presenter that a server has.
    pub(super) fn hosted_room(&self) -> Option<&HostedRoom> {
        match self {
            Self::Host(room) => Some(room),
            Self::Alone | Self::Presenter(_) | Self::Guest(_) | Self::Notes(_) => None,
        }
    }

    /// The same, to be changed.
    pub(super) fn hosted_room_mut(&mut self) -> Option<&mut HostedRoom> {
        match self {
            Self::Host(room) => Some(room),
            Self::Alone | Self::Presenter(_) | Self::Guest(_) | Self::Notes(_) => None,
        }
    }

    /// The presenter's second screen.
    pub(super) fn notes_desk(&self) -> Option<&NotesDesk> {
        match self {
            Self::Notes(desk) => Some(desk),
            Self::Alone | Self::Presenter(_) | Self::Host(_) | Self::Guest(_) => None,
        }
    }

    /// The room that a server has, as its presenter sees it.
    pub(super) fn snapshot(&self) -> Option<&RoomSnapshot> {
        match self {
            Self::Host(room) => Some(&room.snapshot),
            Self::Notes(desk) => Some(&desk.snapshot),
            Self::Alone | Self::Presenter(_) | Self::Guest(_) => None,
        }
    }

    /// Whether the tally of a vote is shown with its question.
    pub(super) fn shows_tally(&self) -> bool {
        match self {
            Self::Presenter(_) => true,
            Self::Host(room) => room.shows_tally(),
            Self::Alone | Self::Guest(_) | Self::Notes(_) => false,
        }
    }

    /// Whether `;v` has something to do: a round to end, or another one to begin.
    pub(super) fn can_change_round(&self) -> bool {
        let Some(vote) = self.vote() else {
            return false;
        };
        match (self, vote.phase) {
            (_, VotePhase::Revealed) => false,
            (Self::Host(_) | Self::Notes(_), VotePhase::Open) => true,
            (Self::Host(_) | Self::Notes(_), VotePhase::Closed) => !vote.is_last_round(),
            (_, VotePhase::Open | VotePhase::Closed) => vote.voted > 0 && !vote.is_last_round(),
        }
    }

    /// Whether a round with votes is open, which is closed before the answer is shown.
    pub(super) fn has_round_to_close(&self) -> bool {
        let is_open = |vote: VoteSnapshot| {
            vote.phase == VotePhase::Open && (vote.voted > 0 || vote.voters > 0)
        };
        matches!(self, Self::Host(_) | Self::Notes(_)) && self.vote().is_some_and(is_open)
    }

    /// The sentence that acknowledges a round which has ended by itself a moment ago: the key was meant to end it.
    pub(super) fn round_just_closed(&self) -> Option<Phrase> {
        let vote = self.vote().filter(|vote| vote.is_just_closed)?;
        Some(Phrase::key("ui.room.just-closed").with("round", vote.round))
    }

    /// Tells the room where the presenter is, and which question is asked there.
    pub(super) fn go(&mut self, place: Option<Place>, ballot: Option<Ballot>) -> Update {
        match self {
            Self::Alone | Self::Guest(_) | Self::Notes(_) => Update::none(),
            Self::Presenter(_) => {
                let _changed = self.present(PresenterEvent::Go { place, ballot });
                Update::none()
            }
            Self::Host(room) => room.go(place, ballot),
        }
    }

    /// Tells the room where the guest is, and whether the task there is done.
    pub(super) fn arrive(&mut self, place: Option<Place>, done: bool) -> Update {
        match self {
            Self::Guest(seat) => seat.arrive(place, done),
            Self::Alone | Self::Presenter(_) | Self::Host(_) | Self::Notes(_) => Update::none(),
        }
    }

    /// Ends the round of a vote, or begins the next one. Hands are counted at once, so the next round follows directly.
    pub(super) fn change_round(&mut self) -> Update {
        let phase = self.vote().map(|vote| vote.phase);
        match (&self, phase) {
            (Self::Host(_), Some(VotePhase::Open)) => self.present(PresenterEvent::CloseVote),
            (Self::Host(_), _) => self.present(PresenterEvent::VoteAgain),
            _ => {
                let closed = self.present(PresenterEvent::CloseVote);
                closed.merge(self.present(PresenterEvent::VoteAgain))
            }
        }
    }

    /// Changes the room as its presenter; others change nothing.
    pub(super) fn present(&mut self, event: PresenterEvent) -> Update {
        match self {
            Self::Alone | Self::Guest(_) | Self::Notes(_) => Update::none(),
            // Only seats need the time.
            Self::Presenter(room) => match room.present(event, Duration::ZERO) {
                Changed::Nothing => Update::none(),
                Changed::Presenter | Changed::Seat(_) | Changed::Everyone => Update::redraw(),
            },
            Self::Host(_) => Update::effect(Effect::Present(event)),
        }
    }

    /// Takes the key of the answer with the index `answer` as a vote or as a hand.
    pub(super) fn vote_for(&mut self, answer: usize) -> VoteResponse {
        match self {
            Self::Alone | Self::Notes(_) => VoteResponse::Answer,
            Self::Presenter(_) | Self::Host(_) => {
                VoteResponse::Counted(self.present(PresenterEvent::CountHand(answer)))
            }
            Self::Guest(seat) => seat.vote_for(answer),
        }
    }

    /// The reason why an open question may not be skipped; none if it may.
    pub(super) fn refuses_skip(&self) -> Option<Phrase> {
        let seat = self.seat().filter(|seat| seat.votes())?;
        Some(Phrase::key(match seat.view.vote.as_ref()?.phase {
            VotePhase::Open => "ui.room.vote-first",
            VotePhase::Closed | VotePhase::Revealed => "ui.room.wait-for-answer",
        }))
    }

    /// An event of the guest's seat.
    pub(super) fn seat_event(&self, event: SeatEvent) -> Update {
        match self {
            Self::Guest(_) => Update::effect(Effect::Seat(event)),
            Self::Alone | Self::Presenter(_) | Self::Host(_) | Self::Notes(_) => Update::none(),
        }
    }

    /// The room as the guest sees it.
    pub(super) fn view(&self) -> Option<&SeatView> {
        self.seat().map(|seat| &seat.view)
    }
}
