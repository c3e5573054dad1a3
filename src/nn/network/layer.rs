//! One dense layer of a network.

use std::ops::Range;

use ndarray::ArrayView2;

use crate::nn::activation::Activation;

/// A dense layer: a = f(W·x + b).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layer {
    /// The number of inputs.
    pub inputs: usize,
    /// The number of units.
    pub units: usize,
    /// The activation f.
    pub activation: Activation,
    /// The index of its first weight among the network's parameters.
    pub(super) start: usize,
}

impl Layer {
    pub(super) fn new(inputs: usize, units: usize, activation: Activation, start: usize) -> Self {
        Self {
            inputs,
            units,
            activation,
            start,
        }
    }

    /// The range of its weights among the network's parameters: unit by unit, one weight per input.
    pub fn weights(&self) -> Range<usize> {
        self.start..self.start + self.inputs * self.units
    }

    /// The range of its biases among the network's parameters: after the weights, one per unit.
    pub fn biases(&self) -> Range<usize> {
        let end = self.weights().end;
        end..end + self.units
    }

    /// Its part of a vector in the order of the network's parameters, as a matrix of shape (units, inputs).
    pub(in crate::nn) fn weight_matrix<'a>(&self, parameters: &'a [f64]) -> ArrayView2<'a, f64> {
        ArrayView2::from_shape((self.units, self.inputs), &parameters[self.weights()])
            .expect("the range has units × inputs numbers")
    }
}
