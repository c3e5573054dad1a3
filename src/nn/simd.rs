//! One piece of code, compiled once for any CPU and once each for AVX2 and AVX-512: dispatch changes the speed, never the bits.
//!
//! A [`Kernel`] uses only additions, multiplications, divisions and comparisons, each rounded on its own, in an order that
//! does not depend on the width of a register. The compiler may neither reorder nor fuse them, so all versions give
//! the same bits.
#![expect(
    clippy::inline_always,
    reason = "must become part of the code that is compiled once per kind of CPU"
)]

mod buffer;
mod elementwise;
mod inference;
mod pass;
mod product;
mod run;

use std::ops::{Add, Mul};

pub use inference::Response;
pub use pass::Pass;

/// How many samples stand side by side, and how many partial sums a sum over samples has.
pub(in crate::nn) const LANES: usize = 4;

/// Which of the compiled versions runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SimdDispatch {
    /// The best version for this CPU.
    #[default]
    Fastest,
    /// The version that runs on every CPU of this kind.
    Portable,
}

/// A piece of work that is worth compiling for each kind of CPU.
pub(in crate::nn) trait Kernel {
    /// What comes of it.
    type Output;

    /// Does it. Every implementation must be `#[inline(always)]`, and so must what it calls. A tile of four rows may have
    /// `QUADS` quads of columns: as many as leave all its sums in the registers that there are.
    fn run<const QUADS: usize>(self) -> Self::Output;
}

impl SimdDispatch {
    /// Runs a kernel on this path.
    pub(in crate::nn) fn run<K: Kernel>(self, kernel: K) -> K::Output {
        match self {
            Self::Fastest => fastest(kernel),
            Self::Portable => kernel.run::<2>(),
        }
    }
}

#[multiversion::multiversion(targets(
    "x86_64+avx512f+avx512vl+avx512dq+avx512bw",
    "x86_64+avx+avx2"
))]
fn fastest<K: Kernel>(kernel: K) -> K::Output {
    if multiversion::target::target_cfg_f!(target_feature = "avx512f") {
        kernel.run::<4>()
    } else {
        kernel.run::<2>()
    }
}

/// Four numbers that one instruction handles where the CPU has such.
#[derive(Clone, Copy)]
#[repr(align(32))]
pub(in crate::nn) struct Quad(pub(in crate::nn) [f64; LANES]);

impl Quad {
    pub(in crate::nn) const ZERO: Self = Self([0.0; LANES]);

    #[inline(always)]
    pub(in crate::nn) fn splat(x: f64) -> Self {
        Self([x; LANES])
    }

    /// The sum of the four, in one fixed order.
    #[inline(always)]
    pub(in crate::nn) fn sum(self) -> f64 {
        (self.0[0] + self.0[2]) + (self.0[1] + self.0[3])
    }
}

impl Add for Quad {
    type Output = Self;

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        let (a, b) = (self.0, other.0);
        Self([a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]])
    }
}

impl Mul for Quad {
    type Output = Self;

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        let (a, b) = (self.0, other.0);
        Self([a[0] * b[0], a[1] * b[1], a[2] * b[2], a[3] * b[3]])
    }
}

/// The sum of all numbers: number i goes into partial sum i mod 4, and those are added in the order of [`Quad::sum`].
#[inline(always)]
pub(in crate::nn) fn sum(numbers: &[f64]) -> f64 {
    let mut partial = Quad::ZERO;
    let (quads, rest) = numbers.as_chunks();
    for quad in quads {
        partial = partial + Quad(*quad);
    }
    for (partial, x) in partial.0.iter_mut().zip(rest) {
        *partial += x;
    }
    partial.sum()
}
