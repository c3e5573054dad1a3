//! The formulas of the activations: z ↦ (f(z), f′(z)), without branches. NaN gives NaN.
//!
//! Comparisons are written so that NaN fails them and passes through. Adding 0 turns −0 into 0.
#![expect(
    clippy::inline_always,
    reason = "must become part of the loops that are compiled once per kind of CPU"
)]

use crate::nn::math::{exp_nonpositive, ln_1p_unit, standard_normal};

/// λ and α of SELU (Klambauer et al. 2017).
const SELU_SCALE: f64 = 1.050_700_987_355_480_5;
const SELU_ALPHA: f64 = 1.673_263_242_354_377_2;

/// √(2/π) and the factor of the cubic term in the tanh form of GELU.
const SQRT_2_OVER_PI: f64 = 0.797_884_560_802_865_4;
const GELU_CUBIC: f64 = 0.044_715;

/// Beyond ±`FAR` every gate below is exactly 0 or 1. Clamping here avoids ∞·0.
const FAR: f64 = 750.0;

/// `slope`, or NaN if `z` is NaN.
#[inline(always)]
fn or_nan(z: f64, slope: f64) -> f64 {
    if z.is_nan() { z } else { slope }
}

/// min(z, 0). NaN gives NaN.
#[inline(always)]
fn below_zero(z: f64) -> f64 {
    if z > 0.0 { 0.0 } else { z }
}

/// z clamped to −`far`…`far`. NaN gives NaN.
#[inline(always)]
fn clamp(z: f64, far: f64) -> f64 {
    let z = if z > far { far } else { z };
    if z < -far { -far } else { z }
}

#[inline(always)]
pub(in crate::nn) fn identity(z: f64) -> (f64, f64) {
    (z + 0.0, or_nan(z, 1.0))
}

#[inline(always)]
pub(in crate::nn) fn relu(z: f64) -> (f64, f64) {
    let value = if z <= 0.0 { 0.0 } else { z };
    (value, or_nan(z, if z > 0.0 { 1.0 } else { 0.0 }))
}

#[inline(always)]
pub(in crate::nn) fn leaky(z: f64, alpha: f64) -> (f64, f64) {
    // −∞·0 is NaN, but max(0, −∞) is 0.
    let leak = if alpha == 0.0 {
        z.max(f64::MIN) * alpha
    } else {
        z * alpha
    };
    let leak = if z.is_nan() { z } else { leak };
    let value = if z > 0.0 { z } else { leak };
    (value + 0.0, or_nan(z, if z > 0.0 { 1.0 } else { alpha }))
}

#[inline(always)]
pub(in crate::nn) fn elu(z: f64) -> (f64, f64) {
    let (e, less_one) = exp_nonpositive(below_zero(z));
    let value = if z > 0.0 { z } else { less_one };
    (value + 0.0, e)
}

#[inline(always)]
pub(in crate::nn) fn selu(z: f64) -> (f64, f64) {
    let (value, slope) = elu(z);
    let scale = if z > 0.0 {
        SELU_SCALE
    } else {
        SELU_SCALE * SELU_ALPHA
    };
    (scale * value, scale * slope)
}

#[inline(always)]
pub(in crate::nn) fn softplus(z: f64) -> (f64, f64) {
    let (above, rest, slope) = softplus_parts(z);
    (above + rest, slope)
}

/// max(0, z), the rest of softplus(z), which is ln(1 + exp(−|z|)), and the slope of softplus.
#[inline(always)]
pub(in crate::nn) fn softplus_parts(z: f64) -> (f64, f64, f64) {
    let (e, _) = exp_nonpositive(-z.abs());
    let (slope, _) = gate(z, e);
    let above = if z <= 0.0 { 0.0 } else { z };
    (above, ln_1p_unit(e), slope)
}

/// The sigmoid of z and its slope, given e = exp(−|z|).
#[inline(always)]
fn gate(z: f64, e: f64) -> (f64, f64) {
    let inverse = 1.0 / (1.0 + e);
    let small = e * inverse;
    (if z >= 0.0 { inverse } else { small }, small * inverse)
}

#[inline(always)]
pub(in crate::nn) fn sigmoid(z: f64) -> (f64, f64) {
    let (e, _) = exp_nonpositive(-z.abs());
    gate(z, e)
}

#[inline(always)]
pub(in crate::nn) fn tanh(z: f64) -> (f64, f64) {
    let (e, less_one) = exp_nonpositive(-2.0 * z.abs());
    let inverse = 1.0 / (1.0 + e);
    let size = -less_one * inverse;
    // 1 − tanh² would be 0 from z = 19 on, where the slope is still 1e-16.
    let slope = 4.0 * e * (inverse * inverse);
    (if z < 0.0 { -size } else { size + 0.0 }, slope)
}

#[inline(always)]
pub(in crate::nn) fn gelu(z: f64) -> (f64, f64) {
    let near = clamp(z, FAR);
    let (density, below) = standard_normal(near);
    let gated = if z < 0.0 { near } else { z };
    (gated * below + 0.0, below + near * density)
}

#[inline(always)]
pub(in crate::nn) fn gelu_tanh(z: f64) -> (f64, f64) {
    let near = clamp(z, FAR);
    let square = near * near;
    let inner = SQRT_2_OVER_PI * (near + GELU_CUBIC * (near * square));
    // ½(1 + tanh u) is the sigmoid of 2u, which does not cancel where tanh nears −1.
    let (e, _) = exp_nonpositive(-2.0 * inner.abs());
    let (open, slope) = gate(inner, e);
    let inner_slope = SQRT_2_OVER_PI * (1.0 + 3.0 * GELU_CUBIC * square);
    let gated = if z < 0.0 { near } else { z };
    (
        gated * open + 0.0,
        open + near * slope * (2.0 * inner_slope),
    )
}

#[inline(always)]
pub(in crate::nn) fn silu(z: f64) -> (f64, f64) {
    let near = clamp(z, FAR);
    let (open, slope) = sigmoid(near);
    let gated = if z < 0.0 { near } else { z };
    (gated * open + 0.0, open + near * slope)
}

#[inline(always)]
pub(in crate::nn) fn mish(z: f64) -> (f64, f64) {
    let near = clamp(z, FAR);
    let (e, _) = exp_nonpositive(-near.abs());
    let above = near >= 0.0;
    // tanh(softplus z) = n/d and 1 − (n/d)² = (d−n)(d+n)/d², with d−n written out because the difference would cancel.
    let n = if above { 1.0 + 2.0 * e } else { e * (e + 2.0) };
    let rest = if above { 2.0 * (e * e) } else { 2.0 };
    let d = n + rest;
    let inverse = 1.0 / d;
    let open = n * inverse;
    let (sigmoid, _) = gate(near, e);
    let bend = (rest * inverse) * ((d + n) * inverse);
    let gated = if z < 0.0 { near } else { z };
    (gated * open + 0.0, open + near * bend * sigmoid)
}

#[inline(always)]
pub(in crate::nn) fn relu_squared(z: f64) -> (f64, f64) {
    let above = if z <= 0.0 { 0.0 } else { z };
    (above * above, 2.0 * above)
}
