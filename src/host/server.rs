//! The server of a room: its state behind one lock, and who hears of a change.

mod no_seat;
mod state;
pub(super) mod tasks;
mod vote_seat;

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;

use super::clock::Clock;
use super::connections::Connections;
use super::fair_scheduler::FairScheduler;
use super::guest_session::{self, SeatPlace};
use super::guest_terminal::Connection;
use super::mailbox::{Mailbox, MailboxSender, SessionEnd};
use super::options::HostOptions;
use super::saved_room::SavedHost;
use super::seat_code::SeatCode;
use super::{notes_access, notes_session};
use crate::app::{JoinInfo, Msg, Progress, RemoteAction, RoomClock, RoomUpdate};
use crate::locale::Phrase;
use crate::room::{
    Changed, PresenterEvent, RoomFull, RoomSnapshot, SeatEvent, SeatId, SeatView, VoteResult,
};
use crate::terminal::EventSender;

pub(super) use no_seat::NoSeat;
pub(super) use vote_seat::VoteSeat;

use state::{RoomState, TakenSeat, first_state, free_code};

/// The longest wait for guests to read the end of the room.
const FAREWELL_TIME: Duration = Duration::from_millis(500);

/// The shortest time between two notices to the presenter that an address has all the seats that it may have.
const ADDRESS_NOTICE_INTERVAL: Duration = Duration::from_secs(60);

/// The server of a room.
pub struct Server {
    pub(super) options: HostOptions,
    pub(super) join: JoinInfo,
    pub(super) clock: Clock,
    pub(super) scheduler: Arc<FairScheduler>,
    pub(super) connections: Arc<Connections>,
    state: Mutex<RoomState>,
    presenter: EventSender,
    notes_token: String,
    /// Wakes the task that tells the presenter.
    changed: Notify,
    has_ended: AtomicBool,
}

impl Server {
    /// The server of an empty room, which tells `presenter` what changes.
    pub(super) fn new(mut options: HostOptions, join: JoinInfo, presenter: EventSender) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let clock = Clock::start();
        let token = options.saved.as_ref().and_then(|saved| saved.token.clone());
        Self {
            state: Mutex::new(first_state(&mut options)),
            scheduler: Arc::new(FairScheduler::new(cores.saturating_sub(1))),
            connections: Arc::new(Connections::new(clock, options.limits, options.seats)),
            options,
            join,
            clock,
            presenter,
            notes_token: token.unwrap_or_else(notes_access::random_token),
            changed: Notify::new(),
            has_ended: AtomicBool::new(false),
        }
    }

    fn lock(&self) -> MutexGuard<'_, RoomState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The room as its file keeps it.
    fn save(&self) -> SavedHost {
        SavedHost {
            pin: self.options.pin.clone(),
            token: Some(self.notes_token.clone()),
            ..self.lock().save()
        }
    }

    /// Does what the presenter does, and returns the room after it.
    pub fn present(&self, event: PresenterEvent) -> RoomSnapshot {
        let mut state = self.lock();
        let changed = state.room.present(event, self.clock.now());
        self.tell(&mut state, changed);
        state.room.snapshot()
    }

    /// The room as its presenter sees it.
    pub fn snapshot(&self) -> RoomSnapshot {
        self.lock().room.snapshot()
    }

    /// Does what a guest does, and returns the room as the guest sees it then. A session whose seat has another one by now does
    /// nothing.
    pub(super) fn update(
        &self,
        seat: SeatId,
        mailbox: &Arc<Mailbox>,
        event: SeatEvent,
    ) -> Option<SeatView> {
        let mut state = self.lock();
        let taken = state.seats.get(&seat)?;
        if !Arc::ptr_eq(&taken.mailbox, mailbox) {
            return None;
        }
        if matches!(event, SeatEvent::Leave | SeatEvent::Crash) {
            state.seats.remove(&seat);
        }
        let changed = state.room.update(seat, event, self.clock.now());
        self.tell(&mut state, changed);
        state.room.view(seat)
    }

    /// Gives a connection the seat with `code`, else a free one whose thread begins.
    ///
    /// # Errors
    /// All seats, or all that `address` may have, are taken, or the system has no more threads.
    pub(super) fn seat(
        self: &Arc<Self>,
        code: Option<SeatCode>,
        address: IpAddr,
        connection: Connection,
    ) -> Result<(SeatCode, MailboxSender), NoSeat> {
        let mut state = self.lock();
        let full = NoSeat::Room(RoomFull {
            seats: self.options.seats,
        });
        if self.has_ended.load(Ordering::SeqCst) {
            return Err(full);
        }
        if let Some(id) = code.and_then(|code| state.seat_with(code))
            && let Some(seat) = state.seats.get_mut(&id)
            && seat.thread.is_some()
        {
            seat.address = Some(address);
            let (code, mailbox) = (seat.code, Arc::clone(&seat.mailbox));
            mailbox.reconnect(connection);
            let changed = state.room.update(id, SeatEvent::Back, self.clock.now());
            self.tell(&mut state, changed);
            return Ok((code, mailbox.sender()));
        }
        let (id, code) = self.take_seat(&mut state, code, address)?;
        let mailbox = Arc::new(Mailbox::default());
        let before = state.seats.remove(&id);
        let has_lost_models = before.as_ref().is_some_and(|seat| seat.progress.is_some());
        let progress = before.and_then(|seat| seat.progress).unwrap_or_default();
        let place = SeatPlace {
            seat: id,
            code,
            progress,
        };
        let thread =
            guest_session::start(Arc::clone(self), place, Arc::clone(&mailbox), connection);
        let Ok(thread) = thread else {
            state.seats.remove(&id);
            let changed = state.room.update(id, SeatEvent::Leave, self.clock.now());
            self.tell(&mut state, changed);
            return Err(full);
        };
        let sender = mailbox.sender();
        if has_lost_models {
            sender.tell(Phrase::key("ui.room.new-models"));
        }
        let seat = TakenSeat {
            code,
            address: Some(address),
            mailbox,
            thread: Some(thread),
            progress: None,
            told: None,
        };
        state.seats.insert(id, seat);
        self.tell(&mut state, Changed::Everyone);
        Ok((code, sender))
    }

    /// Keeps a seat whose guest was away for long, without its models.
    pub(super) fn park(&self, seat: SeatId, mailbox: &Arc<Mailbox>, progress: Progress) {
        let mut state = self.lock();
        let taken = state.seats.get_mut(&seat);
        if let Some(taken) = taken.filter(|taken| Arc::ptr_eq(&taken.mailbox, mailbox)) {
            taken.thread = None;
            taken.progress = Some(progress);
        }
    }

    /// The votes that were taken, in their order.
    pub(super) fn results(&self) -> Vec<VoteResult> {
        self.lock().room.results().collect()
    }

    /// Opens the presenter's notes on a connection.
    ///
    /// # Errors
    /// The system has no more threads.
    pub(super) fn open_notes(
        self: &Arc<Self>,
        connection: Connection,
    ) -> Result<MailboxSender, NoSeat> {
        let mailbox = Arc::new(Mailbox::default());
        let sender = mailbox.sender();
        let thread = notes_session::start(Arc::clone(self), Arc::clone(&mailbox), connection);
        let seats = self.options.seats;
        let _thread = thread.map_err(|_no_thread| RoomFull { seats })?;
        self.lock().notes.push(mailbox);
        Ok(sender)
    }

    /// Forgets notes that were closed.
    pub(super) fn forget_notes(&self, mailbox: &Arc<Mailbox>) {
        let mut state = self.lock();
        state.notes.retain(|other| !Arc::ptr_eq(other, mailbox));
    }

    /// Shows the notes the room and the time.
    fn tell_notes(&self, state: &RoomState) {
        if state.notes.is_empty() {
            return;
        }
        let clock = self.room_clock();
        for notes in &state.notes {
            let snapshot = Box::new(state.room.snapshot());
            notes.put_update(RoomUpdate::Notes(snapshot, clock));
        }
    }

    /// The time of the room.
    pub(super) fn room_clock(&self) -> RoomClock {
        RoomClock {
            elapsed: self.clock.now(),
            time: (self.options.time_of_day)(),
        }
    }

    /// The token that opens the notes.
    pub(super) fn notes_token(&self) -> String {
        self.notes_token.clone()
    }

    /// Presses a key of the remote control.
    pub(super) fn use_remote(&self, action: RemoteAction) {
        // Without a presenter, the room has ended.
        let _is_received = self.presenter.send_message(Msg::Remote(action));
    }

    /// The seat with `code`, whose present session ends, else a free one with a new code.
    fn take_seat(
        &self,
        state: &mut RoomState,
        code: Option<SeatCode>,
        address: IpAddr,
    ) -> Result<(SeatId, SeatCode), NoSeat> {
        if let Some(code) = code
            && let Some(id) = state.seat_with(code)
        {
            if let Some(seat) = state.seats.get(&id) {
                seat.mailbox.end(SessionEnd::Moved);
            }
            let changed = state.room.update(id, SeatEvent::Back, self.clock.now());
            self.tell(state, changed);
            return Ok((id, code));
        }
        self.limit_address(state, address)?;
        let id = state.room.join(self.clock.now())?;
        state.drop_freed_seats();
        Ok((id, free_code(state)))
    }

    /// Checks that `address` may have one more seat. A guest of the same address who has been away longest gives one up.
    fn limit_address(&self, state: &mut RoomState, address: IpAddr) -> Result<(), NoSeat> {
        let seats = self.options.seats_of_address;
        // Everybody who comes through a tunnel has the address of this machine.
        if address.to_canonical().is_loopback() || state.seats_of(address).count() < seats {
            return Ok(());
        }
        let own: BTreeSet<_> = state.seats_of(address).collect();
        let now = self.clock.now();
        if let Some(id) = state.room.longest_away(|seat| own.contains(&seat)) {
            let _changed = state.room.update(id, SeatEvent::Leave, now);
            state.drop_freed_seats();
            return Ok(());
        }
        let is_told = state
            .address_told_at
            .is_some_and(|at| now < at + ADDRESS_NOTICE_INTERVAL);
        if !is_told {
            state.address_told_at = Some(now);
            let notice = Phrase::key("ui.room.address-full-notice")
                .with("address", address.to_canonical().to_string())
                .with("n", seats);
            state.notice = Some(notice);
            self.changed.notify_one();
        }
        Err(NoSeat::Address { seats })
    }

    /// The code of a seat in `text`. Each wrong code costs the address a try; one without tries is not listened to.
    pub(super) fn known_code(&self, address: IpAddr, text: &str) -> Option<SeatCode> {
        let code = SeatCode::parse(text)?;
        if self.connections.has_no_tries(address) {
            return None;
        }
        let is_known = self.lock().seat_with(code).is_some();
        if !is_known {
            let _counted = self.connections.admits_try(address);
        }
        is_known.then_some(code)
    }

    /// Whether `pin` opens the room: without a PIN, any does.
    pub(super) fn accepts_pin(&self, address: IpAddr, pin: &str) -> bool {
        let Some(secret) = &self.options.pin else {
            return true;
        };
        self.accepts_secret(address, secret, pin)
    }

    /// Whether `typed` is `secret`. A wrong one costs the address a try; one without tries is not listened to.
    pub(super) fn accepts_secret(&self, address: IpAddr, secret: &str, typed: &str) -> bool {
        if self.connections.has_no_tries(address) {
            return false;
        }
        let is_right = is_equal(secret.as_bytes(), typed.as_bytes());
        if !is_right {
            let _counted = self.connections.admits_try(address);
        }
        is_right
    }

    /// The room as the guest on `seat` sees it.
    pub(super) fn view(&self, seat: SeatId) -> Option<SeatView> {
        self.lock().room.view(seat)
    }

    /// Tells those who see something new. Views are states, so a guest who has not looked at the last one misses nothing.
    fn tell(&self, state: &mut RoomState, changed: Changed) {
        let RoomState { room, seats, .. } = state;
        let mut tell_seat = |id, view| {
            if let Some(seat) = seats.get_mut(&id) {
                seat.tell(view);
            }
        };
        match changed {
            Changed::Nothing => return,
            Changed::Presenter => {}
            Changed::Seat(id) => {
                if let Some(view) = room.view(id) {
                    tell_seat(id, view);
                }
            }
            Changed::Everyone => room.views().for_each(|(id, view)| tell_seat(id, view)),
        }
        self.changed.notify_one();
    }

    /// Ends the room: every guest is told, and its threads end.
    pub fn end(&self) {
        if self.has_ended.swap(true, Ordering::SeqCst) {
            return;
        }
        {
            let state = self.lock();
            for notes in &state.notes {
                notes.end(SessionEnd::RoomEnded);
            }
            for seat in state.seats.values() {
                seat.mailbox.end(SessionEnd::RoomEnded);
            }
        }
        // A connection ends once its farewell has left.
        let deadline = self.clock.now() + FAREWELL_TIME;
        while !self.connections.is_empty() && self.clock.now() < deadline {
            std::thread::sleep(Duration::from_millis(5));
        }
        // Frames that a slow guest has not read are dropped with its connection.
        self.connections.close_all();
    }
}

/// Whether two secrets are equal, in a time that does not tell where they differ.
pub(super) fn is_equal(secret: &[u8], other: &[u8]) -> bool {
    let differs = secret
        .iter()
        .zip(other)
        .fold(0, |differs, (a, b)| differs | (a ^ b));
    secret.len() == other.len() && differs == 0
}

#[cfg(test)]
mod tests;
