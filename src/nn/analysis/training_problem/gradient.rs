//! Gradients that grow or shrink from layer to layer on their way back.

use super::evidence::{Evidence, Numbers, PATIENCE};

/// A gradient that changes by this factor from the last hidden layer to the first does not train. He weights keep it within
/// a factor of 100 over eight layers of sixteen units; with sigmoids it falls below 10⁻³.
const VANISHED: f64 = 1e-3;
/// The same for a loss that has stopped falling.
const VANISHING: f64 = 1e-2;
/// The same for saturating activations that have learned little in many steps.
const FADING: f64 = 0.5;
/// A loss above this share of that of the best constant answer means that little was learned.
const LITTLE_LEARNED: f64 = 0.8;
/// The number of steps before a plateau is reported.
const PLATEAU_PATIENCE: u64 = 10 * PATIENCE;

/// ‖dz‖ of the first hidden layer divided by that of the last one; none with fewer than two hidden layers.
fn ratio(evidence: &Evidence<'_>) -> Option<f64> {
    let hidden = evidence.hidden();
    let (first, last) = (hidden.first()?, hidden.last()?);
    (hidden.len() > 1).then(|| first.dz_norm / last.dz_norm)
}

fn numbers(ratio: f64, evidence: &Evidence<'_>) -> Numbers {
    vec![
        ("ratio", ratio),
        ("layers", evidence.hidden_layers() as f64),
    ]
}

pub(super) fn exploding(evidence: &Evidence<'_>) -> Option<Numbers> {
    let ratio = ratio(evidence)?;
    (ratio > 1.0 / VANISHED).then(|| numbers(ratio, evidence))
}

pub(super) fn vanishing(evidence: &Evidence<'_>) -> Option<Numbers> {
    let limit = if is_on_plateau(evidence) {
        FADING
    } else if evidence.has_stopped() {
        VANISHING
    } else {
        VANISHED
    };
    let ratio = ratio(evidence)?;
    (ratio < limit).then(|| numbers(ratio, evidence))
}

/// Several layers of sigmoid or tanh units that have learned little in many steps, though the gradient reaches all of them.
pub(super) fn plateau(evidence: &Evidence<'_>) -> Option<Numbers> {
    is_on_plateau(evidence).then(|| {
        vec![
            ("loss", evidence.trainer.loss()),
            ("steps", evidence.steps as f64),
            ("layers", evidence.hidden_layers() as f64),
        ]
    })
}

fn is_on_plateau(evidence: &Evidence<'_>) -> bool {
    let hidden = &evidence.network().layers()[..evidence.hidden_layers()];
    let mut activations = hidden.iter().map(|layer| layer.activation);
    hidden.len() > 1
        && activations.all(|f| f.saturating_slope().is_some())
        && evidence.steps >= PLATEAU_PATIENCE
        && evidence.trainer.loss() > LITTLE_LEARNED * evidence.constant_loss()
        && evidence.has_stopped()
}
