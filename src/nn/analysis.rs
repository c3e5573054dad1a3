//! Statistics of layers, causes of failing trainings, and the linear pieces of networks with one input.

mod layer_stats;
mod piecewise_linear;
mod training_problem;

pub use layer_stats::{LayerHealth, UnitState, health_over, state};
pub use piecewise_linear::{Piece, Pieces};
pub use training_problem::{Since, TrainingProblem, diagnose, is_sound};
