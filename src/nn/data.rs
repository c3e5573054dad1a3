//! Data to learn from: the recipes of the course and points of one's own.

mod recipe;

use ndarray::{Array2, ArrayView1, Axis};

use crate::nn::rng::{Stream, generator, shuffle};

pub use recipe::Recipe;

/// What the targets are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Any numbers.
    Regression,
    /// Classes: 0 or 1.
    Classification,
}

/// Samples with their targets. Columns are samples.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    task: Task,
    inputs: Array2<f64>,
    targets: Array2<f64>,
}

impl Dataset {
    /// Points of one's own: each with its input numbers and its target. Points that have fewer numbers than the first one
    /// get zeros, of longer ones the rest is left out.
    pub fn from_points(task: Task, points: &[(Vec<f64>, f64)]) -> Self {
        let features = points.first().map_or(1, |(x, _)| x.len().max(1));
        let at =
            |sample: usize, feature: usize| points[sample].0.get(feature).copied().unwrap_or(0.0);
        Self {
            task,
            inputs: Array2::from_shape_fn((features, points.len()), |(f, s)| at(s, f)),
            targets: Array2::from_shape_fn((1, points.len()), |(_, s)| points[s].1),
        }
    }

    /// What the targets are.
    pub fn task(&self) -> Task {
        self.task
    }

    /// Input numbers, of shape (features, samples).
    pub fn inputs(&self) -> &Array2<f64> {
        &self.inputs
    }

    /// Targets, of shape (outputs, samples).
    pub fn targets(&self) -> &Array2<f64> {
        &self.targets
    }

    /// The targets of the first output.
    pub fn target(&self) -> ArrayView1<'_, f64> {
        self.targets.row(0)
    }

    /// How many samples there are.
    pub fn samples(&self) -> usize {
        self.inputs.ncols()
    }

    /// How many numbers a sample has.
    pub fn features(&self) -> usize {
        self.inputs.nrows()
    }

    /// Each sample with its input numbers and its target.
    pub fn points(&self) -> Vec<(Vec<f64>, f64)> {
        let inputs = self.inputs.columns().into_iter();
        inputs
            .zip(self.target())
            .map(|(x, target)| (x.to_vec(), *target))
            .collect()
    }

    /// The samples in two parts: those to learn from, and a share (from 0 to 1) held back to be tested on, picked at
    /// random. At least one sample is learned from; none is held back where the share rounds to none.
    pub fn split(&self, share: f64, seed: u64) -> (Self, Option<Self>) {
        let count = self.samples();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0 ≤ share ≤ 1, and a saturating cast is what a count wants"
        )]
        let held = (share.clamp(0.0, 1.0) * count as f64).round() as usize;
        let held = held.min(count.saturating_sub(1));
        if held == 0 {
            return (self.clone(), None);
        }
        let mut order: Vec<usize> = (0..count).collect();
        shuffle(&mut generator(seed, Stream::Split), &mut order);
        let (test, train) = order.split_at_mut(held);
        test.sort_unstable();
        train.sort_unstable();
        (self.only(train), Some(self.only(test)))
    }

    fn only(&self, samples: &[usize]) -> Self {
        Self {
            task: self.task,
            inputs: self.inputs.select(Axis(1), samples),
            targets: self.targets.select(Axis(1), samples),
        }
    }

    /// The same samples with every input number multiplied by `factor`: what happens when nobody scales the data.
    #[must_use]
    pub fn scaled(mut self, factor: f64) -> Self {
        self.inputs *= factor;
        self
    }
}

#[cfg(test)]
mod tests;
