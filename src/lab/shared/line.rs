//! Straight lines across a plane.

/// The part of a falling line inside the box of `xs` and `ys`, from left to right: `y` gives its height
/// at an x, `x` is the inverse. None where it misses the box.
pub(in crate::lab) fn falling(
    y: impl Fn(f64) -> f64,
    x: impl Fn(f64) -> f64,
    xs: (f64, f64),
    ys: (f64, f64),
) -> Option<((f64, f64), (f64, f64))> {
    let (enters, leaves) = (x(ys.1), x(ys.0));
    // An end on the box's own edge is that edge, not what rounding makes of it.
    let from = if enters > xs.0 {
        (enters, ys.1)
    } else {
        (xs.0, y(xs.0))
    };
    let to = if leaves < xs.1 {
        (leaves, ys.0)
    } else {
        (xs.1, y(xs.1))
    };
    (from.0 < to.0).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diagonal(sum: f64) -> Option<((f64, f64), (f64, f64))> {
        falling(|x| sum - x, |y| sum - y, (0.0, 1.0), (0.0, 1.0))
    }

    #[test]
    fn a_line_ends_where_it_leaves_the_box() {
        assert_eq!(diagonal(1.0), Some(((0.0, 1.0), (1.0, 0.0))));
        assert_eq!(diagonal(1.5), Some(((0.5, 1.0), (1.0, 0.5))));
        assert_eq!(diagonal(0.25), Some(((0.0, 0.25), (0.25, 0.0))));
    }

    #[test]
    fn a_line_beside_the_box_is_not_drawn() {
        assert_eq!(diagonal(2.5), None);
        assert_eq!(diagonal(-0.5), None);
    }
}
