//! The limits of a guest's keys and mouse.

use std::time::Duration;

use super::limits::{KEYS_PER_SECOND, MAX_WAITING, MOUSE_PER_SECOND, TokenBucket};
use crate::terminal::Event;

/// Whether an event shows that somebody is there.
pub(super) fn is_key(event: &Event) -> bool {
    matches!(event, Event::Key(_) | Event::Paste(_))
}

/// The limits of a guest's keys and mouse. Each event may draw a screen, and no turn is waited for before it.
pub(super) struct InputLimit {
    keys: TokenBucket,
    mouse: TokenBucket,
}

impl InputLimit {
    /// The limits of a guest who joins at the time `now`.
    pub(super) fn new(now: Duration) -> Self {
        let burst = MAX_WAITING as f64;
        Self {
            keys: TokenBucket::new(KEYS_PER_SECOND, burst, now),
            mouse: TokenBucket::new(MOUSE_PER_SECOND, burst, now),
        }
    }

    /// Whether one more key is within its limit.
    pub(super) fn admits_key(&mut self, now: Duration) -> bool {
        self.keys.take(1.0, now)
    }

    /// Whether an event is within its limit.
    pub(super) fn admits(&mut self, event: &Event, now: Duration) -> bool {
        match event {
            Event::Key(_) | Event::Paste(_) => self.admits_key(now),
            Event::Mouse { .. } => self.mouse.take(1.0, now),
            Event::Resize
            | Event::Message(_)
            | Event::Reply(_)
            | Event::Continue
            | Event::Signal(_)
            | Event::EndOfInput => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Key;
    use crate::terminal::MouseAction;

    #[test]
    fn a_guest_has_60_keys_a_second_and_the_mouse_does_not_count_as_keys() {
        let second = Duration::from_secs;
        let mut limit = InputLimit::new(second(0));
        let mut admitted =
            |event: &Event, now| (0..1000).filter(|_| limit.admits(event, now)).count();
        let key = Event::Key(Key::char('n'));
        let drag = Event::Mouse {
            action: MouseAction::Drag,
            x: 1,
            y: 1,
        };
        assert_eq!(admitted(&drag, second(0)), 256);
        assert_eq!(admitted(&key, second(0)), 256);
        assert_eq!(admitted(&key, second(1)), 60);
        assert_eq!(admitted(&drag, second(1)), 250);
        assert_eq!(admitted(&Event::Resize, second(1)), 1000);
    }
}
