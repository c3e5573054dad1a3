//! The responses of all units of a playground's network, computed once for all its figures.

use ndarray::Array2;

use super::data_spec::DataSpec;
use super::ranges::DataRanges;
use crate::figure::Axis;
use crate::locale::Phrase;
use crate::nn::{Inference, Network};

/// Samples along each side of the plane.
pub(super) const PLANE_SAMPLES: usize = 40;
/// Samples along the line.
pub(super) const LINE_SAMPLES: usize = 201;
/// Samples along each side of a thumbnail of the plane.
pub(super) const PLANE_THUMBNAIL: usize = 8;
/// Samples along a thumbnail of the line.
const LINE_THUMBNAIL: usize = 21;

/// The responses of all units over the ranges of the data.
#[derive(Clone, Debug)]
pub(super) struct UnitResponses {
    response: Inference,
    /// The inputs as the network sees them.
    inputs: Array2<f64>,
    /// The places on the first axis, in the units of the data.
    xs: Vec<f64>,
    pub(super) ranges: DataRanges,
}

impl UnitResponses {
    pub(super) fn new(network: &Network, data: &DataSpec, ranges: DataRanges) -> Self {
        let scaled = |axis: usize, places: &[f64]| -> Vec<f64> {
            let column = data.columns.get(axis);
            let scale = |x: &f64| column.map_or(*x, |column| column.scaling.apply(*x));
            places.iter().map(scale).collect()
        };
        let (xs, inputs) = if network.inputs() == 1 {
            let xs = places(ranges.x, LINE_SAMPLES);
            let row = scaled(0, &xs);
            let inputs = Array2::from_shape_fn((1, LINE_SAMPLES), |(_, i)| row[i]);
            (xs, inputs)
        } else {
            let xs = places(ranges.x, PLANE_SAMPLES);
            let (row, column) = (scaled(0, &xs), scaled(1, &places(ranges.y, PLANE_SAMPLES)));
            // Row by row, the lowest first, as a heat map takes them.
            let shape = (2, PLANE_SAMPLES * PLANE_SAMPLES);
            let inputs = Array2::from_shape_fn(shape, |(axis, i)| match axis {
                0 => row[i % PLANE_SAMPLES],
                _ => column[i / PLANE_SAMPLES],
            });
            (xs, inputs)
        };
        Self {
            response: Inference::new(network, &inputs),
            inputs,
            xs,
            ranges,
        }
    }

    /// The axis of the first input column.
    pub(super) fn x_axis(&self, data: &DataSpec) -> Axis {
        axis(data, 0, self.ranges.x)
    }

    /// The axis of the second input column.
    pub(super) fn y_axis(&self, data: &DataSpec) -> Axis {
        axis(data, 1, self.ranges.y)
    }

    /// All samples of a unit's response, in the numbers of the network; layer 0 are the inputs, units count from 0.
    pub(super) fn samples(&self, layer: usize, unit: usize) -> Vec<f64> {
        match layer.checked_sub(1) {
            None => self.inputs.row(unit).to_vec(),
            Some(layer) => self.response.a(layer).row(unit).to_vec(),
        }
    }

    /// The x of the samples on the line, in the units of the data.
    pub(super) fn xs(&self) -> impl Iterator<Item = f64> {
        self.xs.iter().copied()
    }

    /// The samples of a unit's thumbnail: of the plane row by row, the lowest first, or along the line.
    pub(super) fn thumbnail(&self, layer: usize, unit: usize) -> Vec<f64> {
        let sample = |at: usize| match layer.checked_sub(1) {
            None => self.inputs[[unit, at]],
            Some(layer) => self.response.a(layer)[[unit, at]],
        };
        if self.inputs.nrows() == 1 {
            let step = (LINE_SAMPLES - 1) / (LINE_THUMBNAIL - 1);
            return (0..LINE_THUMBNAIL).map(|i| sample(i * step)).collect();
        }
        let middle = |i: usize| (2 * i + 1) * PLANE_SAMPLES / (2 * PLANE_THUMBNAIL);
        (0..PLANE_THUMBNAIL * PLANE_THUMBNAIL)
            .map(|i| {
                let (row, column) = (i / PLANE_THUMBNAIL, i % PLANE_THUMBNAIL);
                sample(middle(row) * PLANE_SAMPLES + middle(column))
            })
            .collect()
    }
}

/// `count` places from one end of a range to the other.
fn places((low, high): (f64, f64), count: usize) -> Vec<f64> {
    let (middle, half) = (0.5 * (low + high), 0.5 * (high - low));
    let place = |i: usize| middle + half * (2.0 * i as f64 / (count - 1) as f64 - 1.0);
    (0..count).map(place).collect()
}

fn axis(data: &DataSpec, column: usize, (low, high): (f64, f64)) -> Axis {
    let name = data.columns.get(column);
    let name = name.map(|column| Phrase::verbatim(column.name.as_str()));
    Axis::linear(name, low, high)
}
