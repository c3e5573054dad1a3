//! Small neural networks: data, initialization, training and analysis.
//!
//! Names: x is an input, z a pre-activation, a an activation, dz the gradient of the loss with respect to z. Numbers are
//! f64; matrices have the shape (units, samples). The module has no drawing, no clock, no files and no global random
//! numbers.
//!
//! | Task | Items |
//! |---|---|
//! | The formulas of forward pass, loss, backward pass and update | [`mod@reference`] |
//! | An activation and its derivative | [`Activation`] |
//! | A network drawn from a seed | [`NetworkConfig`] with [`Init`] and [`BiasInit`] gives a [`Network`] |
//! | Data | [`Recipe`] or points give a [`Dataset`] |
//! | Training | [`Trainer`] with a [`TrainingConfig`]; [`Checkpoint`] is its saved state |
//! | Training with a past | [`CheckpointedTrainer`], with the loss in a [`History`] |
//! | z, a, slopes, dz and gradients of a batch | [`Pass`] |
//! | Fitted curves, decision boundaries, heat maps of every unit | [`Inference`] |
//! | Statistics of layers | [`Pass::layer_stats`], [`layer_stats()`] |
//! | The cause of a failing training | [`diagnose`] gives a [`TrainingProblem`] |
//! | The segments of a ReLU network with one input | [`PiecewiseLinear`] |
//! | A comparison of activations over many seeds | [`race::Race`] with a [`race::RaceConfig`] or a [`race::Preset`] |
//! | Several trainings at once | [`parallel::for_each`] |
//!
//! **Reproducible.** The same seed gives the same bits in every run and on every machine. Elementary functions come from
//! [`math`], no multiplication is fused with an addition, and every sum has one order for every batch size and every CPU
//! ([`SimdDispatch`]).

mod activation;
mod analysis;
mod data;
mod init;
mod loss;
pub mod math;
mod network;
pub mod parallel;
pub mod race;
pub mod reference;
pub mod rng;
mod simd;
mod train;

pub use activation::{Activation, UnknownActivation};
pub use analysis::{
    FixKind, LayerStats, LinearSegment, Numbers, PiecewiseLinear, SettingsChange, TestCourse,
    TrainingCourse, TrainingProblem, UnitState, all_layers_alive, diagnose, layer_stats,
    unit_state,
};
pub use data::{Dataset, Recipe, Task};
pub use init::{BiasInit, Init};
pub use loss::Loss;
pub use network::{Layer, Network, NetworkConfig};
pub use simd::{Inference, Pass, SimdDispatch};
pub use train::{
    Batch, Checkpoint, CheckpointedTrainer, History, HistoryPoint, Metrics, Optimizer,
    OptimizerState, Trainer, TrainingConfig, TrainingGoal, TrainingStatus, UpdateRule,
};
