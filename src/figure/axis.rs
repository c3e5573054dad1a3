//! Axes.

use crate::locale::Phrase;

/// An axis: its range in the units of the data, its scale and its ticks.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// The quantity, as short as `A` or `slope`; none where the title names it.
    pub label: Option<Phrase>,
    /// The value at the left or lower end.
    pub min: f64,
    /// The value at the right or upper end.
    pub max: f64,
    /// The mapping from values to places.
    pub scale: Scale,
    /// The values that have a tick.
    pub ticks: Ticks,
}

/// The mapping from values to places on an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Equal differences have equal lengths.
    Linear,
    /// Equal ratios have equal lengths; values at or below zero have no place.
    Log,
}

/// The values that have a tick, and their labels.
#[derive(Clone, Debug, PartialEq)]
pub enum Ticks {
    /// Round numbers, as many as fit.
    Round,
    /// These values, with these labels: `slope 0`, `slope 1`.
    At(Vec<(f64, Phrase)>),
}

impl Axis {
    /// A linear axis with round ticks.
    pub fn linear(label: Option<Phrase>, min: f64, max: f64) -> Self {
        Self {
            label,
            min,
            max,
            scale: Scale::Linear,
            ticks: Ticks::Round,
        }
    }

    /// A linear axis with a short name that needs no translation: `x`, `A`, `kg`.
    pub fn named(name: &str, min: f64, max: f64) -> Self {
        Self::linear(Some(Phrase::verbatim(name)), min, max)
    }

    /// A logarithmic axis with a tick at each power of ten.
    pub fn log(label: Option<Phrase>, min: f64, max: f64) -> Self {
        Self {
            scale: Scale::Log,
            ..Self::linear(label, min, max)
        }
    }

    /// The same axis with ticks at these values, with these labels.
    #[must_use]
    pub fn ticks(self, at: Vec<(f64, Phrase)>) -> Self {
        Self {
            ticks: Ticks::At(at),
            ..self
        }
    }

    /// The place of `value`: 0 at the low end, 1 at the high end, below 0 or above 1 outside the range. None for a value
    /// that is not finite, or not positive on a logarithmic axis.
    pub fn place(&self, value: f64) -> Option<f64> {
        let (low, high, at) = match self.scale {
            Scale::Linear => (self.min, self.max, value),
            Scale::Log => (self.min.log10(), self.max.log10(), value.log10()),
        };
        let place = (at - low) / (high - low);
        place.is_finite().then_some(place)
    }

    /// The value at `place`, the inverse of [`Axis::place`].
    pub fn value(&self, place: f64) -> f64 {
        match self.scale {
            Scale::Linear => self.min + place * (self.max - self.min),
            Scale::Log => {
                let (low, high) = (self.min.log10(), self.max.log10());
                10f64.powf(low + place * (high - low))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_ratios_have_equal_lengths_on_a_log_axis() {
        let axis = Axis::log(None, 1e-4, 1.0);
        assert!((axis.place(1e-2).unwrap() - 0.5).abs() < 1e-12);
        assert_eq!(axis.place(0.0), None);
        assert_eq!(axis.place(-1.0), None);
    }

    #[test]
    fn an_axis_of_zero_width_has_no_places() {
        assert_eq!(Axis::linear(None, 2.0, 2.0).place(2.0), None);
        assert_eq!(Axis::linear(None, 0.0, 1.0).place(f64::NAN), None);
    }

    #[test]
    fn value_is_the_inverse_of_place() {
        for axis in [Axis::linear(None, -5.0, 5.0), Axis::log(None, 1e-6, 1e3)] {
            let place = axis.place(3.0).unwrap();
            assert!((axis.value(place) - 3.0).abs() < 1e-9);
        }
    }
}
