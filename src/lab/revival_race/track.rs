//! One dead unit on its way back, step by step.

use std::sync::Arc;

use crate::lab::shared::{awake, four_points, leaky, one_unit};
use crate::nn::{self, Network, Optimizer, Trainer};

/// Weight and bias of a unit that no point wakes.
const DEAD: (f64, f64) = (-2.0, -1.0);
/// The learning rate.
const RATE: f64 = 0.03;

/// A training of the dead unit, with all that was seen of it so far: two numbers a step, so that going back
/// needs no computing.
#[derive(Clone, Debug)]
pub(super) struct Track {
    alpha: f64,
    trainer: Trainer,
    seen: Vec<Seen>,
}

/// How the unit was after a step.
#[derive(Clone, Copy, Debug)]
struct Seen {
    loss: f64,
    is_awake: bool,
    w: f64,
    b: f64,
}

impl Track {
    pub(super) fn new(alpha: f64) -> Self {
        let network = one_unit(leaky(alpha), DEAD.0, DEAD.1);
        let data = four_points();
        let training = nn::TrainingConfig::for_task(data.task(), Optimizer::descent(RATE));
        let trainer = Trainer::new(network, Arc::new(data), training);
        let seen = vec![Seen::of(&trainer)];
        Self {
            alpha,
            trainer,
            seen,
        }
    }

    pub(super) fn alpha(&self) -> f64 {
        self.alpha
    }

    /// About how many multiplications a step takes.
    pub(super) fn effort(&self) -> u64 {
        self.trainer.effort()
    }

    /// Trains up to step `at`, where it is not there yet.
    pub(super) fn reach(&mut self, at: u64) {
        while self.trainer.step_count() < at {
            if let nn::TrainingStatus::Diverged { .. } = self.trainer.step() {
                return;
            }
            self.seen.push(Seen::of(&self.trainer));
        }
    }

    /// What was seen up to step `at`, one a step from step 0.
    fn until(&self, at: u64) -> &[Seen] {
        let end = usize::try_from(at).unwrap_or(usize::MAX).saturating_add(1);
        &self.seen[..end.min(self.seen.len())]
    }

    /// The loss after each step up to `at`, from step 0.
    pub(super) fn losses(&self, at: u64) -> Vec<(f64, f64)> {
        let losses = self.until(at).iter().map(|seen| seen.loss);
        (0u32..).map(f64::from).zip(losses).collect()
    }

    /// The first step up to `at` after which a point was awake.
    pub(super) fn first_awake(&self, at: u64) -> Option<usize> {
        self.until(at).iter().position(|seen| seen.is_awake)
    }

    /// Whether no step will ever move it: all points asleep, and no slope there.
    pub(super) fn is_stuck(&self) -> bool {
        let gradient = self.trainer.pass().gradient();
        awake(self.trainer.network()) == 0 && gradient.iter().all(|part| *part == 0.0)
    }

    /// Loss, weight and bias after step `at`, or after the last that was reached.
    pub(super) fn at(&self, at: u64) -> (f64, f64, f64) {
        self.until(at)
            .last()
            .map_or((f64::NAN, f64::NAN, f64::NAN), |seen| {
                (seen.loss, seen.w, seen.b)
            })
    }
}

impl Seen {
    fn of(trainer: &Trainer) -> Self {
        let network: &Network = trainer.network();
        let (w, b) = crate::lab::shared::weights(network);
        Self {
            loss: trainer.loss(),
            is_awake: awake(network) > 0,
            w,
            b,
        }
    }
}
