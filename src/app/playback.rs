//! Playback of a run: its speed, and the steps that are due.

use std::time::Duration;

use crate::lab::{Run, Status, Work};
use crate::text::Toward;

/// How fast a model runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speed {
    /// A step at a time, slow enough to watch.
    Slow,
    /// Ten times that.
    Brisk,
    /// A hundred times that.
    Fast,
    /// As fast as a frame allows.
    Full,
}

/// What the event loop should do until the next message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoopMode {
    /// Wait for input, however long it takes.
    Wait,
    /// Send frames as they fall due.
    Frames,
    /// Send frames, and work slices for as long as a frame has time left.
    Work,
}

impl Speed {
    /// Steps a second; none where only the machine sets a limit.
    pub const fn rate(self) -> Option<f64> {
        match self {
            Self::Slow => Some(15.0),
            Self::Brisk => Some(150.0),
            Self::Fast => Some(1500.0),
            Self::Full => None,
        }
    }

    /// The word for it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Slow => "ui.speed.slow",
            Self::Brisk => "ui.speed.brisk",
            Self::Fast => "ui.speed.fast",
            Self::Full => "ui.speed.full",
        }
    }

    /// The next slower or faster one; itself at the end.
    #[must_use]
    pub const fn shifted(self, way: Toward) -> Self {
        match (way, self) {
            (Toward::Previous, Self::Slow | Self::Brisk) => Self::Slow,
            (Toward::Previous, Self::Fast) | (Toward::Next, Self::Slow) => Self::Brisk,
            (Toward::Previous, Self::Full) | (Toward::Next, Self::Brisk) => Self::Fast,
            (Toward::Next, Self::Fast | Self::Full) => Self::Full,
        }
    }
}

/// A run in progress: its speed, and the part of a step that frames so far have not paid for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Playback {
    pub(super) on: bool,
    pub(super) speed: Speed,
    owed: f64,
    /// How long it has been running since it was last started.
    spent: Duration,
    /// The share that was done when it was last started.
    begun_at: f64,
}

impl Playback {
    pub(super) const fn new() -> Self {
        Self {
            on: false,
            speed: Speed::Brisk,
            owed: 0.0,
            spent: Duration::ZERO,
            begun_at: 0.0,
        }
    }

    /// Starts or pauses it.
    pub(super) fn toggle(&mut self, progress: Option<f64>) {
        self.on = !self.on;
        self.spent = Duration::ZERO;
        self.begun_at = progress.unwrap_or(0.0);
    }

    /// How long it will go on at the rate it has gone so far; none while nothing can be said.
    pub(super) fn left(self, progress: f64) -> Option<Duration> {
        let done = progress - self.begun_at;
        let seconds = self.spent.as_secs_f64() * (1.0 - progress) / done;
        (self.on && done > 0.0)
            .then(|| Duration::try_from_secs_f64(seconds).ok())
            .flatten()
    }

    pub(super) const fn loop_mode(self) -> LoopMode {
        match (self.on, self.speed) {
            (false, _) => LoopMode::Wait,
            (true, Speed::Full) => LoopMode::Work,
            (true, Speed::Slow | Speed::Brisk | Speed::Fast) => LoopMode::Frames,
        }
    }

    /// Does the steps that have fallen due in `elapsed`; whether there were any.
    pub(super) fn frame(&mut self, run: &mut dyn Run, elapsed: Duration) -> bool {
        self.spent = self.spent.saturating_add(elapsed);
        let Some(rate) = self.speed.rate() else {
            return self.work(run);
        };
        // A frame that comes late, after a suspension say, does not owe all that time.
        self.owed += rate * elapsed.as_secs_f64().min(0.25);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0 ≤ owed ≤ a quarter second of the highest rate"
        )]
        let due = self.owed as u64;
        if due == 0 {
            return false;
        }
        self.owed -= due as f64;
        self.note(run.advance(Work::slice(due)));
        true
    }

    /// One slice of work; whether anything was done.
    pub(super) fn work(&mut self, run: &mut dyn Run) -> bool {
        self.note(run.advance(Work::slice(u64::MAX)));
        true
    }

    fn note(&mut self, status: Status) {
        match status {
            Status::Going => {}
            Status::Finished | Status::Stuck | Status::Diverged { .. } => self.on = false,
        }
    }
}
