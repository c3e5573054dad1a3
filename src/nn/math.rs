//! Elementary functions of our own, so that the same seed gives the same bits on every machine.
//!
//! They are made of `+ − × ÷ √`, comparisons and bit operations only: IEEE 754 rounds those the same way everywhere, and
//! Rust never fuses a multiplication with an addition. Those that train networks have no branches, so that a
//! loop over a slice becomes SIMD. Polynomials for `ln`, `sin` and `cos` are those of FDLIBM (Sun Microsystems, 1993).

/// c₀ + x·(c₁ + x·(c₂ + …)), written out so that a loop around it has no loop inside.
macro_rules! polynomial {
    ($x:expr; $last:expr $(,)?) => { $last };
    ($x:expr; $first:expr, $($rest:expr),+ $(,)?) => { $first + $x * polynomial!($x; $($rest),+) };
}

mod exp;
mod log;
mod normal;
mod turns;

pub use exp::exp;
pub(in crate::nn) use exp::exp_nonpositive;
pub use log::ln;
pub(in crate::nn) use log::ln_1p_unit;
pub use normal::{cumulative, density};
pub use turns::{cos_turns, sin_turns};

pub(in crate::nn) use normal::bell;
