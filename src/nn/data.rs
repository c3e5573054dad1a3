//! Data sets: the recipes of the course, or any points.

mod recipe;

use ndarray::{Array2, ArrayView1, Axis};

use crate::nn::rng::{Stream, generator, shuffle};

pub use recipe::Recipe;

/// The kind of the targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Numbers.
    Regression,
    /// Classes, 0 or 1.
    Classification,
}

/// Samples with their targets. A column is a sample.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    task: Task,
    inputs: Array2<f64>,
    targets: Array2<f64>,
}

impl Dataset {
    /// A data set of (inputs, target) pairs. The first pair gives the number of inputs: shorter ones are padded with zeros,
    /// longer ones are cut.
    pub fn from_points(task: Task, points: &[(Vec<f64>, f64)]) -> Self {
        let features = points.first().map_or(1, |(x, _)| x.len().max(1));
        let input =
            |sample: usize, feature: usize| points[sample].0.get(feature).copied().unwrap_or(0.0);
        Self {
            task,
            inputs: Array2::from_shape_fn((features, points.len()), |(f, s)| input(s, f)),
            targets: Array2::from_shape_fn((1, points.len()), |(_, s)| points[s].1),
        }
    }

    /// The kind of the targets.
    pub fn task(&self) -> Task {
        self.task
    }

    /// The inputs, of shape (features, samples).
    pub fn inputs(&self) -> &Array2<f64> {
        &self.inputs
    }

    /// The targets, of shape (outputs, samples).
    pub fn targets(&self) -> &Array2<f64> {
        &self.targets
    }

    /// The targets of the first output.
    pub fn target(&self) -> ArrayView1<'_, f64> {
        self.targets.row(0)
    }

    /// The number of samples.
    pub fn samples(&self) -> usize {
        self.inputs.ncols()
    }

    /// The number of inputs of a sample.
    pub fn features(&self) -> usize {
        self.inputs.nrows()
    }

    /// The samples as (inputs, target) pairs.
    pub fn points(&self) -> Vec<(Vec<f64>, f64)> {
        let inputs = self.inputs.columns().into_iter();
        inputs
            .zip(self.target())
            .map(|(x, target)| (x.to_vec(), *target))
            .collect()
    }

    /// Splits the samples at random into training data and test data, of which the share (0 to 1) is `share`. The training
    /// data have at least one sample. Without test data the second part is none.
    pub fn split(&self, share: f64, seed: u64) -> (Self, Option<Self>) {
        let count = self.samples();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the share is clamped, and a cast to integers saturates"
        )]
        let held_out = (share.clamp(0.0, 1.0) * count as f64).round() as usize;
        let held_out = held_out.min(count.saturating_sub(1));
        if held_out == 0 {
            return (self.clone(), None);
        }
        let mut order: Vec<usize> = (0..count).collect();
        shuffle(&mut generator(seed, Stream::Split), &mut order);
        let (test, train) = order.split_at_mut(held_out);
        test.sort_unstable();
        train.sort_unstable();
        (self.select(train), Some(self.select(test)))
    }

    fn select(&self, samples: &[usize]) -> Self {
        Self {
            task: self.task,
            inputs: self.inputs.select(Axis(1), samples),
            targets: self.targets.select(Axis(1), samples),
        }
    }

    /// Multiplies every input by `factor`.
    #[must_use]
    pub fn scale_inputs(mut self, factor: f64) -> Self {
        self.inputs *= factor;
        self
    }
}

#[cfg(test)]
mod tests;
