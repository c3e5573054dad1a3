//! How weights and biases are drawn before training.

use super::rng::{self, Generator};

/// How the weights of a layer are drawn. `n` is the number of its inputs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Init {
    /// Normal with variance 2/n; 1/n in the output layer, which has no ReLU behind it (He 2015).
    He,
    /// Normal with variance 2/(n + units) (Glorot & Bengio 2010).
    Xavier,
    /// Uniform within ±1/√n, as was usual before 2010; the weights that PyTorch's `nn.Linear` starts with.
    Old,
    /// The same, and biases within the same range: all that PyTorch's `nn.Linear` starts with.
    Torch,
    /// Normal with standard deviation gain/√n; 1/√n in the output layer.
    Gain(f64),
    /// Every weight 1/√n: units that begin as copies of each other and stay so, to show why weights are drawn.
    Same,
}

/// How the biases are drawn, unless the [`Init`] says it ([`Init::Torch`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BiasInit {
    /// All 0.
    #[default]
    Zero,
    /// Uniform within ±1 in the hidden layers, so that the kinks of a net with one input do not all start at 0.
    Uniform,
}

/// What a draw needs to know about a layer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    pub(super) inputs: usize,
    pub(super) units: usize,
    /// Whether nothing follows it.
    pub(super) output: bool,
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

    /// What each activation is usually paired with: Xavier for the S-shaped ones and for none, He for the others.
    pub fn usual(activation: super::Activation) -> Self {
        use super::Activation as F;
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

    /// Draws the weights of a layer, unit by unit, one an input.
    pub(super) fn draw_weights(self, shape: Shape, weights: &mut [f64], generator: &mut Generator) {
        let inputs = shape.inputs as f64;
        let normal = |variance: f64, weights: &mut [f64], generator: &mut Generator| {
            let deviation = variance.sqrt();
            weights.fill_with(|| deviation * rng::normal(generator));
        };
        match self {
            Self::He => normal(
                if shape.output { 1.0 } else { 2.0 } / inputs,
                weights,
                generator,
            ),
            Self::Xavier => normal(2.0 / (inputs + shape.units as f64), weights, generator),
            Self::Old | Self::Torch => {
                let bound = 1.0 / inputs.sqrt();
                weights.fill_with(|| bound * rng::symmetric(generator));
            }
            Self::Gain(gain) => {
                let deviation = if shape.output { 1.0 } else { gain } / inputs.sqrt();
                weights.fill_with(|| deviation * rng::normal(generator));
            }
            Self::Same => weights.fill(1.0 / inputs.sqrt()),
        }
    }

    /// Draws the biases of a layer, right behind its weights.
    pub(super) fn draw_biases(
        self,
        rule: BiasInit,
        shape: Shape,
        biases: &mut [f64],
        generator: &mut Generator,
    ) {
        let torch = matches!(self, Self::Torch);
        let bound = match rule {
            BiasInit::Zero | BiasInit::Uniform if torch => 1.0 / (shape.inputs as f64).sqrt(),
            BiasInit::Uniform if !shape.output => 1.0,
            BiasInit::Zero | BiasInit::Uniform => return biases.fill(0.0),
        };
        biases.fill_with(|| bound * rng::symmetric(generator));
    }
}
