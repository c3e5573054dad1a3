//! The kernels of a pass: forward with the loss, and backward.
#![expect(
    clippy::inline_always,
    reason = "must become part of the code that is compiled once per kind of CPU"
)]

use super::pass::{LayerBuffers, Pass};
use super::product::{Product, write_gradient};
use super::{Kernel, elementwise, sum};
use crate::nn::loss::Loss;
use crate::nn::network::Network;

/// z, a and f′(z) of every layer, the loss, and dz of the output layer.
pub(super) struct Forward<'a> {
    pub(super) network: &'a Network,
    pub(super) loss: Loss,
    pub(super) pass: &'a mut Pass,
}

impl Kernel for Forward<'_> {
    #[inline(always)]
    fn run(self) {
        let parameters = self.network.parameters();
        let mut input = &self.pass.x;
        let samples = 0..input.width();
        for (layer, buffers) in self.network.layers().iter().zip(&mut self.pass.layers) {
            let LayerBuffers { z, a, slope, .. } = buffers;
            let (weights, biases) = (&parameters[layer.weights()], &parameters[layer.biases()]);
            Product::forward(weights, biases).write(input, &samples, z);
            let (a_flat, slope) = (a.flat_mut(), slope.flat_mut());
            elementwise::write_activations(layer.activation, z.flat(), a_flat, slope);
            input = a;
        }
        write_loss(self.loss, self.pass);
    }
}

/// L = Σ ℓ(y, t) / n over the n outputs of all samples, and dz = ℓ′(y, t) / n · f′(z) of the output layer.
#[inline(always)]
fn write_loss(loss: Loss, pass: &mut Pass) {
    let Some(LayerBuffers { a, slope, dz, .. }) = pass.layers.last_mut() else {
        return;
    };
    let (outputs, width) = (a.rows(), a.width());
    let share = 1.0 / (outputs * pass.samples).max(1) as f64;
    let (losses, dz) = (pass.losses.flat_mut(), dz.flat_mut());
    elementwise::write_losses(loss, a.flat(), pass.targets.flat(), losses, dz);
    for (dz, slope) in dz.iter_mut().zip(slope.flat()) {
        *dz = *dz * share * slope;
    }
    let mut total = 0.0;
    for (losses, dz) in losses.chunks_exact(width).zip(dz.chunks_exact_mut(width)) {
        total += sum(&losses[..pass.samples]);
        // Spare columns add nothing to a gradient.
        dz[pass.samples..].fill(0.0);
    }
    pass.loss = total * share;
}

/// The gradient of every parameter, and dz of every hidden layer.
pub(super) struct Backward<'a> {
    pub(super) network: &'a Network,
    pub(super) pass: &'a mut Pass,
}

impl Kernel for Backward<'_> {
    #[inline(always)]
    fn run(self) {
        let Pass {
            x,
            layers,
            gradient,
            ..
        } = self.pass;
        let samples = 0..x.width();
        for (l, layer) in self.network.layers().iter().enumerate().rev() {
            let (before, from_here) = layers.split_at_mut(l);
            let dz = &from_here[0].dz;
            let input = before.last().map_or(&*x, |before| &before.a);
            let (weights, biases) = gradient[layer.weights().start..layer.biases().end]
                .split_at_mut(layer.weights().len());
            write_gradient(dz, input, weights, biases);
            if let Some(LayerBuffers { slope, dz: to, .. }) = before.last_mut() {
                let weights = &self.network.parameters()[layer.weights()];
                Product::transposed(weights, layer.inputs).write(dz, &samples, to);
                for (dz, slope) in to.flat_mut().iter_mut().zip(slope.flat()) {
                    *dz *= slope;
                }
            }
        }
    }
}
