//! The checks for each problem.

use super::{SettingsChange, TrainingProblem, hidden, piece_bounds};
use crate::nn::activation::Activation;
use crate::nn::analysis::layer_stats::LayerStats;
use crate::nn::data::Task;
use crate::nn::network::{Layer, Network};
use crate::nn::train::{Trainer, UpdateRule};

/// A gradient that changes by this factor from the last hidden layer to the first does not train. He weights keep it within
/// a factor of 100 over eight layers of sixteen units; with sigmoids it falls below 10⁻³.
const VANISHED: f64 = 1e-3;
/// The same for a loss that has stopped falling.
const VANISHING: f64 = 1e-2;
/// The share of off or saturated units from which a layer counts as failed once the loss has stopped falling.
const MOST_UNITS: f64 = 0.75;
/// A unit whose mean slope is below this share of the largest is saturated.
const SATURATED: f64 = 0.1;
/// A loss above this share of the loss at the start has hardly fallen.
const HARDLY_FALLEN: f64 = 0.5;
/// A loss that falls by less than this share in the second half of the steps has stopped falling.
const STOPPED: f64 = 0.02;
/// The number of steps before the course of the loss is judged.
const PATIENCE: u64 = 100;
/// The loss, as a multiple of the loss before, from which training counts as jumping.
const JUMP: f64 = 2.0;
/// A loss below this share of the first loss means that most was learned.
const LEARNED: f64 = 0.25;
/// The number of steps before a jump is reported.
const JUMP_PATIENCE: u64 = 3;

/// A training that is not at its goal, with the evidence that the checks use.
pub(super) struct Evidence<'a> {
    trainer: &'a Trainer,
    /// The losses with the present settings.
    losses: Vec<(f64, f64)>,
    /// The loss before the first step of all.
    first_loss: f64,
    /// The lowest loss with any settings.
    best_loss: f64,
    /// The number of steps with the present settings.
    steps: u64,
    settings: SettingsChange,
    stats: Vec<LayerStats>,
}

impl<'a> Evidence<'a> {
    pub(super) fn new(
        trainer: &'a Trainer,
        losses: &[(f64, f64)],
        settings: SettingsChange,
    ) -> Self {
        let (from, now) = (settings.step as f64, trainer.step_count() as f64);
        let so_far = losses.iter().copied().filter(|(step, _)| *step <= now);
        Self {
            trainer,
            losses: so_far.clone().filter(|(step, _)| from <= *step).collect(),
            first_loss: losses.first().map_or(f64::NAN, |(_, loss)| *loss),
            best_loss: so_far.map(|(_, loss)| loss).fold(f64::INFINITY, f64::min),
            steps: trainer.step_count().saturating_sub(settings.step),
            settings,
            stats: trainer.pass().layer_stats(trainer.network()),
        }
    }

    /// The first problem that is found. A cause is checked before its consequences: equal units and linear networks do not
    /// improve at any rate, a dead layer has no gradient to be measured, and the rate is the cause only where the network
    /// could learn.
    pub(super) fn find_problem(&self) -> Option<TrainingProblem> {
        self.symmetric()
            .or_else(|| self.dead())
            .or_else(|| self.exploding())
            .or_else(|| self.too_fast())
            .or_else(|| self.linear())
            .or_else(|| self.too_few_pieces())
            .or_else(|| self.saturated())
            .or_else(|| self.vanishing())
            .or_else(|| self.too_slow())
    }

    fn network(&self) -> &Network {
        self.trainer.network()
    }

    fn learning_rate(&self) -> f64 {
        self.trainer.config().optimizer.learning_rate
    }

    fn hidden_layers(&self) -> usize {
        hidden(&self.stats).len()
    }

    /// The step in the middle of those with the present settings.
    fn middle_step(&self) -> f64 {
        self.trainer.step_count() as f64 - self.steps as f64 / 2.0
    }

    /// Whether the loss has stopped falling: its best in the second half is hardly better than in the first half.
    fn has_stopped(&self) -> bool {
        let middle = self.middle_step();
        let best = |late: bool| {
            let losses = self.losses.iter();
            let half = losses.filter(|(step, _)| (*step > middle) == late);
            half.map(|(_, loss)| *loss).fold(f64::INFINITY, f64::min)
        };
        self.steps >= PATIENCE && best(true) > (1.0 - STOPPED) * best(false)
    }

    /// The first loss with the present settings.
    fn start_loss(&self) -> f64 {
        self.losses.first().map_or(f64::NAN, |(_, loss)| *loss)
    }

    /// The loss from which a jump is measured: that at the start of the present settings or, if most was learned before,
    /// the lowest.
    fn loss_before_jump(&self) -> f64 {
        if self.best_loss < LEARNED * self.first_loss {
            self.best_loss
        } else {
            self.start_loss()
        }
    }

    /// Whether the loss is far above the loss before, and large.
    fn has_jumped(&self) -> bool {
        let loss = self.trainer.loss();
        let is_jump = loss > JUMP * self.loss_before_jump() && loss > 0.5 * self.first_loss;
        self.steps >= JUMP_PATIENCE && is_jump
    }

    /// Whether the loss rises in at least a third of the late steps, by more than rounding.
    fn oscillates(&self) -> bool {
        let middle = self.middle_step();
        let late = self.losses.iter().filter(|(step, _)| *step > middle);
        let late: Vec<f64> = late.map(|(_, loss)| *loss).collect();
        let rises = late.windows(2).filter(|two| two[1] > 1.02 * two[0]).count();
        late.len() > 10 && rises * 3 >= late.len()
    }

    fn symmetric(&self) -> Option<TrainingProblem> {
        let network = self.network();
        let has_equal_units = |layer: &usize| {
            let units = network.layers()[*layer].units;
            let (into, out) = (network.weights(*layer), network.weights(layer + 1));
            let biases = network.biases(*layer);
            let equals_first = |unit: usize| {
                into.row(unit) == into.row(0)
                    && biases[unit] == biases[0]
                    && out.column(unit) == out.column(0)
            };
            units > 1 && (1..units).all(equals_first)
        };
        let layer = (0..network.layers().len() - 1).find(has_equal_units)?;
        Some(TrainingProblem::Symmetric {
            layer,
            units: network.layers()[layer].units,
        })
    }

    fn dead(&self) -> Option<TrainingProblem> {
        let has_failed = self.has_stopped() || self.has_jumped();
        let is_dead = |(stats, layer): &(&LayerStats, &Layer)| {
            let (off, units) = (stats.off_units() as f64, layer.units as f64);
            let is_mostly_off = has_failed && off >= MOST_UNITS * units;
            layer.activation.can_die() && (off == units || is_mostly_off)
        };
        let layers = hidden(&self.stats).iter().zip(self.network().layers());
        let (layer, (stats, shape)) = layers.enumerate().find(|(_, layer)| is_dead(layer))?;
        Some(TrainingProblem::Dead {
            layer,
            off: stats.off_units(),
            units: shape.units,
            learning_rate: self.learning_rate(),
            from_the_start: !self.settings.all_layers_alive,
        })
    }

    /// ‖dz‖ of the first hidden layer divided by that of the last one; none with fewer than two hidden layers.
    fn gradient_ratio(&self) -> Option<f64> {
        let hidden = hidden(&self.stats);
        let (first, last) = (hidden.first()?, hidden.last()?);
        (hidden.len() > 1).then(|| first.dz_norm / last.dz_norm)
    }

    fn exploding(&self) -> Option<TrainingProblem> {
        let ratio = self.gradient_ratio()?;
        (ratio > 1.0 / VANISHED).then(|| TrainingProblem::Exploding {
            ratio,
            layers: self.hidden_layers(),
        })
    }

    fn vanishing(&self) -> Option<TrainingProblem> {
        let limit = if self.has_stopped() {
            VANISHING
        } else {
            VANISHED
        };
        let ratio = self.gradient_ratio()?;
        (ratio < limit).then(|| TrainingProblem::Vanishing {
            ratio,
            layers: self.hidden_layers(),
        })
    }

    fn linear(&self) -> Option<TrainingProblem> {
        let is_linear = |f: Activation| matches!(f.linear_slopes(), Some((a, b)) if a == b);
        let mut layers = self.network().layers().iter();
        let is_linear = layers.all(|layer| is_linear(layer.activation));
        (is_linear && self.has_stopped() && !self.larger_rate_would_help()).then(|| {
            TrainingProblem::Linear {
                loss: self.trainer.loss(),
                layers: self.hidden_layers(),
            }
        })
    }

    fn too_few_pieces(&self) -> Option<TrainingProblem> {
        let data = self.trainer.data();
        if data.task() != Task::Regression || self.network().inputs() != 1 {
            return None;
        }
        let most = piece_bounds::most(self.network())?;
        let needed = piece_bounds::needed(data, self.trainer.config().goal, most)?;
        Some(TrainingProblem::TooFewPieces { most, needed })
    }

    fn saturated(&self) -> Option<TrainingProblem> {
        let has_hardly_fallen =
            self.steps >= PATIENCE && self.trainer.loss() > HARDLY_FALLEN * self.start_loss();
        if !has_hardly_fallen && !self.has_stopped() {
            return None;
        }
        let flat_units = |layer: usize, f: Activation| {
            let Some(largest) = f.saturating_slope() else {
                return 0;
            };
            let slopes = self.trainer.pass().slope(layer);
            let means = slopes.rows().into_iter().filter_map(|row| row.mean());
            means.filter(|mean| *mean < SATURATED * largest).count()
        };
        let layers = self.network().layers().iter().enumerate();
        let mut counts = layers.map(|(i, layer)| (i, flat_units(i, layer.activation), layer.units));
        let is_flat = |(_, flat, units): &(usize, usize, usize)| {
            *flat > 0 && *flat as f64 >= MOST_UNITS * *units as f64
        };
        let (layer, flat, units) = counts.find(is_flat)?;
        Some(TrainingProblem::Saturated { layer, flat, units })
    }

    fn too_fast(&self) -> Option<TrainingProblem> {
        let is_too_fast = self.has_jumped() || (self.has_stopped() && self.oscillates());
        is_too_fast.then(|| TrainingProblem::TooFast {
            learning_rate: self.learning_rate(),
            loss: self.trainer.loss(),
            start: self.loss_before_jump(),
        })
    }

    fn too_slow(&self) -> Option<TrainingProblem> {
        let (start, loss) = (self.start_loss(), self.trainer.loss());
        let is_too_slow =
            loss > 0.95 * start && self.has_stopped() && self.larger_rate_would_help();
        is_too_slow.then(|| TrainingProblem::TooSlow {
            learning_rate: self.learning_rate(),
            steps: self.steps,
            start,
            loss,
        })
    }

    /// Whether a thousand steps hardly change the loss at this rate and change it at a usual rate, by the slope of the loss
    /// in the direction of the step.
    fn larger_rate_would_help(&self) -> bool {
        let gradient = self.trainer.pass().gradient();
        let squares = || gradient.iter().map(|g| g * g).sum::<f64>();
        let (fall, usual_rate) = match self.trainer.config().optimizer.rule {
            UpdateRule::Descent => (squares(), 0.3),
            UpdateRule::Momentum { beta } => (squares() / (1.0 - beta), 0.03),
            // A step of Adam changes each parameter by about the rate.
            UpdateRule::Adam => (gradient.iter().map(|g| g.abs()).sum::<f64>(), 0.03),
        };
        let enough = 0.1 * self.trainer.loss();
        let fall_in_1000_steps = |rate: f64| 1000.0 * rate * fall;
        fall_in_1000_steps(self.learning_rate()) < enough && fall_in_1000_steps(usual_rate) > enough
    }
}
