//! The standard normal distribution: the bell curve and its integral, for GELU.
#![expect(
    clippy::inline_always,
    reason = "must become part of the loops that are compiled once per kind of CPU"
)]

use std::f64::consts::FRAC_1_SQRT_2;

use super::exp::exp_nonpositive;

/// 1/√(2π).
const FRAC_1_SQRT_TAU: f64 = 0.398_942_280_401_432_7;

/// Where the fraction that [`series`] is a polynomial in is 0.
const MIDDLE: f64 = 3.75;

/// Beyond this the bell is below 1e-340, which is 0 here.
const FAR: f64 = 40.0;

/// (1+2y)·exp(y²)·erfc(y) by powers of (y−3.75)/(y+3.75): the form of Shepherd and Laframboise (Math. Comp. 36, 1981),
/// interpolated anew at Chebyshev nodes for y from 0 to 37. Relative error 1e-16.
#[inline(always)]
fn series(fraction: f64) -> f64 {
    polynomial!(
        fraction;
        1.237_512_630_837_827_5,
        -0.140_240_598_585_546_72,
        0.003_585_415_485_468_008_5,
        0.082_276_738_490_115_62,
        -0.108_803_930_141_931_8,
        0.092_304_321_161_357_4,
        -0.058_693_398_585_9,
        0.028_362_277_404_201_615,
        -0.009_746_579_598_281_005,
        0.001_755_625_974_761_425,
        0.000_293_713_926_475_831_95,
        -0.000_290_154_688_024_183_4,
        5.164_800_883_851_497e-5,
        2.238_615_863_303_907_3e-5,
        -1.144_111_101_050_737_9e-5,
        -9.774_742_825_076_364e-7,
        1.745_964_539_841_307_7e-6,
        -5.211_708_108_435_424e-8,
        -2.516_744_928_074_596_4e-7,
        1.920_454_113_382_231_3e-8,
        3.326_720_348_569_707e-8,
        -1.979_168_885_690_621e-9,
        -2.829_230_282_500_137e-9,
    )
}

/// φ(x) and Φ(x): density and cumulative probability of the standard normal distribution. NaN in, NaN out.
#[inline(always)]
pub(in crate::nn) fn bell(x: f64) -> (f64, f64) {
    let size = x.abs();
    let size = if size > FAR { FAR } else { size };
    let (e, _) = exp_nonpositive(-0.5 * size * size);
    let y = size * FRAC_1_SQRT_2;
    let inverse = 1.0 / ((y + MIDDLE) * (1.0 + 2.0 * y));
    let fraction = (y - MIDDLE) * ((1.0 + 2.0 * y) * inverse);
    let tail = 0.5 * e * (series(fraction) * ((y + MIDDLE) * inverse));
    (FRAC_1_SQRT_TAU * e, if x > 0.0 { 1.0 - tail } else { tail })
}

/// φ(x), the density of the standard normal distribution.
pub fn density(x: f64) -> f64 {
    bell(x).0
}

/// Φ(x), the probability that a standard normal number is at most x; absolute error below 4e-16.
pub fn cumulative(x: f64) -> f64 {
    bell(x).1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed with 50 digits.
    const TABLE: [(f64, f64); 8] = [
        (-8.0, 6.220_960_574_271_784e-16),
        (-3.3, 0.000_483_424_142_383_777_5),
        (-1.5, 0.066_807_201_268_858_07),
        (-1.0, 0.158_655_253_931_457_05),
        (-0.25, 0.401_293_674_317_076_3),
        (0.0, 0.5),
        (0.7, 0.758_036_347_776_927),
        (2.5, 0.993_790_334_674_223_8),
    ];

    #[test]
    fn cumulative_agrees_with_fifty_digit_values() {
        for (x, want) in TABLE {
            assert!(
                (cumulative(x) - want).abs() < 4e-16,
                "{x}: {}",
                cumulative(x)
            );
            assert!(
                (cumulative(x) / want - 1.0).abs() < 2e-14,
                "{x}: {}",
                cumulative(x)
            );
        }
    }

    #[test]
    fn the_two_tails_add_up_to_one() {
        for i in 0..9000 {
            let x = f64::from(i) / 1000.0;
            assert!((cumulative(x) + cumulative(-x) - 1.0).abs() < 4e-16, "{x}");
        }
        assert_eq!(cumulative(f64::INFINITY), 1.0);
        assert_eq!(cumulative(f64::NEG_INFINITY), 0.0);
        assert!(cumulative(f64::NAN).is_nan() && density(f64::NAN).is_nan());
    }
}
