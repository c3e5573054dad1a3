//! The output of a network over the plane.

use crate::figure::{Axis, HeatMap, HeatPoint, PointMarker};
use crate::locale::Phrase;
use crate::nn::{Activation, Dataset, Inference, Network};

/// Samples along each side.
const SAMPLES: usize = 48;
/// The number of data points that are drawn; more would hide the map.
const DRAWN_POINTS: usize = 64;

/// Whether the sample at place `at` of `count` is one of the about `shown` samples that are drawn. They are picked evenly
/// and in pairs, because the classes of most data alternate.
pub(in crate::lab) fn is_shown(at: usize, count: usize, shown: usize) -> bool {
    let every = count.div_ceil(shown.max(1)).max(1);
    (at / 2).is_multiple_of(every)
}

/// The probability of class 1 over the plane from −`side` to `side`, with some points of the data.
pub(in crate::lab) fn decision_surface(network: &Network, data: &Dataset, side: f64) -> HeatMap {
    let range = (-side, side);
    let response = Inference::on_grid(network, (SAMPLES, SAMPLES), range, range);
    let output = response.output();
    // The rows of the response run from top to bottom, those of a heat map from bottom to top.
    let at = |row: usize, column: usize| output[[0, (SAMPLES - 1 - row) * SAMPLES + column]];
    let values = (0..SAMPLES)
        .flat_map(|row| (0..SAMPLES).map(move |column| Activation::Sigmoid.value(at(row, column))));
    let points = data
        .inputs()
        .columns()
        .into_iter()
        .zip(data.target())
        .enumerate()
        .filter(|(at, _)| is_shown(*at, data.samples(), DRAWN_POINTS))
        .map(|(_, (point, class))| HeatPoint {
            marker: PointMarker::Label,
            at: (point[0], point[1]),
            value: None,
            label: Phrase::verbatim(if *class > 0.5 { "+" } else { "−" }),
        });
    HeatMap {
        title: Phrase::key("lab.training.surface"),
        x: Axis::named("x₁", range.0, range.1),
        y: Axis::named("x₂", range.0, range.1),
        columns: SAMPLES,
        values: values.collect(),
        range: (0.0, 1.0),
        caption: None,
        lines: Vec::new(),
        points: points.collect(),
    }
}
