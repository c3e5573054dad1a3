//! Activations of a whole slice: the loops that the compiler turns into SIMD.
#![expect(
    clippy::inline_always,
    reason = "must become part of the code that is compiled once per kind of CPU"
)]

use super::{Activation, formula};

/// `a[i], slope[i] = formula(z[i])`.
#[inline(always)]
fn both(z: &[f64], a: &mut [f64], slope: &mut [f64], formula: impl Fn(f64) -> (f64, f64)) {
    for ((z, a), slope) in z.iter().zip(a).zip(slope) {
        (*a, *slope) = formula(*z);
    }
}

/// `a[i] = formula(a[i])`, the slope left out.
#[inline(always)]
fn values(a: &mut [f64], formula: impl Fn(f64) -> (f64, f64)) {
    for a in a {
        *a = formula(*a).0;
    }
}

impl Activation {
    /// Replaces each number by f of it.
    #[inline(always)]
    pub(in crate::nn) fn apply(self, a: &mut [f64]) {
        match self {
            Self::Identity => values(a, formula::identity),
            Self::Relu => values(a, formula::relu),
            Self::Leaky { alpha } => values(a, |z| formula::leaky(z, alpha)),
            Self::Elu => values(a, formula::elu),
            Self::Selu => values(a, formula::selu),
            Self::Softplus => values(a, formula::softplus),
            Self::Sigmoid => values(a, formula::sigmoid),
            Self::Tanh => values(a, formula::tanh),
            Self::Gelu => values(a, formula::gelu),
            Self::GeluTanh => values(a, formula::gelu_tanh),
            Self::Silu => values(a, formula::silu),
            Self::Mish => values(a, formula::mish),
            Self::ReluSquared => values(a, formula::relu_squared),
        }
    }

    /// f(z) and f′(z) of each number. The slopes are kept for the way back, where they cost a multiplication instead of
    /// an exponential.
    #[inline(always)]
    pub(in crate::nn) fn forward_with_slope(self, z: &[f64], a: &mut [f64], slope: &mut [f64]) {
        match self {
            Self::Identity => both(z, a, slope, formula::identity),
            Self::Relu => both(z, a, slope, formula::relu),
            Self::Leaky { alpha } => both(z, a, slope, |z| formula::leaky(z, alpha)),
            Self::Elu => both(z, a, slope, formula::elu),
            Self::Selu => both(z, a, slope, formula::selu),
            Self::Softplus => both(z, a, slope, formula::softplus),
            Self::Sigmoid => both(z, a, slope, formula::sigmoid),
            Self::Tanh => both(z, a, slope, formula::tanh),
            Self::Gelu => both(z, a, slope, formula::gelu),
            Self::GeluTanh => both(z, a, slope, formula::gelu_tanh),
            Self::Silu => both(z, a, slope, formula::silu),
            Self::Mish => both(z, a, slope, formula::mish),
            Self::ReluSquared => both(z, a, slope, formula::relu_squared),
        }
    }
}
