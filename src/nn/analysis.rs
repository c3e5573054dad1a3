//! Statistics of layers, problems of trainings, and the linear segments of networks with one input.

mod layer_stats;
mod piecewise_linear;
mod training_problem;

pub use layer_stats::{LayerStats, UnitState, layer_stats, unit_state};
pub use piecewise_linear::{LinearSegment, PiecewiseLinear};
pub use training_problem::{
    FixKind, Numbers, SettingsChange, TestCourse, TrainingCourse, TrainingProblem,
    all_layers_alive, diagnose,
};
