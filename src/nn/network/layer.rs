//! One dense layer: where its numbers stand in a network's parameters, and what bends its sums.

use std::ops::Range;

use crate::nn::activation::Activation;

/// A dense layer: z = W·a + b, then an activation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layer {
    /// How many numbers come in.
    pub inputs: usize,
    /// How many units it has.
    pub units: usize,
    /// What is applied to each unit's sum.
    pub activation: Activation,
    /// Where its weights begin among the network's parameters.
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

    /// Where its weights stand among the network's parameters: unit by unit, one weight an input.
    pub fn weights(&self) -> Range<usize> {
        self.start..self.start + self.inputs * self.units
    }

    /// Where its biases stand among the network's parameters: behind the weights, one a unit.
    pub fn biases(&self) -> Range<usize> {
        let end = self.weights().end;
        end..end + self.units
    }
}
