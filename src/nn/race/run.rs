//! One racer on one seed.

use std::sync::Arc;

use super::Setup;
use crate::nn::{History, Measure, Network, Status, Trainer};

/// How many spans of the loss a heat keeps.
const HISTORY: usize = 64;

/// A heat under way.
#[derive(Clone, Debug)]
pub(super) struct Heat {
    seed: u64,
    racer: usize,
    trainer: Trainer,
    history: History,
    steps: u64,
}

/// How a heat ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Finish {
    /// The seed of data and weights.
    pub seed: u64,
    /// Which racer, counted from 0.
    pub racer: usize,
    /// The first step at the goal.
    pub first_at_goal: Option<u64>,
    /// Whether the goal is still reached at the end.
    pub at_goal: bool,
    /// The step at which numbers stopped being finite.
    pub diverged: Option<u64>,
    /// Loss and accuracy at the end.
    pub measure: Measure,
    /// Hidden units that were off on every sample at the end, as a share of all.
    pub off_share: f64,
    /// The loss through time, thinned.
    pub history: History,
    /// The network at the end.
    pub network: Network,
}

impl Finish {
    /// Whether it reached the goal and lost it again.
    pub fn relapsed(&self) -> bool {
        self.first_at_goal.is_some() && !self.at_goal
    }
}

impl Heat {
    pub(super) fn new(setup: &Setup, seed: u64, racer: usize) -> Self {
        let network = setup.plan(racer).draw(seed);
        let trainer = Trainer::new(network, Arc::new(setup.recipe.draw(seed)), setup.training());
        let mut history = History::new(HISTORY);
        history.push(0, trainer.loss());
        Self {
            seed,
            racer,
            trainer,
            history,
            steps: setup.steps,
        }
    }

    pub(super) fn seed(&self) -> u64 {
        self.seed
    }

    pub(super) fn racer(&self) -> usize {
        self.racer
    }

    pub(super) fn at(&self) -> u64 {
        self.trainer.at()
    }

    pub(super) fn effort(&self) -> u64 {
        self.trainer.effort()
    }

    pub(super) fn steps_left(&self) -> u64 {
        if self.is_over() {
            0
        } else {
            self.steps - self.at()
        }
    }

    pub(super) fn is_over(&self) -> bool {
        self.at() >= self.steps || self.trainer.status() != Status::Going
    }

    pub(super) fn advance(&mut self, steps: u64) {
        for _ in 0..steps.min(self.steps_left()) {
            self.trainer.step();
            self.history.push(self.trainer.at(), self.trainer.loss());
        }
    }

    pub(super) fn finish(&self) -> Finish {
        let Self { trainer, .. } = self;
        let health = trainer.pass().health(trainer.network());
        let hidden = &health[..health.len() - 1];
        let off: usize = hidden.iter().map(crate::nn::LayerHealth::off_units).sum();
        let units: usize = hidden.iter().map(|layer| layer.units.len()).sum();
        Finish {
            seed: self.seed,
            racer: self.racer,
            first_at_goal: trainer.first_at_goal(),
            at_goal: trainer.at_goal(),
            diverged: match trainer.status() {
                Status::Going => None,
                Status::Diverged { step } => Some(step),
            },
            measure: trainer.measure(),
            off_share: off as f64 / units.max(1) as f64,
            history: self.history.clone(),
            network: trainer.network().clone(),
        }
    }
}
