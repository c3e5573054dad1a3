//! Linear scalings between the units of a source and the numbers that a network sees.

/// A linear scaling: `(x - offset) / scale`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scaling {
    /// The value that becomes 0.
    offset: f64,
    /// The difference that becomes 1; positive.
    scale: f64,
}

/// Values whose standard deviation is a smaller share of their mean than this are all the same but for rounding errors.
const SAME_VALUE: f64 = 1e-12;

impl Scaling {
    /// The scaling that changes nothing.
    pub(super) const IDENTITY: Self = Self::new(0.0, 1.0);

    /// The scaling that makes `offset` 0 and `offset + scale` 1.
    pub(super) const fn new(offset: f64, scale: f64) -> Self {
        Self { offset, scale }
    }

    /// The scaling to z-scores: mean 0, standard deviation 1. Values that are all the same become 0.
    pub(super) fn standardise(values: impl Iterator<Item = f64> + Clone) -> Self {
        let mean = |values: &mut dyn Iterator<Item = f64>| {
            let (sum, count) = values.fold((0.0, 0.0), |(sum, count), x| (sum + x, count + 1.0));
            sum / f64::max(count, 1.0)
        };
        let offset = mean(&mut values.clone());
        let deviation = mean(&mut values.map(|x| (x - offset) * (x - offset))).sqrt();
        let is_constant = deviation <= SAME_VALUE * offset.abs() || !deviation.is_normal();
        Self::new(offset, if is_constant { 1.0 } else { deviation })
    }

    /// The number that the network sees for `x`.
    pub(super) fn apply(self, x: f64) -> f64 {
        (x - self.offset) / self.scale
    }

    /// The value that the network sees as `z`.
    pub(super) fn invert(self, z: f64) -> f64 {
        self.offset + self.scale * z
    }

    /// The difference that becomes 1.
    pub(super) fn unit(self) -> f64 {
        self.scale
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standardised_values_have_mean_0_and_deviation_1_and_return() {
        let values = [152.0, 163.0, 171.0, 190.0];
        let scaling = Scaling::standardise(values.into_iter());
        let z = values.map(|x| scaling.apply(x));
        let mean = z.iter().sum::<f64>() / 4.0;
        let variance = z.iter().map(|z| z * z).sum::<f64>() / 4.0;
        assert!(mean.abs() < 1e-12 && (variance - 1.0).abs() < 1e-12);
        for (x, z) in values.iter().zip(z) {
            assert!((scaling.invert(z) - x).abs() < 1e-9);
        }
    }

    #[test]
    fn a_constant_column_becomes_0() {
        for constant in [0.0, 7.0, -1e15, 1e-300, 0.1] {
            let scaling = Scaling::standardise([constant; 5].into_iter());
            assert!(scaling.apply(constant).abs() < 1e-9, "{constant}");
            assert!(scaling.invert(0.0).is_finite());
        }
    }

    #[test]
    fn huge_and_tiny_values_stay_finite() {
        for values in [[-1e15, 1e15], [0.0, 1e-200], [1e15, 1e15 + 1.0]] {
            let scaling = Scaling::standardise(values.into_iter());
            assert!(values.iter().all(|x| scaling.apply(*x).is_finite()));
        }
    }
}
