//! One unit y = f(w·x + b) before four points on a line: what dies, and what may come back.

use crate::nn::{Activation, Dataset, Network, Task};

/// The inputs.
pub(in crate::lab) const INPUTS: [f64; 4] = [1.0, 2.0, 3.0, 4.0];

/// What the unit should give.
pub(in crate::lab) fn wanted(x: f64) -> f64 {
    0.5 * x
}

/// The four points as something to learn from.
pub(in crate::lab) fn four_points() -> Dataset {
    let points = INPUTS.map(|x| (vec![x], wanted(x)));
    Dataset::from_points(Task::Regression, &points)
}

/// The activation with slope `alpha` below zero: ReLU where that is 0.
pub(in crate::lab) fn leaky(alpha: f64) -> Activation {
    if alpha == 0.0 {
        Activation::Relu
    } else {
        Activation::Leaky { alpha }
    }
}

/// The unit with this weight and bias.
pub(in crate::lab) fn one_unit(f: Activation, w: f64, b: f64) -> Network {
    let mut network = Network::single_unit(1, f);
    network.parameters_mut().copy_from_slice(&[w, b]);
    network
}

/// Weight and bias of the unit.
pub(in crate::lab) fn weights(network: &Network) -> (f64, f64) {
    pair(network.parameters())
}

/// Two numbers out of a slice of two; NaN where there are not two.
pub(in crate::lab) fn pair(numbers: &[f64]) -> (f64, f64) {
    match numbers {
        [w, b] => (*w, *b),
        _ => (f64::NAN, f64::NAN),
    }
}

/// Points on the awake side, where w·x + b is positive.
pub(in crate::lab) fn awake(network: &Network) -> usize {
    let (w, b) = weights(network);
    INPUTS.iter().filter(|x| w * **x + b > 0.0).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_whose_sums_are_all_negative_has_no_point_awake() {
        let awake = |w, b| awake(&one_unit(leaky(0.0), w, b));
        assert_eq!(awake(-2.0, -1.0), 0);
        assert_eq!(awake(-0.35, 0.3525), 1);
        assert_eq!(awake(1.5, 1.0), 4);
    }

    #[test]
    fn a_leak_of_nothing_is_relu() {
        assert_eq!(leaky(0.0), Activation::Relu);
        assert_eq!(leaky(0.3), Activation::Leaky { alpha: 0.3 });
    }
}
