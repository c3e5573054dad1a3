//! The cause of a failing training, with the numbers that show it.
//!
//! Every check asks for evidence that no step of a healthy training shows; the tests verify this with the settings of the
//! course. A cause that is certain at once (identical units, a layer that is off on every sample, too few linear pieces)
//! is reported at once. A training that may still recover is reported when its loss has stopped falling.

mod checks;
mod piece_bounds;

use super::layer_stats::LayerStats;
use crate::nn::network::Layer;
use crate::nn::train::{Trainer, TrainingStatus};
use checks::Evidence;

/// The cause of a failing training. Layers are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TrainingProblem {
    /// A parameter or the loss is not finite.
    Diverged {
        /// The first step after which that was so.
        step: u64,
        /// The learning rate.
        learning_rate: f64,
    },
    /// The units of a layer have equal weights, in and out. They get equal gradients and stay equal.
    Symmetric {
        /// The layer.
        layer: usize,
        /// Its units.
        units: usize,
    },
    /// The units of a layer are off on every sample, so that no gradient reaches the layers before.
    Dead {
        /// The layer.
        layer: usize,
        /// The units that are off on every sample.
        off: usize,
        /// All units of the layer.
        units: usize,
        /// The learning rate.
        learning_rate: f64,
        /// Whether a layer was off before the first step with these settings.
        from_the_start: bool,
    },
    /// The gradient grows from layer to layer on its way back.
    Exploding {
        /// ‖dz‖ of the first hidden layer divided by that of the last one.
        ratio: f64,
        /// The number of hidden layers.
        layers: usize,
    },
    /// No activation is curved or bent: the network is a linear function.
    Linear {
        /// The present loss.
        loss: f64,
        /// The number of hidden layers.
        layers: usize,
    },
    /// The target curve needs more linear pieces than the network can have.
    TooFewPieces {
        /// The largest possible number of pieces.
        most: usize,
        /// The number of pieces that the goal needs at least.
        needed: usize,
    },
    /// Units of a layer are saturated.
    Saturated {
        /// The layer.
        layer: usize,
        /// The saturated units.
        flat: usize,
        /// All units of the layer.
        units: usize,
    },
    /// The gradient shrinks from layer to layer on its way back.
    Vanishing {
        /// ‖dz‖ of the first hidden layer divided by that of the last one.
        ratio: f64,
        /// The number of hidden layers.
        layers: usize,
    },
    /// The learning rate is too large: the loss jumps up and down.
    TooFast {
        /// The learning rate.
        learning_rate: f64,
        /// The present loss.
        loss: f64,
        /// The loss before the jump.
        start: f64,
    },
    /// The learning rate is too small: the loss hardly falls.
    TooSlow {
        /// The learning rate.
        learning_rate: f64,
        /// The number of steps with this rate.
        steps: u64,
        /// The loss before these steps.
        start: f64,
        /// The present loss.
        loss: f64,
    },
}

/// The step at which the present settings were chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettingsChange {
    /// The step.
    pub step: u64,
    /// The result of [`all_layers_alive`] at that step.
    pub all_layers_alive: bool,
}

/// The cause for which a training fails; none if it is at its goal or still improves. `losses` are (step, loss) pairs from
/// the first step on, possibly downsampled.
pub fn diagnose(
    trainer: &Trainer,
    losses: &[(f64, f64)],
    settings: SettingsChange,
) -> Option<TrainingProblem> {
    if let TrainingStatus::Diverged { step } = trainer.status() {
        return Some(TrainingProblem::Diverged {
            step,
            learning_rate: trainer.config().optimizer.learning_rate,
        });
    }
    if trainer.at_goal() {
        return None;
    }
    Evidence::new(trainer, losses, settings).find_problem()
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

/// The statistics of all layers but the output layer.
fn hidden(stats: &[LayerStats]) -> &[LayerStats] {
    &stats[..stats.len().saturating_sub(1)]
}

#[cfg(test)]
mod tests;
