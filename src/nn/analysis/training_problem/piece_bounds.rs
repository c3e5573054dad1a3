//! How many straight pieces a net can have, and how many a curve needs.

use crate::nn::{Dataset, Goal, Network};

/// Samples that are looked at; more would cost more than they tell.
const SAMPLES: usize = 128;
/// A net that can have more pieces than this is never short of them.
const ENOUGH: usize = 24;

/// As many straight pieces as a net with one input can have: each unit of a layer can bend every piece once, so that
/// pieces multiply by units + 1. None where it is not made of straight pieces, or can have plenty.
pub(super) fn most(network: &Network) -> Option<usize> {
    let mut most = 1_usize;
    for layer in network.layers() {
        let (below, above) = layer.activation.straight_parts()?;
        if below != above {
            most = most.saturating_mul(layer.units + 1);
        }
    }
    (most <= ENOUGH).then_some(most)
}

/// The least number of pieces that come within the goal, where it is more than `most`: the pieces may even jump, so
/// a net needs at least as many.
pub(super) fn needed(data: &Dataset, goal: Goal, most: usize) -> Option<usize> {
    let Goal::Loss(goal) = goal else { return None };
    let points = sorted(data);
    let sums = Sums::of(&points);
    let count = points.len();
    let allowed = goal * count as f64;
    // best[i]: the least squared error of the first i points with so many pieces.
    let mut best: Vec<f64> = (0..=count).map(|end| sums.error(0, end)).collect();
    let mut pieces = 1;
    while best.last().is_some_and(|error| *error > allowed) && pieces < count {
        let with_one_more = |end: usize| {
            let splits = (0..=end).map(|split| best[split] + sums.error(split, end));
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

fn sorted(data: &Dataset) -> Vec<(f64, f64)> {
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

/// Sums over the first points, so that the error of any stretch is known at once.
struct Sums(Vec<[f64; 6]>);

impl Sums {
    fn of(points: &[(f64, f64)]) -> Self {
        let mut sums = vec![[0.0; 6]];
        let mut now = [0.0; 6];
        for (x, y) in points {
            for (sum, term) in now.iter_mut().zip([1.0, *x, *y, x * x, x * y, y * y]) {
                *sum += term;
            }
            sums.push(now);
        }
        Self(sums)
    }

    /// The squared error of the best straight line through the points from `from` up to `to`.
    fn error(&self, from: usize, to: usize) -> f64 {
        let sum = |i: usize| self.0[to][i] - self.0[from][i];
        let (n, x, y, xx, xy, yy) = (sum(0), sum(1), sum(2), sum(3), sum(4), sum(5));
        if n < 3.0 {
            return 0.0;
        }
        let (varies, along) = (xx - x * x / n, xy - x * y / n);
        let flat = yy - y * y / n;
        let line = if varies > 1e-12 {
            flat - along * along / varies
        } else {
            flat
        };
        line.max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::{Activation, Plan, Recipe};

    #[test]
    fn a_sine_needs_three_pieces_and_one_hinge_has_two() {
        let one = Plan::new(1, 1, 1, Activation::Relu).draw(0);
        assert_eq!(most(&one), Some(2));
        let data = Recipe::Sine.draw(0);
        assert_eq!(needed(&data, Goal::Loss(0.01), 2), Some(3));
        assert_eq!(needed(&data, Goal::Loss(0.01), 3), None);
        assert_eq!(needed(&data, Goal::Loss(0.3), 1), None);
    }

    #[test]
    fn smooth_nets_and_large_ones_are_never_short_of_pieces() {
        assert_eq!(most(&Plan::new(1, 1, 2, Activation::Tanh).draw(0)), None);
        assert_eq!(most(&Plan::new(1, 2, 8, Activation::Relu).draw(0)), None);
        assert_eq!(
            most(&Plan::new(1, 3, 1, Activation::Identity).draw(0)),
            Some(1)
        );
    }
}
