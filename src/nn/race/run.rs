//! One run of a race: one racer with one seed.

use std::sync::Arc;

use super::RaceConfig;
use crate::nn::analysis::LayerStats;
use crate::nn::network::Network;
use crate::nn::train::{History, Metrics, Trainer, TrainingStatus};

/// The number of buckets in the loss history of a run.
const HISTORY: usize = 64;

/// A run in training.
#[derive(Clone, Debug)]
pub(super) struct RacerRun {
    seed: u64,
    racer: usize,
    trainer: Trainer,
    history: History,
    steps: u64,
}

/// The result of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct RunResult {
    /// The seed of data and weights.
    pub seed: u64,
    /// The racer, counted from 0.
    pub racer: usize,
    /// The first step at the goal.
    pub first_at_goal: Option<u64>,
    /// Whether the goal is reached at the end.
    pub at_goal: bool,
    /// The step at which training diverged.
    pub diverged: Option<u64>,
    /// The metrics at the end.
    pub metrics: Metrics,
    /// The share of hidden units that are off on every sample at the end.
    pub off_share: f64,
    /// The loss after each step, downsampled.
    pub history: History,
    /// The network at the end.
    pub network: Network,
}

impl RunResult {
    /// Whether the goal was reached and lost again.
    pub fn lost_goal(&self) -> bool {
        self.first_at_goal.is_some() && !self.at_goal
    }
}

impl RacerRun {
    pub(super) fn new(config: &RaceConfig, seed: u64, racer: usize) -> Self {
        let network = config.network_config(racer).draw(seed);
        let data = Arc::new(config.recipe.draw(seed));
        let trainer = Trainer::new(network, data, config.training_config());
        let mut history = History::new(HISTORY);
        history.push(0, trainer.loss());
        Self {
            seed,
            racer,
            trainer,
            history,
            steps: config.steps,
        }
    }

    pub(super) fn seed(&self) -> u64 {
        self.seed
    }

    pub(super) fn racer(&self) -> usize {
        self.racer
    }

    pub(super) fn step_count(&self) -> u64 {
        self.trainer.step_count()
    }

    pub(super) fn effort(&self) -> u64 {
        self.trainer.effort()
    }

    pub(super) fn remaining_steps(&self) -> u64 {
        if self.is_finished() {
            0
        } else {
            self.steps - self.step_count()
        }
    }

    pub(super) fn is_finished(&self) -> bool {
        self.step_count() >= self.steps || self.trainer.status() != TrainingStatus::Running
    }

    pub(super) fn advance(&mut self, steps: u64) {
        for _ in 0..steps.min(self.remaining_steps()) {
            self.trainer.step();
            self.history.push(self.step_count(), self.trainer.loss());
        }
    }

    pub(super) fn result(&self) -> RunResult {
        let Self { trainer, .. } = self;
        let stats = trainer.pass().layer_stats(trainer.network());
        let hidden = &stats[..stats.len() - 1];
        let off: usize = hidden.iter().map(LayerStats::off_units).sum();
        let units: usize = hidden.iter().map(|layer| layer.units.len()).sum();
        RunResult {
            seed: self.seed,
            racer: self.racer,
            first_at_goal: trainer.first_at_goal(),
            at_goal: trainer.at_goal(),
            diverged: match trainer.status() {
                TrainingStatus::Running => None,
                TrainingStatus::Diverged { step } => Some(step),
            },
            metrics: trainer.metrics(),
            off_share: off as f64 / units.max(1) as f64,
            history: self.history.clone(),
            network: trainer.network().clone(),
        }
    }
}
