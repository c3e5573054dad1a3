//! Activations of a whole slice: the loops that the compiler turns into SIMD.

use crate::nn::activation::{Activation, with_formula};

impl Activation {
    /// Replaces each number by f of it.
    #[inline(always)]
    pub(in crate::nn) fn apply(self, a: &mut [f64]) {
        macro_rules! values {
            ($formula:path $(, $setting:expr)?) => {
                for a in a {
                    *a = $formula(*a $(, $setting)?).0;
                }
            };
        }
        with_formula!(self, values);
    }

    /// f(z) and f′(z) of each number. The slopes are kept for the way back, where they cost a multiplication instead of
    /// an exponential.
    #[inline(always)]
    pub(in crate::nn) fn forward_with_slope(self, z: &[f64], a: &mut [f64], slope: &mut [f64]) {
        macro_rules! both {
            ($formula:path $(, $setting:expr)?) => {
                for ((z, a), slope) in z.iter().zip(a).zip(slope) {
                    (*a, *slope) = $formula(*z $(, $setting)?);
                }
            };
        }
        with_formula!(self, both);
    }
}
