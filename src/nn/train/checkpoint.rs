//! Checkpoints: the state from which a training continues.

use std::sync::Arc;

use super::config::{Metrics, TrainingConfig, TrainingStatus};
use super::optimizer::OptimizerState;
use super::trainer::Trainer;
use crate::nn::data::Dataset;
use crate::nn::network::Network;

/// The state of a [`Trainer`]: parameters, optimizer state, configuration and counters. The data are shared, and the order
/// of mini-batches follows from the step.
#[derive(Clone, Debug, PartialEq)]
pub struct Checkpoint {
    step: u64,
    network: Network,
    optimizer_state: OptimizerState,
    config: TrainingConfig,
    data: Arc<Dataset>,
    metrics: Metrics,
    first_at_goal: Option<u64>,
    diverged: Option<u64>,
}

impl Checkpoint {
    /// The number of steps done before it.
    pub fn step(&self) -> u64 {
        self.step
    }

    /// The approximate size in bytes.
    pub fn bytes(&self) -> usize {
        let numbers = self.network.parameters().len() + self.optimizer_state.len();
        size_of::<Self>() + numbers * size_of::<f64>()
    }
}

impl Trainer {
    /// A checkpoint of the present state.
    pub fn save(&self) -> Checkpoint {
        Checkpoint {
            step: self.step,
            network: self.network.clone(),
            optimizer_state: self.optimizer_state.clone(),
            config: self.config,
            data: Arc::clone(&self.data),
            metrics: self.metrics,
            first_at_goal: self.first_at_goal,
            diverged: self.diverged,
        }
    }

    /// Continues from a checkpoint. The steps after it have the same bits as before.
    pub fn restore(&mut self, checkpoint: &Checkpoint) -> TrainingStatus {
        let fits = self.network.has_shape_of(&checkpoint.network)
            && Arc::ptr_eq(&self.data, &checkpoint.data)
            && self.config.batch == checkpoint.config.batch;
        if fits {
            self.network.copy_from(&checkpoint.network);
            self.config = checkpoint.config;
            self.step = checkpoint.step;
            self.evaluate();
        } else {
            let dispatch = self.dispatch;
            *self = Self::new(
                checkpoint.network.clone(),
                Arc::clone(&checkpoint.data),
                checkpoint.config,
            );
            self.set_dispatch(dispatch);
            self.step = checkpoint.step;
            self.evaluate();
        }
        self.optimizer_state.clone_from(&checkpoint.optimizer_state);
        self.metrics = checkpoint.metrics;
        self.first_at_goal = checkpoint.first_at_goal;
        self.diverged = checkpoint.diverged;
        self.status()
    }
}
