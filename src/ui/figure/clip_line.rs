//! Clips lines to the unit square.

/// The part of the line from `a` to `b` inside the unit square, by the algorithm of Liang and Barsky. None where the
/// line misses the square or is not finite.
pub(super) fn clip_to_unit_square(
    a: (f64, f64),
    b: (f64, f64),
) -> Option<((f64, f64), (f64, f64))> {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    if ![a.0, a.1, b.0, b.1, dx, dy].iter().all(|v| v.is_finite()) {
        return None;
    }
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (step, margin) in [(-dx, a.0), (dx, 1.0 - a.0), (-dy, a.1), (dy, 1.0 - a.1)] {
        if step == 0.0 {
            if margin < 0.0 {
                return None;
            }
        } else if step < 0.0 {
            enter = enter.max(margin / step);
        } else {
            leave = leave.min(margin / step);
        }
    }
    if enter > leave {
        return None;
    }
    // The clamp corrects rounding errors of lines from very far away.
    let at = |t: f64| {
        let (x, y) = (a.0 + t * dx, a.1 + t * dy);
        (x.clamp(0.0, 1.0), y.clamp(0.0, 1.0))
    };
    // An end inside the square stays bit-identical, so that the caller can tell whether it was clipped.
    let is_inside = |p: (f64, f64)| (0.0..=1.0).contains(&p.0) && (0.0..=1.0).contains(&p.1);
    let start = if is_inside(a) { a } else { at(enter) };
    let end = if is_inside(b) { b } else { at(leave) };
    Some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_clipped_at_the_edges() {
        let (a, b) = clip_to_unit_square((-1.0, 0.5), (3.0, 0.5)).unwrap();
        assert_eq!((a, b), ((0.0, 0.5), (1.0, 0.5)));
        assert_eq!(clip_to_unit_square((2.0, 2.0), (3.0, 0.0)), None);
        assert_eq!(clip_to_unit_square((0.5, f64::INFINITY), (0.6, 0.0)), None);
        assert!(clip_to_unit_square((0.2, 0.2), (0.2, 0.2)).is_some());
    }

    #[test]
    fn a_line_from_very_far_away_stays_inside() {
        for far in [1e17, 1e300, -1e300] {
            for near in [0.5, 1e190] {
                let Some((start, end)) = clip_to_unit_square((far, -far), (near, near)) else {
                    continue;
                };
                for value in [start.0, start.1, end.0, end.1] {
                    assert!((0.0..=1.0).contains(&value), "{far} {near}: {value}");
                }
            }
        }
    }
}
