//! Forward and backward passes with SIMD: the same bits as [`reference`](super::reference), many times as fast.
//!
//! The code holds no intrinsics. Loops over adjacent samples are written so that the compiler vectorizes them, and each
//! [`Kernel`] is compiled three times: for any CPU, for AVX2 and for AVX-512. A kernel uses only additions,
//! multiplications, divisions and comparisons. The compiler neither reorders nor fuses them, so every version gives the
//! same bits.
#![expect(
    clippy::inline_always,
    reason = "must become part of the code that is compiled once per kind of CPU"
)]

mod backprop;
mod buffer;
mod elementwise;
mod inference;
mod pass;
mod product;
#[cfg(test)]
mod tests;

pub use inference::Inference;
pub use pass::Pass;
pub(in crate::nn) use pass::PassBuffers;

/// The number of partial sums of a sum over samples: sample s belongs to partial sum s mod 4.
const LANES: usize = 4;

/// The compiled version that runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SimdDispatch {
    /// The fastest version for this CPU.
    #[default]
    Fastest,
    /// The version that runs on every CPU of this architecture.
    Portable,
}

/// A piece of work that is compiled for each kind of CPU.
trait Kernel {
    /// Runs it. Every implementation must be `#[inline(always)]`, and so must the functions that it calls.
    fn run(self);
}

impl SimdDispatch {
    fn run(self, kernel: impl Kernel) {
        match self {
            Self::Fastest => run_fastest(kernel),
            Self::Portable => kernel.run(),
        }
    }
}

#[multiversion::multiversion(targets(
    "x86_64+avx512f+avx512vl+avx512dq+avx512bw",
    "x86_64+avx+avx2"
))]
fn run_fastest<K: Kernel>(kernel: K) {
    kernel.run();
}

/// The total of partial sums, in one fixed order.
#[inline(always)]
fn total(partial: [f64; LANES]) -> f64 {
    (partial[0] + partial[2]) + (partial[1] + partial[3])
}

/// Σₛ x\[s\] by partial sums.
#[inline(always)]
fn sum(x: &[f64]) -> f64 {
    let mut partial = [0.0; LANES];
    let (chunks, rest) = x.as_chunks::<LANES>();
    for chunk in chunks {
        for lane in 0..LANES {
            partial[lane] += chunk[lane];
        }
    }
    for (partial, x) in partial.iter_mut().zip(rest) {
        *partial += x;
    }
    total(partial)
}
