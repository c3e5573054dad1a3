//! The distributions from which weights and biases are drawn before training.

use super::activation::Activation;
use super::rng::{self, Generator};

/// The distribution of a layer's weights. `n` is the number of its inputs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Init {
    /// Normal with variance 2/n, and 1/n in the output layer, which has no ReLU behind it (He et al. 2015).
    He,
    /// Normal with variance 2/(n + units) (Glorot & Bengio 2010).
    Xavier,
    /// Uniform within ±1/√n, the usual choice before 2010; PyTorch's `nn.Linear` draws its weights so.
    Old,
    /// Weights and biases of PyTorch's `nn.Linear`: both uniform within ±1/√n.
    Torch,
    /// Normal with standard deviation gain/√n, and 1/√n in the output layer.
    Gain(f64),
    /// Every weight 1/√n: units begin as copies of each other and stay copies.
    Same,
}

/// The distribution of the biases. [`Init::Torch`] overrides it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BiasInit {
    /// All 0.
    #[default]
    Zero,
    /// Uniform within ±1 in the hidden layers, so that the kinks of a network with one input do not all start at 0.
    Uniform,
}

/// The sizes of a layer, as far as its initial distribution depends on them.
#[derive(Clone, Copy, Debug)]
pub(super) struct LayerFan {
    pub(super) inputs: usize,
    pub(super) units: usize,
    pub(super) is_output: bool,
}

impl Init {
    /// Its name, the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Self::He => "he",
            Self::Xavier => "xavier",
            Self::Old => "old",
            Self::Torch => "torch",
            Self::Gain(_) => "gain",
            Self::Same => "same",
        }
    }

    /// The init that usually goes with an activation: Xavier for sigmoid, tanh and none, He for the others.
    pub fn recommended_for(activation: Activation) -> Self {
        use Activation as F;
        match activation {
            F::Identity | F::Sigmoid | F::Tanh => Self::Xavier,
            F::Relu
            | F::Leaky { .. }
            | F::Elu
            | F::Selu
            | F::Softplus
            | F::Gelu
            | F::GeluTanh
            | F::Silu
            | F::Mish
            | F::ReluSquared => Self::He,
        }
    }

    /// Draws the weights of a layer, unit by unit.
    pub(super) fn draw_weights(
        self,
        fan: LayerFan,
        weights: &mut [f64],
        generator: &mut Generator,
    ) {
        let inputs = fan.inputs as f64;
        let hidden_or_one = |hidden: f64| if fan.is_output { 1.0 } else { hidden };
        let deviation = match self {
            Self::He => (hidden_or_one(2.0) / inputs).sqrt(),
            Self::Xavier => (2.0 / (inputs + fan.units as f64)).sqrt(),
            Self::Gain(gain) => hidden_or_one(gain) / inputs.sqrt(),
            Self::Old | Self::Torch => {
                let bound = 1.0 / inputs.sqrt();
                return weights.fill_with(|| bound * rng::symmetric(generator));
            }
            Self::Same => return weights.fill(1.0 / inputs.sqrt()),
        };
        weights.fill_with(|| deviation * rng::normal(generator));
    }

    /// Draws the biases of a layer, after its weights.
    pub(super) fn draw_biases(
        self,
        bias: BiasInit,
        fan: LayerFan,
        biases: &mut [f64],
        generator: &mut Generator,
    ) {
        let bound = match (self, bias) {
            (Self::Torch, _) => 1.0 / (fan.inputs as f64).sqrt(),
            (_, BiasInit::Uniform) if !fan.is_output => 1.0,
            (_, BiasInit::Zero | BiasInit::Uniform) => return biases.fill(0.0),
        };
        biases.fill_with(|| bound * rng::symmetric(generator));
    }
}
