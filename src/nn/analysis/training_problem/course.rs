//! A training with its course so far, which a diagnosis judges.

use crate::nn::analysis::layer_stats::LayerStats;
use crate::nn::data::Dataset;
use crate::nn::train::Trainer;

/// The step at which the present settings were chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettingsChange {
    /// The step.
    pub step: u64,
    /// Whether the training was running and no hidden layer was dead at that step.
    pub all_layers_alive: bool,
}

/// A training with its course so far.
#[derive(Clone, Copy)]
pub struct TrainingCourse<'a> {
    /// The training.
    pub trainer: &'a Trainer,
    /// (step, loss) pairs from the first step on, possibly downsampled.
    pub losses: &'a [(f64, f64)],
    /// The last change of settings.
    pub settings: SettingsChange,
    /// The test, if samples are held back.
    pub test: Option<TestCourse<'a>>,
}

/// Test data with their losses so far.
#[derive(Clone, Copy)]
pub struct TestCourse<'a> {
    /// The samples that are held back.
    pub data: &'a Dataset,
    /// (step, loss) pairs, possibly downsampled.
    pub losses: &'a [(f64, f64)],
}

/// The statistics of all layers but the output layer.
pub(super) fn hidden(stats: &[LayerStats]) -> &[LayerStats] {
    &stats[..stats.len().saturating_sub(1)]
}
