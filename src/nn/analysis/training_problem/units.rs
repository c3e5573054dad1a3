//! Units that are equal, off, saturated, or that answer the same for every sample.

use super::evidence::{Evidence, Numbers, PATIENCE, mean_and_deviation};
use super::rate;
use crate::nn::activation::Activation;

/// The share of off or saturated units from which a layer counts as failed once the loss has stopped falling.
const MOST_UNITS: f64 = 0.75;
/// The most units of a layer that a step of usual length can switch off.
const NARROW: f64 = 4.0;
/// A unit whose mean slope is below this share of the largest is saturated.
const SATURATED: f64 = 0.1;
/// A loss above this share of the loss at the start has hardly fallen.
const HARDLY_FALLEN: f64 = 0.5;
/// Weights are too small if z of the first layer varies by less than this from sample to sample.
const SMALL_SPREAD: f64 = 0.1;

pub(super) fn symmetric(evidence: &Evidence<'_>) -> Option<Numbers> {
    let network = evidence.network();
    let has_equal_units = |layer: &usize| {
        let units = network.layers()[*layer].units;
        let (into, out) = (network.weights(*layer), network.weights(layer + 1));
        let biases = network.biases(*layer);
        let equals_first = |unit: usize| {
            into.row(unit) == into.row(0)
                && biases[unit] == biases[0]
                && out.column(unit) == out.column(0)
        };
        units > 1 && (1..units).all(equals_first)
    };
    let layer = (0..network.layers().len() - 1).find(has_equal_units)?;
    let units = network.layers()[layer].units;
    Some(vec![("layer", layer as f64 + 1.0), ("units", units as f64)])
}

/// Layers that were off before the first step with these settings.
pub(super) fn dead_from_the_start(evidence: &Evidence<'_>) -> Option<Numbers> {
    dead_layer(evidence).filter(|_| !evidence.began_alive)
}

/// Layers of few units that a step of usual length switched off.
pub(super) fn dead_narrow_layer(evidence: &Evidence<'_>) -> Option<Numbers> {
    let is_narrow = |numbers: &Numbers| {
        let mut numbers = numbers.iter();
        numbers.any(|(name, units)| *name == "units" && *units <= NARROW)
    };
    let has_usual_rate = evidence.learning_rate() <= rate::usual_rate(evidence);
    dead(evidence).filter(|numbers| has_usual_rate && is_narrow(numbers))
}

/// Layers that a step switched off.
pub(super) fn dead(evidence: &Evidence<'_>) -> Option<Numbers> {
    dead_layer(evidence).filter(|_| evidence.began_alive)
}

/// The first layer of units that are off on every sample, so that no gradient reaches the layers before.
fn dead_layer(evidence: &Evidence<'_>) -> Option<Numbers> {
    let has_failed = evidence.has_stopped() || rate::has_jumped(evidence);
    let layers = evidence.hidden().iter().zip(evidence.network().layers());
    let mut layers = layers
        .enumerate()
        .filter(|(_, (_, layer))| layer.activation.can_die());
    let (at, (stats, layer)) = layers.find(|(_, (stats, layer))| {
        let (off, units) = (stats.off_units() as f64, layer.units as f64);
        off == units || (has_failed && off >= MOST_UNITS * units)
    })?;
    Some(vec![
        ("layer", at as f64 + 1.0),
        ("off", stats.off_units() as f64),
        ("units", layer.units as f64),
        ("rate", evidence.learning_rate()),
    ])
}

pub(super) fn saturated(evidence: &Evidence<'_>) -> Option<Numbers> {
    let has_hardly_fallen = evidence.steps >= PATIENCE
        && evidence.trainer.loss() > HARDLY_FALLEN * evidence.start_loss();
    if !has_hardly_fallen && !evidence.has_stopped() {
        return None;
    }
    let flat_units = |layer: usize, f: Activation| {
        let Some(largest) = f.saturating_slope() else {
            return 0;
        };
        let slopes = evidence.trainer.pass().slope(layer);
        let means = slopes.rows().into_iter().filter_map(|row| row.mean());
        means.filter(|mean| *mean < SATURATED * largest).count()
    };
    let layers = evidence.network().layers().iter().enumerate();
    let mut counts = layers.map(|(at, layer)| (at, flat_units(at, layer.activation), layer.units));
    let is_flat = |(_, flat, units): &(usize, usize, usize)| {
        *flat > 0 && *flat as f64 >= MOST_UNITS * *units as f64
    };
    let (layer, flat, units) = counts.find(is_flat)?;
    Some(vec![
        ("layer", layer as f64 + 1.0),
        ("flat", flat as f64),
        ("units", units as f64),
    ])
}

/// Weights so small that every unit of the first layer answers about the same for every sample.
pub(super) fn small_weights(evidence: &Evidence<'_>) -> Option<Numbers> {
    if evidence.hidden_layers() == 0
        || evidence.steps < 2 * PATIENCE
        || !evidence.has_learned_nothing()
        || !evidence.has_stopped()
    {
        return None;
    }
    let z = evidence.trainer.pass().z(0);
    let units = z.rows().into_iter();
    let spreads = units.map(|row| mean_and_deviation(row.iter().copied()).1);
    let spread = spreads.fold(0.0, f64::max);
    (spread < SMALL_SPREAD).then(|| vec![("spread", spread), ("loss", evidence.trainer.loss())])
}
