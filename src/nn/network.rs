//! A network: its layers, its weights and its biases.

mod config;
mod layer;

use std::sync::Arc;

use ndarray::{ArrayView1, ArrayView2};

pub use config::NetworkConfig;
pub use layer::Layer;

use super::activation::Activation;

/// A stack of dense layers. All weights and biases stand in one vector, layer by layer, weights before biases.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    layers: Arc<[Layer]>,
    parameters: Vec<f64>,
}

impl Network {
    /// A network whose weights and biases are all 0. `sizes` are the number of inputs, the units of each hidden layer and
    /// the number of outputs; a size that is 0 or missing counts as 1. The output layer has no activation.
    pub fn zeros(sizes: &[usize], activation: Activation) -> Self {
        let count = sizes.len().max(2) - 1;
        let size = |i: usize| sizes.get(i).copied().unwrap_or(1).max(1);
        let mut layers = Vec::with_capacity(count);
        let mut start = 0;
        for i in 0..count {
            let activation = if i + 1 == count {
                Activation::Identity
            } else {
                activation
            };
            let layer = Layer::new(size(i), size(i + 1), activation, start);
            start = layer.biases().end;
            layers.push(layer);
        }
        Self {
            layers: layers.into(),
            parameters: vec![0.0; start],
        }
    }

    /// A single unit with weights and bias 0: y = f(w·x + b). It is the only network whose output has an activation.
    pub fn single_unit(inputs: usize, activation: Activation) -> Self {
        let layer = Layer::new(inputs.max(1), 1, activation, 0);
        Self {
            parameters: vec![0.0; layer.biases().end],
            layers: [layer].into(),
        }
    }

    /// The layers, the output layer last.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// All weights and biases.
    pub fn parameters(&self) -> &[f64] {
        &self.parameters
    }

    /// All weights and biases, mutably.
    pub fn parameters_mut(&mut self) -> &mut [f64] {
        &mut self.parameters
    }

    /// Whether every weight and bias is finite.
    pub fn is_finite(&self) -> bool {
        // `all` stops early and therefore is not vectorized.
        let parameters = self.parameters.iter();
        parameters.fold(true, |finite, w| finite & w.is_finite())
    }

    /// Sets the activation of every hidden layer and keeps the weights.
    pub fn set_activation(&mut self, activation: Activation) {
        self.set_activations(&vec![activation; self.layers.len()]);
    }

    /// Sets the activation of each hidden layer, in order, and keeps the weights. Layers beyond the end of `activations`
    /// keep theirs.
    pub fn set_activations(&mut self, activations: &[Activation]) {
        let last = self.layers.len() - 1;
        let hidden = &activations[..activations.len().min(last)];
        let with = |(i, layer): (usize, &Layer)| Layer {
            activation: hidden.get(i).copied().unwrap_or(layer.activation),
            ..*layer
        };
        self.layers = self.layers.iter().enumerate().map(with).collect();
    }

    /// Whether another network has layers of the same sizes.
    pub(super) fn has_shape_of(&self, other: &Self) -> bool {
        let size = |layer: &Layer| (layer.inputs, layer.units);
        let sizes = self.layers.iter().map(size);
        sizes.eq(other.layers.iter().map(size))
    }

    /// Copies activations and parameters of a network of the same shape, without allocating.
    pub(super) fn copy_from(&mut self, other: &Self) {
        self.layers = Arc::clone(&other.layers);
        self.parameters.copy_from_slice(&other.parameters);
    }

    /// The number of inputs.
    pub fn inputs(&self) -> usize {
        self.layers.first().map_or(0, |layer| layer.inputs)
    }

    /// The number of outputs.
    pub fn outputs(&self) -> usize {
        self.layers.last().map_or(0, |layer| layer.units)
    }

    /// The weights of a layer, of shape (units, inputs).
    pub fn weights(&self, layer: usize) -> ArrayView2<'_, f64> {
        self.layers[layer].weight_matrix(&self.parameters)
    }

    /// The biases of a layer, one per unit.
    pub fn biases(&self, layer: usize) -> ArrayView1<'_, f64> {
        ArrayView1::from(&self.parameters[self.layers[layer].biases()])
    }

    /// The approximate number of multiplications in one training step on `samples` samples.
    pub fn effort(&self, samples: usize) -> u64 {
        let per_sample: usize = self
            .layers
            .iter()
            .map(|l| 3 * l.inputs * l.units + 20 * l.units)
            .sum();
        (per_sample * samples) as u64 + self.parameters.len() as u64 * 4
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_stand_layer_by_layer_weights_before_biases() {
        let network = Network::zeros(&[2, 3, 1], Activation::Relu);
        assert_eq!(network.layers()[1].weights(), 9..12);
        assert_eq!(network.layers()[1].biases(), 12..13);
        assert_eq!(network.parameters().len(), 13);
        assert_eq!((network.inputs(), network.outputs()), (2, 1));
        assert_eq!(network.layers()[1].activation, Activation::Identity);
    }
}
