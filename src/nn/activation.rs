//! Activation functions: value and slope side by side.

/// An activation function, applied to one number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Activation {
    /// f(z) = z: no activation at all.
    Identity,
    /// max(0, z), with slope 0 at 0 as PyTorch and TensorFlow have it.
    Relu,
    /// z above zero, `alpha`·z below it. By this definition, not by max(alpha·z, z), which differs for alpha > 1.
    Leaky {
        /// The slope below zero.
        alpha: f64,
    },
    /// 1 / (1 + e⁻ᶻ).
    Sigmoid,
    /// The hyperbolic tangent.
    Tanh,
}

impl Activation {
    /// f(z). NaN in, NaN out.
    pub fn value(self, z: f64) -> f64 {
        match self {
            Self::Identity => z,
            Self::Relu => {
                if z > 0.0 || z.is_nan() {
                    z
                } else {
                    0.0
                }
            }
            Self::Leaky { alpha } => {
                if z > 0.0 {
                    z
                } else {
                    alpha * z
                }
            }
            Self::Sigmoid => {
                if z >= 0.0 {
                    1.0 / (1.0 + (-z).exp())
                } else {
                    let e = z.exp();
                    e / (1.0 + e)
                }
            }
            Self::Tanh => z.tanh(),
        }
    }

    /// f′(z). NaN in, NaN out.
    pub fn slope(self, z: f64) -> f64 {
        match self {
            _ if z.is_nan() => z,
            Self::Identity => 1.0,
            Self::Relu => f64::from(u8::from(z > 0.0)),
            Self::Leaky { alpha } => {
                if z > 0.0 {
                    1.0
                } else {
                    alpha
                }
            }
            Self::Sigmoid => {
                let s = self.value(z);
                s * (1.0 - s)
            }
            Self::Tanh => {
                let e = (-2.0 * z.abs()).exp();
                4.0 * e / ((1.0 + e) * (1.0 + e))
            }
        }
    }
}
