//! The work of a pass, layer by layer.
#![expect(
    clippy::inline_always,
    reason = "must become part of the code that is compiled once per kind of CPU"
)]

use ndarray::Array2;

use super::{Pass, Signals};
use crate::nn::cpu::{Kernel, sum};
use crate::nn::{Loss, Network, product};

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
    fn run(self) {
        forward(self.network, self.pass);
        judge(self.loss, self.pass);
        backward(self.network, self.pass);
    }
}

impl Kernel for Forward<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        forward(self.network, self.pass);
        judge(self.loss, self.pass);
    }
}

#[inline(always)]
fn flat(matrix: &Array2<f64>) -> &[f64] {
    matrix.as_slice().expect("buffers are allocated row by row")
}

#[inline(always)]
fn flat_mut(matrix: &mut Array2<f64>) -> &mut [f64] {
    matrix
        .as_slice_mut()
        .expect("buffers are allocated row by row")
}

#[inline(always)]
fn forward(network: &Network, pass: &mut Pass) {
    let width = pass.x.ncols();
    let parameters = network.parameters();
    let mut from = &pass.x;
    for (layer, Signals { z, a, slope, .. }) in network.layers().iter().zip(&mut pass.layers) {
        let (weights, biases) = (&parameters[layer.weights()], &parameters[layer.biases()]);
        product::forward(weights, biases, flat(from), width, flat_mut(z));
        layer
            .activation
            .forward_with_slope(flat(z), flat_mut(a), flat_mut(slope));
        from = a;
    }
}

/// The loss, and its gradient with respect to the sums of the output layer.
#[inline(always)]
fn judge(loss: Loss, pass: &mut Pass) {
    let Some(Signals { a, slope, dz, .. }) = pass.layers.last_mut() else {
        return;
    };
    let (outputs, width) = a.dim();
    let share = 1.0 / (outputs * pass.samples).max(1) as f64;
    let targets = flat(&pass.targets);
    match loss {
        Loss::Mse => compare(
            |y, t| Loss::Mse.value_and_slope(y, t),
            share,
            (a, targets, slope),
            (&mut pass.losses, dz),
        ),
        Loss::Logistic => {
            compare(
                |y, t| Loss::Logistic.value_and_slope(y, t),
                share,
                (a, targets, slope),
                (&mut pass.losses, dz),
            );
        }
    }
    let mut total = 0.0;
    for (losses, dz) in flat(&pass.losses)
        .chunks_exact(width)
        .zip(flat_mut(dz).chunks_exact_mut(width))
    {
        total += sum(&losses[..pass.samples]);
        dz[pass.samples..].fill(0.0);
    }
    pass.loss = total * share;
}

#[inline(always)]
fn compare(
    loss: impl Fn(f64, f64) -> (f64, f64),
    share: f64,
    (a, targets, slope): (&Array2<f64>, &[f64], &Array2<f64>),
    (losses, dz): (&mut Array2<f64>, &mut Array2<f64>),
) {
    let given = flat(a).iter().zip(targets).zip(flat(slope));
    for (((y, t), slope), (value, dz)) in given.zip(flat_mut(losses).iter_mut().zip(flat_mut(dz))) {
        let (one, steep) = loss(*y, *t);
        *value = one;
        *dz = steep * share * slope;
    }
}

#[inline(always)]
fn backward(network: &Network, pass: &mut Pass) {
    let width = pass.x.ncols();
    let parameters = network.parameters();
    for (i, layer) in network.layers().iter().enumerate().rev() {
        let (before, here) = pass.layers.split_at_mut(i);
        let dz = flat(&here[0].dz);
        let from = before.last().map_or(&pass.x, |before| &before.a);
        let (weights, biases) = pass.gradient[layer.weights().start..layer.biases().end]
            .split_at_mut(layer.weights().len());
        product::gradient(dz, flat(from), width, weights, biases);
        if let Some(Signals { slope, dz: to, .. }) = before.last_mut() {
            product::backward(
                &parameters[layer.weights()],
                layer.inputs,
                dz,
                width,
                flat(slope),
                flat_mut(to),
            );
        }
    }
}
