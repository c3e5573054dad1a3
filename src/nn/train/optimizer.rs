//! Optimizers: the settings of an update, and the state that it keeps from step to step.
//! [`reference::update`](crate::nn::reference::update) is the update itself.

/// An update rule with its settings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Optimizer {
    /// The update rule.
    pub rule: UpdateRule,
    /// The learning rate η.
    pub learning_rate: f64,
    /// The factor of the L1 penalty Σ|w|. Both penalties exclude biases and the reported loss.
    pub l1: f64,
    /// The factor of the L2 penalty Σw²/2.
    pub l2: f64,
}

/// The rule by which a gradient g changes a parameter w.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum UpdateRule {
    /// Gradient descent: w ← w − η·g.
    Descent,
    /// Momentum: v ← β·v + g, w ← w − η·v (Polyak 1964).
    Momentum {
        /// The factor β of the velocity at each step, usually 0.9.
        beta: f64,
    },
    /// Adam with β₁ = 0.9, β₂ = 0.999, ε = 1e-8 and bias correction (Kingma & Ba 2015).
    Adam,
}

/// The state that an update rule keeps from step to step.
#[derive(Clone, Debug, PartialEq)]
pub struct OptimizerState {
    /// The velocity of momentum, or Adam's mean of gradients m; empty for gradient descent.
    pub(in crate::nn) first: Vec<f64>,
    /// Adam's mean of squared gradients v; empty for the other rules.
    pub(in crate::nn) second: Vec<f64>,
    /// β₁ᵗ and β₂ᵗ after t steps, by repeated multiplication: `powi` has other bits on other machines.
    pub(in crate::nn) beta_powers: (f64, f64),
}

impl Optimizer {
    /// Gradient descent without penalties.
    pub const fn descent(learning_rate: f64) -> Self {
        Self {
            rule: UpdateRule::Descent,
            learning_rate,
            l1: 0.0,
            l2: 0.0,
        }
    }

    /// Momentum with β = 0.9, without penalties.
    pub const fn momentum(learning_rate: f64) -> Self {
        Self {
            rule: UpdateRule::Momentum { beta: 0.9 },
            ..Self::descent(learning_rate)
        }
    }

    /// Adam without penalties.
    pub const fn adam(learning_rate: f64) -> Self {
        Self {
            rule: UpdateRule::Adam,
            ..Self::descent(learning_rate)
        }
    }

    /// The state before the first step.
    pub fn initial_state(&self, parameters: usize) -> OptimizerState {
        let (first, second) = match self.rule {
            UpdateRule::Descent => (0, 0),
            UpdateRule::Momentum { .. } => (parameters, 0),
            UpdateRule::Adam => (parameters, parameters),
        };
        OptimizerState {
            first: vec![0.0; first],
            second: vec![0.0; second],
            beta_powers: (1.0, 1.0),
        }
    }
}

impl UpdateRule {
    /// Its name, the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Descent => "gd",
            Self::Momentum { .. } => "momentum",
            Self::Adam => "adam",
        }
    }
}

impl OptimizerState {
    /// The number of values that it holds.
    pub(super) fn len(&self) -> usize {
        self.first.len() + self.second.len()
    }
}
