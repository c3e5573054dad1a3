//! Playback of a run: its speed, and the steps that are due in a frame.

use std::time::Duration;

use crate::lab::{Run, Status, Work};
use crate::lesson::RunSpeed;
use crate::locale::Phrase;
use crate::text::Toward;

/// The time in which a run at a logarithmic speed takes ten times as many steps as before.
const DECADE_TIME: Duration = Duration::from_millis(1500);
/// The longest frame that a run catches up with. A later one, for example after a suspension, counts as this long.
const LONGEST_FRAME: Duration = Duration::from_millis(250);
/// Steps per second.
const SLOW: f64 = 15.0;
const BRISK: f64 = 150.0;
const FAST: f64 = 1500.0;
/// The most slices of work in a frame at a given speed.
const MAX_FRAME_SLICES: usize = 8;

/// The speed of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Speed {
    /// The speed that the step gives.
    OfStep(RunSpeed),
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
    /// The steps that are due `time` after step `position` of `models` models together; none for full speed.
    fn due_steps(self, position: f64, models: f64, time: Duration) -> Option<f64> {
        let seconds = time.as_secs_f64();
        let rate = match self {
            Self::OfStep(RunSpeed::PerSecond(rate)) => rate,
            Self::OfStep(RunSpeed::Logarithmic) => {
                let decades = seconds / DECADE_TIME.as_secs_f64();
                return Some((position + models) * (10f64.powf(decades) - 1.0));
            }
            Self::Slow => SLOW,
            Self::Brisk => BRISK,
            Self::Fast => FAST,
            Self::Full => return None,
        };
        Some(models * rate * seconds)
    }

    /// The speed in words.
    pub fn phrase(self) -> Phrase {
        match self {
            Self::OfStep(RunSpeed::PerSecond(rate)) => {
                Phrase::key("ui.speed.of-step").with("n", rate)
            }
            Self::OfStep(RunSpeed::Logarithmic) => Phrase::key("ui.speed.log"),
            Self::Slow => Phrase::key("ui.speed.slow"),
            Self::Brisk => Phrase::key("ui.speed.brisk"),
            Self::Fast => Phrase::key("ui.speed.fast"),
            Self::Full => Phrase::key("ui.speed.full"),
        }
    }

    /// The next slower or faster one; itself at the end.
    #[must_use]
    pub fn next(self, toward: Toward) -> Self {
        let rates = [(Self::Slow, SLOW), (Self::Brisk, BRISK), (Self::Fast, FAST)];
        match (toward, self) {
            (Toward::Previous, Self::OfStep(RunSpeed::PerSecond(rate))) => {
                let slower = rates.into_iter().rev().find(|(_, known)| *known < rate);
                slower.map_or(self, |(speed, _)| speed)
            }
            (Toward::Next, Self::OfStep(RunSpeed::PerSecond(rate))) => {
                let faster = rates.into_iter().find(|(_, known)| *known > rate);
                faster.map_or(Self::Full, |(speed, _)| speed)
            }
            (Toward::Previous, Self::Slow | Self::Brisk | Self::OfStep(RunSpeed::Logarithmic)) => {
                Self::Slow
            }
            (Toward::Previous, Self::Fast) | (Toward::Next, Self::Slow) => Self::Brisk,
            (Toward::Previous, Self::Full) | (Toward::Next, Self::Brisk) => Self::Fast,
            (Toward::Next, Self::Fast | Self::Full | Self::OfStep(RunSpeed::Logarithmic)) => {
                Self::Full
            }
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

    /// Starts or pauses the run, which has done the share `progress`.
    pub(super) fn toggle(&mut self, progress: Option<f64>) {
        let was_running = self.is_running;
        self.start(progress);
        self.is_running = !was_running;
    }

    /// Starts the run, which has done the share `progress`.
    pub(super) fn start(&mut self, progress: Option<f64>) {
        self.is_running = true;
        self.due_steps = 0.0;
        self.elapsed = Duration::ZERO;
        self.progress_at_start = progress.unwrap_or(0.0);
    }

    /// The time left at the rate since the last start; none before there is a rate.
    pub(super) fn time_left(self, progress: f64) -> Option<Duration> {
        let done = progress - self.progress_at_start;
        let seconds = match self.speed {
            Speed::OfStep(RunSpeed::Logarithmic) => -progress.log10() * DECADE_TIME.as_secs_f64(),
            Speed::OfStep(RunSpeed::PerSecond(_))
            | Speed::Slow
            | Speed::Brisk
            | Speed::Fast
            | Speed::Full => self.elapsed.as_secs_f64() * (1.0 - progress) / done,
        };
        (self.is_running && done > 0.0)
            .then(|| Duration::try_from_secs_f64(seconds).ok())
            .flatten()
    }

    pub(super) const fn loop_mode(self) -> LoopMode {
        match (self.is_running, self.speed) {
            (false, _) => LoopMode::Wait,
            (true, Speed::Full) => LoopMode::Work,
            (true, Speed::OfStep(_) | Speed::Slow | Speed::Brisk | Speed::Fast) => LoopMode::Frames,
        }
    }

    /// Runs the steps that are due after `elapsed`, up to step `stop`; false if there are none.
    pub(super) fn run_frame(
        &mut self,
        run: &mut dyn Run,
        elapsed: Duration,
        stop: Option<u64>,
    ) -> bool {
        self.elapsed = self.elapsed.saturating_add(elapsed);
        let position = run.at() as f64 + self.due_steps;
        let models = run.models() as f64;
        let time = elapsed.min(LONGEST_FRAME);
        let Some(steps) = self.speed.due_steps(position, models, time) else {
            return self.run_slice(run, stop);
        };
        self.due_steps += steps;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "due_steps is positive, and a cast saturates"
        )]
        let due = self.due_steps as u64;
        if due == 0 {
            return false;
        }
        self.due_steps -= due as f64;
        let target = run.at().saturating_add(due).min(stop.unwrap_or(u64::MAX));
        for _ in 0..MAX_FRAME_SLICES {
            let left = target.saturating_sub(run.at());
            if left == 0 || !self.is_running {
                break;
            }
            self.stop_at_end(run.advance(Work::slice(left)));
        }
        self.pause_at(run, stop);
        true
    }

    /// Runs one slice of work, up to step `stop`.
    pub(super) fn run_slice(&mut self, run: &mut dyn Run, stop: Option<u64>) -> bool {
        let left = stop.map_or(u64::MAX, |stop| stop.saturating_sub(run.at()));
        if left > 0 {
            self.stop_at_end(run.advance(Work::slice(left)));
        }
        self.pause_at(run, stop);
        true
    }

    fn pause_at(&mut self, run: &dyn Run, stop: Option<u64>) {
        if stop.is_some_and(|stop| run.at() >= stop) {
            self.is_running = false;
        }
    }

    fn stop_at_end(&mut self, status: Status) {
        match status {
            Status::Going => {}
            Status::Finished | Status::Stuck | Status::Diverged { .. } => self.is_running = false,
        }
    }
}
