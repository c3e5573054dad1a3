//! The room of a workshop as a value: who sits where, who follows the presenter, and the votes on each question.
//!
//! [`Room::update`] takes the event of a seat, [`Room::present`] that of the presenter. Both change the room and tell who has
//! something new to see; [`Room::view`] and [`Room::snapshot`] are what they see. A view is a state, never a list of changes,
//! so a slow connection may skip views. There is no network here, no clock and no drawing: time enters as an argument.
//!
//! A vote follows peer instruction: everyone thinks and votes, the class talks, everyone votes again, then the model moves.
//! Guests see no tally before the answer is revealed, because it pulls towards the commonest answer. No view tells who
//! voted for which answer.

mod event;
mod log;
mod run;
mod saved;
mod seat;
mod snapshot;
mod tally;
mod view;
mod vote;
mod voting;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

pub use event::{Changed, PresenterEvent, SeatEvent};
pub use log::{LogEntry, LogEvent};
pub use run::RoomRun;
pub use saved::{SavedRoom, SavedSeat, SavedVote};
pub use seat::{NameError, SeatId, SeatName};
pub use snapshot::{RoomSnapshot, SeatSummary, VoteResult, VoteSnapshot};
pub use tally::{Ballot, RoundAdvice, VoteTally};
pub use view::{SeatView, VoteView};
pub use vote::{MAX_ROUNDS, VotePhase};

use log::Log;
use seat::Seat;
use vote::Vote;

/// The seconds between the notice that everyone is moved to the presenter's step and the move.
pub const GATHER_NOTICE: Duration = Duration::from_secs(3);

/// A place in the course: the index of a lesson, and that of a step or of a page behind the steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The index of the lesson in the course.
    pub lesson: usize,
    /// The index of the step in the lesson.
    pub step: usize,
}

/// Every seat is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoomFull {
    /// The number of seats.
    pub seats: usize,
}

/// A room with its seats and votes.
#[derive(Clone, Debug)]
pub struct Room {
    /// The largest number of seats.
    capacity: usize,
    seats: BTreeMap<SeatId, Seat>,
    next_seat: u32,
    /// The place of the presenter; none on the list of lessons.
    place: Option<Place>,
    /// The votes by place; at most one for each question of the course.
    votes: BTreeMap<Place, Vote>,
    /// The places of the votes, in the order in which they were opened.
    opened: Vec<Place>,
    /// The run of the presenter's model, since the presenter came to this place.
    run: Option<Arc<RoomRun>>,
    /// The time at which everyone is moved to the presenter's step.
    gather_at: Option<Duration>,
    log: Log,
}

impl Room {
    /// An empty room for at most `capacity` seats.
    pub fn new(capacity: usize) -> Self {
        Self {
            capacity,
            seats: BTreeMap::new(),
            next_seat: 1,
            place: None,
            votes: BTreeMap::new(),
            opened: Vec::new(),
            run: None,
            gather_at: None,
            log: Log::default(),
        }
    }

    /// Takes a seat that follows the presenter. If all are taken, that of the guest who has been away longest is freed.
    ///
    /// # Errors
    /// Every seat is taken by somebody who is there, or who has voted in the open round.
    pub fn join(&mut self, now: Duration) -> Result<SeatId, RoomFull> {
        if self.seats.len() >= self.capacity {
            let Some(id) = self.longest_away(|_| true) else {
                return Err(RoomFull {
                    seats: self.capacity,
                });
            };
            self.remove(id);
        }
        let id = SeatId::new(self.next_seat);
        self.next_seat += 1;
        self.seats.insert(id, Seat::new(self.place));
        self.log.add(LogEvent::Joined, id, None, now);
        self.reopen_for_late_voters();
        Ok(id)
    }

    /// The seat of the guest who has been away longest, among such seats without a vote in the open round; none if there is
    /// none.
    pub fn longest_away(&self, is_such: impl Fn(SeatId) -> bool) -> Option<SeatId> {
        let away = self
            .seats
            .iter()
            .filter(|(id, _)| is_such(**id) && !self.has_open_vote(**id))
            .filter_map(|(id, seat)| Some((seat.away_since?, *id)));
        away.min().map(|(_, id)| id)
    }

    /// Whether `seat` is taken.
    pub fn has_seat(&self, seat: SeatId) -> bool {
        self.seats.contains_key(&seat)
    }

    /// The number of seats that are taken, of guests who are away as well.
    pub fn seat_count(&self) -> usize {
        self.seats.len()
    }

    /// Handles the event of a seat. The event of a seat that is free changes nothing.
    pub fn update(&mut self, id: SeatId, event: SeatEvent, now: Duration) -> Changed {
        let place = self.place;
        let Some(seat) = self.seats.get_mut(&id) else {
            return Changed::Nothing;
        };
        match event {
            SeatEvent::Vote(answer) => return self.cast(id, answer, now),
            SeatEvent::Follow => {
                if seat.follows && seat.place == place {
                    return Changed::Nothing;
                }
                (seat.follows, seat.place, seat.is_done) = (true, place, false);
                self.take_up_votes(&[id], now);
            }
            SeatEvent::Explore => {
                if !std::mem::replace(&mut seat.follows, false) {
                    return Changed::Nothing;
                }
                self.set_vote_aside(id);
                self.close_if_all_voted(now);
                return Changed::Everyone;
            }
            SeatEvent::At { place, done } => {
                if (seat.place, seat.is_done) == (place, done) {
                    return Changed::Nothing;
                }
                (seat.place, seat.is_done) = (place, done);
                if done {
                    self.close_if_all_voted(now);
                }
                return Changed::Presenter;
            }
            SeatEvent::RaiseHand(raised) => return self.raise_hand(id, raised, now),
            SeatEvent::Name(name) => {
                if std::mem::replace(&mut seat.name, name.clone()) == name {
                    return Changed::Nothing;
                }
                return Changed::Seat(id);
            }
            SeatEvent::Away => return self.lose(id, now),
            SeatEvent::Back => {
                if seat.away_since.take().is_none() {
                    return Changed::Nothing;
                }
                let name = seat.name.clone();
                self.log.add(LogEvent::Back, id, name, now);
                self.reopen_for_late_voters();
            }
            SeatEvent::Leave => self.free(id, LogEvent::Left, now),
            SeatEvent::Crash => self.free(id, LogEvent::Crashed, now),
        }
        Changed::Everyone
    }

    /// Handles an event of the presenter.
    pub fn present(&mut self, event: PresenterEvent, now: Duration) -> Changed {
        let changed = match event {
            PresenterEvent::Go { place, ballot } => self.go(place, ballot),
            PresenterEvent::CloseVote => self.vote_mut().is_some_and(Vote::close),
            PresenterEvent::VoteAgain => self.vote_mut().is_some_and(Vote::open_again),
            PresenterEvent::Reveal => self.vote_mut().is_some_and(Vote::reveal),
            PresenterEvent::CountHand(answer) => {
                self.vote_mut().is_some_and(|vote| vote.count_hand(answer))
            }
            PresenterEvent::TakeBackHand => self.vote_mut().is_some_and(Vote::take_back_hand),
            PresenterEvent::Run(run) => {
                let before = self.run.replace(Arc::clone(&run));
                before != Some(run)
            }
            PresenterEvent::Gather => {
                let at = now + GATHER_NOTICE;
                self.gather_at.get_or_insert(at);
                true
            }
        };
        if changed {
            Changed::Everyone
        } else {
            Changed::Nothing
        }
    }

    /// Does what is due at `now`: moves everyone to the presenter's step once the notice has been shown long enough, and lets
    /// the presenter's keys go on after a round that has ended by itself.
    pub fn tick(&mut self, now: Duration) -> Changed {
        let is_due = |at: Option<Duration>| at.is_some_and(|at| at <= now);
        let mut changed = Changed::Nothing;
        if let Some(vote) = self.vote_mut()
            && is_due(vote.acknowledges_until())
        {
            vote.end_acknowledgement();
            changed = Changed::Presenter;
        }
        if is_due(self.gather_at) {
            self.gather_at = None;
            for seat in self.seats.values_mut() {
                (seat.follows, seat.place, seat.is_done) = (true, self.place, false);
            }
            let everyone: Vec<_> = self.seats.keys().copied().collect();
            self.take_up_votes(&everyone, now);
            changed = Changed::Everyone;
        }
        changed
    }

    /// The time of the next [`tick`](Self::tick) that does something.
    pub fn next_tick(&self) -> Option<Duration> {
        let acknowledged = self.vote().and_then(Vote::acknowledges_until);
        self.gather_at.into_iter().chain(acknowledged).min()
    }

    /// The room as the guest on `seat` sees it; none for a free seat.
    pub fn view(&self, id: SeatId) -> Option<SeatView> {
        let seat = self.seats.get(&id)?;
        Some(self.view_of(id, seat, self.voter_count()))
    }

    /// The room as each guest sees it, by seat.
    pub fn views(&self) -> impl Iterator<Item = (SeatId, SeatView)> {
        // Counting looks at every seat, so it is done once for all of them.
        let voters = self.voter_count();
        let seats = self.seats.iter();
        seats.map(move |(id, seat)| (*id, self.view_of(*id, seat, voters)))
    }

    fn view_of(&self, id: SeatId, seat: &Seat, voters: usize) -> SeatView {
        let vote = self.vote().map(|vote| VoteView {
            phase: vote.phase(),
            round: vote.round(),
            own: vote.vote_of(id),
            voted: vote.tally().total(),
            voters,
            has_lost_votes: vote.has_lost_votes(),
            result: vote.public_result(),
        });
        SeatView {
            place: self.place,
            follows: seat.follows,
            vote,
            run: self.run.clone(),
            is_gathering: self.gather_at.is_some(),
            has_raised_hand: seat.hand_raised_at.is_some(),
            name: seat.name.clone(),
        }
    }

    /// The room as the presenter's notes show it.
    pub fn snapshot(&self) -> RoomSnapshot {
        let vote = self.vote().map(|vote| VoteSnapshot {
            ballot: vote.ballot(),
            phase: vote.phase(),
            round: vote.round(),
            voted: vote.tally().total(),
            voters: self.voter_count(),
            hands: vote.hand_count(),
            tallies: vote.tallies(),
            is_just_closed: vote.acknowledges_until().is_some(),
            has_lost_votes: vote.has_lost_votes(),
        });
        let seats = self.seats.iter().map(|(id, seat)| SeatSummary {
            id: *id,
            name: seat.name.clone(),
            follows: seat.follows,
            is_away: seat.away_since.is_some(),
            hand_raised_at: seat.hand_raised_at,
            place: seat.place,
            is_done: seat.is_done,
        });
        RoomSnapshot {
            place: self.place,
            seats: seats.collect(),
            vote,
            is_gathering: self.gather_at.is_some(),
            log: self.log.entries(),
        }
    }

    /// The votes that were taken, in the order in which they were opened. For the report of a workshop.
    pub fn results(&self) -> impl Iterator<Item = VoteResult> {
        let counted = self.opened.iter().filter_map(|place| {
            let vote = self.votes.get(place)?;
            Some(VoteResult {
                place: *place,
                totals: vote.totals(),
                tallies: vote.tallies(),
            })
        });
        counted.filter(|result| result.totals.iter().any(|total| *total > 0))
    }

    /// Follows the presenter to another place, and opens the vote on its question.
    fn go(&mut self, place: Option<Place>, ballot: Option<Ballot>) -> bool {
        let is_new = match (place, ballot) {
            (Some(place), Some(ballot)) if !self.votes.contains_key(&place) => {
                self.votes.insert(place, Vote::new(ballot));
                self.opened.push(place);
                true
            }
            _ => false,
        };
        if self.place == place {
            return is_new;
        }
        self.place = place;
        self.run = None;
        for seat in self.seats.values_mut().filter(|seat| seat.follows) {
            (seat.place, seat.is_done) = (place, false);
        }
        true
    }

    /// Raises or lowers the hand of a guest.
    fn raise_hand(&mut self, id: SeatId, raised: bool, now: Duration) -> Changed {
        let Some(seat) = self.seats.get_mut(&id) else {
            return Changed::Nothing;
        };
        let raised_at = raised.then(|| seat.hand_raised_at.unwrap_or(now));
        if std::mem::replace(&mut seat.hand_raised_at, raised_at) == raised_at {
            return Changed::Nothing;
        }
        if raised {
            let name = seat.name.clone();
            self.log.add(LogEvent::HandRaised, id, name, now);
        }
        Changed::Seat(id)
    }

    /// Notes that the connection of a guest is lost.
    fn lose(&mut self, id: SeatId, now: Duration) -> Changed {
        let Some(seat) = self.seats.get_mut(&id) else {
            return Changed::Nothing;
        };
        if seat.away_since.is_some() {
            return Changed::Nothing;
        }
        seat.away_since = Some(now);
        let name = seat.name.clone();
        self.log.add(LogEvent::Away, id, name, now);
        self.close_if_all_voted(now);
        Changed::Everyone
    }

    /// Frees the seat of a guest who is gone.
    fn free(&mut self, id: SeatId, why: LogEvent, now: Duration) {
        let name = self.seats.get(&id).and_then(|seat| seat.name.clone());
        self.log.add(why, id, name, now);
        self.remove(id);
        self.close_if_all_voted(now);
    }

    /// Frees a seat. Its votes in rounds that are closed stay counted.
    fn remove(&mut self, id: SeatId) {
        self.seats.remove(&id);
        for vote in self.votes.values_mut() {
            vote.forget(id);
        }
    }
}
