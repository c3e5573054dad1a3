//! The fit of a network to targets that are numbers.

use super::data_spec::DataSpec;
use crate::nn::{Dataset, Task, Trainer};

/// The variance of the targets, as the network sees them.
pub(super) fn target_variance(data: &Dataset) -> f64 {
    data.target().var(0.0)
}

/// R², the share of the variance of the targets that the network explains: 1 − mse/variance. NaN for classes, and for
/// targets that are all the same.
pub(super) fn r2(trainer: &Trainer) -> f64 {
    let variance = target_variance(trainer.data());
    match trainer.data().task() {
        Task::Regression if variance > 0.0 => 1.0 - trainer.loss() / variance,
        Task::Regression | Task::Classification => f64::NAN,
    }
}

/// The root of the mean squared error, in the units of the target. NaN for classes.
pub(super) fn typical_error(trainer: &Trainer, data: &DataSpec) -> f64 {
    match trainer.data().task() {
        Task::Regression => data.target_scaling.unit() * trainer.loss().sqrt(),
        Task::Classification => f64::NAN,
    }
}
