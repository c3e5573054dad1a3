//! Slopes of curves.

use crate::figure::Axis;
use crate::locale::{Arg, Phrase};

/// The slopes between neighbouring `points` as a staircase: each level starts at the left end of its interval, equal
/// neighbours are merged, and the last level ends at the last point.
pub(in crate::lab) fn slopes(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut levels: Vec<(f64, f64)> = Vec::new();
    for pair in points.windows(2) {
        let slope = (pair[1].1 - pair[0].1) / (pair[1].0 - pair[0].0);
        if !levels
            .last()
            .is_some_and(|(_, last)| is_about_equal(*last, slope))
        {
            levels.push((pair[0].0, slope));
        }
    }
    if let (Some((x, _)), Some((_, slope))) = (points.last().copied(), levels.last().copied()) {
        levels.push((x, slope));
    }
    levels
}

/// An axis of slopes with ticks at these slopes.
pub(in crate::lab) fn slope_axis(low: f64, high: f64, ticks: &[f64]) -> Axis {
    let tick = |slope: &f64| (*slope, Phrase::key("figure.slope").with("slope", *slope));
    Axis::linear(None, low, high).ticks(ticks.iter().map(tick).collect())
}

/// The name of the slope of a curve.
pub(in crate::lab) fn slope_name(curve: impl Into<Arg>) -> Phrase {
    Phrase::key("figure.slope-of").with("of", curve)
}

/// Whether two slopes are equal up to rounding.
fn is_about_equal(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::shared::sample_curve;

    #[test]
    fn a_hinge_has_two_slopes() {
        let points = sample_curve(-5.0, 5.0, &[1.3], |x| 2.0 * (x - 1.3_f64).max(0.0));
        let levels = slopes(&points);
        assert_eq!(levels.len(), 3);
        assert_eq!(levels[1].0, 1.3);
        assert!(is_about_equal(levels[0].1, 0.0) && is_about_equal(levels[1].1, 2.0));
    }
}
