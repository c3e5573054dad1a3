//! Elements of a network: units, weights and biases.

use std::fmt;

/// A unit of a network, or one of its parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NetworkElement {
    /// The layer, from 1; the last one is the output.
    pub layer: usize,
    /// The unit, from 1.
    pub unit: usize,
    /// The parameter of the unit; none stands for the unit itself.
    pub parameter: Option<UnitParameter>,
}

/// A parameter of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnitParameter {
    /// The bias.
    Bias,
    /// The weight of an input, counted from 1.
    Weight(usize),
}

impl NetworkElement {
    /// A whole unit.
    pub const fn unit(layer: usize, unit: usize) -> Self {
        Self {
            layer,
            unit,
            parameter: None,
        }
    }

    /// Parses `2.1` (unit 1 of layer 2), `2.1.0` (its bias) or `2.1.3` (its weight of input 3).
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.').map(|part| part.parse::<usize>().ok());
        let (layer, unit) = (parts.next()??, parts.next()??);
        let parameter = match parts.next() {
            None => None,
            Some(Some(0)) => Some(UnitParameter::Bias),
            Some(Some(input)) => Some(UnitParameter::Weight(input)),
            Some(None) => return None,
        };
        let is_valid = layer > 0 && unit > 0 && parts.next().is_none();
        is_valid.then_some(Self {
            layer,
            unit,
            parameter,
        })
    }

    /// The nearest element of a network with `sizes` units per layer, the inputs first.
    #[must_use]
    pub fn clamp(self, sizes: &[usize]) -> Self {
        let size = |layer: usize| sizes.get(layer).copied().unwrap_or(1).max(1);
        let layer = self.layer.clamp(1, sizes.len().saturating_sub(1).max(1));
        Self {
            layer,
            unit: self.unit.clamp(1, size(layer)),
            parameter: self.parameter.map(|parameter| match parameter {
                UnitParameter::Bias => UnitParameter::Bias,
                UnitParameter::Weight(input) => {
                    UnitParameter::Weight(input.clamp(1, size(layer - 1)))
                }
            }),
        }
    }
}

impl fmt::Display for NetworkElement {
    /// Writes what [`NetworkElement::parse`] parses.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            layer,
            unit,
            parameter,
        } = self;
        match parameter {
            None => write!(f, "{layer}.{unit}"),
            Some(UnitParameter::Bias) => write!(f, "{layer}.{unit}.0"),
            Some(UnitParameter::Weight(input)) => write!(f, "{layer}.{unit}.{input}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_is_clamped_into_the_network() {
        let clamp = |text: &str, sizes: &[usize]| {
            let element = NetworkElement::parse(text).unwrap();
            element.clamp(sizes).to_string()
        };
        assert_eq!(clamp("9.9.9", &[2, 4, 1]), "2.1.4");
        assert_eq!(clamp("1.2.3", &[2, 4, 1]), "1.2.2");
        assert_eq!(clamp("1.5.0", &[2, 4, 1]), "1.4.0");
        assert_eq!(clamp("1.3", &[2, 4, 1]), "1.3");
    }
}
