//! A network in training.

use std::sync::Arc;

use super::config::{Metrics, TrainingConfig, TrainingStatus};
use super::mini_batches::MiniBatches;
use super::optimizer::{Optimizer, OptimizerState};
use crate::nn::data::{Dataset, Task};
use crate::nn::network::Network;
use crate::nn::reference;
use crate::nn::simd::{Pass, PassBuffers, SimdDispatch};

/// A network in training, with its data and the state of its optimizer. Metrics, activations and gradients belong to the
/// present parameters; with mini-batches, to those at the end of the last epoch. [`Trainer::refresh_pass`] computes the
/// activations and gradients of the present ones, [`Trainer::evaluate`] the metrics, too.
#[derive(Clone, Debug)]
pub struct Trainer {
    pub(super) network: Network,
    pub(super) data: Arc<Dataset>,
    pub(super) config: TrainingConfig,
    pub(super) optimizer_state: OptimizerState,
    pub(super) step: u64,
    pub(super) metrics: Metrics,
    pub(super) first_at_goal: Option<u64>,
    pub(super) diverged: Option<u64>,
    pub(super) dispatch: SimdDispatch,
    pass: Pass,
    /// The step whose parameters the activations and gradients belong to.
    pass_step: u64,
    mini_batches: Option<MiniBatches>,
}

impl Trainer {
    /// A trainer before its first step. A network whose number of inputs or outputs differs from that of the data gets
    /// zeros for the missing ones.
    pub fn new(network: Network, data: Arc<Dataset>, config: TrainingConfig) -> Self {
        let mut trainer = Self {
            optimizer_state: config.optimizer.initial_state(network.parameters().len()),
            pass: Pass::over(&network, &data),
            pass_step: 0,
            mini_batches: MiniBatches::new(config.batch, &network, &data),
            network,
            data,
            config,
            step: 0,
            metrics: Metrics {
                loss: f64::NAN,
                accuracy: None,
            },
            first_at_goal: None,
            diverged: None,
            dispatch: SimdDispatch::Fastest,
        };
        trainer.evaluate();
        trainer.check_metrics();
        trainer
    }

    /// Selects the compiled version. The results have the same bits.
    pub fn set_dispatch(&mut self, dispatch: SimdDispatch) {
        self.dispatch = dispatch;
        self.pass.set_dispatch(dispatch);
        if let Some(mini_batches) = &mut self.mini_batches {
            mini_batches.set_dispatch(dispatch);
        }
    }

    /// Runs one training step. Does nothing once training has diverged.
    pub fn step(&mut self) -> TrainingStatus {
        if self.diverged.is_some() {
            return self.status();
        }
        let Self {
            network,
            optimizer_state,
            config,
            ..
        } = self;
        let (gradient, ends_epoch) = match &mut self.mini_batches {
            None => (self.pass.gradient(), true),
            Some(batches) => {
                let is_last = batches.run(self.step, network, &self.data, config.loss);
                (batches.gradient(), is_last)
            }
        };
        reference::update(&config.optimizer, network, gradient, optimizer_state);
        self.step += 1;
        if !self.network.is_finite() {
            self.diverged = Some(self.step);
        }
        if ends_epoch {
            self.evaluate();
            self.check_metrics();
        }
        self.status()
    }

    /// Runs up to `steps` steps, fewer if training diverges.
    pub fn advance(&mut self, steps: u64) -> TrainingStatus {
        for _ in 0..steps {
            if let TrainingStatus::Diverged { .. } = self.step() {
                break;
            }
        }
        self.status()
    }

    /// Computes activations, gradients and metrics of all samples for the present parameters.
    pub fn evaluate(&mut self) {
        let loss = self.config.loss;
        self.pass.run(&self.network, loss);
        self.pass_step = self.step;
        self.metrics = Metrics {
            loss: self.pass.loss(),
            accuracy: match self.data.task() {
                Task::Regression => None,
                Task::Classification => Some(self.pass.accuracy(loss)),
            },
        };
    }

    /// Computes activations and gradients of all samples for the present parameters, unless they are known. The metrics stay.
    pub fn refresh_pass(&mut self) {
        if self.pass_step != self.step {
            self.pass.run(&self.network, self.config.loss);
            self.pass_step = self.step;
        }
    }

    /// Records divergence and the goal from new metrics.
    fn check_metrics(&mut self) {
        if !self.metrics.loss.is_finite() {
            self.diverged = self.diverged.or(Some(self.step));
        }
        if self.at_goal() {
            self.first_at_goal = self.first_at_goal.or(Some(self.step));
        }
    }

    /// The number of steps done.
    pub fn step_count(&self) -> u64 {
        self.step
    }

    /// The state of the training.
    pub fn status(&self) -> TrainingStatus {
        self.diverged
            .map_or(TrainingStatus::Running, |step| TrainingStatus::Diverged {
                step,
            })
    }

    /// The last metrics on all samples.
    pub fn metrics(&self) -> Metrics {
        self.metrics
    }

    /// The last mean loss of all samples.
    pub fn loss(&self) -> f64 {
        self.metrics.loss
    }

    /// The first step after which the goal was reached, whether or not it still is.
    pub fn first_at_goal(&self) -> Option<u64> {
        self.first_at_goal
    }

    /// Whether the goal is reached now.
    pub fn at_goal(&self) -> bool {
        self.diverged.is_none() && self.config.goal.is_reached(self.metrics)
    }

    /// The network.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// Activations and gradients of all samples.
    pub fn pass(&self) -> &Pass {
        &self.pass
    }

    /// Takes the buffers of the pass. Until it has buffers again, only [`Trainer::pass`] and steps need them.
    pub(in crate::nn) fn take_buffers(&mut self) -> PassBuffers {
        self.pass.take_buffers()
    }

    /// Makes the next step possible where the buffers were taken: with those of a trainer of the same sizes, or with new
    /// ones. The values of the pass are wrong until then.
    pub(in crate::nn) fn lend_buffers(&mut self, buffers: impl FnOnce() -> Option<PassBuffers>) {
        if !self.pass.has_buffers() {
            let new = || PassBuffers::new(&self.network, self.data.samples());
            self.pass.set_buffers(buffers().unwrap_or_else(new));
        }
    }

    /// The training data.
    pub fn data(&self) -> &Arc<Dataset> {
        &self.data
    }

    /// The configuration.
    pub fn config(&self) -> &TrainingConfig {
        &self.config
    }

    /// The approximate number of multiplications in a step.
    pub fn effort(&self) -> u64 {
        let samples = match &self.mini_batches {
            None => self.data.samples(),
            // Each epoch of mini-batches also measures all samples once.
            Some(mini_batches) => 2 * mini_batches.size(),
        };
        self.network.effort(samples)
    }

    /// Continues with another update rule, learning rate or penalty. Another rule begins with an empty state.
    pub fn set_optimizer(&mut self, optimizer: Optimizer) {
        if optimizer.rule != self.config.optimizer.rule {
            self.optimizer_state = optimizer.initial_state(self.network.parameters().len());
        }
        self.config.optimizer = optimizer;
    }

    /// Continues with another configuration.
    pub fn set_config(&mut self, config: TrainingConfig) {
        self.set_optimizer(config.optimizer);
        let is_same_batch = self.config.batch == config.batch;
        let is_same_goal = self.config.loss == config.loss && self.config.goal == config.goal;
        self.config = config;
        if !is_same_batch {
            self.mini_batches = MiniBatches::new(config.batch, &self.network, &self.data);
            self.set_dispatch(self.dispatch);
        }
        if !is_same_batch || !is_same_goal {
            self.first_at_goal = None;
            self.restart_metrics();
        }
    }

    /// Continues with other data.
    pub fn set_data(&mut self, data: Arc<Dataset>) {
        self.pass = Pass::over(&self.network, &data);
        self.mini_batches = MiniBatches::new(self.config.batch, &self.network, &data);
        self.data = data;
        self.set_dispatch(self.dispatch);
        // The goal was reached on other data.
        self.first_at_goal = None;
        self.restart_metrics();
    }

    /// Changes weights, biases or activations. The sizes of the layers must not change.
    pub fn edit(&mut self, change: impl FnOnce(&mut Network)) {
        change(&mut self.network);
        self.restart_metrics();
    }

    /// Measures again after a change that was not a step.
    fn restart_metrics(&mut self) {
        self.diverged = None;
        // A goal reached at this very step was reached before the change.
        self.first_at_goal = self.first_at_goal.filter(|first| *first < self.step);
        self.evaluate();
        self.check_metrics();
    }
}

#[cfg(test)]
mod tests;
