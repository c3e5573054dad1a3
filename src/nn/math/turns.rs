//! Sine and cosine of an angle in turns.

use std::f64::consts::TAU;

const SIN: [f64; 6] = [
    -1.666_666_666_666_663_2e-1,
    8.333_333_333_322_49e-3,
    -1.984_126_982_985_795e-4,
    2.755_731_370_707_006_8e-6,
    -2.505_076_025_340_686_3e-8,
    1.589_690_995_211_55e-10,
];
const COS: [f64; 6] = [
    4.166_666_666_666_66e-2,
    -1.388_888_888_887_411e-3,
    2.480_158_728_947_673e-5,
    -2.755_731_435_139_066_3e-7,
    2.087_572_321_298_175e-9,
    -1.135_964_755_778_819_5e-11,
];

/// The sum of `series`\[i\]·zⁱ.
fn polynomial(series: &[f64], z: f64) -> f64 {
    series.iter().rev().fold(0.0, |sum, c| sum * z + c)
}

/// sin θ and cos θ for |θ| ≤ π/4.
fn sin_cos_of_eighth(theta: f64) -> (f64, f64) {
    let z = theta * theta;
    let sin = theta + theta * z * polynomial(&SIN, z);
    let half = 0.5 * z;
    let near = 1.0 - half;
    let cos = near + (((1.0 - near) - half) + z * z * polynomial(&COS, z));
    (sin, cos)
}

/// (sin 2πu, cos 2πu). The reduction to an eighth of a turn is exact; that of an angle in radians is not.
fn sin_cos(u: f64) -> (f64, f64) {
    let part = u - u.round();
    let quarter = (4.0 * part).round();
    let (sin, cos) = sin_cos_of_eighth(TAU * (part - 0.25 * quarter));
    if quarter == 0.0 {
        (sin, cos)
    } else if quarter == 1.0 {
        (cos, -sin)
    } else if quarter == -1.0 {
        (-cos, sin)
    } else {
        (-sin, -cos)
    }
}

/// sin 2πu, the sine of `u` turns, to 2 ulp of 1.
pub fn sin_turns(u: f64) -> f64 {
    sin_cos(u).0
}

/// cos 2πu, the cosine of `u` turns, to 2 ulp of 1.
pub fn cos_turns(u: f64) -> f64 {
    sin_cos(u).1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sine_and_cosine_agree_with_the_standard_library_over_several_turns() {
        for i in -30_000..30_000 {
            let u = f64::from(i) / 10_007.0;
            assert!((sin_turns(u) - (TAU * u).sin()).abs() < 4e-15, "{u}");
            assert!((cos_turns(u) - (TAU * u).cos()).abs() < 4e-15, "{u}");
            if u.abs() < 0.125 {
                assert!((sin_turns(u) - (TAU * u).sin()).abs() < 2.3e-16, "{u}");
            }
        }
    }

    #[test]
    fn whole_and_quarter_turns_are_exact() {
        assert_eq!((sin_turns(3.0), cos_turns(3.0)), (0.0, 1.0));
        assert_eq!((sin_turns(0.25), cos_turns(0.25)), (1.0, 0.0));
        assert_eq!((sin_turns(-0.25), cos_turns(0.5)), (-1.0, -1.0));
        assert!(sin_turns(f64::NAN).is_nan() && cos_turns(f64::INFINITY).is_nan());
    }
}
