//! The work of a pass, layer by layer.
#![expect(
    clippy::inline_always,
    reason = "must become part of the code that is compiled once per kind of CPU"
)]

use super::pass::{Pass, Signals};
use super::{Kernel, LANES, product, sum};
use crate::nn::loss::{self, Loss};
use crate::nn::network::Network;

/// Forward, loss, backward.
pub(super) struct Step<'a> {
    pub(super) network: &'a Network,
    pub(super) loss: Loss,
    pub(super) pass: &'a mut Pass,
}

/// Forward and loss.
pub(super) struct Forward<'a> {
    pub(super) network: &'a Network,
    pub(super) loss: Loss,
    pub(super) pass: &'a mut Pass,
}

impl Kernel for Step<'_> {
    type Output = ();

    #[inline(always)]
    fn run<const QUADS: usize>(self) {
        forward::<QUADS>(self.network, self.pass);
        judge(self.loss, self.pass);
        backward::<QUADS>(self.network, self.pass);
    }
}

impl Kernel for Forward<'_> {
    type Output = ();

    #[inline(always)]
    fn run<const QUADS: usize>(self) {
        forward::<QUADS>(self.network, self.pass);
        judge(self.loss, self.pass);
    }
}

#[inline(always)]
fn forward<const QUADS: usize>(network: &Network, pass: &mut Pass) {
    let width = pass.x.width();
    let parameters = network.parameters();
    let mut from = &pass.x;
    for (layer, Signals { z, a, slope, .. }) in network.layers().iter().zip(&mut pass.layers) {
        let numbers = (&parameters[layer.weights()], &parameters[layer.biases()]);
        product::forward::<QUADS>(
            numbers,
            from.flat(),
            width,
            &(0..width / LANES),
            z.flat_mut(),
        );
        layer
            .activation
            .forward_with_slope(z.flat(), a.flat_mut(), slope.flat_mut());
        from = a;
    }
}

/// The loss, and its gradient with respect to the sums of the output layer.
#[inline(always)]
fn judge(kind: Loss, pass: &mut Pass) {
    let Some(Signals { a, slope, dz, .. }) = pass.layers.last_mut() else {
        return;
    };
    let (outputs, width) = (a.rows(), a.width());
    let share = 1.0 / (outputs * pass.samples).max(1) as f64;
    let given = a.flat().iter().zip(pass.targets.flat()).zip(slope.flat());
    let wanted = pass.losses.flat_mut().iter_mut().zip(dz.flat_mut());
    macro_rules! compare {
        ($formula:path) => {
            for (((y, t), slope), (value, dz)) in given.zip(wanted) {
                let (one, steep) = $formula(*y, *t);
                *value = one;
                *dz = steep * share * slope;
            }
        };
    }
    match kind {
        Loss::Mse => compare!(loss::squared),
        Loss::Logistic => compare!(loss::logistic),
    }
    let losses = pass.losses.flat().chunks_exact(width);
    let mut total = 0.0;
    for (losses, dz) in losses.zip(dz.flat_mut().chunks_exact_mut(width)) {
        total += sum(&losses[..pass.samples]);
        dz[pass.samples..].fill(0.0);
    }
    pass.loss = total * share;
}

#[inline(always)]
fn backward<const QUADS: usize>(network: &Network, pass: &mut Pass) {
    let width = pass.x.width();
    let parameters = network.parameters();
    for (i, layer) in network.layers().iter().enumerate().rev() {
        let (before, here) = pass.layers.split_at_mut(i);
        let dz = here[0].dz.flat();
        let from = before.last().map_or(&pass.x, |before| &before.a);
        let own = layer.weights().start..layer.biases().end;
        let partial = &mut pass.partial[..own.len()];
        let (weights, biases) = partial.split_at_mut(layer.weights().len());
        product::gradient(dz, from.flat(), width, weights, biases);
        product::add_up(partial, &mut pass.gradient[own]);
        if let Some(Signals { slope, dz: to, .. }) = before.last_mut() {
            product::backward::<QUADS>(
                &parameters[layer.weights()],
                layer.inputs,
                dz,
                width,
                slope.flat(),
                to.flat_mut(),
            );
        }
    }
}
