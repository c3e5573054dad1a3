//! A sweep: the animation of a lab from one state to another, after an answer and after a turn of a control that counts.

use std::time::Duration;

use crate::lab::{Lab, Values};

/// The duration of a sweep.
const SWEEP_TIME: Duration = Duration::from_millis(700);

/// The cause of a sweep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SweepCause {
    /// The answer to a question.
    Answer,
    /// A key that turned a control.
    Turn,
}

/// A lab on its way from one state to another. It is only shown: the lab of the step is at the end from the start.
pub(super) struct Sweep {
    /// The cause of the sweep.
    pub(super) cause: SweepCause,
    start: Lab,
    /// The lab that is shown.
    shown: Lab,
    elapsed: Duration,
}

impl Sweep {
    /// A sweep from `start` to `end`; none if the controls are the same.
    pub(super) fn new(cause: SweepCause, start: Lab, end: &Lab) -> Option<Self> {
        (start.values() != end.values()).then(|| Self {
            cause,
            shown: start.between(end, 0.0),
            start,
            elapsed: Duration::ZERO,
        })
    }

    /// The lab that is shown.
    pub(super) fn shown(&self) -> &Lab {
        &self.shown
    }

    /// Whether the movement is over.
    pub(super) fn is_over(&self) -> bool {
        self.elapsed >= SWEEP_TIME
    }

    /// Moves on by `elapsed`; whether another state is shown. A late frame leaves states out.
    pub(super) fn advance(&mut self, end: &Lab, elapsed: Duration) -> bool {
        self.elapsed = self.elapsed.saturating_add(elapsed);
        let time = self.elapsed.as_secs_f64() / SWEEP_TIME.as_secs_f64();
        let progress = ease(time.min(1.0));
        let values: Values = self.start.values_between(end, progress);
        if values == *self.shown.values() {
            return false;
        }
        self.shown = self.start.between(end, progress);
        true
    }
}

/// A movement that starts and ends gently: the share of the way after the share `time` of the time.
fn ease(time: f64) -> f64 {
    time * time * (3.0 - 2.0 * time)
}
