//! What every unit of a playground's network answers, computed once for all its figures.

use ndarray::Array2;

use crate::nn::{Inference, Network};

/// Samples along each side of the plane.
pub(super) const SIDE: usize = 40;
/// Samples along the line.
pub(super) const LINE: usize = 201;
/// Samples along each side of a miniature of the plane.
const THUMB: usize = 8;
/// Samples along a miniature of the line.
const THUMB_LINE: usize = 21;

/// The answers of every unit over the part of the world that the data lie in.
#[derive(Clone, Debug)]
pub(super) struct View {
    response: Inference,
    inputs: Array2<f64>,
    /// The part of the plane, or of the line, that is shown: from −`reach` to `reach`.
    pub(super) reach: f64,
}

impl View {
    pub(super) fn new(network: &Network, reach: f64) -> Self {
        let place = |i: usize, count: usize| reach * (2.0 * i as f64 / (count - 1) as f64 - 1.0);
        let inputs = if network.inputs() == 1 {
            Array2::from_shape_fn((1, LINE), |(_, i)| place(i, LINE))
        } else {
            // Row by row, the lowest first, as a heat map wants it.
            Array2::from_shape_fn((2, SIDE * SIDE), |(axis, i)| match axis {
                0 => place(i % SIDE, SIDE),
                _ => place(i / SIDE, SIDE),
            })
        };
        Self {
            response: Inference::new(network, &inputs),
            inputs,
            reach,
        }
    }

    /// What a unit answers everywhere; layer 0 are the inputs.
    pub(super) fn unit(&self, layer: usize, unit: usize) -> Vec<f64> {
        match layer.checked_sub(1) {
            None => self.inputs.row(unit).to_vec(),
            Some(layer) => self.response.a(layer).row(unit).to_vec(),
        }
    }

    /// The places on the line.
    pub(super) fn xs(&self) -> impl Iterator<Item = f64> {
        self.inputs.row(0).to_vec().into_iter()
    }

    /// Few of the answers of a unit, for a miniature: of the plane row by row, the lowest first, or along the line.
    pub(super) fn thumb(&self, layer: usize, unit: usize) -> Vec<f64> {
        let all = |at: usize| match layer.checked_sub(1) {
            None => self.inputs[[unit, at]],
            Some(layer) => self.response.a(layer)[[unit, at]],
        };
        if self.inputs.nrows() == 1 {
            let step = (LINE - 1) / (THUMB_LINE - 1);
            return (0..THUMB_LINE).map(|i| all(i * step)).collect();
        }
        let middle = |i: usize| (2 * i + 1) * SIDE / (2 * THUMB);
        (0..THUMB * THUMB)
            .map(|i| all(middle(i / THUMB) * SIDE + middle(i % THUMB)))
            .collect()
    }

    /// Samples across a miniature of the plane.
    pub(super) const fn thumb_columns() -> usize {
        THUMB
    }
}
