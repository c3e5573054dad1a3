//! The training of one dead unit.

use std::sync::Arc;

use crate::lab::shared::{count_awake, four_points, leaky_relu, one_unit, weight_and_bias};
use crate::nn::{self, Optimizer, Trainer};

/// A weight and a bias with a negative sum w·x + b for every point.
const DEAD: (f64, f64) = (-2.0, -1.0);
/// The learning rate.
const RATE: f64 = 0.03;

/// The training of the dead unit with one slope below zero. It keeps a snapshot of every step, so that a way back needs no
/// computation.
#[derive(Clone, Debug)]
pub(super) struct Racer {
    alpha: f64,
    trainer: Trainer,
    /// A snapshot of each step, from step 0.
    snapshots: Vec<Snapshot>,
}

/// The unit after a step.
#[derive(Clone, Copy, Debug)]
struct Snapshot {
    loss: f64,
    is_awake: bool,
    w: f64,
    b: f64,
}

impl Racer {
    pub(super) fn new(alpha: f64) -> Self {
        let network = one_unit(leaky_relu(alpha), DEAD.0, DEAD.1);
        let data = four_points();
        let training = nn::Training::usual(data.task(), Optimizer::descent(RATE));
        let trainer = Trainer::new(network, Arc::new(data), training);
        let snapshots = vec![Snapshot::of(&trainer)];
        Self {
            alpha,
            trainer,
            snapshots,
        }
    }

    pub(super) fn alpha(&self) -> f64 {
        self.alpha
    }

    /// About the number of multiplications of a step.
    pub(super) fn effort(&self) -> u64 {
        self.trainer.effort()
    }

    /// Trains up to step `at`, if it has not done so before.
    pub(super) fn train_to(&mut self, at: u64) {
        while self.trainer.at() < at {
            if let nn::Status::Diverged { .. } = self.trainer.step() {
                return;
            }
            self.snapshots.push(Snapshot::of(&self.trainer));
        }
    }

    /// The snapshots of the steps from 0 to `at`, as far as there are any.
    fn snapshots_to(&self, at: u64) -> &[Snapshot] {
        let end = usize::try_from(at).unwrap_or(usize::MAX).saturating_add(1);
        &self.snapshots[..end.min(self.snapshots.len())]
    }

    /// The loss after each step from 0 to `at`.
    pub(super) fn losses(&self, at: u64) -> Vec<(f64, f64)> {
        let losses = self.snapshots_to(at).iter().map(|snapshot| snapshot.loss);
        (0u32..).map(f64::from).zip(losses).collect()
    }

    /// The first step up to `at` after which a point is awake.
    pub(super) fn first_awake(&self, at: u64) -> Option<usize> {
        let mut snapshots = self.snapshots_to(at).iter();
        snapshots.position(|snapshot| snapshot.is_awake)
    }

    /// Whether no step changes the unit: no point is awake and the gradient is exactly zero.
    pub(super) fn is_stuck(&self) -> bool {
        let gradient = self.trainer.pass().gradient();
        count_awake(self.trainer.network()) == 0 && gradient.iter().all(|part| *part == 0.0)
    }

    /// The loss, the weight and the bias after step `at`, or after the last step before it.
    pub(super) fn state_at(&self, at: u64) -> (f64, f64, f64) {
        self.snapshots_to(at)
            .last()
            .map_or((f64::NAN, f64::NAN, f64::NAN), |snapshot| {
                (snapshot.loss, snapshot.w, snapshot.b)
            })
    }
}

impl Snapshot {
    fn of(trainer: &Trainer) -> Self {
        let network = trainer.network();
        let (w, b) = weight_and_bias(network);
        Self {
            loss: trainer.loss(),
            is_awake: count_awake(network) > 0,
            w,
            b,
        }
    }
}
