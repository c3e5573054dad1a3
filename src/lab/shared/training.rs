//! A network in training as a run, and the figures that all trainings share.

use std::sync::Arc;

use crate::figure::{Axis, Plot, Role};
use crate::lab::{Run, Status, TrainingRecord, Work};
use crate::locale::Phrase;
use crate::nn::{self, Dataset, Network, Optimizer, Timeline, Trainer};

/// A network in training, with its past and an end.
#[derive(Clone, Debug)]
pub(in crate::lab) struct Training {
    timeline: Timeline,
    end: u64,
    /// The network before its first step.
    start: Network,
}

impl Training {
    /// `network` before `data`; it ends after `end` steps and remembers its past in about `bytes` bytes.
    pub(in crate::lab) fn new(
        network: Network,
        data: Dataset,
        optimizer: Optimizer,
        end: u64,
        bytes: usize,
    ) -> Self {
        let training = nn::Training::usual(data.task(), optimizer);
        let start = network.clone();
        let trainer = Trainer::new(network, Arc::new(data), training);
        Self {
            timeline: Timeline::new(trainer, bytes),
            end,
            start,
        }
    }

    pub(in crate::lab) fn trainer(&self) -> &Trainer {
        self.timeline.trainer()
    }

    pub(in crate::lab) fn network(&self) -> &Network {
        self.trainer().network()
    }

    /// Goes on from here with other settings; what lay ahead is forgotten.
    pub(in crate::lab) fn branch(&mut self, change: impl FnOnce(&mut Trainer)) {
        self.timeline.branch(change);
    }

    /// What it began with, and how it went.
    pub(in crate::lab) fn training_record(&self) -> TrainingRecord {
        let data = self.trainer().data();
        let layers = self.start.layers().iter().map(|layer| layer.units);
        TrainingRecord {
            sizes: std::iter::once(self.start.inputs()).chain(layers).collect(),
            start: self.start.parameters().to_vec(),
            inputs: data
                .inputs()
                .columns()
                .into_iter()
                .map(|sample| sample.to_vec())
                .collect(),
            targets: data.target().to_vec(),
            losses: self.losses(),
        }
    }

    /// The first step at the goal; infinite where it was not reached.
    pub(in crate::lab) fn first_at_goal(&self) -> f64 {
        self.trainer()
            .first_at_goal()
            .map_or(f64::INFINITY, |step| step as f64)
    }

    /// The loss after each step so far, thinned.
    pub(in crate::lab) fn losses(&self) -> Vec<(f64, f64)> {
        let points = self.timeline.history().points();
        points
            .into_iter()
            .map(|point| (point.step as f64, point.value))
            .collect()
    }

    /// The loss against the steps; behind it, that of the run before.
    pub(in crate::lab) fn loss_plot(&self, before: &[(f64, f64)]) -> Plot {
        loss_plot(self.trainer().loss(), &self.losses(), before)
    }
}

/// Losses against steps, on an axis of powers of ten, with the loss of now in the title; behind them, those of the run
/// before.
pub(in crate::lab) fn loss_plot(now: f64, losses: &[(f64, f64)], before: &[(f64, f64)]) -> Plot {
    let all = || {
        losses
            .iter()
            .chain(before)
            .map(|(_, loss)| *loss)
            .filter(|loss| loss.is_finite() && *loss > 0.0)
    };
    let low = all().fold(1e-2, f64::min);
    let high = all().fold(1.0, f64::max);
    let last = losses
        .iter()
        .chain(before)
        .map(|(step, _)| *step)
        .fold(100.0, f64::max);
    let mut plot = Plot::tall(
        Phrase::key("lab.training.loss").with("loss", now),
        Axis::linear(Some(Phrase::key("lab.training.step")), 0.0, nice(last)),
        Axis::log(None, power(low.log10().floor()), power(high.log10().ceil())),
    );
    if !before.is_empty() {
        plot = plot.curve(Phrase::key("figure.before"), Role::Ghost, before.to_vec());
    }
    plot.curve(
        Phrase::key("lab.training.loss-name"),
        Role::First,
        losses.to_vec(),
    )
}

impl Run for Training {
    fn at(&self) -> u64 {
        self.trainer().at()
    }

    fn status(&self) -> Status {
        match self.trainer().status() {
            nn::Status::Diverged { step } => Status::Diverged { at: step },
            nn::Status::Going if self.at() >= self.end => Status::Finished,
            nn::Status::Going => Status::Going,
        }
    }

    fn advance(&mut self, work: Work) -> Status {
        let affordable = (work.multiplications / self.trainer().effort().max(1)).max(1);
        let left = self.end.saturating_sub(self.at());
        let _: nn::Status = self.timeline.advance(work.steps.min(affordable).min(left));
        self.status()
    }

    fn seek(&mut self, at: u64) {
        let at = at.min(self.end);
        let _: nn::Status = self.timeline.seek(at);
        // Beyond what has been reached, it is trained on.
        if self.at() < at {
            let _: nn::Status = self.timeline.advance(at - self.at());
        }
    }
}

/// The next of 1, 2, 5 times a power of ten: axes that grow in few steps.
fn nice(value: f64) -> f64 {
    let unit = power(value.log10().floor());
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|m| m * unit)
        .find(|end| *end >= value)
        .unwrap_or(value)
}

fn power(exponent: f64) -> f64 {
    10f64.powf(exponent)
}
