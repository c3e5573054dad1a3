//! The names of activations in lessons, on the command line and in JSON.

use std::fmt;
use std::str::FromStr;

use super::Activation;

/// The α of a leaky ReLU whose name gives none (Maas et al. 2013).
const DEFAULT_ALPHA: f64 = 0.01;

/// The error for a text that is not the name of an activation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownActivation(pub String);

impl Activation {
    /// Its name, the same in every language: `relu`, `leaky`, `gelu-tanh`, …
    pub fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Relu => "relu",
            Self::Leaky { .. } => "leaky",
            Self::Elu => "elu",
            Self::Selu => "selu",
            Self::Softplus => "softplus",
            Self::Sigmoid => "sigmoid",
            Self::Tanh => "tanh",
            Self::Gelu => "gelu",
            Self::GeluTanh => "gelu-tanh",
            Self::Silu => "silu",
            Self::Mish => "mish",
            Self::ReluSquared => "relu-squared",
        }
    }
}

impl fmt::Display for Activation {
    /// Writes the name, and the slope of a leaky ReLU: `leaky(0.3)`. Parsing it gives the same activation.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        if let Self::Leaky { alpha } = self {
            write!(f, "({alpha})")?;
        }
        Ok(())
    }
}

impl FromStr for Activation {
    type Err = UnknownActivation;

    /// Parses a name. `leaky` has α = 0.01, `leaky(0.3)` has α = 0.3.
    fn from_str(text: &str) -> Result<Self, UnknownActivation> {
        let unknown = || UnknownActivation(text.to_owned());
        if let Some(alpha) = text.strip_prefix("leaky(") {
            let alpha = alpha.strip_suffix(')').ok_or_else(unknown)?;
            let alpha = alpha.parse().map_err(|_not_a_number| unknown())?;
            return Ok(Self::Leaky { alpha });
        }
        if text == "leaky" {
            return Ok(Self::Leaky {
                alpha: DEFAULT_ALPHA,
            });
        }
        Self::ALL
            .into_iter()
            .find(|f| f.name() == text)
            .ok_or_else(unknown)
    }
}

impl fmt::Display for UnknownActivation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no activation is called `{}`", self.0)
    }
}

impl std::error::Error for UnknownActivation {}
