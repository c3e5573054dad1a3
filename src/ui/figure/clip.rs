//! Clipping lines to a box.

/// The part of the line from `a` to `b` inside the unit square, by Liang and Barsky's algorithm; none
/// where the line misses it or is not finite.
pub(super) fn to_unit_square(a: (f64, f64), b: (f64, f64)) -> Option<((f64, f64), (f64, f64))> {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    if ![a.0, a.1, b.0, b.1, dx, dy].iter().all(|v| v.is_finite()) {
        return None;
    }
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (step, room) in [(-dx, a.0), (dx, 1.0 - a.0), (-dy, a.1), (dy, 1.0 - a.1)] {
        if step == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if step < 0.0 {
            enter = enter.max(room / step);
        } else {
            leave = leave.min(room / step);
        }
    }
    if enter > leave {
        return None;
    }
    let at = |t: f64| (a.0 + t * dx, a.1 + t * dy);
    // An end that is not cut stays the very same number, which tells the caller that it was not.
    let start = if enter > 0.0 { at(enter) } else { a };
    let end = if leave < 1.0 { at(leave) } else { b };
    Some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_at_the_edges() {
        let (a, b) = to_unit_square((-1.0, 0.5), (3.0, 0.5)).unwrap();
        assert_eq!((a, b), ((0.0, 0.5), (1.0, 0.5)));
        assert_eq!(to_unit_square((2.0, 2.0), (3.0, 0.0)), None);
        assert_eq!(to_unit_square((0.5, f64::INFINITY), (0.6, 0.0)), None);
        assert!(to_unit_square((0.2, 0.2), (0.2, 0.2)).is_some());
    }
}
