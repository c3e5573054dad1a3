//! One unit y = f(w·x + b) that learns four points on the line y = x / 2, and may die on the way.

use super::sample_curve;
use crate::figure::{Axis, Plot, Role};
use crate::locale::Phrase;
use crate::nn::{Activation, Dataset, Network, Task};

/// The inputs.
pub(in crate::lab) const INPUTS: [f64; 4] = [1.0, 2.0, 3.0, 4.0];
/// The highest drawn input.
const LAST_X: f64 = 5.0;

/// The target for an input.
fn target(x: f64) -> f64 {
    0.5 * x
}

/// The four points as training data.
pub(in crate::lab) fn four_points() -> Dataset {
    let points = INPUTS.map(|x| (vec![x], target(x)));
    Dataset::from_points(Task::Regression, &points)
}

/// The unit with this weight and bias.
pub(in crate::lab) fn one_unit(f: Activation, w: f64, b: f64) -> Network {
    let mut network = Network::unit(1, f);
    network.parameters_mut().copy_from_slice(&[w, b]);
    network
}

/// The weight and the bias of the unit.
pub(in crate::lab) fn weight_and_bias(network: &Network) -> (f64, f64) {
    pair(network.parameters())
}

/// The two numbers of a slice of two; NaN for any other slice.
pub(in crate::lab) fn pair(numbers: &[f64]) -> (f64, f64) {
    match numbers {
        [w, b] => (*w, *b),
        _ => (f64::NAN, f64::NAN),
    }
}

/// The number of points with a positive sum w·x + b.
pub(in crate::lab) fn count_awake(network: &Network) -> usize {
    let (w, b) = weight_and_bias(network);
    INPUTS.iter().filter(|x| w * **x + b > 0.0).count()
}

/// The curve of the unit and the four points, which are called `targets`.
pub(in crate::lab) fn unit_plot(
    title: Phrase,
    (f, w, b): (Activation, f64, f64),
    heights: (f64, f64),
    targets: Phrase,
) -> Plot {
    let curve = sample_curve(0.0, LAST_X, &[-b / w], |x| f.value(w * x + b));
    let points = INPUTS.iter().map(|x| (*x, target(*x))).collect();
    let x = Axis::named("x", 0.0, LAST_X);
    Plot::tall(title, x, Axis::linear(None, heights.0, heights.1))
        .curve(Phrase::verbatim("y"), Role::First, curve)
        .dots(targets, Role::Target, points)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_with_negative_sums_has_no_point_awake() {
        let awake = |w, b| count_awake(&one_unit(Activation::Relu, w, b));
        assert_eq!(awake(-2.0, -1.0), 0);
        assert_eq!(awake(-0.35, 0.3525), 1);
        assert_eq!(awake(1.5, 1.0), 4);
    }
}
