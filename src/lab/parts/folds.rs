//! Nets put together by hand whose curves are zigzags: a fold after another, or all bends side by side.

use crate::nn::{Activation, Network};

/// A net of ReLUs on the stretch from 0 to 1 whose layers are zigzags between 0 and 1, each drawn over the one before:
/// `layers` holds the places where each of them begins to rise or turns, from left to right, in 0..1.
pub(in crate::lab) fn zigzags(layers: &[Vec<f64>]) -> Network {
    let mut sizes = vec![1];
    sizes.extend(layers.iter().map(Vec::len));
    sizes.push(1);
    let mut network = Network::zero(&sizes, Activation::Relu);
    let shape = network.layers().to_vec();
    let parameters = network.parameters_mut();
    // What a layer takes in: the input itself, then the zigzag of the layer before.
    let mut reads = vec![1.0];
    for (layer, turns) in shape.iter().zip(layers) {
        for (weights, _) in parameters[layer.weights()]
            .chunks_mut(reads.len())
            .zip(turns)
        {
            weights.copy_from_slice(&reads);
        }
        for (bias, turn) in parameters[layer.biases()].iter_mut().zip(turns) {
            *bias = -turn;
        }
        reads = slope_changes(turns);
    }
    if let Some(output) = shape.last() {
        parameters[output.weights()].copy_from_slice(&reads);
    }
    network
}

/// The tent map T(x) = 2·relu(x) − 4·relu(x − ½), `folds` times over: two ReLUs a fold.
pub(in crate::lab) fn folded(folds: usize) -> Network {
    zigzags(&vec![vec![0.0, 0.5]; folds])
}

/// The most that one layer of `units` ReLUs can do: a bend from each, none at the same place.
pub(in crate::lab) fn side_by_side(units: usize) -> Network {
    let place = |unit: usize| unit as f64 / (units as f64 + 1.0);
    zigzags(&[(1..=units).map(place).collect()])
}

/// The changes of slope at `turns` that lead from 0 to 1 and back again, one piece after the other.
fn slope_changes(turns: &[f64]) -> Vec<f64> {
    let ends = turns.iter().copied().skip(1).chain([1.0]);
    let mut before = 0.0;
    turns
        .iter()
        .zip(ends)
        .enumerate()
        .map(|(i, (from, to))| {
            let slope = if i % 2 == 0 { 1.0 } else { -1.0 } / (to - from);
            let change = slope - before;
            before = slope;
            change
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::Pieces;

    fn pieces(network: &Network) -> usize {
        Pieces::of(network, 0.0, 1.0).unwrap().count()
    }

    #[test]
    fn one_fold_is_the_tent_of_the_science_page() {
        let tent = folded(1);
        assert_eq!(tent.parameters(), [1.0, 1.0, 0.0, -0.5, 2.0, -4.0, 0.0]);
    }

    #[test]
    fn every_fold_doubles_the_pieces_and_side_by_side_each_unit_adds_one() {
        for folds in 1..=10 {
            assert_eq!(pieces(&folded(folds)), 1 << folds);
            assert_eq!(pieces(&side_by_side(2 * folds)), 2 * folds + 1);
        }
    }

    #[test]
    fn a_layer_of_four_can_fold_fourfold() {
        let turns: Vec<f64> = (0..4).map(|i| f64::from(i) / 4.0).collect();
        assert_eq!(pieces(&zigzags(&vec![turns; 3])), 64);
    }
}
