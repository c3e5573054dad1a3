//! The back-signal, layer by layer.

use crate::figure::{Axis, Plot, Role};
use crate::locale::Phrase;
use crate::nn::LayerStats;

/// The back-signal of the first hidden layer as a share of the last one's; the output layer, which ends `health`, is left out.
pub(in crate::lab) fn ratio(health: &[LayerStats]) -> f64 {
    let hidden = &health[..health.len().saturating_sub(1)];
    match (hidden.first(), hidden.last()) {
        (Some(first), Some(last)) => first.dz_norm / last.dz_norm,
        (_, _) => f64::NAN,
    }
}

/// Where the axis may begin, and where it may end: few, far places, so that it seldom moves.
const LOWS: [f64; 5] = [1e-4, 1e-8, 1e-20, 1e-50, 1e-100];
const HIGHS: [f64; 4] = [1e2, 1e8, 1e20, 1e50];

/// Up to so many layers each has a tick.
const COUNTED: usize = 10;

/// Back-signal and activation size by layer, each as a share of the last (of the first) hidden layer's.
pub(in crate::lab) fn back_signal(health: &[LayerStats], title: Phrase) -> Plot {
    let hidden = &health[..health.len().saturating_sub(1)];
    let shares = |of: fn(&LayerStats) -> f64, whole: f64| -> Vec<(f64, f64)> {
        hidden
            .iter()
            .enumerate()
            .map(|(i, layer)| (i as f64 + 1.0, of(layer) / whole))
            .collect()
    };
    let signal = shares(
        |layer| layer.dz_norm,
        hidden.last().map_or(1.0, |layer| layer.dz_norm),
    );
    let size = shares(
        |layer| layer.activation_rms,
        hidden.first().map_or(1.0, |layer| layer.activation_rms),
    );
    let all = || {
        signal
            .iter()
            .chain(&size)
            .map(|(_, y)| *y)
            .filter(|y| y.is_finite() && *y > 0.0)
    };
    let low = all().fold(1.0, f64::min);
    let high = all().fold(1.0, f64::max);
    let floor = LOWS.into_iter().find(|floor| *floor <= low).unwrap_or(low);
    let ceiling = HIGHS
        .into_iter()
        .find(|ceiling| *ceiling >= high)
        .unwrap_or(high);
    let layers = Axis::linear(
        Some(Phrase::key("lab.training.layer")),
        1.0,
        hidden.len().max(2) as f64,
    );
    // Few layers are counted one by one: there is none between two of them.
    let layers = if hidden.len() <= COUNTED {
        let tick = |layer: usize| (layer as f64, Phrase::verbatim(layer.to_string()));
        layers.ticks((1..=hidden.len().max(2)).map(tick).collect())
    } else {
        layers
    };
    Plot::tall(title, layers, Axis::log(None, floor, ceiling))
        .curve(Phrase::key("lab.training.size"), Role::Second, size)
        .curve(Phrase::key("lab.training.back-signal"), Role::First, signal)
}
