//! Seats of vote pages: they need no course of their own, so no thread.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::state::TakenSeat;
use super::{NoSeat, Server};
use crate::host::mailbox::{Mailbox, MailboxSender, SessionEnd};
use crate::host::seat_code::SeatCode;
use crate::room::{Changed, RoomFull, SeatEvent, SeatId, SeatView};

/// A seat whose guest has a vote page. A task reads its mailbox. The guest is away once it is dropped.
pub(in crate::host) struct VoteSeat {
    server: Arc<Server>,
    seat: SeatId,
    code: SeatCode,
    mailbox: Arc<Mailbox>,
}

impl Server {
    /// Gives a vote page the seat with `code`, else a free one. The guest follows the presenter.
    ///
    /// # Errors
    /// All seats, or all that `address` may have, are taken.
    pub(in crate::host) fn vote_seat(
        self: &Arc<Self>,
        code: Option<SeatCode>,
        address: IpAddr,
    ) -> Result<VoteSeat, NoSeat> {
        let mut state = self.lock();
        if self.has_ended.load(Ordering::SeqCst) {
            let seats = self.options.seats;
            return Err(RoomFull { seats }.into());
        }
        let (id, code) = self.take_seat(&mut state, code, address)?;
        let mailbox = Arc::new(Mailbox::default());
        // The course page of the seat, if it comes back, goes on with it.
        let progress = state.seats.remove(&id).and_then(|seat| seat.progress);
        let seat = TakenSeat {
            code,
            address: Some(address),
            mailbox: Arc::clone(&mailbox),
            thread: None,
            progress,
            told: None,
        };
        state.seats.insert(id, seat);
        let _follows = state.room.update(id, SeatEvent::Follow, self.clock.now());
        self.tell(&mut state, Changed::Everyone);
        Ok(VoteSeat {
            server: Arc::clone(self),
            seat: id,
            code,
            mailbox,
        })
    }
}

impl VoteSeat {
    /// The code that leads back to the seat.
    pub(in crate::host) fn code(&self) -> SeatCode {
        self.code
    }

    /// The mailbox for the watch of connections.
    pub(in crate::host) fn sender(&self) -> MailboxSender {
        self.mailbox.sender()
    }

    /// The room as the guest sees it.
    pub(in crate::host) fn view(&self) -> Option<SeatView> {
        self.server.view(self.seat)
    }

    /// Does what the guest does, and returns the room as the guest sees it then.
    pub(in crate::host) fn update(&self, event: SeatEvent) -> Option<SeatView> {
        self.server.update(self.seat, &self.mailbox, event)
    }

    /// Waits for a view of the room.
    ///
    /// # Errors
    /// The session has ended.
    pub(in crate::host) async fn next_view(&self) -> Result<Box<SeatView>, SessionEnd> {
        self.mailbox.next_view().await
    }
}

impl Drop for VoteSeat {
    fn drop(&mut self) {
        let _view = self.update(SeatEvent::Away);
    }
}
