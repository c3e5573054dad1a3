//! Networks that cannot represent the target, or that are stuck because they are small.

use super::evidence::{Evidence, Numbers, PATIENCE};
use super::{curvature, piece_bounds, rate, samples};
use crate::nn::activation::Activation;
use crate::nn::data::Task;

/// The largest number of hidden units of a network that gets stuck because it is small.
const SMALL_NETWORK: usize = 16;
/// The number of steps before a small network counts as stuck.
const STUCK_PATIENCE: u64 = 8 * PATIENCE;
/// A loss that falls by less than this share in the second half of many steps hardly falls.
const CRAWL: f64 = 0.1;
/// The number of those steps.
const CRAWL_PATIENCE: u64 = 20 * PATIENCE;
/// The same for a kinked activation: its plateaus show no curvature, but they last less long.
const KINKED_PATIENCE: u64 = 20 * PATIENCE;
/// A stuck loss falls by less than this share in the second half of the steps.
const STUCK: f64 = 0.01;

/// Whether no activation is curved or bent and the loss has stopped falling: the network is a linear function.
fn is_linear(evidence: &Evidence<'_>) -> bool {
    let is_linear = |f: Activation| matches!(f.linear_slopes(), Some((a, b)) if a == b);
    let mut layers = evidence.network().layers().iter();
    layers.all(|layer| is_linear(layer.activation))
        && evidence.has_stopped()
        && !rate::larger_rate_would_help(evidence)
}

pub(super) fn no_layer(evidence: &Evidence<'_>) -> Option<Numbers> {
    let has_none = evidence.hidden_layers() == 0 && is_linear(evidence);
    has_none.then(|| vec![("loss", evidence.trainer.loss())])
}

pub(super) fn linear(evidence: &Evidence<'_>) -> Option<Numbers> {
    let layers = evidence.hidden_layers();
    (layers > 0 && is_linear(evidence))
        .then(|| vec![("loss", evidence.trainer.loss()), ("layers", layers as f64)])
}

/// The target curve needs more linear pieces than the network can have.
pub(super) fn too_few_pieces(evidence: &Evidence<'_>) -> Option<Numbers> {
    let data = evidence.trainer.data();
    if data.task() != Task::Regression || evidence.network().inputs() != 1 {
        return None;
    }
    let most = piece_bounds::most(evidence.network())?;
    let needed = piece_bounds::needed(data, evidence.trainer.config().goal, most)?;
    Some(vec![("most", most as f64), ("needed", needed as f64)])
}

/// One hidden layer draws a straight border per unit, and the classes need more of them.
pub(super) fn too_few_units(evidence: &Evidence<'_>) -> Option<Numbers> {
    let data = evidence.trainer.data();
    if data.task() != Task::Classification
        || evidence.network().inputs() != 2
        || evidence.hidden_layers() != 1
        || evidence.steps < 2 * PATIENCE
    {
        return None;
    }
    let hardly_falls = evidence.steps >= CRAWL_PATIENCE && evidence.has_stopped_within(CRAWL);
    if !hardly_falls && !evidence.has_stopped() {
        return None;
    }
    let units = evidence.hidden_units();
    let needed = if units < 3 && samples::is_surrounded(data) {
        3
    } else {
        2
    };
    (units < needed).then(|| {
        vec![
            ("units", units as f64),
            ("needed", needed as f64),
            ("loss", evidence.trainer.loss()),
        ]
    })
}

/// Whether training may leave this place in the end. Where a sample lies on a kink, there is no curvature to be measured.
fn is_plateau(evidence: &Evidence<'_>) -> bool {
    let mut layers = evidence.network().layers().iter();
    let is_smooth = layers.all(|layer| match layer.activation {
        Activation::Identity => true,
        f => f.linear_slopes().is_none() && !f.can_die(),
    });
    if is_smooth {
        evidence.has_learned_nothing() || curvature::has_way_down(evidence.trainer)
    } else {
        evidence.steps < KINKED_PATIENCE
    }
}

/// A small network at a point from which no direction leads down.
pub(super) fn stuck(evidence: &Evidence<'_>) -> Option<Numbers> {
    let units = evidence.hidden_units();
    let trainer = evidence.trainer;
    let is_stuck = (1..=SMALL_NETWORK).contains(&units)
        && evidence.steps >= STUCK_PATIENCE
        && evidence.has_stopped_within(STUCK)
        && !is_plateau(evidence);
    is_stuck.then(|| vec![("units", units as f64), ("loss", trainer.loss())])
}
