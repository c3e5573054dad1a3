//! The limits of a room. Each is told in one sentence to whoever meets it.

use std::time::Duration;

/// The seats of a room without another number.
pub const MAX_SEATS: usize = 250;
/// The bytes by which the client has sent its part of the key exchange: its identification, its list of algorithms and its key
/// take more in every client.
pub(super) const HANDSHAKE_BYTES: u64 = 700;
/// The largest screen of a guest, in columns and rows.
pub(super) const MAX_SCREEN: (u32, u32) = (200, 60);
/// The screen of a guest whose terminal names no size.
pub(super) const USUAL_SCREEN: (u16, u16) = (80, 24);
/// The checks without an answer after which a connection is closed.
pub(super) const KEEPALIVES: usize = 3;
/// Events that wait for a guest at most.
pub(super) const MAX_WAITING: usize = 256;
/// Keys of a guest in a second, in the long run, and at once.
pub(super) const KEYS_PER_SECOND: f64 = 60.0;
/// Clicks, drags and turns of a wheel of a guest in a second, in the long run: more than a mouse reports.
pub(super) const MOUSE_PER_SECOND: f64 = 250.0;
/// Bytes that a connection may send in a second, in the long run. Most are of the protocol: a client may repeat the
/// key exchange as often as it likes, and each costs a millisecond.
pub(super) const STREAM_PER_SECOND: f64 = 32.0 * 1024.0;
/// Bytes that a connection may send at once.
pub(super) const STREAM_BURST: f64 = 128.0 * 1024.0;
/// Bytes of input of a guest in a second, in the long run.
pub(super) const INPUT_PER_SECOND: f64 = 8.0 * 1024.0;
/// The longest value of an environment variable of a guest, in bytes.
pub(super) const MAX_VARIABLE: usize = 64;
/// Tries of seat codes, PINs or tokens of one address in a minute.
pub(super) const TRIES_PER_MINUTE: usize = 5;
/// The longest header of a request, in bytes.
pub(super) const MAX_HEADER: usize = 8 * 1024;
/// The longest message of a page, in bytes.
pub(super) const MAX_MESSAGE: usize = 8 * 1024;
/// The time until connections are accepted again where the system has no more.
pub(super) const ACCEPT_PAUSE: Duration = Duration::from_millis(200);
/// Channels of a connection.
pub(super) const MAX_CHANNELS: usize = 1;
/// The stack of a guest's thread, in bytes. Only what is used takes memory.
pub(super) const STACK: usize = 2 << 20;
/// The time between two updates of the presenter's screen.
pub(super) const TELLING_INTERVAL: Duration = Duration::from_millis(40);

/// The limits that a test makes smaller, to meet them sooner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Connections in the key exchange, of all addresses.
    pub handshakes: usize,
    /// Connections in the key exchange, of one address.
    pub handshakes_of_address: usize,
    /// New connections of one address in a second, in the long run; as many as there are seats at once.
    pub connections_per_second: f64,
    /// The time in the key exchange after which a connection gives its place to another one that waits.
    pub handshake_grace: Duration,
    /// The time until the client has sent its part of the key exchange.
    pub handshake_time: Duration,
    /// The time after the key exchange until the seat is taken. People compare the fingerprint of the host key meanwhile.
    pub confirming_time: Duration,
    /// The time until the header of a browser's request has ended.
    pub header_time: Duration,
    /// The time without any progress of the output after which a connection is closed.
    pub stalled_time: Duration,
    /// The time between two checks of a silent connection; after the third without an answer it is closed.
    pub keepalive_interval: Duration,
    /// The time without a key after which a connection is closed.
    pub idle_time: Duration,
    /// The time for which a seat keeps its models without a connection.
    pub away_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            handshakes: 64,
            handshakes_of_address: 20,
            connections_per_second: 30.0,
            handshake_grace: Duration::from_millis(600),
            handshake_time: Duration::from_secs(10),
            confirming_time: Duration::from_secs(180),
            header_time: Duration::from_secs(5),
            stalled_time: Duration::from_secs(60),
            keepalive_interval: Duration::from_secs(15),
            idle_time: Duration::from_secs(2 * 60 * 60),
            away_time: Duration::from_secs(15 * 60),
        }
    }
}

/// A number of tokens that grows with time up to a burst, and from which each use takes some.
#[derive(Clone, Copy, Debug)]
pub(super) struct TokenBucket {
    tokens: f64,
    burst: f64,
    per_second: f64,
    filled: Duration,
}

impl TokenBucket {
    /// A full bucket at the time `now`.
    pub(super) fn new(per_second: f64, burst: f64, now: Duration) -> Self {
        Self {
            tokens: burst,
            burst,
            per_second,
            filled: now,
        }
    }

    /// Whether there are `count` tokens.
    pub(super) fn has(&mut self, count: f64, now: Duration) -> bool {
        self.fill(now);
        self.tokens >= count
    }

    /// Takes `count` tokens; false if there are not so many.
    pub(super) fn take(&mut self, count: f64, now: Duration) -> bool {
        self.fill(now);
        let is_enough = self.tokens >= count;
        if is_enough {
            self.tokens -= count;
        }
        is_enough
    }

    /// Takes `count` tokens, also such that come later; returns the time until they are there.
    pub(super) fn take_later(&mut self, count: f64, now: Duration) -> Duration {
        self.fill(now);
        self.tokens -= count;
        Duration::try_from_secs_f64(-self.tokens / self.per_second).unwrap_or_default()
    }

    /// Whether the bucket is full, so that it remembers nothing.
    pub(super) fn is_full(&mut self, now: Duration) -> bool {
        self.fill(now);
        self.tokens >= self.burst
    }

    fn fill(&mut self, now: Duration) {
        let elapsed = now.saturating_sub(self.filled).as_secs_f64();
        self.tokens = (self.tokens + elapsed * self.per_second).min(self.burst);
        self.filled = now;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_gives_its_burst_at_once_and_its_rate_later() {
        let second = Duration::from_secs;
        let mut bucket = TokenBucket::new(2.0, 3.0, second(0));
        let taken = (0..10).filter(|_| bucket.take(1.0, second(0))).count();
        assert_eq!(taken, 3);
        let taken = (0..10).filter(|_| bucket.take(1.0, second(1))).count();
        assert_eq!(taken, 2);
        assert_eq!(bucket.take_later(4.0, second(1)), second(2));
        assert!(!bucket.is_full(second(3)) && bucket.is_full(second(5)));
    }
}
