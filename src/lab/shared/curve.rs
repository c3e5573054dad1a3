//! Functions as points.

/// How many intervals a curve is sampled in: more than a wide terminal has dots across.
const INTERVALS: u32 = 400;

/// `f` sampled evenly over `from..=to`, and at `corners` exactly, so that a kink stands where it is.
pub(in crate::lab) fn sampled(
    from: f64,
    to: f64,
    corners: &[f64],
    f: impl Fn(f64) -> f64,
) -> Vec<(f64, f64)> {
    let step = (to - from) / f64::from(INTERVALS);
    let even = (0..=INTERVALS).map(|i| {
        if i == INTERVALS {
            to
        } else {
            from + f64::from(i) * step
        }
    });
    let mut xs: Vec<f64> = even
        .chain(corners.iter().copied().filter(|x| (from..=to).contains(x)))
        .collect();
    xs.sort_by(f64::total_cmp);
    xs.dedup();
    xs.into_iter().map(|x| (x, f(x))).collect()
}

/// The slopes between neighbouring `points`, each standing at the start of its interval: a staircase.
pub(in crate::lab) fn slopes(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut stairs: Vec<(f64, f64)> = Vec::new();
    for pair in points.windows(2) {
        let slope = (pair[1].1 - pair[0].1) / (pair[1].0 - pair[0].0);
        if !stairs.last().is_some_and(|(_, last)| close(*last, slope)) {
            stairs.push((pair[0].0, slope));
        }
    }
    if let (Some((x, _)), Some((_, slope))) = (points.last().copied(), stairs.last().copied()) {
        stairs.push((x, slope));
    }
    stairs
}

/// Equal up to the dust of rounding.
fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corner_is_sampled_exactly() {
        let points = sampled(-1.0, 1.0, &[0.123_456], |x| x.max(0.123_456));
        assert!(points.contains(&(0.123_456, 0.123_456)));
        assert_eq!(points.last().unwrap().0, 1.0);
    }

    #[test]
    fn a_hinge_has_two_levels_of_slope() {
        let points = sampled(-5.0, 5.0, &[1.3], |x| 2.0 * (x - 1.3_f64).max(0.0));
        let stairs = slopes(&points);
        assert_eq!(stairs.len(), 3);
        assert_eq!(stairs[1].0, 1.3);
        assert!(close(stairs[0].1, 0.0) && close(stairs[1].1, 2.0));
    }
}
