//! The configuration of a training, and the metrics that its goal refers to.

use super::optimizer::Optimizer;
use crate::nn::data::Task;
use crate::nn::loss::Loss;

/// The configuration of a training.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrainingConfig {
    /// The loss that is minimized.
    pub loss: Loss,
    /// The optimizer.
    pub optimizer: Optimizer,
    /// The samples of each step.
    pub batch: Batch,
    /// The goal at which the task counts as solved.
    pub goal: TrainingGoal,
}

/// The samples of each step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Batch {
    /// All samples.
    Full,
    /// The next `size` samples of an order that is shuffled for every epoch. The last batch of an epoch may be smaller.
    /// Loss and accuracy are measured at the end of each epoch.
    Mini {
        /// The number of samples per step; 0 counts as 1.
        size: usize,
        /// The seed of the shuffling.
        seed: u64,
    },
}

/// The goal of a training, measured on all samples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TrainingGoal {
    /// At least this accuracy.
    Accuracy(f64),
    /// At most this loss.
    Loss(f64),
    /// No goal.
    Open,
}

/// The state of a training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrainingStatus {
    /// It can continue.
    Running,
    /// A parameter or the loss is not finite. Further steps do nothing.
    Diverged {
        /// The first step after which that was so.
        step: u64,
    },
}

/// The metrics on all samples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Metrics {
    /// The mean loss.
    pub loss: f64,
    /// The share of samples on the right side of the threshold; none in regression.
    pub accuracy: Option<f64>,
}

impl TrainingConfig {
    /// Full batches with the usual loss and goal of a task: logistic loss and 99 % accuracy for classification, a mean
    /// squared error of at most 0.01 for regression.
    pub fn for_task(task: Task, optimizer: Optimizer) -> Self {
        let (loss, goal) = match task {
            Task::Regression => (Loss::Mse, TrainingGoal::Loss(0.01)),
            Task::Classification => (Loss::Logistic, TrainingGoal::Accuracy(0.99)),
        };
        Self {
            loss,
            optimizer,
            batch: Batch::Full,
            goal,
        }
    }
}

impl TrainingGoal {
    /// Whether metrics reach the goal.
    pub fn is_reached(self, metrics: Metrics) -> bool {
        match self {
            Self::Accuracy(share) => metrics.accuracy.is_some_and(|accuracy| accuracy >= share),
            Self::Loss(loss) => metrics.loss <= loss,
            Self::Open => false,
        }
    }
}
