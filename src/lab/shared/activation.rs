//! Activations as options of a control.

use crate::locale::Phrase;
use crate::nn::Activation;

/// The word group of the names of activations.
pub(in crate::lab) const ACTIVATION_WORDS: &str = "activation";

/// The activation with this name, the identity for an unknown name.
pub(in crate::lab) fn activation(name: &str) -> Activation {
    match name {
        // The option has no number, so it gets the slope of the Keras layer LeakyReLU.
        "leaky" => Activation::Leaky { alpha: 0.3 },
        other => other.parse().unwrap_or(Activation::Identity),
    }
}

/// The translated name of the activation with this name.
pub(in crate::lab) fn activation_label(name: &str) -> Phrase {
    Phrase::key(format!("{ACTIVATION_WORDS}.{name}"))
}

/// The name of the activation with this name as a function in a formula: `relu`, as the lessons write it.
pub(in crate::lab) fn function_name(name: &str) -> Phrase {
    Phrase::key(format!("{ACTIVATION_WORDS}.function.{name}"))
}

/// The activation with slope `alpha` below zero, which is ReLU for 0.
pub(in crate::lab) fn leaky_relu(alpha: f64) -> Activation {
    if alpha == 0.0 {
        Activation::Relu
    } else {
        Activation::Leaky { alpha }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slope_of_zero_is_relu() {
        assert_eq!(leaky_relu(0.0), Activation::Relu);
        assert_eq!(leaky_relu(0.3), Activation::Leaky { alpha: 0.3 });
    }
}
