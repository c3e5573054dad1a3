//! One pass of data through a network and back: every number that a figure may want to show.

use std::ops::Range;

use ndarray::{Array2, ArrayView1, ArrayView2};

use super::buffer::Buffer;
use super::{LANES, SimdDispatch, run};
use crate::nn::data::Dataset;
use crate::nn::loss::Loss;
use crate::nn::network::{Network, matrix};

/// What a batch of samples does to a network: sums, activations, slopes and gradients of every layer, in buffers that are
/// allocated once. Rows are units, columns are samples.
#[derive(Clone, Debug)]
pub struct Pass {
    pub(super) path: SimdDispatch,
    pub(super) samples: usize,
    pub(super) x: Buffer,
    pub(super) targets: Buffer,
    pub(super) layers: Vec<Signals>,
    pub(super) losses: Buffer,
    pub(super) gradient: Vec<f64>,
    /// The gradient of one layer as it comes out of the sums over samples.
    pub(super) partial: Vec<[f64; LANES]>,
    pub(super) ranges: Vec<(Range<usize>, Range<usize>)>,
    pub(super) loss: f64,
}

/// What one layer did.
#[derive(Clone, Debug)]
pub(super) struct Signals {
    pub(super) z: Buffer,
    pub(super) a: Buffer,
    pub(super) slope: Buffer,
    pub(super) dz: Buffer,
}

impl Pass {
    /// Buffers for `capacity` samples of a network, holding no data yet.
    pub fn new(network: &Network, capacity: usize) -> Self {
        let zeros = |rows| Buffer::new(rows, capacity);
        let layers = network.layers().iter();
        let largest = layers.clone().map(|l| l.biases().end - l.weights().start);
        Self {
            path: SimdDispatch::Fastest,
            samples: 0,
            x: zeros(network.inputs()),
            targets: zeros(network.outputs()),
            layers: layers
                .clone()
                .map(|l| Signals {
                    z: zeros(l.units),
                    a: zeros(l.units),
                    slope: zeros(l.units),
                    dz: zeros(l.units),
                })
                .collect(),
            losses: zeros(network.outputs()),
            gradient: vec![0.0; network.parameters().len()],
            partial: vec![[0.0; LANES]; largest.max().unwrap_or(0)],
            ranges: layers.map(|l| (l.weights(), l.biases())).collect(),
            loss: f64::NAN,
        }
    }

    /// A pass over a whole data set.
    pub fn over(network: &Network, data: &Dataset) -> Self {
        let mut pass = Self::new(network, data.samples());
        pass.load(data, &(0..data.samples()).collect::<Vec<_>>());
        pass
    }

    /// Lets the work run on another path; the bits stay the same.
    pub fn set_path(&mut self, path: SimdDispatch) {
        self.path = path;
    }

    /// Puts samples of a data set into the buffers, as many as fit.
    pub fn load(&mut self, data: &Dataset, samples: &[usize]) {
        self.samples = samples.len().min(self.x.width());
        fill(&mut self.x, data.inputs(), samples);
        fill(&mut self.targets, data.targets(), samples);
    }

    /// How many samples it holds.
    pub fn samples(&self) -> usize {
        self.samples
    }

    /// Runs the samples through the network and the gradient back.
    pub fn run(&mut self, network: &Network, loss: Loss) {
        self.path.run(run::Step {
            network,
            loss,
            pass: self,
        });
    }

    /// Runs the samples through the network only: the loss is new, gradients are not.
    pub fn run_forward(&mut self, network: &Network, loss: Loss) {
        self.path.run(run::Forward {
            network,
            loss,
            pass: self,
        });
    }

    /// The mean loss of the samples.
    pub fn loss(&self) -> f64 {
        self.loss
    }

    /// The share of samples whose first output is on the right side of the threshold; 1 if there are none.
    pub fn accuracy(&self, loss: Loss) -> f64 {
        let (outputs, targets) = (self.output(), self.targets.view(self.samples));
        let right = |(y, t): &(&f64, &f64)| !y.is_nan() && (**y > loss.threshold()) == (**t > 0.5);
        let pairs = outputs.row(0).into_iter().zip(targets.row(0));
        let right = pairs.filter(right).count();
        if self.samples == 0 {
            1.0
        } else {
            right as f64 / self.samples as f64
        }
    }

    /// What the samples are, of shape (features, samples).
    pub fn x(&self) -> ArrayView2<'_, f64> {
        self.x.view(self.samples)
    }

    /// Sums of a layer's units before the activation, of shape (units, samples).
    pub fn z(&self, layer: usize) -> ArrayView2<'_, f64> {
        self.layers[layer].z.view(self.samples)
    }

    /// Activations of a layer's units, of shape (units, samples).
    pub fn a(&self, layer: usize) -> ArrayView2<'_, f64> {
        self.layers[layer].a.view(self.samples)
    }

    /// Slopes of the activation at each z, of shape (units, samples).
    pub fn slope(&self, layer: usize) -> ArrayView2<'_, f64> {
        self.layers[layer].slope.view(self.samples)
    }

    /// The back-signal: the gradient of the mean loss with respect to each z, of shape (units, samples).
    pub fn dz(&self, layer: usize) -> ArrayView2<'_, f64> {
        self.layers[layer].dz.view(self.samples)
    }

    /// What the network puts out, of shape (outputs, samples).
    pub fn output(&self) -> ArrayView2<'_, f64> {
        self.a(self.layers.len() - 1)
    }

    /// The loss of each sample and output, of shape (outputs, samples).
    pub fn losses(&self) -> ArrayView2<'_, f64> {
        self.losses.view(self.samples)
    }

    /// The gradient of the mean loss with respect to every parameter, in the order of the network's parameters.
    pub fn gradient(&self) -> &[f64] {
        &self.gradient
    }

    /// The gradient with respect to a layer's weights, of shape (units, inputs).
    pub fn weight_gradient(&self, network: &Network, layer: usize) -> ArrayView2<'_, f64> {
        matrix(
            &self.gradient[self.ranges[layer].0.clone()],
            &network.layers()[layer],
        )
    }

    /// The gradient with respect to a layer's biases.
    pub fn bias_gradient(&self, layer: usize) -> ArrayView1<'_, f64> {
        ArrayView1::from(&self.gradient[self.ranges[layer].1.clone()])
    }
}

/// Copies columns of `from`. Spare columns repeat the first one, so that nothing overflows in them that does not
/// overflow in a real one.
fn fill(to: &mut Buffer, from: &Array2<f64>, samples: &[usize]) {
    let width = to.width();
    for (to, from) in to.flat_mut().chunks_exact_mut(width).zip(from.rows()) {
        let first = samples.first().map_or(0.0, |sample| from[*sample]);
        let values = samples.iter().map(|sample| from[*sample]);
        let values = values.chain(std::iter::repeat(first));
        to.iter_mut()
            .zip(values)
            .for_each(|(to, value)| *to = value);
    }
}

#[cfg(test)]
mod tests;
