//! Losses: value and gradient side by side.
#![expect(
    clippy::inline_always,
    reason = "must become part of the code that is compiled once per kind of CPU"
)]

use super::activation::formula;

/// What training makes small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// Mean squared error, the mean of (y − t)².
    Mse,
    /// The logistic loss (binary cross entropy) of an output that is a logit: the mean of softplus(y) − t·y.
    Logistic,
}

impl Loss {
    /// Its name, the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mse => "mse",
            Self::Logistic => "logistic",
        }
    }

    /// The output from which on a sample counts as class 1: half-way between the targets 0 and 1, or logit 0.
    pub fn threshold(self) -> f64 {
        match self {
            Self::Mse => 0.5,
            Self::Logistic => 0.0,
        }
    }

    /// The loss of one output `y` with target `t`, and its derivative by y.
    pub fn value_and_slope(self, y: f64, t: f64) -> (f64, f64) {
        match self {
            Self::Mse => squared(y, t),
            Self::Logistic => logistic(y, t),
        }
    }
}

/// (y − t)² and its derivative by y.
#[inline(always)]
pub(super) fn squared(y: f64, t: f64) -> (f64, f64) {
    let error = y - t;
    (error * error, 2.0 * error)
}

/// softplus(y) − t·y, which is −ln of the probability given to class t, and its derivative by y.
#[inline(always)]
pub(super) fn logistic(y: f64, t: f64) -> (f64, f64) {
    let (softplus, sigmoid) = formula::softplus(y);
    (softplus - t * y, sigmoid - t)
}
