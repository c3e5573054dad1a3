//! The evidence that the checks use.

use super::course::{TestCourse, TrainingCourse, hidden};
use crate::nn::analysis::layer_stats::LayerStats;
use crate::nn::loss::Loss;
use crate::nn::math;
use crate::nn::network::Network;
use crate::nn::train::Trainer;

/// Numbers by name.
pub type Numbers = Vec<(&'static str, f64)>;

/// A loss that falls by less than this share in the second half of the steps has stopped falling.
const STOPPED: f64 = 0.02;
/// The number of steps before the course of the loss is judged.
pub(super) const PATIENCE: u64 = 100;
/// A loss above this share of that of the best constant answer means that nothing was learned yet.
const NOTHING_LEARNED: f64 = 0.97;

/// A training with the evidence that the checks use.
pub(super) struct Evidence<'a> {
    pub(super) trainer: &'a Trainer,
    /// The losses with the present settings.
    pub(super) losses: Vec<(f64, f64)>,
    /// All losses up to the present step.
    pub(super) all_losses: Vec<(f64, f64)>,
    /// The loss before the first step of all.
    pub(super) first_loss: f64,
    /// The lowest loss with any settings.
    pub(super) best_loss: f64,
    /// The number of steps with the present settings.
    pub(super) steps: u64,
    /// Whether every layer was alive when the present settings were chosen.
    pub(super) began_alive: bool,
    pub(super) stats: Vec<LayerStats>,
    pub(super) test: Option<TestCourse<'a>>,
}

impl<'a> Evidence<'a> {
    pub(super) fn new(course: TrainingCourse<'a>) -> Self {
        let TrainingCourse {
            trainer,
            losses,
            settings,
            test,
        } = course;
        let (from, now) = (settings.step as f64, trainer.step_count() as f64);
        let so_far = losses.iter().copied().filter(|(step, _)| *step <= now);
        Self {
            trainer,
            losses: so_far.clone().filter(|(step, _)| from <= *step).collect(),
            all_losses: so_far.clone().collect(),
            first_loss: losses.first().map_or(f64::NAN, |(_, loss)| *loss),
            best_loss: so_far.map(|(_, loss)| loss).fold(f64::INFINITY, f64::min),
            steps: trainer.step_count().saturating_sub(settings.step),
            began_alive: settings.all_layers_alive,
            stats: trainer.pass().layer_stats(trainer.network()),
            test,
        }
    }

    pub(super) fn network(&self) -> &'a Network {
        self.trainer.network()
    }

    pub(super) fn learning_rate(&self) -> f64 {
        self.trainer.config().optimizer.learning_rate
    }

    /// The statistics of the hidden layers.
    pub(super) fn hidden(&self) -> &[LayerStats] {
        hidden(&self.stats)
    }

    pub(super) fn hidden_layers(&self) -> usize {
        self.hidden().len()
    }

    /// The step in the middle of those with the present settings.
    pub(super) fn middle_step(&self) -> f64 {
        self.trainer.step_count() as f64 - self.steps as f64 / 2.0
    }

    /// Whether the loss has stopped falling: its best in the second half is hardly better than in the first half.
    pub(super) fn has_stopped(&self) -> bool {
        self.has_stopped_within(STOPPED)
    }

    /// The same for a loss that falls by less than `share` in the second half.
    pub(super) fn has_stopped_within(&self, share: f64) -> bool {
        let middle = self.middle_step();
        let best = |late: bool| {
            let losses = self.losses.iter();
            let half = losses.filter(|(step, _)| (*step > middle) == late);
            half.map(|(_, loss)| *loss).fold(f64::INFINITY, f64::min)
        };
        self.steps >= PATIENCE && best(true) > (1.0 - share) * best(false)
    }

    /// The first loss with the present settings.
    pub(super) fn start_loss(&self) -> f64 {
        self.losses.first().map_or(f64::NAN, |(_, loss)| *loss)
    }

    /// The loss of the best constant answer.
    pub(super) fn constant_loss(&self) -> f64 {
        let targets = self.trainer.data().target();
        let mean = targets.mean().unwrap_or(0.0);
        match self.trainer.config().loss {
            Loss::Mse => {
                targets.iter().map(|t| (t - mean) * (t - mean)).sum::<f64>()
                    / (targets.len().max(1) as f64)
            }
            Loss::Logistic => {
                let entropy = |p: f64| if p > 0.0 { -p * math::ln(p) } else { 0.0 };
                entropy(mean) + entropy(1.0 - mean)
            }
        }
    }

    /// Whether the network is hardly better than the best constant answer.
    pub(super) fn has_learned_nothing(&self) -> bool {
        self.trainer.loss() > NOTHING_LEARNED * self.constant_loss()
    }

    /// All hidden units.
    pub(super) fn hidden_units(&self) -> usize {
        self.hidden().iter().map(|layer| layer.units.len()).sum()
    }
}

/// The mean and the standard deviation of `numbers`.
pub(super) fn mean_and_deviation(
    numbers: impl ExactSizeIterator<Item = f64> + Clone,
) -> (f64, f64) {
    let count = numbers.len().max(1) as f64;
    let mean = numbers.clone().sum::<f64>() / count;
    let variance = numbers.map(|x| (x - mean) * (x - mean)).sum::<f64>() / count;
    (mean, variance.sqrt())
}
