//! The names of single weights and biases: `w_2_1_3` is what unit 1 of layer 2 multiplies input 3 by, `b_2_1` its bias.

use std::fmt;

use crate::lab::{NetworkElement, UnitParameter};
use crate::nn::Network;

/// A weight or a bias.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parameter {
    /// Its layer, from 1.
    layer: usize,
    /// Its unit, from 1.
    unit: usize,
    kind: UnitParameter,
}

impl fmt::Display for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { layer, unit, .. } = self;
        match self.kind {
            UnitParameter::Bias => write!(f, "b_{layer}_{unit}"),
            UnitParameter::Weight(input) => write!(f, "w_{layer}_{unit}_{input}"),
        }
    }
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

    /// The parameter that `name` names, in networks of any shape.
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

    /// Whether a network whose layers have `sizes` units, the inputs first, has it.
    pub(super) fn is_in(self, sizes: &[usize]) -> bool {
        let place = |count: Option<&usize>, at: usize| {
            count.is_some_and(|count| (1..=*count).contains(&at))
        };
        let input = match self.kind {
            UnitParameter::Bias => true,
            UnitParameter::Weight(input) => place(sizes.get(self.layer.wrapping_sub(1)), input),
        };
        self.layer > 0 && place(sizes.get(self.layer), self.unit) && input
    }

    /// Its place among the parameters of `network`, if the network has it.
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::Activation;

    #[test]
    fn every_parameter_has_one_name_and_its_name_leads_to_it() {
        let network = Network::zero(&[2, 3, 1], Activation::Relu);
        let mut seen = Vec::new();
        for layer in 1..=2 {
            for unit in 1..=3 {
                for input in 0..=3 {
                    let name = if input == 0 {
                        format!("b_{layer}_{unit}")
                    } else {
                        format!("w_{layer}_{unit}_{input}")
                    };
                    let parameter = Parameter::parse(&name).unwrap();
                    let index = parameter.index(&network);
                    assert_eq!(index.is_some(), parameter.is_in(&[2, 3, 1]), "{name}");
                    seen.extend(index);
                }
            }
        }
        seen.sort_unstable();
        assert_eq!(seen, (0..13).collect::<Vec<_>>());
        for name in ["w_0_1_1", "b_1_0", "w_1_1", "units_1", "w", "b_1_x"] {
            let found = Parameter::parse(name).and_then(|parameter| parameter.index(&network));
            assert_eq!(found, None, "{name}");
        }
    }
}
