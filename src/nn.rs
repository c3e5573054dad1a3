//! The mathematics of small networks: no drawing, no clock, no file, no global random numbers.
//!
//! Names follow the field: `x` input, `z` pre-activation, `a` activation, `dz` gradient of the loss
//! with respect to `z`.

mod activation;

pub use activation::Activation;
