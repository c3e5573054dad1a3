//! The exponential function.
#![expect(
    clippy::inline_always,
    reason = "must become part of the loops that are compiled once per kind of CPU"
)]

/// 1.5·2⁵². Adding it rounds a number below 2⁵¹ to an integer, which then occupies the lowest bits.
const ROUND: f64 = 6_755_399_441_055_744.0;

/// ln 2 in two parts (FDLIBM). The first has so few bits that its product with an exponent is exact.
const LN_2_HIGH: f64 = 0.693_147_180_369_123_8;
const LN_2_LOW: f64 = 1.908_214_929_270_587_7e-10;

/// Below this eˣ is not a normal number and [`exp_nonpositive`] returns 0.
const SMALLEST: f64 = -708.0;

/// (eʳ − 1 − r) / r² for |r| ≤ ln 2 / 2 as a polynomial of r, interpolated at Chebyshev nodes. The relative error of eʳ − 1
/// is below 5e-17.
#[inline(always)]
fn series(r: f64) -> f64 {
    polynomial!(
        r;
        0.500_000_000_000_000_1,
        0.166_666_666_666_666_69,
        0.041_666_666_666_623_99,
        0.008_333_333_333_330_051,
        0.001_388_888_891_728_179_4,
        0.000_198_412_698_631_058_69,
        2.480_152_119_021_773e-5,
        2.755_726_837_868_419_2e-6,
        2.762_013_871_973_399_4e-7,
        2.510_042_415_700_506_8e-8,
    )
}

/// Splits x into k·ln 2 + r. Returns k + [`ROUND`], k and eʳ − 1.
#[inline(always)]
fn reduce(x: f64) -> (f64, f64, f64) {
    let shifted = x * std::f64::consts::LOG2_E + ROUND;
    let k = shifted - ROUND;
    let r = (x - k * LN_2_HIGH) - k * LN_2_LOW;
    (shifted, k, r + r * r * series(r))
}

/// 2ᵏ from k + [`ROUND`], for k from −1022 to 1023.
#[inline(always)]
fn power_of_two(shifted: f64) -> f64 {
    f64::from_bits((shifted.to_bits() << 52).wrapping_add(1.0_f64.to_bits()))
}

/// eˣ and eˣ − 1 for x ≤ 0, each to 2 ulp. Where eˣ would not be a normal number (x < −708) it is 0.
#[inline(always)]
pub(in crate::nn) fn exp_nonpositive(x: f64) -> (f64, f64) {
    let clamped = if x < SMALLEST { SMALLEST } else { x };
    let (shifted, _, p) = reduce(clamped);
    let scale = power_of_two(shifted);
    let e = scale + scale * p;
    let e = if x < SMALLEST { 0.0 } else { e };
    (e, (scale - 1.0) + scale * p)
}

/// eˣ to 2 ulp. NaN gives NaN.
pub fn exp(x: f64) -> f64 {
    // Beyond these bounds the result is 0 or infinite. NaN fails both comparisons.
    let x = if x < -746.0 { -746.0 } else { x };
    let x = if x > 710.0 { 710.0 } else { x };
    let (_, k, p) = reduce(x);
    let half = k * 0.5 + ROUND;
    let rest = (k - (half - ROUND)) + ROUND;
    (1.0 + p) * power_of_two(half) * power_of_two(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ulps(got: f64, want: f64) -> f64 {
        (got - want).abs() / (want.next_up() - want)
    }

    #[test]
    fn exp_is_within_two_ulp_from_the_smallest_to_the_largest_result() {
        for i in 0..40_000 {
            let x = -745.0 + 1454.7 * f64::from(i) / 40_000.0;
            // The standard library's own error is up to one ulp.
            assert!(ulps(exp(x), x.exp()) <= 2.0, "e^{x}");
        }
    }

    #[test]
    fn exp_reaches_its_limits_exactly() {
        assert_eq!(exp(0.0), 1.0);
        assert_eq!(exp(-0.0), 1.0);
        assert_eq!(exp(f64::INFINITY), f64::INFINITY);
        assert_eq!(exp(710.0), f64::INFINITY);
        assert_eq!(exp(f64::NEG_INFINITY), 0.0);
        assert!(exp(f64::NAN).is_nan());
    }

    #[test]
    fn exp_and_exp_minus_1_of_negative_numbers_are_within_two_ulp() {
        for i in 1..60_000 {
            let x = -708.0 * (f64::from(i) / 60_000.0).powi(4);
            let (e, less_one) = exp_nonpositive(x);
            assert!(ulps(e, x.exp()) <= 2.0, "e^{x}");
            assert!(ulps(less_one.abs(), x.exp_m1().abs()) <= 2.0, "e^{x} - 1");
        }
        assert_eq!(exp_nonpositive(-1e-300).1, -1e-300);
        assert_eq!(exp_nonpositive(f64::NEG_INFINITY), (0.0, -1.0));
    }
}
