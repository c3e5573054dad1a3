//! Activation functions with their derivatives.

pub(in crate::nn) mod formula;
mod name;

pub use name::UnknownActivation;

/// Expands to `$apply!(formula)`, or `$apply!(formula, parameter)`, for the formula of an activation. A macro, because a
/// closure is not always inlined into the loop that calls it, and then the loop is not vectorized.
macro_rules! with_formula {
    ($activation:expr, $apply:ident) => {{
        use $crate::nn::activation::{Activation, formula};
        match $activation {
            Activation::Identity => $apply!(formula::identity),
            Activation::Relu => $apply!(formula::relu),
            Activation::Leaky { alpha } => $apply!(formula::leaky, alpha),
            Activation::Elu => $apply!(formula::elu),
            Activation::Selu => $apply!(formula::selu),
            Activation::Softplus => $apply!(formula::softplus),
            Activation::Sigmoid => $apply!(formula::sigmoid),
            Activation::Tanh => $apply!(formula::tanh),
            Activation::Gelu => $apply!(formula::gelu),
            Activation::GeluTanh => $apply!(formula::gelu_tanh),
            Activation::Silu => $apply!(formula::silu),
            Activation::Mish => $apply!(formula::mish),
            Activation::ReluSquared => $apply!(formula::relu_squared),
        }
    }};
}

pub(in crate::nn) use with_formula;

/// An activation function f of one number z. The formulas are those of the papers named, in a form that neither overflows
/// nor cancels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Activation {
    /// f(z) = z: no activation.
    Identity,
    /// max(0, z), with slope 0 at 0 as in PyTorch and TensorFlow (Nair & Hinton 2010).
    Relu,
    /// z for z > 0 and `alpha`·z otherwise (Maas et al. 2013). For alpha > 1 this differs from max(alpha·z, z).
    Leaky {
        /// The slope at and below zero.
        alpha: f64,
    },
    /// z for z > 0 and eᶻ − 1 otherwise (Clevert et al. 2015, α = 1).
    Elu,
    /// λ·ELU with an α that keeps mean 0 and variance 1 from layer to layer (Klambauer et al. 2017).
    Selu,
    /// ln(1 + eᶻ): a smooth ReLU (Dugas et al. 2001).
    Softplus,
    /// 1 / (1 + e⁻ᶻ).
    Sigmoid,
    /// The hyperbolic tangent.
    Tanh,
    /// z·Φ(z), with Φ the cumulative normal distribution (Hendrycks & Gimpel 2016).
    Gelu,
    /// ½z(1 + tanh(√(2/π)(z + 0.044715z³))): an approximation of GELU by the same authors, at most 4.7e-4 away.
    GeluTanh,
    /// z·sigmoid(z), also called Swish (Ramachandran et al. 2017).
    Silu,
    /// z·tanh(softplus(z)) (Misra 2019).
    Mish,
    /// max(0, z)² (So et al. 2021).
    ReluSquared,
}

impl Activation {
    /// Every activation, leaky ReLU with α = 0.01.
    pub const ALL: [Self; 13] = [
        Self::Identity,
        Self::Relu,
        Self::Leaky { alpha: 0.01 },
        Self::Elu,
        Self::Selu,
        Self::Softplus,
        Self::Sigmoid,
        Self::Tanh,
        Self::Gelu,
        Self::GeluTanh,
        Self::Silu,
        Self::Mish,
        Self::ReluSquared,
    ];

    /// f(z). NaN in, NaN out; never −0.
    pub fn value(self, z: f64) -> f64 {
        self.value_and_slope(z).0
    }

    /// f′(z). NaN in, NaN out.
    pub fn slope(self, z: f64) -> f64 {
        self.value_and_slope(z).1
    }

    /// f(z) and f′(z), with the same bits as the SIMD kernels.
    pub fn value_and_slope(self, z: f64) -> (f64, f64) {
        macro_rules! call {
            ($formula:path $(, $parameter:expr)?) => {
                $formula(z $(, $parameter)?)
            };
        }
        with_formula!(self, call)
    }

    /// The slopes below and above 0 of a function that is linear on both sides; none for a curved one.
    pub fn linear_slopes(self) -> Option<(f64, f64)> {
        match self {
            Self::Identity => Some((1.0, 1.0)),
            Self::Relu => Some((0.0, 1.0)),
            Self::Leaky { alpha } => Some((alpha, 1.0)),
            Self::Elu
            | Self::Selu
            | Self::Softplus
            | Self::Sigmoid
            | Self::Tanh
            | Self::Gelu
            | Self::GeluTanh
            | Self::Silu
            | Self::Mish
            | Self::ReluSquared => None,
        }
    }

    /// The largest slope of a function that saturates on both sides; none for the others.
    pub(in crate::nn) fn saturating_slope(self) -> Option<f64> {
        match self {
            Self::Tanh => Some(1.0),
            Self::Sigmoid => Some(0.25),
            Self::Identity
            | Self::Relu
            | Self::Leaky { .. }
            | Self::Elu
            | Self::Selu
            | Self::Softplus
            | Self::Gelu
            | Self::GeluTanh
            | Self::Silu
            | Self::Mish
            | Self::ReluSquared => None,
        }
    }

    /// Whether a unit with z ≤ 0 on every sample has slope 0 on all of them and therefore is dead: it gets no gradient.
    pub fn can_die(self) -> bool {
        match self {
            Self::Relu | Self::ReluSquared => true,
            Self::Leaky { alpha } => alpha == 0.0,
            Self::Identity
            | Self::Elu
            | Self::Selu
            | Self::Softplus
            | Self::Sigmoid
            | Self::Tanh
            | Self::Gelu
            | Self::GeluTanh
            | Self::Silu
            | Self::Mish => false,
        }
    }
}

#[cfg(test)]
mod tests;
