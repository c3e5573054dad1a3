//! The back-signal of each layer: the size of the gradient that arrives at its sums.

use super::{axis_end, axis_start};
use crate::figure::{Axis, Plot, Role};
use crate::locale::Phrase;
use crate::nn::LayerHealth;

/// The starts and the ends that the axis may have.
const STARTS: [f64; 5] = [1e-4, 1e-8, 1e-20, 1e-50, 1e-100];
const ENDS: [f64; 4] = [1e2, 1e8, 1e20, 1e50];

/// Up to this many layers have a tick each.
const LAYER_TICKS: usize = 10;

/// The layers without the output layer, which is the last.
fn hidden(health: &[LayerHealth]) -> &[LayerHealth] {
    &health[..health.len().saturating_sub(1)]
}

/// The back-signal of the first hidden layer divided by that of the last one.
pub(in crate::lab) fn ratio(health: &[LayerHealth]) -> f64 {
    let hidden = hidden(health);
    match (hidden.first(), hidden.last()) {
        (Some(first), Some(last)) => first.back_signal / last.back_signal,
        (_, _) => f64::NAN,
    }
}

/// The back-signal of each hidden layer divided by that of the last one, and the activation size divided by that of the
/// first one.
pub(in crate::lab) fn back_signal(health: &[LayerHealth], title: Phrase) -> Plot {
    let hidden = hidden(health);
    let signal = |layer: &LayerHealth| layer.back_signal;
    let size = |layer: &LayerHealth| layer.activation_size;
    let signals = shares(hidden, signal, hidden.last());
    let sizes = shares(hidden, size, hidden.first());
    let values = || {
        let values = signals.iter().chain(&sizes).map(|(_, y)| *y);
        values.filter(|y| y.is_finite() && *y > 0.0)
    };
    let start = axis_start(&STARTS, values().fold(1.0, f64::min));
    let end = axis_end(&ENDS, values().fold(1.0, f64::max));
    Plot::tall(title, layer_axis(hidden.len()), Axis::log(None, start, end))
        .curve(Phrase::key("lab.training.size"), Role::Second, sizes)
        .curve(
            Phrase::key("lab.training.back-signal"),
            Role::First,
            signals,
        )
}

/// A number of each layer divided by that of the layer `whole`, by the number of the layer.
fn shares(
    layers: &[LayerHealth],
    number: fn(&LayerHealth) -> f64,
    whole: Option<&LayerHealth>,
) -> Vec<(f64, f64)> {
    let whole = whole.map_or(1.0, number);
    let share = |(i, layer): (usize, &LayerHealth)| (i as f64 + 1.0, number(layer) / whole);
    layers.iter().enumerate().map(share).collect()
}

fn layer_axis(layers: usize) -> Axis {
    let last = layers.max(2);
    let axis = Axis::linear(Some(Phrase::key("lab.training.layer")), 1.0, last as f64);
    if layers > LAYER_TICKS {
        return axis;
    }
    // Round ticks could stand between two layers.
    let tick = |layer: usize| (layer as f64, Phrase::verbatim(layer.to_string()));
    axis.ticks((1..=last).map(tick).collect())
}
