//! Loss functions and their derivatives.
#![expect(
    clippy::inline_always,
    reason = "must become part of the code that is compiled once per kind of CPU"
)]

use super::activation::formula;

/// The function that training minimizes: the mean of ℓ(y, t) over outputs y and targets t.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// Mean squared error: ℓ = (y − t)².
    Mse,
    /// Binary cross-entropy of a logit: ℓ = softplus(y) − t·y (PyTorch's `BCEWithLogitsLoss`).
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

    /// The output above which a sample counts as class 1: half-way between the targets 0 and 1, or logit 0.
    pub fn threshold(self) -> f64 {
        match self {
            Self::Mse => 0.5,
            Self::Logistic => 0.0,
        }
    }

    /// ℓ(y, t) and its derivative with respect to y.
    pub fn value_and_slope(self, y: f64, t: f64) -> (f64, f64) {
        match self {
            Self::Mse => squared_error(y, t),
            Self::Logistic => logistic(y, t),
        }
    }
}

/// (y − t)² and 2(y − t).
#[inline(always)]
pub(super) fn squared_error(y: f64, t: f64) -> (f64, f64) {
    let error = y - t;
    (error * error, 2.0 * error)
}

/// softplus(y) − t·y and sigmoid(y) − t. For t = 1 the first is −ln sigmoid(y), for t = 0 it is −ln (1 − sigmoid(y)).
#[inline(always)]
pub(super) fn logistic(y: f64, t: f64) -> (f64, f64) {
    let (above, rest, sigmoid) = formula::softplus_parts(y);
    // The difference first: for t = 1 and a large y it is 0, and `above + rest` would have rounded the rest away.
    ((above - t * y) + rest, sigmoid - t)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logistic_loss_is_as_precise_for_class_1_as_for_class_0() {
        for y in [-40.0, -3.0, 0.0, 0.5, 33.0, 40.0, 700.0] {
            let (one, _) = Loss::Logistic.value_and_slope(y, 1.0);
            let (zero, _) = Loss::Logistic.value_and_slope(-y, 0.0);
            assert_eq!(one, zero, "{y}");
        }
        assert!(Loss::Logistic.value_and_slope(40.0, 1.0).0 > 4e-18);
    }
}
