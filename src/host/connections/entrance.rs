//! The entrance of a room: connections whose handshake is not complete, and their sockets.

use std::collections::BTreeMap;
use std::net::{IpAddr, Shutdown, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;

use super::handshake_queue::{Handshake, HandshakeQueue};
use crate::host::clock::Clock;
use crate::host::dismissal::{Dismissal, Dismissals};
use crate::host::limits::Limits;

/// Connections at the entrance, of all addresses; beyond it, only addresses with at most one find room.
const MAX_ENTERING: usize = 512;

/// The entrance of a room: connections whose handshake is not complete.
pub(super) struct Entrance {
    clock: Clock,
    state: Mutex<EntranceState>,
}

struct EntranceState {
    queue: HandshakeQueue,
    next: u64,
    connections: BTreeMap<u64, Entering>,
}

/// A connection at the entrance.
struct Entering {
    socket: Arc<TcpStream>,
    dismissals: Arc<Dismissals>,
    /// Tells it that it has a place; none once it is told.
    admit: Option<oneshot::Sender<()>>,
}

/// A connection's place at the entrance, with one of the handshake or waiting for one.
pub(super) struct HandshakePlace {
    entrance: Arc<Entrance>,
    id: u64,
}

impl Entrance {
    pub(super) fn new(clock: Clock, limits: Limits) -> Self {
        Self {
            clock,
            state: Mutex::new(EntranceState {
                queue: HandshakeQueue::new(limits),
                next: 0,
                connections: BTreeMap::new(),
            }),
        }
    }

    fn lock(&self) -> MutexGuard<'_, EntranceState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a connection into the queue; none if too many wait.
    pub(super) fn queue(
        self: &Arc<Self>,
        address: IpAddr,
        socket: &Arc<TcpStream>,
        dismissals: &Arc<Dismissals>,
    ) -> Option<(HandshakePlace, oneshot::Receiver<()>)> {
        let (admit, admitted) = oneshot::channel();
        let mut state = self.lock();
        let is_full = state.connections.len() >= MAX_ENTERING;
        if is_full && state.queue.count(address) > 1 {
            return None;
        }
        let id = state.next;
        state.next += 1;
        let entering = Entering {
            socket: Arc::clone(socket),
            dismissals: Arc::clone(dismissals),
            admit: Some(admit),
        };
        state.connections.insert(id, entering);
        state.queue.push(Handshake { id, address });
        state.advance(self.clock.now());
        let entrance = Arc::clone(self);
        Some((HandshakePlace { entrance, id }, admitted))
    }

    /// Gives places that are free by now.
    pub(super) fn advance(&self) {
        let mut state = self.lock();
        if !state.queue.is_idle() {
            state.advance(self.clock.now());
        }
    }
}

impl EntranceState {
    fn advance(&mut self, now: Duration) {
        let admission = self.queue.advance(now);
        for id in admission.closed {
            if let Some(entering) = self.connections.remove(&id) {
                entering.dismissals.tell(&entering.socket, Dismissal::Busy);
                // It may be closed already.
                drop(entering.socket.shutdown(Shutdown::Both));
            }
        }
        for id in admission.admitted {
            let entering = self.connections.get_mut(&id);
            if let Some(admit) = entering.and_then(|entering| entering.admit.take()) {
                // A connection that is gone leaves the entrance itself.
                let _told = admit.send(());
            }
        }
    }
}

impl Drop for HandshakePlace {
    fn drop(&mut self) {
        let mut state = self.entrance.lock();
        state.connections.remove(&self.id);
        state.queue.remove(self.id);
        state.advance(self.entrance.clock.now());
    }
}
