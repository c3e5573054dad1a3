//! Playback of a run: its speed, and the steps that are due in a frame.

use std::time::Duration;

use crate::lab::{Run, Status, Work};
use crate::text::Toward;

/// The speed of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speed {
    /// Slow enough to watch each step.
    Slow,
    /// Ten times as fast.
    Brisk,
    /// A hundred times as fast.
    Fast,
    /// As fast as the machine allows.
    Full,
}

/// The mode of the event loop until the next message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoopMode {
    /// Waits for input without a timeout.
    Wait,
    /// Sends frames when they are due.
    Frames,
    /// Sends frames, and slices of work while a frame has time left.
    Work,
}

impl Speed {
    /// Steps per second; none for full speed.
    pub const fn rate(self) -> Option<f64> {
        match self {
            Self::Slow => Some(15.0),
            Self::Brisk => Some(150.0),
            Self::Fast => Some(1500.0),
            Self::Full => None,
        }
    }

    /// The key of its word.
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
    pub const fn next(self, toward: Toward) -> Self {
        match (toward, self) {
            (Toward::Previous, Self::Slow | Self::Brisk) => Self::Slow,
            (Toward::Previous, Self::Fast) | (Toward::Next, Self::Slow) => Self::Brisk,
            (Toward::Previous, Self::Full) | (Toward::Next, Self::Brisk) => Self::Fast,
            (Toward::Next, Self::Fast | Self::Full) => Self::Full,
        }
    }
}

/// The playback of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Playback {
    pub(super) is_running: bool,
    pub(super) speed: Speed,
    /// Steps that are due, with the fraction that earlier frames left.
    due_steps: f64,
    /// The running time since the last start.
    elapsed: Duration,
    /// The progress of the run at the last start, from 0 to 1.
    progress_at_start: f64,
}

impl Playback {
    pub(super) const fn new() -> Self {
        Self {
            is_running: false,
            speed: Speed::Brisk,
            due_steps: 0.0,
            elapsed: Duration::ZERO,
            progress_at_start: 0.0,
        }
    }

    /// Starts or pauses the run.
    pub(super) fn toggle(&mut self, progress: Option<f64>) {
        self.is_running = !self.is_running;
        self.elapsed = Duration::ZERO;
        self.progress_at_start = progress.unwrap_or(0.0);
    }

    /// The time left at the rate since the last start; none before there is a rate.
    pub(super) fn time_left(self, progress: f64) -> Option<Duration> {
        let done = progress - self.progress_at_start;
        let seconds = self.elapsed.as_secs_f64() * (1.0 - progress) / done;
        (self.is_running && done > 0.0)
            .then(|| Duration::try_from_secs_f64(seconds).ok())
            .flatten()
    }

    pub(super) const fn loop_mode(self) -> LoopMode {
        match (self.is_running, self.speed) {
            (false, _) => LoopMode::Wait,
            (true, Speed::Full) => LoopMode::Work,
            (true, Speed::Slow | Speed::Brisk | Speed::Fast) => LoopMode::Frames,
        }
    }

    /// Runs the steps that are due after `elapsed`; false if there are none.
    pub(super) fn run_frame(&mut self, run: &mut dyn Run, elapsed: Duration) -> bool {
        self.elapsed = self.elapsed.saturating_add(elapsed);
        let Some(rate) = self.speed.rate() else {
            return self.run_slice(run);
        };
        // A frame that is late, for example after a suspension, does not catch up.
        self.due_steps += rate * elapsed.as_secs_f64().min(0.25);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0 ≤ due_steps ≤ a quarter second of the highest rate"
        )]
        let due = self.due_steps as u64;
        if due == 0 {
            return false;
        }
        self.due_steps -= due as f64;
        self.stop_at_end(run.advance(Work::slice(due)));
        true
    }

    /// Runs one slice of work.
    pub(super) fn run_slice(&mut self, run: &mut dyn Run) -> bool {
        self.stop_at_end(run.advance(Work::slice(u64::MAX)));
        true
    }

    fn stop_at_end(&mut self, status: Status) {
        match status {
            Status::Going => {}
            Status::Finished | Status::Stuck | Status::Diverged { .. } => self.is_running = false,
        }
    }
}
