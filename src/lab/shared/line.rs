//! Straight lines across a plane.

/// The part of a falling line inside the box of `xs` and `ys`, from left to right; none if the line misses the box. `y`
/// gives the height of the line at an x, and `x` is its inverse.
pub(in crate::lab) fn clip_falling_line(
    y: impl Fn(f64) -> f64,
    x: impl Fn(f64) -> f64,
    xs: (f64, f64),
    ys: (f64, f64),
) -> Option<((f64, f64), (f64, f64))> {
    let (enters, leaves) = (x(ys.1), x(ys.0));
    // An end on the edge of the box gets the exact value of the edge, without rounding.
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
        clip_falling_line(|x| sum - x, |y| sum - y, (0.0, 1.0), (0.0, 1.0))
    }

    #[test]
    fn a_line_ends_at_the_edges_of_the_box() {
        assert_eq!(diagonal(1.0), Some(((0.0, 1.0), (1.0, 0.0))));
        assert_eq!(diagonal(1.5), Some(((0.5, 1.0), (1.0, 0.5))));
        assert_eq!(diagonal(0.25), Some(((0.0, 0.25), (0.25, 0.0))));
    }

    #[test]
    fn a_line_beside_the_box_has_no_part_inside() {
        assert_eq!(diagonal(2.5), None);
        assert_eq!(diagonal(-0.5), None);
    }
}
