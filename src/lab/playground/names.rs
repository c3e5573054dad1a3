//! The names of the playground's controls. Saved states and copied commands contain them.

use std::fmt;

use crate::lab::{NetworkElement, UnitParameter};
use crate::nn::Network;

pub(super) const DATA: &str = "data";
pub(super) const SAMPLES: &str = "samples";
pub(super) const NOISE: &str = "noise";
pub(super) const POINTS: &str = "points";
pub(super) const CURVE: &str = "curve";
pub(super) const TABLE: &str = "table";
pub(super) const STANDARDISE: &str = "standardise";
pub(super) const TEST_SHARE: &str = "test";
pub(super) const LAYERS: &str = "layers";
pub(super) const INIT: &str = "init";
pub(super) const GAIN: &str = "gain";
pub(super) const BIAS_INIT: &str = "bias";
pub(super) const SEED: &str = "seed";
pub(super) const OPTIMIZER: &str = "optimizer";
pub(super) const LEARNING_RATE: &str = "lr";
pub(super) const BATCH: &str = "batch";
pub(super) const L1: &str = "l1";
pub(super) const L2: &str = "l2";
pub(super) const LOSS: &str = "loss";
pub(super) const GOAL: &str = "goal";
pub(super) const SELECTED: &str = "at";

/// The control of a hidden layer's units; layers count from 1.
pub(super) fn units(layer: usize) -> String {
    format!("units_{layer}")
}

/// The control of a hidden layer's activation; layers count from 1.
pub(super) fn activation(layer: usize) -> String {
    format!("f_{layer}")
}

/// The control of the slope of a leaky layer; layers count from 1.
pub(super) fn leak(layer: usize) -> String {
    format!("alpha_{layer}")
}

/// A weight or a bias. The control `w_2_1_3` sets the weight of input 3 of unit 1 of layer 2, `b_2_1` its bias.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parameter {
    /// The layer, from 1.
    layer: usize,
    /// The unit, from 1.
    unit: usize,
    kind: UnitParameter,
}

impl Parameter {
    /// The parameter `element`; none for a whole unit.
    pub(super) fn of(element: NetworkElement) -> Option<Self> {
        Some(Self {
            layer: element.layer,
            unit: element.unit,
            kind: element.parameter?,
        })
    }

    /// The parameter that the control called `name` sets, in networks of any shape.
    pub(super) fn parse(name: &str) -> Option<Self> {
        let (letter, places) = name.split_once('_')?;
        let places: Option<Vec<usize>> = places.split('_').map(|part| part.parse().ok()).collect();
        let (layer, unit, kind) = match (letter, places?.as_slice()) {
            ("w", [layer, unit, input]) => (*layer, *unit, UnitParameter::Weight(*input)),
            ("b", [layer, unit]) => (*layer, *unit, UnitParameter::Bias),
            _ => return None,
        };
        Some(Self { layer, unit, kind })
    }

    /// Whether a network with `sizes` units per layer, the inputs first, has it.
    pub(super) fn is_in(self, sizes: &[usize]) -> bool {
        let is_counted = |count: Option<&usize>, at: usize| {
            count.is_some_and(|count| (1..=*count).contains(&at))
        };
        let has_input = match self.kind {
            UnitParameter::Bias => true,
            UnitParameter::Weight(input) => {
                is_counted(sizes.get(self.layer.wrapping_sub(1)), input)
            }
        };
        self.layer > 0 && is_counted(sizes.get(self.layer), self.unit) && has_input
    }

    /// Its index among the parameters of `network`, if the network has it.
    pub(super) fn index(self, network: &Network) -> Option<usize> {
        let layer = network.layers().get(self.layer.checked_sub(1)?)?;
        let unit = self
            .unit
            .checked_sub(1)
            .filter(|unit| *unit < layer.units)?;
        match self.kind {
            UnitParameter::Bias => Some(layer.biases().start + unit),
            UnitParameter::Weight(input) => {
                let input = input.checked_sub(1).filter(|input| *input < layer.inputs)?;
                Some(layer.weights().start + unit * layer.inputs + input)
            }
        }
    }

    /// Sets it to `number`, if `network` has it.
    pub(super) fn set(self, network: &mut Network, number: f64) {
        let index = self.index(network);
        let slot = index.and_then(|index| network.parameters_mut().get_mut(index));
        if let Some(slot) = slot {
            *slot = number;
        }
    }
}

impl fmt::Display for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { layer, unit, kind } = self;
        match kind {
            UnitParameter::Bias => write!(f, "b_{layer}_{unit}"),
            UnitParameter::Weight(input) => write!(f, "w_{layer}_{unit}_{input}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::Activation;

    #[test]
    fn every_parameter_has_one_name_that_parses_to_it() {
        let network = Network::zeros(&[2, 3, 1], Activation::Relu);
        let mut found = Vec::new();
        for layer in 1..=2 {
            for unit in 1..=3 {
                for input in 0..=3 {
                    let name = if input == 0 {
                        format!("b_{layer}_{unit}")
                    } else {
                        format!("w_{layer}_{unit}_{input}")
                    };
                    let parameter = Parameter::parse(&name).unwrap();
                    assert_eq!(parameter.to_string(), name);
                    let index = parameter.index(&network);
                    assert_eq!(index.is_some(), parameter.is_in(&[2, 3, 1]), "{name}");
                    found.extend(index);
                }
            }
        }
        found.sort_unstable();
        assert_eq!(found, (0..13).collect::<Vec<_>>());
        for name in ["w_0_1_1", "b_1_0", "w_1_1", "units_1", "w", "b_1_x"] {
            let index = Parameter::parse(name).and_then(|parameter| parameter.index(&network));
            assert_eq!(index, None, "{name}");
        }
    }
}
