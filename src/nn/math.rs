//! Elementary functions that have the same bits on every machine, unlike those of the standard library.
//!
//! They use `+ − × ÷ √`, comparisons and bit operations only: IEEE 754 rounds those the same way everywhere, and Rust
//! never fuses a multiplication with an addition. Functions that train networks have no branches, so that the compiler
//! vectorizes a loop over a slice. The polynomials for `ln`, `sin` and `cos` are those of FDLIBM (Sun Microsystems, 1993).

/// c₀ + x·(c₁ + x·(c₂ + …)), unrolled, because a loop inside a loop is not vectorized.
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
pub use normal::standard_normal;
pub use turns::{cos_turns, sin_turns};
