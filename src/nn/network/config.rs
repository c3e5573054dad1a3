//! The shape of a network and the distributions of its parameters before training.

use super::Network;
use crate::nn::activation::Activation;
use crate::nn::init::{BiasInit, Init, LayerFan};
use crate::nn::rng::{Stream, generator};

/// The configuration of a network, from which any number of networks can be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkConfig {
    /// The number of inputs, the units of each hidden layer, the number of outputs.
    pub sizes: Vec<usize>,
    /// The activation of every hidden layer. The output layer has none.
    pub activation: Activation,
    /// The distribution of the weights.
    pub init: Init,
    /// The distribution of the biases.
    pub bias: BiasInit,
}

impl NetworkConfig {
    /// `depth` hidden layers of `width` units between `inputs` inputs and one output, with He weights and biases 0.
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

    /// The same with another distribution of weights.
    #[must_use]
    pub fn with_init(self, init: Init) -> Self {
        Self { init, ..self }
    }

    /// The same with another distribution of biases.
    #[must_use]
    pub fn with_bias(self, bias: BiasInit) -> Self {
        Self { bias, ..self }
    }

    /// Draws a network. The draws do not depend on the activation.
    pub fn draw(&self, seed: u64) -> Network {
        let mut network = Network::zeros(&self.sizes, self.activation);
        let mut generator = generator(seed, Stream::Network);
        let layers = network.layers().to_vec();
        let parameters = network.parameters_mut();
        for (i, layer) in layers.iter().enumerate() {
            let fan = LayerFan {
                inputs: layer.inputs,
                units: layer.units,
                is_output: i + 1 == layers.len(),
            };
            let weights = &mut parameters[layer.weights()];
            self.init.draw_weights(fan, weights, &mut generator);
            let biases = &mut parameters[layer.biases()];
            self.init
                .draw_biases(self.bias, fan, biases, &mut generator);
        }
        network
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seed_0_draws_the_he_weights_of_the_science_page() {
        let network = NetworkConfig::new(1, 1, 8, Activation::Relu).draw(0);
        let first = [
            -0.048_461, -3.535_629, 0.124_058, -2.866_802, 0.316_499, -1.134_780, -1.530_277,
            0.753_694,
        ];
        let second = [
            0.203_202, 0.399_783, 0.113_891, 0.296_061, 0.277_683, -0.096_056, 0.105_742,
            -0.408_303,
        ];
        let weights = [network.weights(0), network.weights(1)];
        let weights = weights.iter().flat_map(|matrix| matrix.iter());
        for (got, want) in weights.zip(first.iter().chain(&second)) {
            assert!((got - want).abs() < 5e-7, "{got} not {want}");
        }
        assert!(network.biases(0).iter().all(|b| *b == 0.0));
    }

    #[test]
    fn draws_depend_on_the_seed_and_not_on_the_activation() {
        let draw = |f, seed| {
            let config = NetworkConfig::new(2, 3, 5, f).with_bias(BiasInit::Uniform);
            config.draw(seed).parameters().to_vec()
        };
        assert_eq!(draw(Activation::Relu, 7), draw(Activation::Tanh, 7));
        assert_ne!(draw(Activation::Relu, 7), draw(Activation::Relu, 8));
    }
}
