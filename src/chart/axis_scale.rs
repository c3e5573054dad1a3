//! The mapping between the values of an axis and positions on the screen.

use crate::figure::Scale;

/// The mapping between the values of an axis and columns (or rows) of the screen.
///
/// Every tick value lies in the middle of a column (row) if its ticks have equal distances.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AxisScale {
    /// The kind of the axis.
    pub scale: Scale,
    /// A value, or its common logarithm on a logarithmic axis.
    pub origin: f64,
    /// The position of `origin`, in columns or rows from the upper left corner of the screen.
    pub position: f64,
    /// Columns or rows per unit; negative for a vertical axis that grows upwards.
    pub per_unit: f64,
}

impl AxisScale {
    /// The position of `value`. None for a value that is not finite, or not positive on a logarithmic axis.
    pub fn position(&self, value: f64) -> Option<f64> {
        let at = match self.scale {
            Scale::Linear => value,
            Scale::Log => value.log10(),
        };
        let position = self.position + (at - self.origin) * self.per_unit;
        position.is_finite().then_some(position)
    }

    /// The value at `position`, the inverse of [`AxisScale::position`].
    pub fn value(&self, position: f64) -> f64 {
        let at = self.origin + (position - self.position) / self.per_unit;
        match self.scale {
            Scale::Linear => at,
            Scale::Log => 10f64.powf(at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn value_is_the_inverse_of_position() {
        for scale in [Scale::Linear, Scale::Log] {
            let axis = AxisScale {
                scale,
                origin: 1.0,
                position: 7.5,
                per_unit: -2.0,
            };
            let position = axis.position(3.0).unwrap();
            assert!((axis.value(position) - 3.0).abs() < 1e-9);
        }
    }
}
