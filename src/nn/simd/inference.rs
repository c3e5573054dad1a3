//! Forward-only evaluation of many inputs: heat maps, decision boundaries and fitted curves.
#![expect(
    clippy::inline_always,
    reason = "must become part of the code that is compiled once per kind of CPU"
)]

use ndarray::{Array2, ArrayView2};

use super::buffer::Buffer;
use super::product::Product;
use super::{Kernel, SimdDispatch, elementwise};
use crate::nn::network::Network;

/// The activations of every unit for many inputs, without slopes and gradients. Rows are units, columns are inputs.
#[derive(Clone, Debug)]
pub struct Inference {
    samples: usize,
    x: Buffer,
    layers: Vec<Buffer>,
}

impl Inference {
    /// The activations for inputs of shape (inputs, samples).
    pub fn new(network: &Network, inputs: &Array2<f64>) -> Self {
        let samples = inputs.ncols();
        let mut x = Buffer::new(network.inputs(), samples);
        let width = x.width();
        for (to, from) in x.flat_mut().chunks_exact_mut(width).zip(inputs.rows()) {
            to.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
        }
        let layers = network.layers().iter();
        let layers = layers.map(|layer| Buffer::new(layer.units, samples));
        let mut inference = Self {
            samples,
            x,
            layers: layers.collect(),
        };
        inference.update(network);
        inference
    }

    /// The activations for a grid of `columns` × `rows` points of the plane, from left to right, then from top to bottom.
    /// The outermost points lie on the ends of the ranges `x` and `y`.
    pub fn on_grid(
        network: &Network,
        (columns, rows): (usize, usize),
        x: (f64, f64),
        y: (f64, f64),
    ) -> Self {
        let coordinate = |i: usize, count: usize, (from, to): (f64, f64)| {
            let share = if count > 1 {
                i as f64 / (count - 1) as f64
            } else {
                0.5
            };
            from + (to - from) * share
        };
        let inputs = Array2::from_shape_fn((2, columns * rows), |(axis, i)| match axis {
            0 => coordinate(i % columns, columns, x),
            _ => coordinate(rows - 1 - i / columns, rows, y),
        });
        Self::new(network, &inputs)
    }

    /// Evaluates the same inputs again after the network has changed. Does nothing for a network of another shape.
    pub fn update(&mut self, network: &Network) {
        let units = network.layers().iter().map(|layer| layer.units);
        if network.inputs() == self.x.rows() && units.eq(self.layers.iter().map(Buffer::rows)) {
            SimdDispatch::Fastest.run(Evaluate {
                network,
                inference: self,
            });
        }
    }

    /// The activations of a layer, of shape (units, samples).
    pub fn a(&self, layer: usize) -> ArrayView2<'_, f64> {
        self.layers[layer].view(self.samples)
    }

    /// The activations of the output layer, of shape (outputs, samples).
    pub fn output(&self) -> ArrayView2<'_, f64> {
        self.a(self.layers.len() - 1)
    }
}

struct Evaluate<'a> {
    network: &'a Network,
    inference: &'a mut Inference,
}

impl Kernel for Evaluate<'_> {
    #[inline(always)]
    fn run(self) {
        let Inference { x, layers, .. } = self.inference;
        let parameters = self.network.parameters();
        let width = x.width();
        // Block by block, so that the output of a layer is still in the cache when the next layer reads it.
        for start in (0..width).step_by(BLOCK) {
            let samples = start..(start + BLOCK).min(width);
            let mut input = &*x;
            for (layer, a) in self.network.layers().iter().zip(layers.iter_mut()) {
                let (weights, biases) = (&parameters[layer.weights()], &parameters[layer.biases()]);
                Product::forward(weights, biases).write(input, &samples, a);
                for row in a.flat_mut().chunks_exact_mut(width) {
                    elementwise::activate(layer.activation, &mut row[samples.clone()]);
                }
                input = a;
            }
        }
    }
}

/// The number of inputs in a block, a multiple of [`LANES`](super::LANES).
const BLOCK: usize = 256;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::{Activation, Loss, NetworkConfig, Pass, Recipe};

    #[test]
    fn activations_have_the_bits_of_the_training_pass() {
        for f in Activation::ALL {
            let network = NetworkConfig::new(2, 3, 6, f).draw(1);
            let data = Recipe::Spiral.draw(1);
            let mut pass = Pass::over(&network, &data);
            pass.run(&network, Loss::Mse);
            let inference = Inference::new(&network, data.inputs());
            for layer in 0..4 {
                assert_eq!(inference.a(layer), pass.a(layer), "{f}");
            }
        }
    }

    #[test]
    fn a_grid_starts_top_left_and_ends_bottom_right() {
        let mut network = Network::zeros(&[2, 1], Activation::Identity);
        network.parameters_mut().copy_from_slice(&[1.0, 10.0, 0.0]);
        let inference = Inference::on_grid(&network, (3, 2), (-1.0, 1.0), (0.0, 5.0));
        assert_eq!(
            inference.output(),
            ndarray::array![[49.0, 50.0, 51.0, -1.0, 0.0, 1.0]]
        );
    }

    #[test]
    fn an_empty_grid_has_no_samples_and_another_shape_changes_nothing() {
        let network = NetworkConfig::new(2, 1, 3, Activation::Relu).draw(0);
        let mut none = Inference::on_grid(&network, (0, 0), (0.0, 1.0), (0.0, 1.0));
        assert_eq!(none.output().dim(), (1, 0));
        none.update(&NetworkConfig::new(1, 2, 9, Activation::Relu).draw(0));
        assert_eq!(none.output().dim(), (1, 0));
    }
}
