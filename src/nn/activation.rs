//! Activation functions: value and slope side by side.

/// `$use!(formula)` or `$use!(formula, setting)` with the formula of an activation: the one place where they are paired.
/// A macro, because a function that is handed over need not become part of the loop that calls it.
macro_rules! with_formula {
    ($activation:expr, $use:ident) => {
        match $activation {
            $crate::nn::Activation::Identity => $use!($crate::nn::activation::formula::identity),
            $crate::nn::Activation::Relu => $use!($crate::nn::activation::formula::relu),
            $crate::nn::Activation::Leaky { alpha } => {
                $use!($crate::nn::activation::formula::leaky, alpha)
            }
            $crate::nn::Activation::Elu => $use!($crate::nn::activation::formula::elu),
            $crate::nn::Activation::Selu => $use!($crate::nn::activation::formula::selu),
            $crate::nn::Activation::Softplus => $use!($crate::nn::activation::formula::softplus),
            $crate::nn::Activation::Sigmoid => $use!($crate::nn::activation::formula::sigmoid),
            $crate::nn::Activation::Tanh => $use!($crate::nn::activation::formula::tanh),
            $crate::nn::Activation::Gelu => $use!($crate::nn::activation::formula::gelu),
            $crate::nn::Activation::GeluTanh => $use!($crate::nn::activation::formula::gelu_tanh),
            $crate::nn::Activation::Silu => $use!($crate::nn::activation::formula::silu),
            $crate::nn::Activation::Mish => $use!($crate::nn::activation::formula::mish),
            $crate::nn::Activation::ReluSquared => {
                $use!($crate::nn::activation::formula::relu_squared)
            }
        }
    };
}

pub(in crate::nn) use with_formula;

pub(in crate::nn) mod formula;
mod name;

pub use name::UnknownActivation;

/// An activation function, applied to one number. `science.md` §3.2 lists them; each is computed in the form that
/// neither overflows nor cancels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Activation {
    /// f(z) = z: no activation at all.
    Identity,
    /// max(0, z), with slope 0 at 0 as PyTorch and TensorFlow have it.
    Relu,
    /// z above zero, `alpha`·z below it. By this definition, not by max(alpha·z, z), which differs for alpha > 1.
    Leaky {
        /// The slope at and below zero.
        alpha: f64,
    },
    /// z above zero, eᶻ − 1 below it (Clevert 2015, α = 1).
    Elu,
    /// λ·ELU with an α that keeps mean 0 and variance 1 from layer to layer (Klambauer 2017).
    Selu,
    /// ln(1 + eᶻ): a smooth ReLU.
    Softplus,
    /// 1 / (1 + e⁻ᶻ).
    Sigmoid,
    /// The hyperbolic tangent.
    Tanh,
    /// z·Φ(z), with Φ the cumulative normal distribution (Hendrycks & Gimpel 2016).
    Gelu,
    /// ½z(1 + tanh(√(2/π)(z + 0.044715z³))): the older approximation of GELU, at most 4.7e-4 away.
    GeluTanh,
    /// z·sigmoid(z), also called Swish (Ramachandran 2017).
    Silu,
    /// z·tanh(softplus(z)) (Misra 2019).
    Mish,
    /// max(0, z)² (So 2021).
    ReluSquared,
}

impl Activation {
    /// Every activation once, leaky with α = 0.01.
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

    /// f(z) and f′(z) at once: the same bits as the kernels that train networks.
    pub fn value_and_slope(self, z: f64) -> (f64, f64) {
        macro_rules! one {
            ($formula:path $(, $setting:expr)?) => {
                $formula(z $(, $setting)?)
            };
        }
        with_formula!(self, one)
    }

    /// The slopes of the two straight parts, below and above 0, if that is what the function is made of.
    pub fn straight_parts(self) -> Option<(f64, f64)> {
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

    /// Whether a unit with z ≤ 0 on every sample has slope 0 on all of them, so that only such a unit is called dead. For
    /// the smooth functions "off everywhere" is the right word.
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
