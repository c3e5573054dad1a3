//! The state of a room: who sits where, and the notes that are open.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use crate::app::{Progress, RoomUpdate};
use crate::host::mailbox::{Mailbox, SessionEnd};
use crate::host::options::HostOptions;
use crate::host::saved_room::SavedHost;
use crate::host::seat_code::SeatCode;
use crate::locale::Phrase;
use crate::room::{Room, SeatId, SeatView};

/// The state of a room, behind the lock of its server.
pub(super) struct RoomState {
    pub(super) room: Room,
    pub(super) seats: BTreeMap<SeatId, TakenSeat>,
    /// The time of day at which the room was opened.
    pub(super) began: String,
    /// The presenter's notes that are open.
    pub(super) notes: Vec<Arc<Mailbox>>,
    /// The last time at which the presenter was told that an address has all the seats that it may have.
    pub(super) address_told_at: Option<Duration>,
    /// A sentence for the presenter.
    pub(super) notice: Option<Phrase>,
}

pub(super) struct TakenSeat {
    pub(super) code: SeatCode,
    /// The address of its last connection; none after a restart.
    pub(super) address: Option<IpAddr>,
    pub(super) mailbox: Arc<Mailbox>,
    /// The thread of a guest with a course; none for one with a vote page, or who is away for long.
    pub(super) thread: Option<JoinHandle<()>>,
    /// The progress of the guest in the course when the thread ended.
    pub(super) progress: Option<Progress>,
    /// The last view that the guest was told.
    pub(super) told: Option<SeatView>,
}

impl TakenSeat {
    /// Shows the guest the room. A thread is not woken for a number of votes that its terminal does not show: in a full room
    /// every vote and every join would wake all of them.
    pub(super) fn tell(&mut self, view: SeatView) {
        let has_terminal = self.thread.is_some();
        if has_terminal
            && self
                .told
                .as_ref()
                .is_some_and(|told| told.looks_like(&view))
        {
            return;
        }
        self.told = Some(view.clone());
        self.mailbox.put_update(RoomUpdate::View(Box::new(view)));
    }
}

/// The room at its opening: an empty one, or one that is continued.
pub(super) fn first_state(options: &mut HostOptions) -> RoomState {
    let (hour, minute) = (options.time_of_day)();
    let saved = options.saved.take().unwrap_or_else(|| SavedHost {
        began: format!("{hour:02}:{minute:02}"),
        ..SavedHost::default()
    });
    let room = Room::restore(saved.room, options.seats);
    let codes = saved.codes.into_iter().filter(|(id, _)| room.has_seat(*id));
    let seats = codes.map(|(id, code)| {
        let seat = TakenSeat {
            code,
            address: None,
            mailbox: Arc::default(),
            thread: None,
            progress: None,
            told: None,
        };
        (id, seat)
    });
    RoomState {
        seats: seats.collect(),
        room,
        began: saved.began,
        notes: Vec::new(),
        address_told_at: None,
        notice: None,
    }
}

impl RoomState {
    /// The state that the file of the room keeps, without its secrets.
    pub(super) fn save(&self) -> SavedHost {
        let codes = self.seats.iter().map(|(id, seat)| (*id, seat.code));
        SavedHost {
            began: self.began.clone(),
            room: self.room.save(),
            codes: codes.collect(),
            ..SavedHost::default()
        }
    }

    /// The seats whose last connection came from `address`.
    pub(super) fn seats_of(&self, address: IpAddr) -> impl Iterator<Item = SeatId> {
        let seats = self.seats.iter();
        seats
            .filter(move |(_, seat)| {
                let own = seat.address.map(|own| own.to_canonical());
                own == Some(address.to_canonical())
            })
            .map(|(id, _)| *id)
    }

    /// Ends the sessions of seats that the room has given to others.
    pub(super) fn drop_freed_seats(&mut self) {
        let Self { room, seats, .. } = self;
        seats.retain(|id, seat| {
            let is_taken = room.has_seat(*id);
            if !is_taken {
                seat.mailbox.end(SessionEnd::RoomEnded);
            }
            is_taken
        });
    }

    /// The seat with `code`.
    pub(super) fn seat_with(&self, code: SeatCode) -> Option<SeatId> {
        let mut seats = self.seats.iter();
        seats.find(|(_, seat)| seat.code == code).map(|(id, _)| *id)
    }
}

/// A code that no seat has.
pub(super) fn free_code(state: &RoomState) -> SeatCode {
    loop {
        let code = SeatCode::random();
        if state.seats.values().all(|seat| seat.code != code) {
            return code;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room::{Ballot, Place, PresenterEvent};

    /// A seat in a room with an open vote.
    fn seat(thread: Option<JoinHandle<()>>) -> (Room, SeatId, TakenSeat) {
        let mut room = Room::new(4);
        let place = Some(Place { lesson: 0, step: 1 });
        let ballot = Some(Ballot {
            answers: 3,
            right: 1,
        });
        let _changed = room.present(PresenterEvent::Go { place, ballot }, Duration::ZERO);
        let id = room.join(Duration::ZERO).unwrap();
        let seat = TakenSeat {
            code: SeatCode::random(),
            address: None,
            mailbox: Arc::default(),
            thread,
            progress: None,
            told: None,
        };
        (room, id, seat)
    }

    #[test]
    fn a_terminal_is_not_woken_when_somebody_joins_and_a_vote_page_is() {
        let thread = std::thread::Builder::new().spawn(|| ()).unwrap();
        for (thread, is_told) in [(Some(thread), false), (None, true)] {
            let (mut room, id, mut seat) = seat(thread);
            seat.tell(room.view(id).unwrap());
            assert!(seat.mailbox.take_update().is_some());
            let _other = room.join(Duration::ZERO).unwrap();
            seat.tell(room.view(id).unwrap());
            assert_eq!(seat.mailbox.take_update().is_some(), is_told);
            let _changed = room.present(PresenterEvent::CloseVote, Duration::ZERO);
            seat.tell(room.view(id).unwrap());
            assert!(seat.mailbox.take_update().is_some(), "the vote is closed");
        }
    }
}
