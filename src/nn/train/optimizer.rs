//! How gradients change weights.
#![expect(
    clippy::inline_always,
    reason = "must become part of the code that is compiled once per kind of CPU"
)]

use crate::nn::network::Network;
use crate::nn::simd::{Kernel, SimdDispatch};

/// A rule with its settings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Optimizer {
    /// How a gradient becomes a change.
    pub rule: Rule,
    /// The factor of every change.
    pub learning_rate: f64,
    /// How strongly the sum of |w| is held down. Biases are free of both penalties, and so is the loss that is shown.
    pub l1: f64,
    /// How strongly the sum of w²/2 is held down.
    pub l2: f64,
}

/// How a gradient g becomes a change of a parameter w.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    /// Gradient descent: w −= lr·g.
    Descent,
    /// v = β·v + g, w −= lr·v.
    Momentum {
        /// What is kept of the velocity at each step, usually 0.9.
        beta: f64,
    },
    /// Adam (Kingma & Ba 2015) with β 0.9 and 0.999, ε 1e-8 and bias correction.
    Adam,
}

const ADAM_BETA_1: f64 = 0.9;
const ADAM_BETA_2: f64 = 0.999;
const ADAM_EPSILON: f64 = 1e-8;

/// What a rule remembers from step to step.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Moments {
    /// Velocity, or Adam's mean of gradients.
    first: Vec<f64>,
    /// Adam's mean of squared gradients.
    second: Vec<f64>,
    /// β₁ᵗ and β₂ᵗ, multiplied up: a power function would not have the same bits everywhere.
    powers: (f64, f64),
}

impl Optimizer {
    /// Gradient descent without penalties.
    pub const fn descent(learning_rate: f64) -> Self {
        Self {
            rule: Rule::Descent,
            learning_rate,
            l1: 0.0,
            l2: 0.0,
        }
    }

    /// Momentum with β = 0.9, without penalties.
    pub const fn momentum(learning_rate: f64) -> Self {
        Self {
            rule: Rule::Momentum { beta: 0.9 },
            ..Self::descent(learning_rate)
        }
    }

    /// Adam without penalties.
    pub const fn adam(learning_rate: f64) -> Self {
        Self {
            rule: Rule::Adam,
            ..Self::descent(learning_rate)
        }
    }

    /// What its rule remembers before the first step.
    pub(super) fn moments(&self, parameters: usize) -> Moments {
        let (first, second) = match self.rule {
            Rule::Descent => (0, 0),
            Rule::Momentum { .. } => (parameters, 0),
            Rule::Adam => (parameters, parameters),
        };
        Moments {
            first: vec![0.0; first],
            second: vec![0.0; second],
            powers: (1.0, 1.0),
        }
    }

    /// One step of the rule. Says whether all parameters are finite afterwards.
    #[must_use]
    pub(super) fn update(
        &self,
        network: &mut Network,
        gradient: &[f64],
        moments: &mut Moments,
        path: SimdDispatch,
    ) -> bool {
        path.run(Update {
            optimizer: self,
            network,
            gradient,
            moments,
        })
    }
}

impl Rule {
    /// Its name, the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Descent => "gd",
            Self::Momentum { .. } => "momentum",
            Self::Adam => "adam",
        }
    }
}

impl Moments {
    /// How many numbers it remembers.
    pub(super) fn len(&self) -> usize {
        self.first.len() + self.second.len()
    }
}

struct Update<'a> {
    optimizer: &'a Optimizer,
    network: &'a mut Network,
    gradient: &'a [f64],
    moments: &'a mut Moments,
}

impl Kernel for Update<'_> {
    type Output = bool;

    #[inline(always)]
    fn run<const QUADS: usize>(self) -> bool {
        let Self {
            optimizer,
            network,
            gradient,
            moments,
        } = self;
        if matches!(optimizer.rule, Rule::Adam) {
            moments.powers.0 *= ADAM_BETA_1;
            moments.powers.1 *= ADAM_BETA_2;
        }
        if optimizer.l1 == 0.0 && optimizer.l2 == 0.0 {
            change::<false>(optimizer, network.parameters_mut(), gradient, moments, 0);
        } else {
            for layer in 0..network.layers().len() {
                let (weights, biases) = (
                    network.layers()[layer].weights(),
                    network.layers()[layer].biases(),
                );
                let parameters = network.parameters_mut();
                change::<true>(
                    optimizer,
                    &mut parameters[weights.clone()],
                    &gradient[weights.clone()],
                    moments,
                    weights.start,
                );
                change::<false>(
                    optimizer,
                    &mut parameters[biases.clone()],
                    &gradient[biases.clone()],
                    moments,
                    biases.start,
                );
            }
        }
        // `all` would stop early, and so not become SIMD.
        let parameters = network.parameters().iter();
        parameters.fold(true, |finite, w| finite & w.is_finite())
    }
}

/// Changes the parameters `w`, which stand from `start` on among all of them.
#[inline(always)]
fn change<const PENALTY: bool>(
    optimizer: &Optimizer,
    w: &mut [f64],
    gradient: &[f64],
    moments: &mut Moments,
    start: usize,
) {
    let Optimizer {
        rule,
        learning_rate,
        l1,
        l2,
    } = *optimizer;
    let penalised = |w: f64, g: f64| {
        if PENALTY {
            g + l2 * w + l1 * sign(w)
        } else {
            g
        }
    };
    let pairs = w.iter_mut().zip(gradient);
    match rule {
        Rule::Descent => pairs.for_each(|(w, g)| *w -= learning_rate * penalised(*w, *g)),
        Rule::Momentum { beta } => {
            for ((w, g), v) in pairs.zip(&mut moments.first[start..]) {
                *v = beta * *v + penalised(*w, *g);
                *w -= learning_rate * *v;
            }
        }
        Rule::Adam => {
            let (first, second) = (
                1.0 / (1.0 - moments.powers.0),
                1.0 / (1.0 - moments.powers.1),
            );
            for (((w, g), m), v) in pairs
                .zip(&mut moments.first[start..])
                .zip(&mut moments.second[start..])
            {
                let g = penalised(*w, *g);
                *m = ADAM_BETA_1 * *m + (1.0 - ADAM_BETA_1) * g;
                *v = ADAM_BETA_2 * *v + (1.0 - ADAM_BETA_2) * (g * g);
                *w -= learning_rate * (*m * first) / ((*v * second).sqrt() + ADAM_EPSILON);
            }
        }
    }
}

/// −1, 0 or 1.
#[inline(always)]
fn sign(x: f64) -> f64 {
    if x > 0.0 {
        1.0
    } else if x < 0.0 {
        -1.0
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::{Activation, Plan};

    fn after(optimizer: Optimizer, gradients: &[f64]) -> f64 {
        let mut network = Network::zero(&[1, 1], Activation::Identity);
        network.parameters_mut()[0] = 1.0;
        let mut moments = optimizer.moments(2);
        for g in gradients {
            assert!(optimizer.update(
                &mut network,
                &[*g, 0.0],
                &mut moments,
                SimdDispatch::Fastest
            ));
        }
        network.parameters()[0]
    }

    #[test]
    fn each_rule_takes_the_step_of_its_formula() {
        assert_eq!(after(Optimizer::descent(0.5), &[2.0]), 0.0);
        // v = 2, then 0.9·2 + 1 = 2.8.
        assert!((after(Optimizer::momentum(0.1), &[2.0, 1.0]) - (1.0 - 0.2 - 0.28)).abs() < 1e-15);
        // The first step of Adam is as long as the learning rate, whatever the gradient.
        assert!((after(Optimizer::adam(0.1), &[2.0]) - 0.9).abs() < 1e-9);
        let m: f64 = (0.1 * 2.0 * 0.9 + 0.1) / (1.0 - 0.81);
        let v: f64 = (0.001 * 4.0 * 0.999 + 0.001) / (1.0 - 0.998_001);
        assert!(
            (after(Optimizer::adam(0.1), &[2.0, 1.0]) - (0.9 - 0.1 * m / v.sqrt())).abs() < 1e-8
        );
    }

    #[test]
    fn penalties_pull_weights_to_zero_and_leave_biases_alone() {
        let mut network = Plan::new(2, 1, 3, Activation::Relu).draw(4);
        network.parameters_mut().iter_mut().for_each(|w| *w = -1.0);
        let optimizer = Optimizer {
            l1: 0.25,
            l2: 0.5,
            ..Optimizer::descent(1.0)
        };
        let gradient = vec![0.0; network.parameters().len()];
        assert!(optimizer.update(
            &mut network,
            &gradient,
            &mut optimizer.moments(13),
            SimdDispatch::Fastest
        ));
        assert!(
            network
                .weights(0)
                .iter()
                .chain(network.weights(1))
                .all(|w| *w == -0.25)
        );
        assert!(network.biases(0).iter().all(|b| *b == -1.0));
    }

    #[test]
    fn a_parameter_that_is_not_finite_is_reported() {
        let mut network = Network::zero(&[1, 1], Activation::Identity);
        let optimizer = Optimizer::descent(1e300);
        let mut moments = optimizer.moments(2);
        assert!(!optimizer.update(
            &mut network,
            &[1e300, 0.0],
            &mut moments,
            SimdDispatch::Fastest
        ));
    }
}
