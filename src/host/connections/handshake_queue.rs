//! The connections in the handshake: who has a place, who waits for one, and who gives one up.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::time::Duration;

use crate::host::limits::Limits;

/// Places of connections in the handshake. A place that is held for longer than the grace time goes to somebody who waits, so
/// connections that never finish their handshake keep nobody out.
#[derive(Debug)]
pub(super) struct HandshakeQueue {
    limits: Limits,
    /// Connections with a place, the oldest first.
    taken: Vec<(Handshake, Duration)>,
    /// Connections without a place, the oldest first.
    waiting: Vec<Handshake>,
}

/// A connection in the handshake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Handshake {
    /// Its number.
    pub(super) id: u64,
    /// Its address.
    pub(super) address: IpAddr,
}

/// The connections that get a place, and those that lose theirs.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Admission {
    pub(super) admitted: Vec<u64>,
    pub(super) closed: Vec<u64>,
}

impl HandshakeQueue {
    pub(super) fn new(limits: Limits) -> Self {
        Self {
            limits,
            taken: Vec::new(),
            waiting: Vec::new(),
        }
    }

    /// Adds a connection that waits for a place.
    pub(super) fn push(&mut self, handshake: Handshake) {
        self.waiting.push(handshake);
    }

    /// Forgets a connection: its handshake is complete, or it is gone.
    pub(super) fn remove(&mut self, id: u64) {
        self.taken.retain(|(taken, _)| taken.id != id);
        self.waiting.retain(|waiting| waiting.id != id);
    }

    /// Whether nobody waits.
    pub(super) fn is_idle(&self) -> bool {
        self.waiting.is_empty()
    }

    /// The number of connections of `address`, with a place or without.
    pub(super) fn count(&self, address: IpAddr) -> usize {
        let taken = self.taken.iter().map(|(taken, _)| taken.address);
        let waiting = self.waiting.iter().map(|waiting| waiting.address);
        taken
            .chain(waiting)
            .filter(|other| *other == address)
            .count()
    }

    /// Gives places to those who wait: first to addresses with the fewest places, among them to whoever came first.
    pub(super) fn advance(&mut self, now: Duration) -> Admission {
        let mut admission = Admission::default();
        loop {
            let places = self.places();
            let of = |address: IpAddr| places.get(&address).copied().unwrap_or(0);
            let waiting = self.waiting.iter().enumerate();
            let next = waiting.min_by_key(|(at, waiting)| (of(waiting.address), *at));
            let Some((at, next)) = next.map(|(at, next)| (at, *next)) else {
                return admission;
            };
            if of(next.address) >= self.limits.handshakes_of_address {
                let Some(closed) = self.give_up(now, |address| address == next.address) else {
                    return admission;
                };
                admission.closed.push(closed);
            } else if self.taken.len() >= self.limits.handshakes {
                let most = places.values().copied().max();
                let Some(closed) = self.give_up(now, |address| Some(of(address)) == most) else {
                    return admission;
                };
                admission.closed.push(closed);
            } else {
                self.waiting.remove(at);
                self.taken.push((next, now));
                admission.admitted.push(next.id);
            }
        }
    }

    /// The number of places of each address.
    fn places(&self) -> BTreeMap<IpAddr, usize> {
        let mut places = BTreeMap::new();
        for (taken, _) in &self.taken {
            *places.entry(taken.address).or_insert(0) += 1;
        }
        places
    }

    /// Takes the place of the oldest connection of such an address, if it is older than the grace time.
    fn give_up(&mut self, now: Duration, is_such: impl Fn(IpAddr) -> bool) -> Option<u64> {
        let grace = self.limits.handshake_grace;
        let at = self
            .taken
            .iter()
            .position(|(taken, _)| is_such(taken.address))?;
        let (_, since) = self.taken[at];
        (now.saturating_sub(since) >= grace).then(|| self.taken.remove(at).0.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue(handshakes: usize, handshakes_of_address: usize) -> HandshakeQueue {
        HandshakeQueue::new(Limits {
            handshakes,
            handshakes_of_address,
            handshake_grace: Duration::from_millis(600),
            ..Limits::default()
        })
    }

    fn push(queue: &mut HandshakeQueue, ids: std::ops::Range<u64>, last: u8) {
        let address = IpAddr::from([10, 0, 0, last]);
        for id in ids {
            queue.push(Handshake { id, address });
        }
    }

    fn at(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    #[test]
    fn an_address_has_its_share_and_others_have_the_rest() {
        let mut queue = queue(6, 4);
        push(&mut queue, 0..10, 1);
        assert_eq!(queue.advance(at(0)).admitted, [0, 1, 2, 3]);
        push(&mut queue, 10..11, 2);
        assert_eq!(queue.advance(at(0)).admitted, [10]);
        queue.remove(1);
        assert_eq!(queue.advance(at(0)).admitted, [4]);
    }

    #[test]
    fn a_handshake_that_does_not_end_gives_its_place_to_somebody_who_waits() {
        let mut queue = queue(6, 4);
        push(&mut queue, 0..6, 1);
        let _first = queue.advance(at(0));
        assert_eq!(queue.advance(at(599)), Admission::default());
        let later = queue.advance(at(600));
        assert_eq!((later.closed, later.admitted), (vec![0, 1], vec![4, 5]));
        // Nobody waits, so nobody gives up a place.
        assert_eq!(queue.advance(at(5000)), Admission::default());
    }

    #[test]
    fn somebody_else_is_let_in_before_the_many_of_a_few_addresses() {
        let mut queue = queue(6, 4);
        push(&mut queue, 0..100, 1);
        push(&mut queue, 100..200, 2);
        let first = queue.advance(at(0));
        assert_eq!(first.admitted, [0, 100, 1, 101, 2, 102]);
        push(&mut queue, 500..501, 3);
        let next = queue.advance(at(600));
        assert_eq!(next.admitted.first(), Some(&500), "{next:?}");
    }
}
