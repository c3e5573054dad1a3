//! One run of a race: one racer with one seed.

use std::sync::{Arc, Mutex};

use super::RaceConfig;
use crate::nn::analysis::LayerStats;
use crate::nn::network::Network;
use crate::nn::simd::PassBuffers;
use crate::nn::train::{History, Metrics, Trainer, TrainingStatus};

/// The number of buckets in the loss history of a run.
const HISTORY: usize = 64;

/// A run of a race by its stage.
#[derive(Clone, Debug)]
pub(super) enum RunStage {
    /// Before its first step.
    NotBegun {
        /// The seed of data and weights.
        seed: u64,
        /// The racer, counted from 0.
        racer: usize,
    },
    /// In training.
    Training(Box<RacerRun>),
    /// At its last step, or diverged.
    Ended(Box<RunResult>),
}

/// Buffers for the steps of a run. All runs of a race have the same sizes, so each thread needs only one set, which stays
/// in its cache.
#[derive(Debug, Default)]
pub(super) struct BufferPool(Mutex<Vec<PassBuffers>>);

/// A run in training. Between its steps it has no buffers: a race has hundreds of runs.
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

impl BufferPool {
    fn take(&self) -> Option<PassBuffers> {
        self.0.lock().ok()?.pop()
    }

    fn give_back(&self, buffers: PassBuffers) {
        if let Ok(mut pool) = self.0.lock() {
            pool.push(buffers);
        }
    }
}

impl RunStage {
    /// Trains for up to `steps` steps, fewer at the end of the run. The run begins and ends here.
    pub(super) fn advance(&mut self, config: &RaceConfig, steps: u64, pool: &BufferPool) {
        if let Self::NotBegun { seed, racer } = *self {
            *self = Self::Training(Box::new(RacerRun::new(config, seed, racer)));
        }
        let Self::Training(run) = self else {
            return;
        };
        run.trainer.lend_buffers(|| pool.take());
        run.advance(steps);
        let result = run.is_finished().then(|| run.result());
        pool.give_back(run.trainer.take_buffers());
        if let Some(result) = result {
            *self = Self::Ended(Box::new(result));
        }
    }

    /// The number of steps done.
    pub(super) fn step_count(&self, config: &RaceConfig) -> u64 {
        match self {
            Self::NotBegun { .. } => 0,
            Self::Training(run) => run.trainer.step_count(),
            Self::Ended(result) => result.diverged.unwrap_or(config.steps),
        }
    }

    pub(super) fn first_at_goal(&self) -> Option<u64> {
        match self {
            Self::NotBegun { .. } => None,
            Self::Training(run) => run.trainer.first_at_goal(),
            Self::Ended(result) => result.first_at_goal,
        }
    }

    pub(super) fn result(&self) -> Option<&RunResult> {
        match self {
            Self::NotBegun { .. } | Self::Training(_) => None,
            Self::Ended(result) => Some(result),
        }
    }

    pub(super) fn network(&self) -> Option<&Network> {
        match self {
            Self::NotBegun { .. } => None,
            Self::Training(run) => Some(run.trainer.network()),
            Self::Ended(result) => Some(&result.network),
        }
    }

    pub(super) fn history(&self) -> Option<&History> {
        match self {
            Self::NotBegun { .. } => None,
            Self::Training(run) => Some(&run.history),
            Self::Ended(result) => Some(&result.history),
        }
    }

    pub(super) fn loss(&self) -> Option<f64> {
        match self {
            Self::NotBegun { .. } => None,
            Self::Training(run) => Some(run.trainer.loss()),
            Self::Ended(result) => Some(result.metrics.loss),
        }
    }
}

impl RacerRun {
    fn new(config: &RaceConfig, seed: u64, racer: usize) -> Self {
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

    fn is_finished(&self) -> bool {
        self.trainer.step_count() >= self.steps || self.trainer.status() != TrainingStatus::Running
    }

    fn advance(&mut self, steps: u64) {
        for _ in 0..steps {
            if self.is_finished() {
                return;
            }
            self.trainer.step();
            let step = self.trainer.step_count();
            self.history.push(step, self.trainer.loss());
        }
    }

    fn result(&self) -> RunResult {
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
