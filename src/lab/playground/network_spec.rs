//! The network of a playground as a specification.

use super::data_spec::{Source, Target};
use super::names::{self, Parameter};
use crate::lab::{Value, Values};
use crate::nn::{Activation, BiasInit, Init, Network, NetworkConfig};

/// The largest number of hidden layers.
pub(super) const MAX_LAYERS: usize = 8;
/// The largest number of units of a layer.
pub(super) const MAX_UNITS: usize = 16;

/// A specification of a network with one output.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NetworkSpec {
    /// The number of inputs.
    pub(super) inputs: usize,
    /// The hidden layers, from the inputs to the output.
    pub(super) hidden: Vec<LayerSpec>,
    /// The distribution of the initial weights.
    pub(super) init: Init,
    /// The distribution of the initial biases.
    pub(super) bias_init: BiasInit,
    /// Weights and biases that are set by hand over the drawn ones.
    pub(super) overrides: Vec<(Parameter, f64)>,
}

/// A hidden layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct LayerSpec {
    /// The number of units.
    pub(super) units: usize,
    /// The activation.
    pub(super) activation: Activation,
}

impl NetworkSpec {
    /// The network that `values` describe.
    pub(super) fn parse(values: &Values) -> Self {
        let source = Source::parse(values);
        let parameter = |(name, value): (&str, &Value)| match value {
            Value::Number(number) => Some((Parameter::parse(name)?, *number)),
            Value::Choice(_) | Value::Text(_) => None,
        };
        Self {
            inputs: source.inputs(),
            hidden: hidden_layers(values),
            init: init(values),
            // On a line, kinks that all begin at 0 would have a long way to go.
            bias_init: match (values.choice(names::BIAS_INIT), source.target()) {
                ("uniform", _) | ("usual", Target::Number) => BiasInit::Uniform,
                (_, _) => BiasInit::Zero,
            },
            overrides: values.iter().filter_map(parameter).collect(),
        }
    }

    /// The units of each layer, the inputs first and the output last.
    pub(super) fn sizes(&self) -> Vec<usize> {
        let hidden = self.hidden.iter().map(|layer| layer.units);
        std::iter::once(self.inputs)
            .chain(hidden)
            .chain([1])
            .collect()
    }

    /// Draws the network before its first step.
    pub(super) fn draw(&self, seed: u64) -> Network {
        let plan = NetworkConfig {
            sizes: self.sizes(),
            activation: Activation::Identity,
            init: self.init,
            bias: self.bias_init,
        };
        let mut network = plan.draw(seed);
        let activations = self.hidden.iter().map(|layer| layer.activation);
        network.set_activations(&activations.collect::<Vec<_>>());
        for (parameter, number) in &self.overrides {
            parameter.set(&mut network, *number);
        }
        network
    }
}

fn hidden_layers(values: &Values) -> Vec<LayerSpec> {
    let layer = |layer| LayerSpec {
        units: values.count(&names::units(layer)).clamp(1, MAX_UNITS),
        activation: match values.choice(&names::activation(layer)) {
            "leaky" => Activation::Leaky {
                alpha: values.number(&names::leak(layer)),
            },
            name => name.parse().unwrap_or(Activation::Identity),
        },
    };
    let count = values.count(names::LAYERS).min(MAX_LAYERS);
    (1..=count).map(layer).collect()
}

fn init(values: &Values) -> Init {
    match values.choice(names::INIT) {
        "xavier" => Init::Xavier,
        "old" => Init::Old,
        "torch" => Init::Torch,
        "gain" => Init::Gain(values.number(names::GAIN)),
        "same" => Init::Same,
        _ => Init::He,
    }
}
