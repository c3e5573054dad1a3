//! A network: its layers and their numbers. What it computes stands in a [`Pass`](super::Pass).

mod layer;

use std::sync::Arc;

use ndarray::{ArrayView1, ArrayView2};

use super::activation::Activation;
use super::init::{BiasInit, Init, Shape};
use super::rng::{Stream, generator};

pub use layer::Layer;

/// A stack of dense layers. All weights and biases stand in one row, layer by layer, weights before biases, so that
/// copying a network is copying one row of numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    layers: Arc<[Layer]>,
    parameters: Vec<f64>,
}

/// The plan of a network, from which any number of networks can be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// How many numbers come in, the units of each hidden layer, how many numbers come out.
    pub sizes: Vec<usize>,
    /// The activation of every hidden layer; the output layer has none.
    pub activation: Activation,
    /// How weights are drawn.
    pub init: Init,
    /// How biases are drawn.
    pub bias: BiasInit,
}

impl Plan {
    /// `depth` hidden layers of `width` units between `inputs` numbers and one output, He draws, biases 0.
    pub fn new(inputs: usize, depth: usize, width: usize, activation: Activation) -> Self {
        let mut sizes = vec![inputs];
        sizes.resize(depth + 1, width);
        sizes.push(1);
        Self {
            sizes,
            activation,
            init: Init::He,
            bias: BiasInit::Zero,
        }
    }

    /// The same with other weight draws.
    #[must_use]
    pub fn with_init(self, init: Init) -> Self {
        Self { init, ..self }
    }

    /// The same with other biases.
    #[must_use]
    pub fn with_bias(self, bias: BiasInit) -> Self {
        Self { bias, ..self }
    }

    /// Draws a network. Plans that differ only in their activation get the same weights from the same seed.
    pub fn draw(&self, seed: u64) -> Network {
        let mut network = Network::zero(&self.sizes, self.activation);
        let mut generator = generator(seed, Stream::Network);
        let last = network.layers.len().saturating_sub(1);
        for (i, layer) in network.layers.iter().enumerate() {
            let shape = Shape {
                inputs: layer.inputs,
                units: layer.units,
                output: i == last,
            };
            let weights = &mut network.parameters[layer.weights()];
            self.init.draw_weights(shape, weights, &mut generator);
            let biases = &mut network.parameters[layer.biases()];
            self.init
                .draw_biases(self.bias, shape, biases, &mut generator);
        }
        network
    }
}

impl Network {
    /// A network whose weights and biases are all 0, for construction by hand. The last layer has no activation. A size
    /// that is 0 or missing counts as 1.
    pub fn zero(sizes: &[usize], activation: Activation) -> Self {
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

    /// One unit alone, weights and bias 0: y = f(w·x + b), the only network whose output has an activation.
    pub fn unit(inputs: usize, activation: Activation) -> Self {
        let layer = Layer::new(inputs.max(1), 1, activation, 0);
        Self {
            parameters: vec![0.0; layer.biases().end],
            layers: [layer].into(),
        }
    }

    /// Its layers, the output layer last.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// All weights and biases.
    pub fn parameters(&self) -> &[f64] {
        &self.parameters
    }

    /// All weights and biases, to be changed by hand.
    pub fn parameters_mut(&mut self) -> &mut [f64] {
        &mut self.parameters
    }

    /// Gives every hidden layer another activation and keeps the weights.
    pub fn set_activation(&mut self, activation: Activation) {
        self.set_activations(&vec![activation; self.layers.len()]);
    }

    /// Gives each hidden layer an activation of its own, in order, and keeps the weights. Layers for which there is none
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
    pub(super) fn same_shape(&self, other: &Self) -> bool {
        let size = |layer: &Layer| (layer.inputs, layer.units);
        self.layers
            .iter()
            .map(size)
            .eq(other.layers.iter().map(size))
    }

    /// Takes over activations and numbers of a network of the same shape, without allocating.
    pub(super) fn copy_from(&mut self, other: &Self) {
        self.layers = Arc::clone(&other.layers);
        self.parameters.copy_from_slice(&other.parameters);
    }

    /// How many numbers it takes in.
    pub fn inputs(&self) -> usize {
        self.layers.first().map_or(0, |layer| layer.inputs)
    }

    /// How many numbers it gives out.
    pub fn outputs(&self) -> usize {
        self.layers.last().map_or(0, |layer| layer.units)
    }

    /// The weights of a layer, of shape (units, inputs).
    pub fn weights(&self, layer: usize) -> ArrayView2<'_, f64> {
        let layer = &self.layers[layer];
        matrix(&self.parameters[layer.weights()], layer)
    }

    /// The biases of a layer, one a unit.
    pub fn biases(&self, layer: usize) -> ArrayView1<'_, f64> {
        ArrayView1::from(&self.parameters[self.layers[layer].biases()])
    }

    /// About how many multiplications one training step on `samples` samples takes, to cut work into slices by.
    pub fn effort(&self, samples: usize) -> u64 {
        let per_sample: usize = self
            .layers
            .iter()
            .map(|l| 3 * l.inputs * l.units + 20 * l.units)
            .sum();
        (per_sample * samples) as u64 + self.parameters.len() as u64 * 4
    }
}

/// A row of weights, or of their gradients, as the matrix that it is.
pub(super) fn matrix<'a>(weights: &'a [f64], layer: &Layer) -> ArrayView2<'a, f64> {
    ArrayView2::from_shape((layer.units, layer.inputs), weights)
        .expect("a layer's range holds units × inputs numbers")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seed_0_draws_the_he_weights_of_the_science_page() {
        let network = Plan::new(1, 1, 8, Activation::Relu).draw(0);
        let first = [
            -0.048_461, -3.535_629, 0.124_058, -2.866_802, 0.316_499, -1.134_780, -1.530_277,
            0.753_694,
        ];
        let second = [
            0.203_202, 0.399_783, 0.113_891, 0.296_061, 0.277_683, -0.096_056, 0.105_742,
            -0.408_303,
        ];
        for (got, want) in network
            .weights(0)
            .iter()
            .zip(first)
            .chain(network.weights(1).iter().zip(second))
        {
            assert!((got - want).abs() < 5e-7, "{got} not {want}");
        }
        assert!(network.biases(0).iter().all(|b| *b == 0.0));
    }

    #[test]
    fn racers_draw_the_same_numbers_whatever_their_activation() {
        let draw = |f| Plan::new(2, 3, 5, f).with_bias(BiasInit::Uniform).draw(7);
        assert_eq!(
            draw(Activation::Relu).parameters(),
            draw(Activation::Tanh).parameters()
        );
        assert_ne!(
            draw(Activation::Relu).parameters(),
            Plan::new(2, 3, 5, Activation::Relu).draw(8).parameters()
        );
    }

    #[test]
    fn parameters_stand_layer_by_layer_weights_before_biases() {
        let network = Network::zero(&[2, 3, 1], Activation::Relu);
        assert_eq!(network.layers()[1].weights(), 9..12);
        assert_eq!(network.layers()[1].biases(), 12..13);
        assert_eq!(network.parameters().len(), 13);
        assert_eq!((network.inputs(), network.outputs()), (2, 1));
        assert_eq!(network.layers()[1].activation, Activation::Identity);
    }
}
