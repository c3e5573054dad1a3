//! Why a training fails: one cause, with the numbers that show it.
//!
//! Every test here asks for evidence that healthy trainings never give, at none of their steps: the tests hold that
//! on the course's own settings. What is certain from the first step on (a layer of copies, a layer that is off for
//! every sample, too few pieces) is told at once; what could still come right is told when the loss has stopped
//! falling.

mod piece_bounds;

use super::layer_stats::LayerHealth;
use crate::nn::activation::Activation;
use crate::nn::data::Task;
use crate::nn::network::{Layer, Network};
use crate::nn::train::{Rule, Status, Trainer};

/// Why a training fails. Layers count from 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TrainingProblem {
    /// A number stopped being finite.
    Diverged {
        /// At this step.
        step: u64,
        /// The factor of every change.
        learning_rate: f64,
    },
    /// The units of a layer are copies of each other, in and out: they get the same gradient and stay copies.
    Symmetric {
        /// The layer.
        layer: usize,
        /// Its units.
        units: usize,
    },
    /// A layer's units are off for every sample: what stands before them learns nothing any more.
    Dead {
        /// The layer.
        layer: usize,
        /// Units that are off for every sample.
        off: usize,
        /// Its units.
        units: usize,
        /// The factor of every change.
        learning_rate: f64,
        /// Whether it was so before a step was taken.
        from_the_start: bool,
    },
    /// The back-signal grows from layer to layer on its way back.
    Exploding {
        /// That of the first hidden layer, as a multiple of the last one's.
        ratio: f64,
        /// Hidden layers.
        layers: usize,
    },
    /// Nothing bends: the net is one straight answer, however many layers it has.
    Linear {
        /// The loss that it has come to.
        loss: f64,
        /// Hidden layers.
        layers: usize,
    },
    /// The curve to learn needs more straight pieces than the net can have.
    TooFewPieces {
        /// As many as it can have.
        most: usize,
        /// At least so many are needed for the goal.
        needed: usize,
    },
    /// Units of a layer are flat for every sample.
    Saturated {
        /// The layer.
        layer: usize,
        /// Units that are flat.
        flat: usize,
        /// Its units.
        units: usize,
    },
    /// The back-signal shrinks from layer to layer on its way back.
    Vanishing {
        /// That of the first hidden layer, as a share of the last one's.
        ratio: f64,
        /// Hidden layers.
        layers: usize,
    },
    /// The steps are so long that the loss jumps about instead of falling.
    TooFast {
        /// The factor of every change.
        learning_rate: f64,
        /// The loss now.
        loss: f64,
        /// The loss before it jumped.
        start: f64,
    },
    /// The steps are so short that the loss hardly falls.
    TooSlow {
        /// The factor of every change.
        learning_rate: f64,
        /// Steps at this rate.
        steps: u64,
        /// The loss before them.
        start: f64,
        /// The loss now.
        loss: f64,
    },
}

/// A back-signal that changes by more than this from the last hidden layer to the first does not train: He's weights keep
/// it within a factor of 100 over eight layers of sixteen units (`science.md` T7), with sigmoids it falls below 10⁻³.
const LOST: f64 = 1e-3;
/// The same, for losses that have stopped falling.
const FADING: f64 = 1e-2;
/// Of the units of a layer, this share is as good as all, where the loss no longer falls.
const MOST_UNITS: f64 = 0.75;
/// An S-shaped unit whose slope is below this share of its largest, on average over the samples, counts as flat.
const FLAT: f64 = 0.1;
/// A loss that is still above this share of that of the start has hardly fallen.
const HARDLY: f64 = 0.5;
/// A loss that has fallen by less than this share over the second half of a run has stopped falling.
const STILL: f64 = 0.02;
/// Steps before anything is said of how a loss goes.
const PATIENCE: u64 = 100;
/// A loss so many times that of the start is no hesitation.
const JUMPED: f64 = 2.0;
/// A loss below this share of that before the first step means that most has been learned.
const LEARNED: f64 = 0.25;
/// Steps before a jump is told.
const SURE: u64 = 3;

/// When the present settings were chosen, and how the training stood then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Since {
    /// The step.
    pub step: u64,
    /// Whether every layer was alive then: see [`is_sound`].
    pub sound: bool,
}

/// What ails a training whose losses so far are `losses`, (step, loss) from the first step on, thinned, and whose settings
/// are what they are `since` then. None for a training at its goal, and for one that is on its way.
pub fn diagnose(trainer: &Trainer, losses: &[(f64, f64)], since: Since) -> Option<TrainingProblem> {
    let rate = trainer.training().optimizer.learning_rate;
    if let Status::Diverged { step } = trainer.status() {
        return Some(TrainingProblem::Diverged {
            step,
            learning_rate: rate,
        });
    }
    if trainer.at_goal() {
        return None;
    }
    let (from, now) = (since.step as f64, trainer.at() as f64);
    let recent = losses.iter().copied();
    let case = Case {
        trainer,
        losses: recent
            .filter(|(step, _)| (from..=now).contains(step))
            .collect(),
        begun: losses.first().map_or(f64::NAN, |(_, loss)| *loss),
        best: losses
            .iter()
            .filter(|(step, _)| *step <= now)
            .map(|(_, loss)| *loss)
            .fold(f64::INFINITY, f64::min),
        steps: trainer.at().saturating_sub(since.step),
        health: trainer.pass().health(trainer.network()),
    };
    // Causes stand before their consequences: copies and straight nets cannot do better whatever the rate, a dead layer
    // has no back-signal to be measured, and a rate is only to blame where the net could learn.
    case.symmetric()
        .or_else(|| case.dead(!since.sound))
        .or_else(|| case.exploding())
        .or_else(|| case.too_fast())
        .or_else(|| case.linear())
        .or_else(|| case.too_few_pieces())
        .or_else(|| case.saturated())
        .or_else(|| case.vanishing())
        .or_else(|| case.too_slow())
}

/// Whether every layer of a training can still learn: none is off for every sample, and its numbers are finite.
pub fn is_sound(trainer: &Trainer) -> bool {
    let network = trainer.network();
    let health = trainer.pass().health(network);
    let is_alive = |(health, layer): (&LayerHealth, &Layer)| {
        !(layer.activation.can_die() && health.off_units() == layer.units)
    };
    trainer.status() == Status::Going && hidden(&health).iter().zip(network.layers()).all(is_alive)
}

/// All but the output layer.
fn hidden(health: &[LayerHealth]) -> &[LayerHealth] {
    &health[..health.len().saturating_sub(1)]
}

/// A training that is not at its goal.
struct Case<'a> {
    trainer: &'a Trainer,
    /// Its losses under the present settings.
    losses: Vec<(f64, f64)>,
    /// Its loss before its very first step.
    begun: f64,
    /// Its lowest loss, under whatever settings.
    best: f64,
    /// Steps under the present settings.
    steps: u64,
    health: Vec<LayerHealth>,
}

impl Case<'_> {
    fn network(&self) -> &Network {
        self.trainer.network()
    }

    fn rate(&self) -> f64 {
        self.trainer.training().optimizer.learning_rate
    }

    /// Whether the loss has stopped falling: its best in the second half is hardly better than that in the first.
    fn is_still(&self) -> bool {
        let now = self.trainer.at() as f64;
        let half = now - self.steps as f64 / 2.0;
        let best = |late: bool| {
            let part = self
                .losses
                .iter()
                .filter(|(step, _)| (*step > half) == late);
            part.map(|(_, loss)| *loss).fold(f64::INFINITY, f64::min)
        };
        self.steps >= PATIENCE && best(true) > (1.0 - STILL) * best(false)
    }

    /// The loss that a jump is measured from: that with which the present settings began or, where most had been learned
    /// before, the lowest.
    fn landed(&self) -> f64 {
        if self.best < LEARNED * self.begun {
            self.best
        } else {
            self.start()
        }
    }

    /// Whether the loss is far above what it was, and no small one.
    fn has_jumped(&self) -> bool {
        let loss = self.trainer.loss();
        self.steps >= SURE && loss > JUMPED * self.landed() && loss > 0.5 * self.begun
    }

    fn start(&self) -> f64 {
        self.losses.first().map_or(f64::NAN, |(_, loss)| *loss)
    }

    fn symmetric(&self) -> Option<TrainingProblem> {
        let network = self.network();
        let copies = |layer: &usize| {
            let units = network.layers()[*layer].units;
            let (into, out) = (network.weights(*layer), network.weights(layer + 1));
            let biases = network.biases(*layer);
            units > 1
                && (1..units).all(|unit| {
                    into.row(unit) == into.row(0)
                        && biases[unit] == biases[0]
                        && out.column(unit) == out.column(0)
                })
        };
        let layer = (0..network.layers().len() - 1).find(copies)?;
        Some(TrainingProblem::Symmetric {
            layer,
            units: network.layers()[layer].units,
        })
    }

    fn dead(&self, from_the_start: bool) -> Option<TrainingProblem> {
        let layers = hidden(&self.health).iter().zip(self.network().layers());
        let stopped = self.is_still() || self.has_jumped();
        let is_dead = |(health, layer): &(&LayerHealth, &Layer)| {
            let off = health.off_units() as f64;
            let units = layer.units as f64;
            let nearly = stopped && off >= MOST_UNITS * units;
            layer.activation.can_die() && (off == units || nearly)
        };
        let (layer, (health, shape)) = layers.enumerate().find(|(_, layer)| is_dead(layer))?;
        Some(TrainingProblem::Dead {
            layer,
            off: health.off_units(),
            units: shape.units,
            learning_rate: self.rate(),
            from_the_start,
        })
    }

    /// The back-signal of the first hidden layer by that of the last one, where there are enough to compare.
    fn ratio(&self) -> Option<f64> {
        let hidden = hidden(&self.health);
        let (first, last) = (hidden.first()?, hidden.last()?);
        (hidden.len() > 1).then(|| first.back_signal / last.back_signal)
    }

    fn layers(&self) -> usize {
        hidden(&self.health).len()
    }

    fn exploding(&self) -> Option<TrainingProblem> {
        let ratio = self.ratio().filter(|ratio| *ratio > 1.0 / LOST)?;
        Some(TrainingProblem::Exploding {
            ratio,
            layers: self.layers(),
        })
    }

    fn vanishing(&self) -> Option<TrainingProblem> {
        let limit = if self.is_still() { FADING } else { LOST };
        let ratio = self.ratio().filter(|ratio| *ratio < limit)?;
        Some(TrainingProblem::Vanishing {
            ratio,
            layers: self.layers(),
        })
    }

    fn linear(&self) -> Option<TrainingProblem> {
        let layers = self.network().layers();
        let is_straight = |f: Activation| matches!(f.straight_parts(), Some((a, b)) if a == b);
        let straight = layers.iter().all(|layer| is_straight(layer.activation));
        (straight && self.is_still() && !self.could_be_faster()).then(|| TrainingProblem::Linear {
            loss: self.trainer.loss(),
            layers: self.layers(),
        })
    }

    fn too_few_pieces(&self) -> Option<TrainingProblem> {
        let is_curve = self.trainer.data().task() == Task::Regression;
        if !is_curve || self.network().inputs() != 1 {
            return None;
        }
        let most = piece_bounds::most(self.network())?;
        let needed = piece_bounds::needed(self.trainer.data(), self.trainer.training().goal, most)?;
        Some(TrainingProblem::TooFewPieces { most, needed })
    }

    fn saturated(&self) -> Option<TrainingProblem> {
        let has_hardly_fallen =
            self.steps >= PATIENCE && self.trainer.loss() > HARDLY * self.start();
        if !has_hardly_fallen && !self.is_still() {
            return None;
        }
        let flat_units = |layer: usize, f: Activation| {
            let largest = match f {
                Activation::Tanh => 1.0,
                Activation::Sigmoid => 0.25,
                _ => return 0,
            };
            let slopes = self.trainer.pass().slope(layer);
            let means = slopes.rows().into_iter().filter_map(|row| row.mean());
            means.filter(|mean| *mean < FLAT * largest).count()
        };
        let layers = self.network().layers().iter().enumerate();
        let counted = layers.map(|(at, layer)| (at, flat_units(at, layer.activation), layer.units));
        let mut stopped =
            counted.filter(|(_, flat, units)| *flat as f64 >= MOST_UNITS * *units as f64);
        let (layer, flat, units) = stopped.find(|(_, flat, _)| *flat > 0)?;
        Some(TrainingProblem::Saturated { layer, flat, units })
    }

    fn too_fast(&self) -> Option<TrainingProblem> {
        let is_wild = self.has_jumped() || (self.is_still() && self.is_jumping());
        is_wild.then(|| TrainingProblem::TooFast {
            learning_rate: self.rate(),
            loss: self.trainer.loss(),
            start: self.landed(),
        })
    }

    /// Whether the loss rises as often as it falls, and by more than rounding.
    fn is_jumping(&self) -> bool {
        let now = self.trainer.at() as f64;
        let half = now - self.steps as f64 / 2.0;
        let late = self.losses.iter().filter(|(step, _)| *step > half);
        let late: Vec<f64> = late.map(|(_, loss)| *loss).collect();
        let rises = late.windows(2).filter(|two| two[1] > 1.02 * two[0]).count();
        late.len() > 10 && rises * 3 >= late.len()
    }

    fn too_slow(&self) -> Option<TrainingProblem> {
        let (start, loss) = (self.start(), self.trainer.loss());
        let has_hardly_fallen = loss > 0.95 * start;
        (has_hardly_fallen && self.is_still() && self.could_be_faster()).then(|| {
            TrainingProblem::TooSlow {
                learning_rate: self.rate(),
                steps: self.steps,
                start,
                loss,
            }
        })
    }

    /// Whether a thousand steps would hardly change the loss at this rate, and would at a usual one: by the slope of the
    /// loss along the step that the rule takes.
    fn could_be_faster(&self) -> bool {
        let gradient = self.trainer.pass().gradient();
        let squares = || gradient.iter().map(|g| g * g).sum::<f64>();
        let (fall, usual) = match self.trainer.training().optimizer.rule {
            Rule::Descent => (squares(), 0.3),
            Rule::Momentum { beta } => (squares() / (1.0 - beta), 0.03),
            // Adam's steps are as long as the rate, whatever the gradient.
            Rule::Adam => (gradient.iter().map(|g| g.abs()).sum::<f64>(), 0.03),
        };
        let enough = 0.1 * self.trainer.loss();
        let in_a_thousand = |rate: f64| 1000.0 * rate * fall;
        in_a_thousand(self.rate()) < enough && in_a_thousand(usual) > enough
    }
}

#[cfg(test)]
mod tests;
