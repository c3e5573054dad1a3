//! Curves as points.

use crate::figure::{Axis, Plot, Role};
use crate::locale::Phrase;
use crate::nn::{Network, Recipe, Response};

/// The number of intervals of a sampled curve, more than a wide terminal has dots in a row.
const INTERVALS: u32 = 400;

/// `f` at evenly spaced points of `from..=to`, and exactly at `corners`, where it may have kinks.
pub(in crate::lab) fn sample_curve(
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

/// The output of a network of one input at each of `xs`.
pub(in crate::lab) fn network_curve(network: &Network, xs: &[f64]) -> Vec<(f64, f64)> {
    let inputs = ndarray::Array2::from_shape_fn((1, xs.len()), |(_, i)| xs[i]);
    let response = Response::new(network, &inputs);
    let outputs = response.output().row(0).to_vec();
    xs.iter().copied().zip(outputs).collect()
}

/// The curve of `recipe` on −1…1, to which the curves of networks are added.
pub(in crate::lab) fn fit_plot(title: Phrase, target: Phrase, recipe: Recipe) -> Plot {
    // The two points beside 0 draw the jump of a step upright.
    let points = sample_curve(-1.0, 1.0, &[-1e-9, 0.0, 1e-9], |x| {
        recipe.curve(x).unwrap_or(f64::NAN)
    });
    let x = Axis::named("x", -1.0, 1.0);
    Plot::tall(title, x, Axis::linear(None, -1.6, 1.6)).curve(target, Role::Target, points)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corner_is_sampled_exactly() {
        let points = sample_curve(-1.0, 1.0, &[0.123_456], |x| x.max(0.123_456));
        assert!(points.contains(&(0.123_456, 0.123_456)));
        assert_eq!(points.last().unwrap().0, 1.0);
    }
}
