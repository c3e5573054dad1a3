//! The line below a question that a room votes on.

use crate::app::input::keymap::key_names;
use crate::app::participant::Participant;
use crate::locale::Phrase;
use crate::room::VotePhase;

/// The state of the vote on an open question with so many `answers`, for the person at this screen; none without a room. The
/// answer of a question before the course is not told.
pub(super) fn room_prompt(
    participant: &Participant,
    answers: usize,
    is_told: bool,
) -> Option<Phrase> {
    match participant {
        Participant::Alone | Participant::Notes(_) => None,
        Participant::Presenter(_) => Some(Phrase::key("ui.note.hands").with("n", answers)),
        Participant::Host(room) => {
            let vote = room.snapshot.vote.as_ref()?;
            if vote.voters + vote.voted == 0 {
                return Some(Phrase::key("ui.note.hands").with("n", answers));
            }
            let key = match (vote.phase, vote.round) {
                (VotePhase::Open, _) if vote.has_lost_votes => "ui.room.voting-anew",
                (VotePhase::Open, 1) => "ui.room.voting-alone",
                (VotePhase::Open, _) => "ui.room.voting-again",
                (VotePhase::Closed | VotePhase::Revealed, _) if !is_told => "ui.room.noted-by-room",
                (VotePhase::Closed | VotePhase::Revealed, _) if vote.is_last_round() => {
                    "ui.room.last-closed"
                }
                (VotePhase::Closed | VotePhase::Revealed, _) => "ui.room.closed",
            };
            let name = |binding: &str| key_names(binding).unwrap_or_default();
            let state = Phrase::key(key)
                .with("voted", vote.voted)
                .with("voters", vote.voters)
                .with("round", vote.round)
                .with("vote", format!("{}v", name("room")))
                .with("next", name("next"));
            Some(state)
        }
        Participant::Guest(seat) => {
            let vote = seat.view.vote.as_ref().filter(|_| seat.view.follows)?;
            Some(match (vote.phase, vote.own) {
                (VotePhase::Open, Some(own)) => Phrase::key("ui.room.own-vote").with("n", own + 1),
                (VotePhase::Open, None) => Phrase::key(match vote.round {
                    _ if vote.has_lost_votes => "ui.room.vote-anew",
                    1 => "ui.room.vote",
                    _ => "ui.room.vote-again",
                })
                .with("round", vote.round)
                .with("n", answers),
                (VotePhase::Closed | VotePhase::Revealed, Some(own)) if !is_told => {
                    Phrase::key("ui.room.noted-vote").with("n", own + 1)
                }
                (VotePhase::Closed | VotePhase::Revealed, None) if !is_told => {
                    Phrase::key("ui.room.noted")
                }
                (VotePhase::Closed | VotePhase::Revealed, Some(own)) => {
                    Phrase::key("ui.room.closed-with-vote").with("n", own + 1)
                }
                (VotePhase::Closed | VotePhase::Revealed, None) => {
                    Phrase::key("ui.room.closed-without-vote")
                }
            })
        }
    }
}
