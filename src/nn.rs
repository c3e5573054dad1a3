//! The mathematics of small networks: no drawing, no clock, no file, no global random numbers.
//!
//! Names follow the field: `x` input, `z` pre-activation, `a` activation, `dz` gradient of the loss
//! with respect to `z`. Everything is f64; matrices are (units, samples).
//!
//! | To | use |
//! |---|---|
//! | bend a number, and know the slope there | [`Activation`] |
//! | draw a network from a seed | [`Plan`] with [`Init`] and [`BiasInit`], giving a [`Network`] |
//! | have data | [`Recipe`] or points of one's own, giving a [`Dataset`] |
//! | train | [`Trainer`], told by a [`Training`]; [`State`] is its small copy |
//! | go back and forward in a training | [`Timeline`], with the loss in a [`History`] |
//! | count the straight pieces of a net with one input | [`Pieces`] |
//! | race activations over many seeds | [`race::Race`] with a [`race::Setup`] or a [`race::Preset`] |
//! | know why a training fails | [`diagnose`], giving an [`TrainingProblem`] |
//! | train many at once | [`parallel::for_each`] |
//! | look inside: z, a, slopes, back-signal, gradients | [`Pass`], and [`Pass::health`] layer by layer |
//! | draw a fit, a surface or a map of every unit | [`Response`] |
//!
//! **Exact.** The same seed gives the same bits on every run and every machine. All elementary functions are in
//! [`math`]; no multiplication is fused with an addition; every sum has one order, however a batch is padded and
//! whatever instructions the CPU has ([`SimdDispatch`]).

mod activation;
mod analysis;
mod data;
mod init;
mod loss;
pub mod math;
mod network;
pub mod parallel;
pub mod race;
pub mod rng;
mod simd;
mod train;

pub use activation::{Activation, UnknownActivation};
pub use analysis::{
    LayerHealth, Piece, Pieces, Since, TrainingProblem, UnitState, diagnose, health_over, is_sound,
    state,
};
pub use data::{Dataset, Recipe, Task};
pub use init::{BiasInit, Init};
pub use loss::Loss;
pub use network::{Layer, Network, Plan};
pub use simd::{Pass, Response, SimdDispatch};
pub use train::{
    Batch, Goal, History, Measure, Optimizer, Point, Rule, State, Status, Timeline, Trainer,
    Training,
};
