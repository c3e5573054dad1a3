//! The natural logarithm.
#![expect(
    clippy::inline_always,
    reason = "must become part of the loops that are compiled once per kind of CPU"
)]

use std::f64::consts::SQRT_2;

/// ln 2 in two parts (FDLIBM). The first has so few bits that its product with an exponent is exact.
const LN_2_HIGH: f64 = 0.693_147_180_369_123_8;
const LN_2_LOW: f64 = 1.908_214_929_270_587_7e-10;

/// FDLIBM's polynomial for ln(1+f) in powers of (f / (2+f))².
const SERIES: [f64; 7] = [
    6.666_666_666_666_735e-1,
    3.999_999_999_940_942e-1,
    2.857_142_874_366_239e-1,
    2.222_219_843_214_978_4e-1,
    1.818_357_216_161_805e-1,
    1.531_383_769_920_937_3e-1,
    1.479_819_860_511_658_6e-1,
];

/// ln(2ᵏ·(1+f)) for 1+f between √½ and √2.
#[inline(always)]
fn combine(k: f64, f: f64) -> f64 {
    let s = f / (2.0 + f);
    let square = s * s;
    let fourth = square * square;
    let even = fourth * (SERIES[1] + fourth * (SERIES[3] + fourth * SERIES[5]));
    let odd =
        square * (SERIES[0] + fourth * (SERIES[2] + fourth * (SERIES[4] + fourth * SERIES[6])));
    let half_square = 0.5 * f * f;
    s * (half_square + (odd + even)) + k * LN_2_LOW - half_square + f + k * LN_2_HIGH
}

/// ln x to 2 ulp: −∞ at 0, NaN below 0 and for NaN.
pub fn ln(x: f64) -> f64 {
    if x.is_nan() || x < 0.0 {
        return f64::NAN;
    }
    if x == 0.0 {
        return f64::NEG_INFINITY;
    }
    if x.is_infinite() {
        return x;
    }
    let (x, below) = if x < f64::MIN_POSITIVE {
        (x * 18_014_398_509_481_984.0, 54.0)
    } else {
        (x, 0.0)
    };
    let bits = x.to_bits();
    let mantissa = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000);
    let exponent = (bits >> 52) as f64 - 1023.0 - below;
    if mantissa > SQRT_2 {
        combine(exponent + 1.0, mantissa * 0.5 - 1.0)
    } else {
        combine(exponent, mantissa - 1.0)
    }
}

/// ln(1+e) for e from 0 to 1, to 2 ulp.
#[inline(always)]
pub(in crate::nn) fn ln_1p_unit(e: f64) -> f64 {
    let folds = e > SQRT_2 - 1.0;
    let k = if folds { 1.0 } else { 0.0 };
    let f = if folds { (e - 1.0) * 0.5 } else { e };
    combine(k, f)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ulps(got: f64, want: f64) -> f64 {
        (got - want).abs() / (want.abs().next_up() - want.abs())
    }

    #[test]
    fn ln_is_within_two_ulp_at_every_size() {
        for i in 1..40_000 {
            let near_one = 0.3 + f64::from(i) / 10_000.0;
            let any = near_one * 2.0_f64.powf(f64::from(i % 2000 - 1040));
            for x in [near_one, any] {
                if x != 1.0 {
                    assert!(ulps(ln(x), x.ln()) <= 2.0, "ln {x}");
                }
            }
        }
    }

    #[test]
    fn ln_reaches_its_limits_exactly() {
        assert_eq!(ln(1.0), 0.0);
        assert_eq!(ln(0.0), f64::NEG_INFINITY);
        assert_eq!(ln(f64::INFINITY), f64::INFINITY);
        assert!(ln(-1.0).is_nan() && ln(f64::NAN).is_nan());
    }

    #[test]
    fn ln_1p_keeps_its_precision_near_zero() {
        for i in 0..40_000 {
            let e = (f64::from(i) / 40_000.0).powi(12);
            assert!(
                e == 0.0 || ulps(ln_1p_unit(e), e.ln_1p()) <= 2.0,
                "ln(1+{e})"
            );
        }
        assert_eq!(ln_1p_unit(1e-300), 1e-300);
        assert!(ln_1p_unit(f64::NAN).is_nan());
    }
}
