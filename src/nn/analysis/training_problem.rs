//! The cause of a failing training, with the numbers that show it.
//!
//! The diagnosis is a table: one row per problem, with the check that finds its numbers, and its fixes in the order in which
//! they are tried, each with the number of steps within which it should help. The first row whose check finds numbers is the
//! cause. Words are found by the name of the row: adding a problem takes one row and its texts.
//!
//! Every check asks for evidence that no step of a healthy training shows; the tests verify this with the settings of the
//! course. A cause that is certain at once (identical units, a layer that is off on every sample, too few linear pieces)
//! is reported at once. A training that may still recover is reported when its loss has stopped falling.

mod capacity;
mod course;
mod curvature;
mod evidence;
mod gradient;
mod penalty;
mod piece_bounds;
mod rate;
mod samples;
mod scale;
mod test_data;
mod units;

use super::layer_stats::LayerStats;
use crate::nn::network::Layer;
use crate::nn::train::{Trainer, TrainingStatus};
use course::hidden;
pub use course::{SettingsChange, TestCourse, TrainingCourse};
use evidence::Evidence;
pub use evidence::Numbers;

/// The cause of a failing training.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainingProblem {
    /// The name of its row; its words have this key.
    pub name: &'static str,
    /// The numbers that show it. Layers are counted from 1.
    pub numbers: Numbers,
    /// Its fixes, in the order in which they are tried, each with the number of steps within which it should help. A fix
    /// that stands here twice can be tried twice.
    pub fixes: &'static [(FixKind, u64)],
}

/// A kind of fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixKind {
    /// Inputs and targets get mean 0 and standard deviation 1.
    Standardise,
    /// Back to the last change while every layer was alive, with a lower learning rate.
    Slower,
    /// A higher learning rate.
    Faster,
    /// Leaky `ReLU` in the layer of the problem.
    Leaky,
    /// He's weights.
    He,
    /// `ReLU` in every layer, with He's weights.
    Relu,
    /// `ReLU` in every layer, with the present weights.
    Bend,
    /// A hidden layer.
    Layer,
    /// More units in the first layer, or a second layer.
    Units,
    /// Other random weights.
    Seed,
    /// Back to step 0, without penalties.
    NoPenalty,
    /// A goal that the network has reached already.
    LowerGoal,
    /// The goal that every sample is right.
    StrictGoal,
    /// No test data: every sample is learned from.
    NoTest,
    /// Back to the step with the lowest test loss, with a penalty on large weights.
    Penalty,
}

impl FixKind {
    /// The fix that undoes this one.
    pub fn opposite(self) -> Option<Self> {
        match self {
            Self::Slower => Some(Self::Faster),
            Self::Faster => Some(Self::Slower),
            Self::NoPenalty => Some(Self::Penalty),
            Self::Penalty => Some(Self::NoPenalty),
            Self::LowerGoal => Some(Self::StrictGoal),
            Self::StrictGoal => Some(Self::LowerGoal),
            Self::Standardise
            | Self::Leaky
            | Self::He
            | Self::Relu
            | Self::Bend
            | Self::Layer
            | Self::Units
            | Self::Seed
            | Self::NoTest => None,
        }
    }
}

/// A row of the diagnosis.
struct ProblemRow {
    name: &'static str,
    check: fn(&Evidence<'_>) -> Option<Numbers>,
    fixes: &'static [(FixKind, u64)],
}

/// The problems of a training that is not at its goal. A cause stands before its consequences: data that are not scaled
/// make every rate too large or too small, equal units and linear networks do not improve at any rate, a dead layer has no
/// gradient to be measured, and the rate is the cause only where the network could learn.
const BEFORE_THE_GOAL: &[ProblemRow] = {
    use FixKind::{
        Bend, Faster, He, Layer, Leaky, LowerGoal, NoPenalty, Relu, Seed, Slower, Standardise,
        StrictGoal, Units,
    };
    &[
        row(
            "inputs-not-scaled",
            scale::inputs_not_scaled,
            &[(Standardise, 1000)],
        ),
        row(
            "targets-not-scaled",
            scale::targets_not_scaled,
            &[(Standardise, 1000)],
        ),
        row(
            "diverged",
            rate::diverged,
            &[(Slower, 3000), (Slower, 3000)],
        ),
        row("symmetric", units::symmetric, &[(He, 1500)]),
        row("penalty", penalty::penalty, &[(NoPenalty, 1000)]),
        row(
            "dead-from-the-start",
            units::dead_from_the_start,
            &[(He, 1500), (Leaky, 1500), (Units, 1500)],
        ),
        row(
            "dead-narrow-layer",
            units::dead_narrow_layer,
            &[(Units, 1500), (Slower, 1500), (Leaky, 1500), (Seed, 1500)],
        ),
        row(
            "dead",
            units::dead,
            &[(Slower, 1500), (Units, 1500), (Leaky, 1500), (Seed, 1500)],
        ),
        row(
            "exploding",
            gradient::exploding,
            &[(He, 3000), (Slower, 1000)],
        ),
        row(
            "too-fast",
            rate::too_fast,
            &[(Slower, 1000), (Slower, 1000)],
        ),
        row(
            "small-weights",
            units::small_weights,
            &[(He, 3000), (Relu, 1000)],
        ),
        row("no-layer", capacity::no_layer, &[(Layer, 1000)]),
        row("linear", capacity::linear, &[(Bend, 3000)]),
        row("too-few-pieces", capacity::too_few_pieces, &[(Units, 5000)]),
        row("saturated", units::saturated, &[(Relu, 1000)]),
        row("vanishing", gradient::vanishing, &[(Relu, 1500)]),
        row("plateau", gradient::plateau, &[(Relu, 3000)]),
        row(
            "too-slow",
            rate::too_slow,
            &[(Faster, 1500), (Faster, 1500)],
        ),
        row("rare-class", samples::rare_class, &[(StrictGoal, 1500)]),
        row("overlap", samples::overlap, &[(LowerGoal, 1)]),
        row(
            "too-few-units",
            capacity::too_few_units,
            &[(Units, 1500), (Seed, 1500)],
        ),
        row(
            "stuck",
            capacity::stuck,
            &[(Units, 1500), (Seed, 1500), (Seed, 1500)],
        ),
    ]
};

/// The problems that a training can also have at its goal.
const AT_ANY_TIME: &[ProblemRow] = {
    use FixKind::{NoTest, Penalty};
    &[
        row("split", test_data::split, &[(NoTest, 1000)]),
        row("overfitting", test_data::overfitting, &[(Penalty, 1000)]),
    ]
};

/// The problems of a training that is at its goal only in appearance.
const AT_THE_GOAL: &[ProblemRow] = &[row(
    "rare-class",
    samples::rare_class,
    &[(FixKind::StrictGoal, 1500)],
)];

const fn row(
    name: &'static str,
    check: fn(&Evidence<'_>) -> Option<Numbers>,
    fixes: &'static [(FixKind, u64)],
) -> ProblemRow {
    ProblemRow { name, check, fixes }
}

/// The cause for which a training fails; none if it is healthy.
pub fn diagnose(course: TrainingCourse<'_>) -> Option<TrainingProblem> {
    let evidence = Evidence::new(course);
    let others = if course.trainer.at_goal() {
        AT_THE_GOAL
    } else {
        BEFORE_THE_GOAL
    };
    let mut rows = AT_ANY_TIME.iter().chain(others);
    rows.find_map(|row| {
        Some(TrainingProblem {
            name: row.name,
            numbers: (row.check)(&evidence)?,
            fixes: row.fixes,
        })
    })
}

/// Whether a training is running and no hidden layer is dead.
pub fn all_layers_alive(trainer: &Trainer) -> bool {
    let network = trainer.network();
    let stats = trainer.pass().layer_stats(network);
    let is_alive = |(stats, layer): (&LayerStats, &Layer)| {
        !(layer.activation.can_die() && stats.off_units() == layer.units)
    };
    let mut layers = hidden(&stats).iter().zip(network.layers());
    trainer.status() == TrainingStatus::Running && layers.all(is_alive)
}

#[cfg(test)]
mod tests;
