//! Numbers that are read off a curve.

use super::curve::Curve;

/// A number of a curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The value at a place.
    Value,
    /// The slope at a place; at a kink that to its right.
    Slope,
    /// The place of the leftmost kink.
    Kink,
    /// The number of kinks.
    Kinks,
    /// The leftmost place where the curve crosses 0.
    Zero,
    /// The area between the curve and 0, negative below it.
    Area,
    /// The highest value.
    Highest,
    /// The place of the highest value.
    HighestAt,
    /// The lowest value.
    Lowest,
    /// The place of the lowest value.
    LowestAt,
}

/// Rounds of bisection and of the search for an extremum.
const ROUNDS: usize = 60;
/// The reach of the differences of a slope, in parts of the x axis.
const REACH: f64 = 1e-6;
/// One-sided slopes that differ by more than this, relative to the greater one, are those of a kink.
const SAME_SLOPE: f64 = 1e-3;

impl Measure {
    /// Every measure.
    pub const ALL: [Self; 10] = [
        Self::Value,
        Self::Slope,
        Self::Kink,
        Self::Kinks,
        Self::Zero,
        Self::Area,
        Self::Highest,
        Self::HighestAt,
        Self::Lowest,
        Self::LowestAt,
    ];

    /// The name in lessons.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Slope => "slope",
            Self::Kink => "kink",
            Self::Kinks => "kinks",
            Self::Zero => "zero",
            Self::Area => "area",
            Self::Highest => "highest",
            Self::HighestAt => "highest_at",
            Self::Lowest => "lowest",
            Self::LowestAt => "lowest_at",
        }
    }

    /// Whether it is taken at a place.
    pub const fn is_at_a_place(self) -> bool {
        match self {
            Self::Value | Self::Slope => true,
            Self::Kink
            | Self::Kinks
            | Self::Zero
            | Self::Area
            | Self::Highest
            | Self::HighestAt
            | Self::Lowest
            | Self::LowestAt => false,
        }
    }

    /// The number of `curve`, which samples `f`, at `place`; NaN where there is none.
    pub(super) fn of(self, curve: &Curve, f: impl Fn(f64) -> f64, place: f64) -> f64 {
        let number = match self {
            Self::Value => f(place),
            Self::Slope => slope(curve, f, place),
            Self::Kink => curve.kinks.first().copied().unwrap_or(f64::NAN),
            Self::Kinks => curve.kinks.len() as f64,
            Self::Zero => zero(curve, f),
            Self::Area => area(curve),
            Self::Highest => extremum(curve, f, 1.0).1,
            Self::HighestAt => extremum(curve, f, 1.0).0,
            Self::Lowest => extremum(curve, f, -1.0).1,
            Self::LowestAt => extremum(curve, f, -1.0).0,
        };
        // Adding 0 turns −0 into 0.
        number + 0.0
    }
}

fn slope(curve: &Curve, f: impl Fn(f64) -> f64, place: f64) -> f64 {
    let (Some(first), Some(last)) = (curve.points.first(), curve.points.last()) else {
        return f64::NAN;
    };
    let reach = REACH * (last.0 - first.0);
    let left = (f(place) - f(place - reach)) / reach;
    let right = (f(place + reach) - f(place)) / reach;
    let is_kink = (left - right).abs() > SAME_SLOPE * left.abs().max(right.abs());
    if left.is_finite() && right.is_finite() && !is_kink {
        f64::midpoint(left, right)
    } else if right.is_finite() {
        right
    } else {
        left
    }
}

fn zero(curve: &Curve, f: impl Fn(f64) -> f64) -> f64 {
    let crosses = |pair: &&[(f64, f64)]| pair[0].1 == 0.0 || pair[0].1 * pair[1].1 < 0.0;
    let Some(pair) = curve.points.windows(2).find(crosses) else {
        let end = curve.points.last().filter(|end| end.1 == 0.0);
        return end.map_or(f64::NAN, |end| end.0);
    };
    if pair[0].1 == 0.0 {
        return pair[0].0;
    }
    let (mut low, mut high) = (pair[0].0, pair[1].0);
    let is_below = |y: f64| y < 0.0;
    for _ in 0..ROUNDS {
        let middle = f64::midpoint(low, high);
        if is_below(f(middle)) == is_below(pair[0].1) {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

fn area(curve: &Curve) -> f64 {
    let strips = curve.points.windows(2);
    let strips = strips.map(|pair| f64::midpoint(pair[0].1, pair[1].1) * (pair[1].0 - pair[0].0));
    let strips: Vec<f64> = strips.filter(|strip| strip.is_finite()).collect();
    if strips.is_empty() {
        f64::NAN
    } else {
        strips.iter().sum()
    }
}

/// The place and the value of the highest point, or with `side` −1 of the lowest: the best sample, refined by ternary
/// search between its neighbours.
fn extremum(curve: &Curve, f: impl Fn(f64) -> f64, side: f64) -> (f64, f64) {
    let points = curve.points.iter().copied().enumerate();
    let finite = points.filter(|(_, point)| point.1.is_finite());
    let best = finite.reduce(|a, b| if side * b.1.1 > side * a.1.1 { b } else { a });
    let Some((at, best)) = best else {
        return (f64::NAN, f64::NAN);
    };
    let neighbour = |at: Option<usize>| {
        at.and_then(|at| curve.points.get(at))
            .map_or(best.0, |point| point.0)
    };
    let (mut low, mut high) = (neighbour(at.checked_sub(1)), neighbour(Some(at + 1)));
    for _ in 0..ROUNDS {
        let third = (high - low) / 3.0;
        if side * f(low + third) < side * f(high - third) {
            low += third;
        } else {
            high -= third;
        }
    }
    let x = f64::midpoint(low, high);
    let y = f(x);
    // A sample at a kink or at an end is better than what the search comes close to.
    if side * y > side * best.1 + 1e-12 * best.1.abs() {
        (x, y)
    } else {
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(measure: Measure, f: impl Fn(f64) -> f64) -> f64 {
        let curve = Curve::new(-5.0, 5.0, &f);
        measure.of(&curve, &f, 1.0)
    }

    fn is_close(found: f64, expected: f64) -> bool {
        (found - expected).abs() < 1e-6
    }

    #[test]
    fn a_parabola_has_its_numbers() {
        let f = |x: f64| (x - 1.5) * (x - 1.5) - 2.0;
        for (kind, expected) in [
            (Measure::Value, -1.75),
            (Measure::Slope, -1.0),
            (Measure::Kinks, 0.0),
            (Measure::Zero, 1.5 - 2_f64.sqrt()),
            (Measure::Lowest, -2.0),
            (Measure::LowestAt, 1.5),
            (Measure::Highest, 40.25),
            (Measure::HighestAt, -5.0),
        ] {
            assert!(
                is_close(measure(kind, f), expected),
                "{kind:?}: {}",
                measure(kind, f)
            );
        }
        assert!(measure(Measure::Kink, f).is_nan());
    }

    #[test]
    fn a_hinge_has_its_numbers() {
        let f = |x: f64| 2.0 * (x - 1.0).max(0.0);
        for (kind, expected) in [
            (Measure::Slope, 2.0),
            (Measure::Kink, 1.0),
            (Measure::Kinks, 1.0),
            (Measure::Area, 16.0),
            (Measure::HighestAt, 5.0),
        ] {
            assert!(
                is_close(measure(kind, f), expected),
                "{kind:?}: {}",
                measure(kind, f)
            );
        }
    }

    #[test]
    fn a_curve_without_numbers_has_none() {
        for kind in Measure::ALL {
            let found = measure(kind, |_| f64::NAN);
            assert!(
                found.is_nan() || kind == Measure::Kinks,
                "{kind:?}: {found}"
            );
        }
    }
}
