//! A network in training: network, data, optimiser and a count of steps.

use std::sync::Arc;

use super::optimizer::{Moments, Optimizer};
use crate::nn::data::{Dataset, Task};
use crate::nn::loss::Loss;
use crate::nn::network::Network;
use crate::nn::rng::{Stream, generator, shuffle};
use crate::nn::simd::{Pass, SimdDispatch};

/// How a network is trained.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Training {
    /// What is made small.
    pub loss: Loss,
    /// How.
    pub optimizer: Optimizer,
    /// On which samples at a time.
    pub batch: Batch,
    /// What counts as solved.
    pub goal: Goal,
}

/// Which samples one step sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Batch {
    /// All of them.
    Full,
    /// The next `size` ones of an order that is drawn anew for every pass over the data. The last batch of a pass may be
    /// smaller. Loss and accuracy are then measured at the end of each pass.
    Mini {
        /// Samples a step; 0 counts as 1.
        size: usize,
        /// The seed of the orders.
        seed: u64,
    },
}

/// What counts as solved, measured on all samples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Goal {
    /// At least this share of samples on the right side.
    Accuracy(f64),
    /// At most this loss.
    Loss(f64),
    /// Nothing: there is always more to do.
    Open,
}

/// How training stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It can go on.
    Going,
    /// A weight or the loss stopped being finite. Nothing moves any more.
    Diverged {
        /// The first step after which that was so.
        step: u64,
    },
}

/// What is measured on all samples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// The mean loss.
    pub loss: f64,
    /// The share of samples on the right side; none in regression.
    pub accuracy: Option<f64>,
}

/// A network in training. Loss, signals and gradients always belong to the parameters as they are after [`Trainer::at`]
/// steps; with mini-batches, to those at the last end of a pass over the data, until [`Trainer::refresh`].
#[derive(Clone, Debug)]
pub struct Trainer {
    pub(super) network: Network,
    pub(super) data: Arc<Dataset>,
    pub(super) training: Training,
    pub(super) moments: Moments,
    pub(super) step: u64,
    pub(super) measure: Measure,
    pub(super) first_at_goal: Option<u64>,
    pub(super) diverged: Option<u64>,
    pub(super) pass: Pass,
    mini: Option<Mini>,
    pub(super) path: SimdDispatch,
}

/// What only mini-batches need.
#[derive(Clone, Debug)]
struct Mini {
    size: usize,
    seed: u64,
    pass: Pass,
    order: Vec<usize>,
    /// The pass over the data that `order` belongs to.
    epoch: Option<u64>,
}

impl Training {
    /// Full batches with the loss and the goal that suit a task: the logistic loss and 99 % accuracy for classes, squared
    /// error of at most 0.01 for numbers.
    pub fn usual(task: Task, optimizer: Optimizer) -> Self {
        let (loss, goal) = match task {
            Task::Regression => (Loss::Mse, Goal::Loss(0.01)),
            Task::Classification => (Loss::Logistic, Goal::Accuracy(0.99)),
        };
        Self {
            loss,
            optimizer,
            batch: Batch::Full,
            goal,
        }
    }
}

impl Goal {
    /// Whether a measure reaches it.
    pub fn reached_by(self, measure: Measure) -> bool {
        match self {
            Self::Accuracy(share) => measure.accuracy.is_some_and(|accuracy| accuracy >= share),
            Self::Loss(loss) => measure.loss <= loss,
            Self::Open => false,
        }
    }
}

impl Trainer {
    /// Puts a network before its data. A network whose input or output sizes differ from the data's sees zeros for what is
    /// missing.
    pub fn new(network: Network, data: Arc<Dataset>, training: Training) -> Self {
        let mini = Mini::of(training.batch, &network, &data);
        let mut trainer = Self {
            moments: training.optimizer.moments(network.parameters().len()),
            pass: Pass::over(&network, &data),
            network,
            data,
            training,
            step: 0,
            measure: Measure {
                loss: f64::NAN,
                accuracy: None,
            },
            first_at_goal: None,
            diverged: None,
            mini,
            path: SimdDispatch::Fastest,
        };
        trainer.refresh();
        trainer.judge();
        trainer
    }

    /// Lets the work run on another path; the bits stay the same.
    pub fn set_path(&mut self, path: SimdDispatch) {
        self.path = path;
        self.pass.set_path(path);
        if let Some(mini) = &mut self.mini {
            mini.pass.set_path(path);
        }
    }

    /// One training step. Does nothing once training has diverged.
    pub fn step(&mut self) -> Status {
        if self.diverged.is_none() {
            let (gradient, ends_pass) = match &mut self.mini {
                None => (self.pass.gradient(), true),
                Some(mini) => {
                    let ends_pass =
                        mini.run(self.step, &self.network, &self.data, self.training.loss);
                    (mini.pass.gradient(), ends_pass)
                }
            };
            let Self {
                network,
                moments,
                training,
                path,
                ..
            } = self;
            let finite = training.optimizer.update(network, gradient, moments, *path);
            self.step += 1;
            if !finite {
                self.diverged = Some(self.step);
            }
            if ends_pass {
                self.refresh();
                self.judge();
            }
        }
        self.status()
    }

    /// Up to `steps` steps; fewer if training diverges.
    pub fn advance(&mut self, steps: u64) -> Status {
        for _ in 0..steps {
            if let Status::Diverged { .. } = self.step() {
                break;
            }
        }
        self.status()
    }

    /// Computes signals, gradients, loss and accuracy of all samples for the parameters as they are.
    pub fn refresh(&mut self) {
        let loss = self.training.loss;
        self.pass.run(&self.network, loss);
        self.measure = Measure {
            loss: self.pass.loss(),
            accuracy: match self.data.task() {
                Task::Regression => None,
                Task::Classification => Some(self.pass.accuracy(loss)),
            },
        };
    }

    /// Draws the conclusions from a fresh measure.
    fn judge(&mut self) {
        if !self.measure.loss.is_finite() {
            self.diverged = self.diverged.or(Some(self.step));
        }
        if self.at_goal() {
            self.first_at_goal = self.first_at_goal.or(Some(self.step));
        }
    }

    /// How many steps have been done.
    pub fn at(&self) -> u64 {
        self.step
    }

    /// How training stands.
    pub fn status(&self) -> Status {
        self.diverged
            .map_or(Status::Going, |step| Status::Diverged { step })
    }

    /// The last measure of all samples.
    pub fn measure(&self) -> Measure {
        self.measure
    }

    /// The mean loss of all samples.
    pub fn loss(&self) -> f64 {
        self.measure.loss
    }

    /// The first step after which the goal was reached. It may have been lost again since: see [`Trainer::at_goal`].
    pub fn first_at_goal(&self) -> Option<u64> {
        self.first_at_goal
    }

    /// Whether the goal is reached now.
    pub fn at_goal(&self) -> bool {
        self.diverged.is_none() && self.training.goal.reached_by(self.measure)
    }

    /// The network.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// Signals and gradients of all samples.
    pub fn pass(&self) -> &Pass {
        &self.pass
    }

    /// What it learns from.
    pub fn data(&self) -> &Arc<Dataset> {
        &self.data
    }

    /// How it is trained.
    pub fn training(&self) -> &Training {
        &self.training
    }

    /// About how many multiplications a step takes.
    pub fn effort(&self) -> u64 {
        let samples = match &self.mini {
            None => self.data.samples(),
            // One more pass over everything, to measure, comes with each pass of mini-batches.
            Some(mini) => 2 * mini.size,
        };
        self.network.effort(samples)
    }

    /// Goes on with another rule, learning rate or penalty. Another rule starts with nothing to remember.
    pub fn set_optimizer(&mut self, optimizer: Optimizer) {
        if optimizer.rule != self.training.optimizer.rule {
            self.moments = optimizer.moments(self.network.parameters().len());
        }
        self.training.optimizer = optimizer;
    }

    /// Goes on with another loss, other batches, another goal, or another rule.
    pub fn set_training(&mut self, training: Training) {
        self.set_optimizer(training.optimizer);
        let is_same_batch = self.training.batch == training.batch;
        let is_same_measure =
            self.training.loss == training.loss && self.training.goal == training.goal;
        self.training = training;
        if !is_same_batch {
            self.mini = Mini::of(training.batch, &self.network, &self.data);
            self.set_path(self.path);
        }
        if !is_same_batch || !is_same_measure {
            self.first_at_goal = None;
            self.changed();
        }
    }

    /// Goes on with other data.
    pub fn set_data(&mut self, data: Arc<Dataset>) {
        let Self {
            network, training, ..
        } = self;
        self.pass = Pass::over(network, &data);
        self.mini = Mini::of(training.batch, network, &data);
        self.data = data;
        self.set_path(self.path);
        self.changed();
    }

    /// Changes weights, biases or activations by hand. The sizes of the layers must stay.
    pub fn edit(&mut self, change: impl FnOnce(&mut Network)) {
        change(&mut self.network);
        self.changed();
    }

    fn changed(&mut self) {
        self.diverged = None;
        // What was reached at this very step was reached by what is no longer there.
        self.first_at_goal = self.first_at_goal.filter(|first| *first < self.step);
        self.refresh();
        self.judge();
    }
}

impl Mini {
    fn of(batch: Batch, network: &Network, data: &Dataset) -> Option<Self> {
        let Batch::Mini { size, seed } = batch else {
            return None;
        };
        let size = size.clamp(1, data.samples().max(1));
        Some(Self {
            size,
            seed,
            pass: Pass::new(network, size),
            order: (0..data.samples()).collect(),
            epoch: None,
        })
    }

    /// Loss and gradient of the batch that belongs to a step. Says whether it is the last one of its pass over the data.
    fn run(&mut self, step: u64, network: &Network, data: &Dataset, loss: Loss) -> bool {
        let batches = data.samples().div_ceil(self.size).max(1);
        let epoch = step / batches as u64;
        if self.epoch != Some(epoch) {
            // The order follows from the epoch alone, so that going back to any step finds it again.
            self.order
                .iter_mut()
                .enumerate()
                .for_each(|(i, place)| *place = i);
            shuffle(
                &mut generator(self.seed, Stream::Order { epoch }),
                &mut self.order,
            );
            self.epoch = Some(epoch);
        }
        let batch = usize::try_from(step % batches as u64).unwrap_or(0);
        let end = ((batch + 1) * self.size).min(self.order.len());
        let samples = &self.order[(batch * self.size).min(end)..end];
        self.pass.load(data, samples);
        self.pass.run(network, loss);
        batch + 1 == batches
    }
}

#[cfg(test)]
mod tests;
