//! Activations as options of a control.

use crate::nn::Activation;

/// The word group that says the names of activations.
pub(in crate::lab) const ACTIVATION_WORDS: &str = "activation";

/// The activation that a control's option names; the identity where it names none.
pub(in crate::lab) fn activation(name: &str) -> Activation {
    match name {
        // A control's option is a bare name; its slope below zero is that of Keras's layer.
        "leaky" => Activation::Leaky { alpha: 0.3 },
        other => other.parse().unwrap_or(Activation::Identity),
    }
}
