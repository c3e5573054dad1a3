//! Flow control: a slow terminal never has more than one frame queued.
//!
//! A terminal driver does not tell how much of its output the terminal has drawn. So every frame ends with a query (DSR 5),
//! and its reply shows that the terminal has drawn the frame. Terminals that reply to nothing get frames at any time.

use std::collections::VecDeque;
use std::time::Duration;

/// A terminal that replies sooner than this may have several frames on their way.
const FAST_REPLY: Duration = Duration::from_millis(250);
/// The number of frames on their way to a fast terminal.
const MAX_FRAMES: usize = 4;
/// The time that a reply may take in addition to that for the bytes of the frame.
const REPLY_TIMEOUT: Duration = Duration::from_secs(2);
/// The speed of the slowest terminal, in bytes a second.
const SLOWEST: f64 = 200.0;
/// The longest wait for replies that are due when the program leaves the terminal, where a shell would read them.
const LONGEST_SETTLING: Duration = Duration::from_millis(300);
/// The same wait before a reply has shown how long one takes.
const USUAL_SETTLING: Duration = Duration::from_millis(60);

/// The queries that a terminal has not yet replied to.
#[derive(Debug, Default)]
pub(super) struct FlowControl {
    /// Whether the terminal has replied to a query.
    is_active: bool,
    pending: VecDeque<PendingQuery>,
    /// How long the last reply took.
    last_delay: Duration,
}

#[derive(Debug)]
struct PendingQuery {
    /// The time at which it was sent.
    sent: Duration,
    /// The time at which it counts as lost.
    deadline: Duration,
}

impl FlowControl {
    /// Whether the terminal replies to queries, so that frames end with one.
    pub(super) fn is_active(&self) -> bool {
        self.is_active
    }

    /// Notes that a query was sent behind so many bytes.
    pub(super) fn query_sent(&mut self, now: Duration, bytes: usize) {
        let transfer = Duration::from_secs_f64(bytes as f64 / SLOWEST);
        self.pending.push_back(PendingQuery {
            sent: now,
            deadline: now + transfer + REPLY_TIMEOUT,
        });
    }

    /// Notes a reply to the oldest query.
    pub(super) fn reply_received(&mut self, now: Duration) {
        if let Some(query) = self.pending.pop_front() {
            self.last_delay = now.saturating_sub(query.sent);
            self.is_active = true;
        }
    }

    /// Whether replies are due.
    pub(super) fn has_pending(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Expects no more replies if the oldest one is overdue. Returns whether it is.
    pub(super) fn expire(&mut self, now: Duration) -> bool {
        let is_overdue = self
            .pending
            .front()
            .is_some_and(|query| query.deadline <= now);
        if is_overdue {
            *self = Self::default();
        }
        is_overdue
    }

    /// The time after which the next frame may be sent even without a reply; none if it may be sent now.
    pub(super) fn time_to_wait(&self, now: Duration) -> Option<Duration> {
        let limit = if self.last_delay < FAST_REPLY {
            MAX_FRAMES
        } else {
            1
        };
        let oldest = self.pending.front().filter(|_| self.is_active)?;
        (self.pending.len() >= limit).then(|| oldest.deadline.saturating_sub(now))
    }

    /// The time to wait for replies that are due before the program leaves the terminal.
    pub(super) fn settling_time(&self) -> Duration {
        (2 * self.last_delay).clamp(USUAL_SETTLING, LONGEST_SETTLING)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(n: u64) -> Duration {
        Duration::from_millis(n)
    }

    #[test]
    fn a_slow_terminal_gets_one_frame_at_a_time() {
        let mut flow = FlowControl::default();
        flow.query_sent(ms(0), 100);
        flow.reply_received(ms(900));
        assert_eq!(flow.time_to_wait(ms(900)), None);
        flow.query_sent(ms(900), 400);
        assert_eq!(flow.time_to_wait(ms(1000)), Some(ms(3900)));
        flow.reply_received(ms(2000));
        assert_eq!(flow.time_to_wait(ms(2000)), None);
    }

    #[test]
    fn a_fast_terminal_may_be_far_away() {
        let mut flow = FlowControl::default();
        flow.query_sent(ms(0), 0);
        flow.reply_received(ms(200));
        for frame in 0..4 {
            assert_eq!(flow.time_to_wait(ms(201)), None, "frame {frame}");
            flow.query_sent(ms(201), 1);
        }
        assert!(flow.time_to_wait(ms(202)).is_some());
    }

    #[test]
    fn a_terminal_that_stops_replying_is_not_waited_for() {
        let mut flow = FlowControl::default();
        flow.query_sent(ms(0), 0);
        assert_eq!(flow.time_to_wait(ms(1)), None, "it never replied");
        flow.reply_received(ms(500));
        flow.query_sent(ms(600), 0);
        assert!(!flow.expire(ms(2599)) && flow.time_to_wait(ms(2599)).is_some());
        assert!(flow.expire(ms(2600)));
        assert!(!flow.is_active() && flow.time_to_wait(ms(2600)).is_none());
    }
}
