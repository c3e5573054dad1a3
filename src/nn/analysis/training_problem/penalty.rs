//! Penalties that pull all weights to 0.

use super::evidence::{Evidence, Numbers};

/// A layer whose weights are all smaller than this passes next to nothing on.
const TINY: f64 = 0.05;

pub(super) fn penalty(evidence: &Evidence<'_>) -> Option<Numbers> {
    let optimizer = evidence.trainer.config().optimizer;
    let penalty = optimizer.l1.max(optimizer.l2);
    if penalty <= 0.0 || !evidence.has_learned_nothing() || !evidence.has_stopped() {
        return None;
    }
    let network = evidence.network();
    let largest = |layer: usize| {
        let weights = network.weights(layer);
        weights
            .iter()
            .fold(0.0, |most: f64, weight| most.max(weight.abs()))
    };
    let smallest = (0..network.layers().len())
        .map(largest)
        .fold(f64::INFINITY, f64::min);
    (smallest < TINY).then(|| {
        vec![
            ("penalty", penalty),
            ("weight", smallest),
            ("loss", evidence.trainer.loss()),
        ]
    })
}
