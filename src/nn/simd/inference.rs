//! What every unit of a network answers to many inputs: heat maps, decision surfaces and fitted curves.
#![expect(
    clippy::inline_always,
    reason = "must become part of the code that is compiled once per kind of CPU"
)]

use ndarray::{Array2, ArrayView2};

use super::buffer::Buffer;
use super::{Kernel, LANES, SimdDispatch, product};
use crate::nn::network::Network;

/// The activations of every unit, forward only: no slopes, no gradients. Rows are units, columns are inputs.
#[derive(Clone, Debug)]
pub struct Response {
    samples: usize,
    x: Buffer,
    layers: Vec<Buffer>,
}

impl Response {
    /// The answers of `network` to inputs of shape (features, samples).
    pub fn new(network: &Network, inputs: &Array2<f64>) -> Self {
        let samples = inputs.ncols();
        let mut x = Buffer::new(network.inputs(), samples);
        let width = x.width();
        for (to, from) in x.flat_mut().chunks_exact_mut(width).zip(inputs.rows()) {
            to.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
        }
        let layers = network.layers().iter();
        let layers = layers
            .map(|layer| Buffer::new(layer.units, samples))
            .collect();
        let mut response = Self { samples, x, layers };
        response.update(network);
        response
    }

    /// The answers to a grid of `columns` × `rows` points of the plane, from left to right, then from top to bottom:
    /// `x` and `y` are the ranges that the outermost points lie on.
    pub fn on_grid(
        network: &Network,
        (columns, rows): (usize, usize),
        x: (f64, f64),
        y: (f64, f64),
    ) -> Self {
        let place = |i: usize, count: usize, (from, to): (f64, f64)| {
            let share = if count > 1 {
                i as f64 / (count - 1) as f64
            } else {
                0.5
            };
            from + (to - from) * share
        };
        let inputs = Array2::from_shape_fn((2, columns * rows), |(axis, i)| match axis {
            0 => place(i % columns, columns, x),
            _ => place(rows - 1 - i / columns, rows, y),
        });
        Self::new(network, &inputs)
    }

    /// The answers to the same inputs after the network has changed. A network of another shape is not answered.
    pub fn update(&mut self, network: &Network) {
        let fits = network.inputs() == self.x.rows()
            && network
                .layers()
                .iter()
                .map(|layer| layer.units)
                .eq(self.layers.iter().map(Buffer::rows));
        if fits {
            SimdDispatch::Fastest.run(Answer {
                network,
                response: self,
            });
        }
    }

    /// The activations of a layer's units, of shape (units, samples).
    pub fn a(&self, layer: usize) -> ArrayView2<'_, f64> {
        self.layers[layer].view(self.samples)
    }

    /// What the network puts out, of shape (outputs, samples).
    pub fn output(&self) -> ArrayView2<'_, f64> {
        self.a(self.layers.len() - 1)
    }
}

struct Answer<'a> {
    network: &'a Network,
    response: &'a mut Response,
}

impl Kernel for Answer<'_> {
    type Output = ();

    #[inline(always)]
    fn run<const QUADS: usize>(self) {
        let Response { x, layers, .. } = self.response;
        let width = x.width();
        let parameters = self.network.parameters();
        // Block by block, so that what one layer puts out is still near when the next one takes it in.
        for start in (0..width).step_by(BLOCK) {
            let columns = start..(start + BLOCK).min(width);
            let quads = columns.start / LANES..columns.end / LANES;
            let mut from: &[f64] = x.flat();
            for (layer, a) in self.network.layers().iter().zip(layers.iter_mut()) {
                let a = a.flat_mut();
                let numbers = (&parameters[layer.weights()], &parameters[layer.biases()]);
                product::forward::<QUADS>(numbers, from, width, &quads, a);
                for row in a.chunks_exact_mut(width) {
                    layer.activation.apply(&mut row[columns.clone()]);
                }
                from = a;
            }
        }
    }
}

/// How many inputs are worked through at a time: a multiple of [`LANES`].
const BLOCK: usize = 256;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::{Activation, Loss, Pass, Plan, Recipe};

    #[test]
    fn answers_have_the_bits_of_the_training_pass() {
        for f in Activation::ALL {
            let network = Plan::new(2, 3, 6, f).draw(1);
            let data = Recipe::Spiral.draw(1);
            let mut pass = Pass::over(&network, &data);
            pass.run(&network, Loss::Mse);
            let response = Response::new(&network, data.inputs());
            for layer in 0..4 {
                assert_eq!(response.a(layer), pass.a(layer), "{f}");
            }
        }
    }

    #[test]
    fn a_grid_starts_top_left_and_ends_bottom_right() {
        let mut network = Network::zero(&[2, 1], Activation::Identity);
        network.parameters_mut().copy_from_slice(&[1.0, 10.0, 0.0]);
        let response = Response::on_grid(&network, (3, 2), (-1.0, 1.0), (0.0, 5.0));
        assert_eq!(
            response.output(),
            ndarray::array![[49.0, 50.0, 51.0, -1.0, 0.0, 1.0]]
        );
    }

    #[test]
    fn no_points_and_another_shape_are_answered_with_nothing_new() {
        let network = Plan::new(2, 1, 3, Activation::Relu).draw(0);
        let mut none = Response::on_grid(&network, (0, 0), (0.0, 1.0), (0.0, 1.0));
        assert_eq!(none.output().dim(), (1, 0));
        none.update(&Plan::new(1, 2, 9, Activation::Relu).draw(0));
    }
}
