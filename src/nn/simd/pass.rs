//! One forward and backward pass of a batch, with every number that a figure may show.

use ndarray::{Array2, ArrayView2};

use super::SimdDispatch;
use super::backprop::{Backward, Forward};
use super::buffer::Buffer;
use crate::nn::data::Dataset;
use crate::nn::loss::Loss;
use crate::nn::network::{Layer, Network};

/// The values and gradients of every layer for a batch, in buffers that are allocated once. Rows are units, columns are
/// samples.
#[derive(Clone, Debug)]
pub struct Pass {
    dispatch: SimdDispatch,
    pub(super) samples: usize,
    pub(super) x: Buffer,
    pub(super) targets: Buffer,
    pub(super) layers: Vec<LayerBuffers>,
    pub(super) losses: Buffer,
    pub(super) gradient: Vec<f64>,
    pub(super) loss: f64,
}

/// The values of one layer.
#[derive(Clone, Debug)]
pub(super) struct LayerBuffers {
    pub(super) z: Buffer,
    pub(super) a: Buffer,
    pub(super) slope: Buffer,
    pub(super) dz: Buffer,
}

/// The buffers of a pass whose values can be computed again: all but the data, the gradients and the loss.
#[derive(Debug)]
pub(in crate::nn) struct PassBuffers(Vec<LayerBuffers>);

impl PassBuffers {
    /// Buffers for up to `capacity` samples.
    pub(in crate::nn) fn new(network: &Network, capacity: usize) -> Self {
        let zeros = |layer: &Layer| Buffer::new(layer.units, capacity);
        let buffers = |layer: &Layer| LayerBuffers {
            z: zeros(layer),
            a: zeros(layer),
            slope: zeros(layer),
            dz: zeros(layer),
        };
        Self(network.layers().iter().map(buffers).collect())
    }
}

impl Pass {
    /// Buffers for up to `capacity` samples, without data.
    pub fn new(network: &Network, capacity: usize) -> Self {
        let zeros = |rows| Buffer::new(rows, capacity);
        Self {
            dispatch: SimdDispatch::Fastest,
            samples: 0,
            x: zeros(network.inputs()),
            targets: zeros(network.outputs()),
            layers: PassBuffers::new(network, capacity).0,
            losses: zeros(network.outputs()),
            gradient: vec![0.0; network.parameters().len()],
            loss: f64::NAN,
        }
    }

    /// A pass over a whole data set.
    pub fn over(network: &Network, data: &Dataset) -> Self {
        let mut pass = Self::new(network, data.samples());
        pass.load(data, &(0..data.samples()).collect::<Vec<_>>());
        pass
    }

    /// Selects the compiled version. The results have the same bits.
    pub fn set_dispatch(&mut self, dispatch: SimdDispatch) {
        self.dispatch = dispatch;
    }

    /// Copies samples of a data set into the buffers, as many as fit.
    pub fn load(&mut self, data: &Dataset, samples: &[usize]) {
        self.samples = samples.len().min(self.x.width());
        copy_columns(&mut self.x, data.inputs(), samples);
        copy_columns(&mut self.targets, data.targets(), samples);
    }

    /// Takes the buffers away. Gradients and loss stay; until buffers are [set](Pass::set_buffers) again, nothing else can be
    /// read or computed.
    pub(in crate::nn) fn take_buffers(&mut self) -> PassBuffers {
        PassBuffers(std::mem::take(&mut self.layers))
    }

    /// Sets the buffers of a pass of the same sizes. Their values are of that pass until the next run.
    pub(in crate::nn) fn set_buffers(&mut self, buffers: PassBuffers) {
        self.layers = buffers.0;
    }

    /// Whether it has its buffers.
    pub(in crate::nn) fn has_buffers(&self) -> bool {
        !self.layers.is_empty()
    }

    /// The number of samples.
    pub fn samples(&self) -> usize {
        self.samples
    }

    /// Runs forward and backward: computes all values, the loss and all gradients.
    pub fn run(&mut self, network: &Network, loss: Loss) {
        self.forward(network, loss);
        self.dispatch.run(Backward {
            network,
            pass: self,
        });
    }

    /// Runs forward only: computes z, a, the slopes and the loss, and leaves the gradients as they are.
    pub fn forward(&mut self, network: &Network, loss: Loss) {
        self.dispatch.run(Forward {
            network,
            loss,
            pass: self,
        });
    }

    /// The mean loss of the samples.
    pub fn loss(&self) -> f64 {
        self.loss
    }

    /// The share of samples whose first output is on the right side of the loss's threshold; 1 without samples.
    pub fn accuracy(&self, loss: Loss) -> f64 {
        let (outputs, targets) = (self.output(), self.targets.view(self.samples));
        let is_right =
            |(y, t): &(&f64, &f64)| !y.is_nan() && (**y > loss.threshold()) == (**t > 0.5);
        let pairs = outputs.row(0).into_iter().zip(targets.row(0));
        let right = pairs.filter(is_right).count();
        if self.samples == 0 {
            1.0
        } else {
            right as f64 / self.samples as f64
        }
    }

    /// The inputs, of shape (inputs, samples).
    pub fn x(&self) -> ArrayView2<'_, f64> {
        self.x.view(self.samples)
    }

    /// The pre-activations of a layer, of shape (units, samples).
    pub fn z(&self, layer: usize) -> ArrayView2<'_, f64> {
        self.layers[layer].z.view(self.samples)
    }

    /// The activations of a layer, of shape (units, samples).
    pub fn a(&self, layer: usize) -> ArrayView2<'_, f64> {
        self.layers[layer].a.view(self.samples)
    }

    /// f′(z) of a layer, of shape (units, samples).
    pub fn slope(&self, layer: usize) -> ArrayView2<'_, f64> {
        self.layers[layer].slope.view(self.samples)
    }

    /// The gradient of the mean loss with respect to z of a layer, of shape (units, samples).
    pub fn dz(&self, layer: usize) -> ArrayView2<'_, f64> {
        self.layers[layer].dz.view(self.samples)
    }

    /// The activations of the output layer, of shape (outputs, samples).
    pub fn output(&self) -> ArrayView2<'_, f64> {
        self.a(self.layers.len() - 1)
    }

    /// The loss of each output of each sample, of shape (outputs, samples).
    pub fn losses(&self) -> ArrayView2<'_, f64> {
        self.losses.view(self.samples)
    }

    /// The gradient of the mean loss with respect to every parameter, in the order of [`Network::parameters`].
    pub fn gradient(&self) -> &[f64] {
        &self.gradient
    }

    /// The gradient with respect to the weights of a layer, of shape (units, inputs).
    pub fn weight_gradient(&self, network: &Network, layer: usize) -> ArrayView2<'_, f64> {
        network.layers()[layer].weight_matrix(&self.gradient)
    }
}

/// Copies columns of `from`. Spare columns repeat the first sample, so that they overflow only if it does.
fn copy_columns(to: &mut Buffer, from: &Array2<f64>, samples: &[usize]) {
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
