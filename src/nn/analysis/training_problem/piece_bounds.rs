//! The number of linear pieces that a network can have, and the number that a curve needs.

use crate::nn::data::Dataset;
use crate::nn::network::Network;
use crate::nn::train::TrainingGoal;

/// The largest number of samples that [`needed`] uses; its cost grows with their square.
const SAMPLES: usize = 128;
/// A network that can have more pieces than this has enough for any curve.
const ENOUGH: usize = 24;

/// An upper bound of the number of linear pieces of a network with one input. Each unit of a layer splits every piece at
/// most once, so a layer multiplies the number by at most units + 1 (Montúfar et al. 2014). None for activations that are
/// not piecewise linear, and for more than [`ENOUGH`] pieces.
pub(super) fn most(network: &Network) -> Option<usize> {
    let mut most = 1_usize;
    for layer in network.layers() {
        let (below, above) = layer.activation.linear_slopes()?;
        if below != above {
            most = most.saturating_mul(layer.units + 1);
        }
    }
    (most <= ENOUGH).then_some(most)
}

/// A lower bound of the number of pieces that reach the goal, if it is more than `most`: the best fit by lines that need not
/// meet, by dynamic programming (Bellman 1961).
pub(super) fn needed(data: &Dataset, goal: TrainingGoal, most: usize) -> Option<usize> {
    let TrainingGoal::Loss(goal) = goal else {
        return None;
    };
    let points = sort_points(data);
    let sums = PrefixSums::new(&points);
    let count = points.len();
    let allowed = goal * count as f64;
    // best[i] is the least squared error of the first i points with this number of pieces.
    let mut best: Vec<f64> = (0..=count).map(|end| sums.squared_error(0, end)).collect();
    let mut pieces = 1;
    while best.last().is_some_and(|error| *error > allowed) && pieces < count {
        let with_one_more = |end: usize| {
            let splits = (0..=end).map(|split| best[split] + sums.squared_error(split, end));
            splits.fold(f64::INFINITY, f64::min)
        };
        best = (0..=count).map(with_one_more).collect();
        pieces += 1;
        if pieces > ENOUGH {
            break;
        }
    }
    (pieces > most).then_some(pieces)
}

fn sort_points(data: &Dataset) -> Vec<(f64, f64)> {
    let all = data.points();
    let every = all.len().div_ceil(SAMPLES).max(1);
    let mut points: Vec<_> = all
        .into_iter()
        .step_by(every)
        .filter_map(|(x, y)| Some((*x.first()?, y)))
        .collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    points
}

/// Sums of 1, x, y, x², xy and y² over the first points, from which the error of any interval follows.
struct PrefixSums(Vec<[f64; 6]>);

impl PrefixSums {
    fn new(points: &[(f64, f64)]) -> Self {
        let mut sums = vec![[0.0; 6]];
        let mut total = [0.0; 6];
        for (x, y) in points {
            for (sum, term) in total.iter_mut().zip([1.0, *x, *y, x * x, x * y, y * y]) {
                *sum += term;
            }
            sums.push(total);
        }
        Self(sums)
    }

    /// The squared error of the least-squares line of the points from `from` up to `to`.
    fn squared_error(&self, from: usize, to: usize) -> f64 {
        let sum = |i: usize| self.0[to][i] - self.0[from][i];
        let (n, x, y, xx, xy, yy) = (sum(0), sum(1), sum(2), sum(3), sum(4), sum(5));
        if n < 3.0 {
            return 0.0;
        }
        let (x_variation, covariation) = (xx - x * x / n, xy - x * y / n);
        let y_variation = yy - y * y / n;
        let error = if x_variation > 1e-12 {
            y_variation - covariation * covariation / x_variation
        } else {
            y_variation
        };
        error.max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::{Activation, NetworkConfig, Recipe};

    #[test]
    fn a_sine_needs_3_pieces_and_one_hinge_has_2() {
        let one = NetworkConfig::new(1, 1, 1, Activation::Relu).draw(0);
        assert_eq!(most(&one), Some(2));
        let data = Recipe::Sine.draw(0);
        assert_eq!(needed(&data, TrainingGoal::Loss(0.01), 2), Some(3));
        assert_eq!(needed(&data, TrainingGoal::Loss(0.01), 3), None);
        assert_eq!(needed(&data, TrainingGoal::Loss(0.3), 1), None);
    }

    #[test]
    fn smooth_and_large_networks_have_no_upper_bound() {
        assert_eq!(
            most(&NetworkConfig::new(1, 1, 2, Activation::Tanh).draw(0)),
            None
        );
        assert_eq!(
            most(&NetworkConfig::new(1, 2, 8, Activation::Relu).draw(0)),
            None
        );
        assert_eq!(
            most(&NetworkConfig::new(1, 3, 1, Activation::Identity).draw(0)),
            Some(1)
        );
    }
}
