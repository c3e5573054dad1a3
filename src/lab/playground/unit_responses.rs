//! The responses of all units of a playground's network, computed once for all its figures.

use ndarray::Array2;

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

/// The responses of all units over the plane or the line from −`reach` to `reach`.
#[derive(Clone, Debug)]
pub(super) struct UnitResponses {
    response: Inference,
    inputs: Array2<f64>,
    pub(super) reach: f64,
}

impl UnitResponses {
    pub(super) fn new(network: &Network, reach: f64) -> Self {
        let place = |i: usize, count: usize| reach * (2.0 * i as f64 / (count - 1) as f64 - 1.0);
        let inputs = if network.inputs() == 1 {
            Array2::from_shape_fn((1, LINE_SAMPLES), |(_, i)| place(i, LINE_SAMPLES))
        } else {
            // Row by row, the lowest first, as a heat map takes them.
            Array2::from_shape_fn((2, PLANE_SAMPLES * PLANE_SAMPLES), |(axis, i)| match axis {
                0 => place(i % PLANE_SAMPLES, PLANE_SAMPLES),
                _ => place(i / PLANE_SAMPLES, PLANE_SAMPLES),
            })
        };
        Self {
            response: Inference::new(network, &inputs),
            inputs,
            reach,
        }
    }

    /// The axis of the input column called `name`.
    pub(super) fn axis(&self, name: &str) -> Axis {
        Axis::linear(Some(Phrase::verbatim(name)), -self.reach, self.reach)
    }

    /// All samples of a unit's response; layer 0 are the inputs, units count from 0.
    pub(super) fn samples(&self, layer: usize, unit: usize) -> Vec<f64> {
        match layer.checked_sub(1) {
            None => self.inputs.row(unit).to_vec(),
            Some(layer) => self.response.a(layer).row(unit).to_vec(),
        }
    }

    /// The x of the samples on the line.
    pub(super) fn xs(&self) -> impl Iterator<Item = f64> {
        self.inputs.row(0).to_vec().into_iter()
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
