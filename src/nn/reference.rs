//! The training step as a specification: forward pass, loss, backward pass and update, written for reading.
//!
//! x, z, a and dz are matrices of shape (units, samples): a row is a unit, a column is a sample. A layer computes
//! z = W·a + b from the activations a of the layer before (from x in the first layer), then a = f(z). The gradients
//! follow by the chain rule (Rumelhart, Hinton & Williams 1986).
//!
//! Additions of floating-point numbers depend on their order, so the order is part of the specification:
//!
//! - A sum over units or inputs adds its terms in the order of their index.
//! - A sum over samples has four partial sums; sample s is added to partial sum s mod 4, and the total is
//!   (p₀ + p₂) + (p₁ + p₃).
//!
//! [`Pass`](super::Pass) computes the same numbers with SIMD, bit by bit. [`Trainer`](super::Trainer) calls [`update`].
#![expect(clippy::many_single_char_names, reason = "the names of the formulas")]

use std::ops::Range;

use ndarray::Array2;

use super::loss::Loss;
use super::network::Network;
use super::train::{Optimizer, OptimizerState, UpdateRule};

/// β₁, β₂ and ε of Adam, as its authors recommend.
const BETA_1: f64 = 0.9;
const BETA_2: f64 = 0.999;
const EPSILON: f64 = 1e-8;

/// The values of one layer after the forward pass, each of shape (units, samples).
#[derive(Clone, Debug, PartialEq)]
pub struct LayerValues {
    /// The pre-activations z.
    pub z: Array2<f64>,
    /// The activations a = f(z).
    pub a: Array2<f64>,
    /// The slopes f′(z).
    pub slope: Array2<f64>,
}

/// The gradients of the loss after the backward pass.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradients {
    /// dz = ∂L/∂z of every layer, of shape (units, samples).
    pub dz: Vec<Array2<f64>>,
    /// ∂L/∂W and ∂L/∂b, in the order of [`Network::parameters`].
    pub parameters: Vec<f64>,
}

/// The forward pass for inputs x of shape (inputs, samples).
pub fn forward(network: &Network, x: &Array2<f64>) -> Vec<LayerValues> {
    let mut layers: Vec<LayerValues> = Vec::new();
    for (l, layer) in network.layers().iter().enumerate() {
        let (w, b) = (network.weights(l), network.biases(l));
        let input = layers.last().map_or(x, |before| &before.a);
        // z = W·a + b:  z[u,s] = b[u] + Σᵢ W[u,i]·a[i,s]
        let z = Array2::from_shape_fn((layer.units, x.ncols()), |(u, s)| {
            (0..layer.inputs).fold(b[u], |sum, i| sum + w[[u, i]] * input[[i, s]])
        });
        // a = f(z), and f′(z) for the backward pass
        let a = z.mapv(|z| layer.activation.value(z));
        let slope = z.mapv(|z| layer.activation.slope(z));
        layers.push(LayerValues { z, a, slope });
    }
    layers
}

/// The loss L of outputs y with targets t, both of shape (outputs, samples), and ∂L/∂y.
pub fn loss(loss: Loss, y: &Array2<f64>, t: &Array2<f64>) -> (f64, Array2<f64>) {
    let share = 1.0 / y.len().max(1) as f64;
    let each = |output: usize, s: usize| loss.value_and_slope(y[[output, s]], t[[output, s]]);
    // L = 1/n · Σ ℓ(y, t), where n = outputs × samples
    let total = (0..y.nrows()).fold(0.0, |total, output| {
        total + sum_over_samples(y.ncols(), |s| each(output, s).0)
    });
    // ∂L/∂y = ℓ′(y, t) / n
    let dy = Array2::from_shape_fn(y.dim(), |(output, s)| each(output, s).1 * share);
    (total * share, dy)
}

/// The backward pass: the gradients, given the inputs x, the values of the forward pass and ∂L/∂y.
pub fn backward(
    network: &Network,
    x: &Array2<f64>,
    layers: &[LayerValues],
    dy: Array2<f64>,
) -> Gradients {
    let mut parameters = vec![0.0; network.parameters().len()];
    let mut all_dz = Vec::new();
    // da = ∂L/∂a of the present layer; the output layer has a = y
    let mut da = dy;
    for (l, layer) in network.layers().iter().enumerate().rev() {
        let samples = da.ncols();
        // a = f(z), so dz = da ∘ f′(z)
        let dz = da * &layers[l].slope;
        // z = W·a + b, so dW = dz·aᵀ and db = Σₛ dz. The 1/n of the mean is in dz already.
        let input = if l == 0 { x } else { &layers[l - 1].a };
        for u in 0..layer.units {
            for i in 0..layer.inputs {
                parameters[layer.weights().start + u * layer.inputs + i] =
                    sum_over_samples(samples, |s| dz[[u, s]] * input[[i, s]]);
            }
            parameters[layer.biases().start + u] = sum_over_samples(samples, |s| dz[[u, s]]);
        }
        // z = W·a + b, so da = Wᵀ·dz in the layer before
        let w = network.weights(l);
        da = Array2::from_shape_fn((layer.inputs, samples), |(i, s)| {
            (0..layer.units).fold(0.0, |sum, u| sum + w[[u, i]] * dz[[u, s]])
        });
        all_dz.insert(0, dz);
    }
    Gradients {
        dz: all_dz,
        parameters,
    }
}

/// One step of the optimizer: changes all parameters, given their gradient.
pub fn update(
    optimizer: &Optimizer,
    network: &mut Network,
    gradient: &[f64],
    state: &mut OptimizerState,
) {
    let Optimizer { rule, l1, l2, .. } = *optimizer;
    if rule == UpdateRule::Adam {
        state.beta_powers.0 *= BETA_1;
        state.beta_powers.1 *= BETA_2;
    }
    for l in 0..network.layers().len() {
        let layer = network.layers()[l];
        let w = network.parameters_mut();
        // L + λ₁·Σ|w| + λ₂·Σw²/2 has the gradient g = ∂L/∂w + λ₂·w + λ₁·sign(w). Biases have no penalty.
        if l1 == 0.0 && l2 == 0.0 {
            update_range(optimizer, layer.weights(), w, gradient, state, |_, g| g);
        } else {
            let penalized = |w, g| g + l2 * w + l1 * sign(w);
            update_range(optimizer, layer.weights(), w, gradient, state, penalized);
        }
        update_range(optimizer, layer.biases(), w, gradient, state, |_, g| g);
    }
}

/// Changes the parameters in a range; `penalized` maps w and ∂L/∂w to g.
fn update_range(
    optimizer: &Optimizer,
    range: Range<usize>,
    w: &mut [f64],
    gradient: &[f64],
    state: &mut OptimizerState,
    penalized: impl Fn(f64, f64) -> f64,
) {
    let lr = optimizer.learning_rate;
    let pairs = w[range.clone()].iter_mut().zip(&gradient[range.clone()]);
    match optimizer.rule {
        // w ← w − η·g
        UpdateRule::Descent => {
            for (w, g) in pairs {
                *w -= lr * penalized(*w, *g);
            }
        }
        // v ← β·v + g,  w ← w − η·v
        UpdateRule::Momentum { beta } => {
            for ((w, g), v) in pairs.zip(&mut state.first[range]) {
                *v = beta * *v + penalized(*w, *g);
                *w -= lr * *v;
            }
        }
        // m ← β₁·m + (1 − β₁)·g,  v ← β₂·v + (1 − β₂)·g²,  w ← w − η·m̂ / (√v̂ + ε)
        UpdateRule::Adam => {
            // m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ) correct for m and v having begun at 0
            let correct_m = 1.0 / (1.0 - state.beta_powers.0);
            let correct_v = 1.0 / (1.0 - state.beta_powers.1);
            let moments = state.first[range.clone()].iter_mut();
            let moments = moments.zip(&mut state.second[range]);
            for ((w, g), (m, v)) in pairs.zip(moments) {
                let g = penalized(*w, *g);
                *m = BETA_1 * *m + (1.0 - BETA_1) * g;
                *v = BETA_2 * *v + (1.0 - BETA_2) * (g * g);
                *w -= lr * (*m * correct_m) / ((*v * correct_v).sqrt() + EPSILON);
            }
        }
    }
}

/// −1, 0 or 1.
fn sign(x: f64) -> f64 {
    f64::from(i8::from(x > 0.0) - i8::from(x < 0.0))
}

/// Σₛ term(s), by four partial sums.
fn sum_over_samples(samples: usize, term: impl Fn(usize) -> f64) -> f64 {
    let mut p = [0.0; 4];
    for s in 0..samples {
        p[s % 4] += term(s);
    }
    (p[0] + p[2]) + (p[1] + p[3])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::{Activation, NetworkConfig};

    /// The weight 1 after steps of these gradients.
    fn weight_after(optimizer: Optimizer, gradients: &[f64]) -> f64 {
        let mut network = Network::zeros(&[1, 1], Activation::Identity);
        network.parameters_mut()[0] = 1.0;
        let mut state = optimizer.initial_state(2);
        for g in gradients {
            update(&optimizer, &mut network, &[*g, 0.0], &mut state);
        }
        network.parameters()[0]
    }

    #[test]
    fn each_rule_takes_the_step_of_its_formula() {
        assert_eq!(weight_after(Optimizer::descent(0.5), &[2.0]), 0.0);
        // v = 2, then 0.9·2 + 1 = 2.8.
        let momentum = weight_after(Optimizer::momentum(0.1), &[2.0, 1.0]);
        assert!((momentum - (1.0 - 0.2 - 0.28)).abs() < 1e-15);
        // The first step of Adam is as long as the learning rate for any gradient.
        assert!((weight_after(Optimizer::adam(0.1), &[2.0]) - 0.9).abs() < 1e-9);
        let m: f64 = (0.1 * 2.0 * 0.9 + 0.1) / (1.0 - 0.81);
        let v: f64 = (0.001 * 4.0 * 0.999 + 0.001) / (1.0 - 0.998_001);
        let adam = weight_after(Optimizer::adam(0.1), &[2.0, 1.0]);
        assert!((adam - (0.9 - 0.1 * m / v.sqrt())).abs() < 1e-8);
    }

    #[test]
    fn penalties_pull_weights_to_zero_and_do_not_change_biases() {
        let mut network = NetworkConfig::new(2, 1, 3, Activation::Relu).draw(4);
        network.parameters_mut().fill(-1.0);
        let optimizer = Optimizer {
            l1: 0.25,
            l2: 0.5,
            ..Optimizer::descent(1.0)
        };
        let mut state = optimizer.initial_state(13);
        update(&optimizer, &mut network, &[0.0; 13], &mut state);
        let weights = [network.weights(0), network.weights(1)];
        assert!(weights.iter().flatten().all(|w| *w == -0.25));
        assert!(network.biases(0).iter().all(|b| *b == -1.0));
    }

    /// y = 2·relu(x − 1) + 5·relu(−x) − 1 at x = 3, with target 4.
    #[test]
    fn a_network_of_two_units_has_the_gradients_computed_by_hand() {
        let mut network = Network::zeros(&[1, 2, 1], Activation::Relu);
        let parameters = [1.0, -1.0, -1.0, 0.0, 2.0, 5.0, -1.0];
        network.parameters_mut().copy_from_slice(&parameters);
        let (x, t) = (ndarray::array![[3.0]], ndarray::array![[4.0]]);
        let layers = forward(&network, &x);
        assert_eq!(layers[0].z, ndarray::array![[2.0], [-3.0]]);
        assert_eq!(layers[0].a, ndarray::array![[2.0], [0.0]]);
        assert_eq!(layers[1].a, ndarray::array![[3.0]]);
        let (loss, dy) = loss(Loss::Mse, &layers[1].a, &t);
        assert_eq!(loss, 1.0);
        // dy = 2(3 − 4) = −2; the first unit gets 2·(−2), the second is off.
        let gradients = backward(&network, &x, &layers, dy);
        assert_eq!(gradients.dz[1], ndarray::array![[-2.0]]);
        assert_eq!(gradients.dz[0], ndarray::array![[-4.0], [0.0]]);
        let want = [-12.0, 0.0, -4.0, 0.0, -4.0, 0.0, -2.0];
        assert_eq!(gradients.parameters, want);
    }
}
