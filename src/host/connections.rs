//! Connections: how many there may be, and which ones are closed.

mod entrance;
mod handshake_queue;

use std::collections::{BTreeMap, VecDeque};
use std::net::{IpAddr, Shutdown, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use super::clock::Clock;
use super::dismissal::{Dismissal, Dismissals};
use super::limits::{HANDSHAKE_BYTES, Limits, TRIES_PER_MINUTE, TokenBucket};
use super::mailbox::{MailboxSender, SessionEnd};
use entrance::{Entrance, HandshakePlace};

/// The longest time between two looks at the connections.
const WATCH_INTERVAL: Duration = Duration::from_millis(250);

/// A minute, for tries.
const MINUTE: Duration = Duration::from_secs(60);

/// A connection as the watch sees it.
pub(super) struct Guard {
    clock: Clock,
    limits: Limits,
    address: IpAddr,
    accepted: Duration,
    /// Shuts the connection down.
    socket: Arc<TcpStream>,
    read: AtomicU64,
    /// The time in milliseconds since which no byte could be written; 0 while bytes are written.
    stalled_since: AtomicU64,
    /// The time in milliseconds of the last key.
    last_input: AtomicU64,
    is_closed: AtomicBool,
    is_joined: AtomicBool,
    /// The seat's mailbox, once it has joined.
    mailbox: Mutex<Option<MailboxSender>>,
    /// Held until the client has sent its part of the key exchange, or the header of its request.
    place: Mutex<Option<HandshakePlace>>,
    dismissals: Arc<Dismissals>,
    /// The reason why the connection is to end, once there is one.
    dismissed: watch::Sender<Option<Dismissal>>,
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

impl Guard {
    /// Counts bytes that the client has sent.
    pub(super) fn count_read(&self, bytes: usize) {
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        let before = self.read.fetch_add(bytes, Ordering::SeqCst);
        if before < HANDSHAKE_BYTES && before.saturating_add(bytes) >= HANDSHAKE_BYTES {
            self.leave_handshake();
        }
    }

    /// The bytes that the client has sent.
    pub(super) fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::SeqCst)
    }

    /// Whether the connection has a seat.
    pub(super) fn is_joined(&self) -> bool {
        self.is_joined.load(Ordering::SeqCst)
    }

    /// Notes whether the last byte could be written.
    pub(super) fn note_write(&self, is_stalled: bool) {
        if is_stalled {
            let now = milliseconds(self.clock.now()).max(1);
            let _is_first =
                self.stalled_since
                    .compare_exchange(0, now, Ordering::SeqCst, Ordering::SeqCst);
        } else {
            self.stalled_since.store(0, Ordering::SeqCst);
        }
    }

    /// Notes a key.
    pub(super) fn note_input(&self) {
        let now = milliseconds(self.clock.now());
        self.last_input.store(now, Ordering::SeqCst);
    }

    /// Notes that the connection has a seat.
    pub(super) fn join(&self, mailbox: MailboxSender) {
        self.note_input();
        self.is_joined.store(true, Ordering::SeqCst);
        self.leave_handshake();
        *self.lock_mailbox() = Some(mailbox);
    }

    /// Closes the connection.
    pub(super) fn close(&self) {
        self.is_closed.store(true, Ordering::SeqCst);
        // It may be closed already.
        drop(self.socket.shutdown(Shutdown::Both));
    }

    /// Waits until the connection is to end for a reason that the protocol has to tell.
    pub(super) async fn dismissed(&self) -> Dismissal {
        let mut dismissed = self.dismissed.subscribe();
        let reason = dismissed.wait_for(Option::is_some).await;
        reason
            .ok()
            .and_then(|reason| *reason)
            .unwrap_or(Dismissal::Late)
    }

    /// Ends the connection for `reason`: at once in the handshake, else at the next look unless the protocol has ended it by
    /// then.
    fn dismiss(&self, reason: Dismissal) {
        let is_in_handshake = self.lock_place().is_some();
        if is_in_handshake {
            self.dismissals.tell(&self.socket, reason);
            self.close();
        } else if self.dismissed.send_replace(Some(reason)).is_some() {
            self.close();
        }
    }

    fn lock_place(&self) -> MutexGuard<'_, Option<HandshakePlace>> {
        self.place.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock_mailbox(&self) -> MutexGuard<'_, Option<MailboxSender>> {
        self.mailbox.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that the handshake is over: the protocol itself tells the client what comes.
    pub(super) fn leave_handshake(&self) {
        let place = self.lock_place().take();
        drop(place);
    }

    /// Whether the connection has no seat, and is open.
    fn is_unseated(&self) -> bool {
        let is_set = |flag: &AtomicBool| flag.load(Ordering::SeqCst);
        !is_set(&self.is_joined) && !is_set(&self.is_closed)
    }

    /// Closes the connection if it breaks a limit.
    fn check(&self) {
        let now = self.clock.now();
        let since = |then: &AtomicU64| {
            now.saturating_sub(Duration::from_millis(then.load(Ordering::SeqCst)))
        };
        let is_stalled = self.stalled_since.load(Ordering::SeqCst) > 0
            && since(&self.stalled_since) >= self.limits.stalled_time;
        let mailbox = self.lock_mailbox().clone();
        let Some(mailbox) = mailbox else {
            let age = now.saturating_sub(self.accepted);
            let has_sent_key = self.read.load(Ordering::SeqCst) >= HANDSHAKE_BYTES;
            let allowed = if has_sent_key {
                self.limits.confirming_time
            } else {
                self.limits.handshake_time
            };
            if is_stalled {
                self.close();
            } else if age >= allowed {
                self.dismiss(Dismissal::Late);
            }
            return;
        };
        if is_stalled {
            mailbox.end(SessionEnd::Slow);
            self.close();
        } else if since(&self.last_input) >= self.limits.idle_time {
            mailbox.end(SessionEnd::Idle);
        }
    }
}

/// All connections of a room.
pub(super) struct Connections {
    clock: Clock,
    limits: Limits,
    burst: f64,
    /// Connections without a seat, of all addresses.
    unseated: usize,
    entrance: Arc<Entrance>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    guards: Vec<Arc<Guard>>,
    addresses: BTreeMap<IpAddr, Address>,
}

struct Address {
    connections: TokenBucket,
    tries: TokenBucket,
}

impl Address {
    fn new(limits: &Limits, burst: f64, now: Duration) -> Self {
        let tries = TRIES_PER_MINUTE as f64;
        Self {
            connections: TokenBucket::new(limits.connections_per_second, burst, now),
            tries: TokenBucket::new(tries / MINUTE.as_secs_f64(), tries, now),
        }
    }

    /// Whether nothing about the address has to be remembered.
    fn is_idle(&mut self, now: Duration) -> bool {
        self.connections.is_full(now) && self.tries.is_full(now)
    }
}

impl Connections {
    pub(super) fn new(clock: Clock, limits: Limits, seats: usize) -> Self {
        Self {
            clock,
            limits,
            burst: seats as f64,
            unseated: seats.max(limits.handshakes),
            entrance: Arc::new(Entrance::new(clock, limits)),
            state: Mutex::default(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn of_address<T>(&self, address: IpAddr, use_it: impl FnOnce(&mut Address) -> T) -> T {
        let now = self.clock.now();
        let mut state = self.lock();
        let entry = state.addresses.entry(address.to_canonical());
        use_it(entry.or_insert_with(|| Address::new(&self.limits, self.burst, now)))
    }

    /// Whether `address` may open one more connection now.
    pub(super) fn admits(&self, address: IpAddr) -> bool {
        let now = self.clock.now();
        self.of_address(address, |address| address.connections.take(1.0, now))
    }

    /// Whether `address` may try one more code, PIN or token now.
    pub(super) fn admits_try(&self, address: IpAddr) -> bool {
        let now = self.clock.now();
        self.of_address(address, |address| address.tries.take(1.0, now))
    }

    /// Whether `address` has tried too often in the last minute.
    pub(super) fn has_no_tries(&self, address: IpAddr) -> bool {
        let now = self.clock.now();
        self.of_address(address, |address| !address.tries.has(1.0, now))
    }

    /// Waits for a place among the key exchanges, and guards the connection from then on; none if there was none in time.
    /// `dismissals` has the words in which its protocol tells why a connection ends.
    pub(super) async fn guard(
        &self,
        address: IpAddr,
        socket: TcpStream,
        dismissals: &Arc<Dismissals>,
    ) -> Option<Arc<Guard>> {
        let (address, socket) = (address.to_canonical(), Arc::new(socket));
        let (place, admitted) = self.entrance.queue(address, &socket, dismissals)?;
        let admitted = tokio::time::timeout(self.limits.handshake_time, admitted).await;
        admitted.ok()?.ok()?;
        let guard = Arc::new(Guard {
            clock: self.clock,
            limits: self.limits,
            address,
            accepted: self.clock.now(),
            socket,
            read: AtomicU64::new(0),
            stalled_since: AtomicU64::new(0),
            last_input: AtomicU64::new(0),
            is_closed: AtomicBool::new(false),
            is_joined: AtomicBool::new(false),
            mailbox: Mutex::default(),
            place: Mutex::new(Some(place)),
            dismissals: Arc::clone(dismissals),
            dismissed: watch::Sender::new(None),
        });
        self.lock().guards.push(Arc::clone(&guard));
        Some(guard)
    }

    /// Forgets a connection that has ended.
    pub(super) fn forget(&self, guard: &Arc<Guard>) {
        let mut state = self.lock();
        state.guards.retain(|other| !Arc::ptr_eq(other, guard));
    }

    /// Whether there is no connection.
    pub(super) fn is_empty(&self) -> bool {
        self.lock().guards.is_empty()
    }

    /// Closes every connection.
    pub(super) fn close_all(&self) {
        for guard in &self.lock().guards {
            guard.close();
        }
    }

    fn check(&self) {
        let now = self.clock.now();
        self.entrance.advance();
        let guards = {
            let mut state = self.lock();
            state.addresses.retain(|_, address| !address.is_idle(now));
            state.guards.clone()
        };
        for guard in &guards {
            guard.check();
        }
        close_unseated(&guards, self.unseated);
    }
}

/// Closes connections without a seat until there are at most `most`: each time the oldest one of the address with the most.
fn close_unseated(guards: &[Arc<Guard>], most: usize) {
    let mut by_address = BTreeMap::<IpAddr, VecDeque<&Guard>>::new();
    for guard in guards.iter().filter(|guard| guard.is_unseated()) {
        by_address
            .entry(guard.address)
            .or_default()
            .push_back(guard);
    }
    let count: usize = by_address.values().map(VecDeque::len).sum();
    for _ in most..count {
        let longest = by_address.values_mut().max_by_key(|guards| guards.len());
        if let Some(oldest) = longest.and_then(VecDeque::pop_front) {
            oldest.dismiss(Dismissal::Busy);
        }
    }
}

/// Closes connections that break a limit, as long as the room is open.
pub(super) async fn watch(connections: Arc<Connections>) {
    let limits = &connections.limits;
    let interval = WATCH_INTERVAL
        .min(limits.handshake_time)
        .min(limits.handshake_grace)
        .min(limits.stalled_time)
        .min(limits.idle_time);
    loop {
        tokio::time::sleep(interval).await;
        connections.check();
    }
}
