//! Finds the places where the slope or the value of a curve jumps.

/// Rounds of bisection. The last interval has 2⁻¹⁸ of the length of a sample.
const ROUNDS: u32 = 18;
/// After this round the slopes of a smooth curve have come together.
const FIRST_TEST: u32 = 3;
/// A corner keeps at least half of its change of slope, of which this is left after rounding; of a smooth curve an eighth
/// is left after the first test.
const KEPT: f64 = 0.4;
/// Smaller changes of the slope, in parts of the mean slope of the whole curve, are rounding errors.
const NOISE: f64 = 1e-6;
/// The most corners of a curve; a cloud of them is no curve.
const MOST_CORNERS: usize = 16;

/// A place where a curve is not smooth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Corner {
    /// The slope jumps.
    Kink(f64),
    /// The value jumps between these two places.
    Jump(f64, f64),
}

/// The corners of `f` between evenly spaced `samples` of it, from left to right.
pub(super) fn corners(samples: &[(f64, f64)], f: impl Fn(f64) -> f64) -> Vec<Corner> {
    let (Some(first), Some(last)) = (samples.first(), samples.last()) else {
        return Vec::new();
    };
    let finite = samples
        .iter()
        .map(|point| point.1)
        .filter(|y| y.is_finite());
    let (low, high) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), y| {
        (low.min(y), high.max(y))
    });
    let length = last.0 - first.0;
    let noise = NOISE * (high - low) / length;
    if !(noise.is_finite() && noise > 0.0) {
        return Vec::new();
    }
    let changes: Vec<f64> = samples.windows(3).map(change_of_slope).collect();
    let change = |at: usize| changes.get(at).copied().unwrap_or(0.0);
    let mut found = Vec::new();
    for at in 0..changes.len() {
        let before = at.checked_sub(1).map_or(0.0, change);
        if change(at) > noise && change(at) >= before && change(at) > change(at + 1) {
            found.extend(refine(&samples[at..at + 3], change(at), &f));
        }
    }
    found.truncate(MOST_CORNERS);
    for corner in &mut found {
        if let Corner::Kink(x) = corner {
            *x = snap(*x, samples, length);
        }
    }
    found
}

/// `x`, or the sample or 0 that it misses by rounding.
fn snap(x: f64, samples: &[(f64, f64)], length: f64) -> f64 {
    let near = 1e-9 * length;
    let at = samples.partition_point(|point| point.0 < x - near);
    let sample = samples.get(at).map(|point| point.0);
    let x = sample
        .filter(|sample| (sample - x).abs() <= near)
        .unwrap_or(x);
    if x.abs() < near { 0.0 } else { x }
}

/// The difference of the slopes on both sides of the second of three points; 0 where a point is not finite.
fn change_of_slope(points: &[(f64, f64)]) -> f64 {
    let [a, b, c] = points else { return 0.0 };
    let change = (c.1 - b.1) / (c.0 - b.0) - (b.1 - a.1) / (b.0 - a.0);
    if change.is_finite() {
        change.abs()
    } else {
        0.0
    }
}

/// The corner between three samples whose slopes differ by `change`; none if `f` is smooth there. Each round goes on with
/// the half, left, right or middle, in which the slopes differ most.
fn refine(samples: &[(f64, f64)], change: f64, f: impl Fn(f64) -> f64) -> Option<Corner> {
    let [mut left, mut middle, mut right] = *samples else {
        return None;
    };
    let (width, rise) = (right.0 - left.0, (right.1 - left.1).abs());
    let point = |x: f64| (x, f(x));
    let mut kept = change;
    for round in 0..ROUNDS {
        let between_left = point(f64::midpoint(left.0, middle.0));
        let between_right = point(f64::midpoint(middle.0, right.0));
        let halves = [
            [left, between_left, middle],
            [between_left, middle, between_right],
            [middle, between_right, right],
        ];
        let steepest = halves
            .into_iter()
            .max_by(|a, b| change_of_slope(a).total_cmp(&change_of_slope(b)));
        let half = steepest?;
        kept = change_of_slope(&half);
        [left, middle, right] = half;
        if round + 1 >= FIRST_TEST && kept < KEPT * change {
            return None;
        }
    }
    let is_jump = kept > 4.0 * change && (right.1 - left.1).abs() > 0.3 * rise;
    if is_jump {
        return Some(Corner::Jump(left.0, right.0));
    }
    Some(Corner::Kink(crossing(left, right, width / 64.0, point)))
}

/// The place between `left` and `right` where the line that continues the curve from the left meets that from the right.
fn crossing(
    left: (f64, f64),
    right: (f64, f64),
    reach: f64,
    point: impl Fn(f64) -> (f64, f64),
) -> f64 {
    let slope = |a: (f64, f64), b: (f64, f64)| (b.1 - a.1) / (b.0 - a.0);
    let before = slope(point(left.0 - reach), left);
    let behind = slope(right, point(right.0 + reach));
    let x = (right.1 - behind * right.0 - left.1 + before * left.0) / (before - behind);
    if (left.0..=right.0).contains(&x) {
        x
    } else {
        f64::midpoint(left.0, right.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::shared::sample_curve;

    fn found(f: impl Fn(f64) -> f64) -> Vec<Corner> {
        corners(&sample_curve(-5.0, 5.0, &[], &f), &f)
    }

    /// The places of the kinks, of curves that have nothing else.
    fn kinks(f: impl Fn(f64) -> f64) -> Vec<f64> {
        let corners = found(f).into_iter();
        let places = corners.map(|corner| match corner {
            Corner::Kink(x) => x,
            Corner::Jump(..) => panic!("{corner:?}"),
        });
        places.collect()
    }

    #[test]
    fn kinks_of_straight_lines_are_exact() {
        assert_eq!(kinks(|x| x.max(0.0)), [0.0]);
        let places = kinks(|x: f64| (x - 1.234_567).max(0.0) - 3.0 * (x + 2.01).abs());
        assert_eq!(places.len(), 2);
        assert!(
            (places[0] + 2.01).abs() < 1e-12 && (places[1] - 1.234_567).abs() < 1e-12,
            "{places:?}"
        );
        let places = kinks(|x: f64| 1e-3 * (x - 0.3).abs() + 100.0 * (x - 4.0).max(0.0));
        assert_eq!(places.len(), 2, "{places:?}");
    }

    #[test]
    fn a_kink_of_a_bent_curve_is_found() {
        let places = kinks(|x: f64| (x * x - 2.0).abs());
        assert_eq!(places.len(), 2);
        assert!((places[1] - 2_f64.sqrt()).abs() < 1e-6, "{places:?}");
    }

    #[test]
    fn smooth_curves_have_no_kink() {
        let smooth: [fn(f64) -> f64; 7] = [
            |x| x * x,
            f64::sin,
            f64::exp,
            f64::tanh,
            |x| 1.0 / (1.0 + (-20.0 * x).exp()),
            |x| 2.0 * x + 1.0,
            |_| 3.0,
        ];
        for (at, f) in smooth.into_iter().enumerate() {
            assert_eq!(found(f), [], "{at}");
        }
    }

    #[test]
    fn a_jump_is_no_kink() {
        let found = found(|x| if x < 0.777 { 0.0 } else { 1.0 });
        let [Corner::Jump(left, right)] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert!(*left < 0.777 && *right >= 0.777 && right - left < 1e-5);
    }

    #[test]
    fn a_curve_without_numbers_has_no_corner() {
        assert_eq!(found(|_| f64::NAN), []);
        assert_eq!(
            kinks(|x| if x < 0.0 { f64::NAN } else { (x - 1.0).abs() }),
            [1.0]
        );
    }
}
