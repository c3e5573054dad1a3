//! Ranges of axes that follow from numbers.

/// The two ends of an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct AxisRange {
    pub(super) from: f64,
    pub(super) to: f64,
}

impl AxisRange {
    /// Round ends around the numbers from `low` to `high`.
    pub(super) fn around(low: f64, high: f64) -> Self {
        let length = high - low;
        if !(length.is_finite() && length > 0.0) {
            let half = if low == 0.0 || !low.is_finite() {
                1.0
            } else {
                low.abs()
            };
            let middle = if low.is_finite() { low } else { 0.0 };
            return Self {
                from: middle - half,
                to: middle + half,
            };
        }
        let tick = round_tick(length / 8.0);
        Self {
            from: (low / tick + 1e-9).floor() * tick + 0.0,
            to: (high / tick - 1e-9).ceil() * tick + 0.0,
        }
    }
}

/// The smallest of 1, 2 or 5 times a power of ten that is at least `length`.
pub fn round_tick(length: f64) -> f64 {
    let power = 10_f64.powf(length.log10().floor());
    let factors = [1.0, 2.0, 5.0, 10.0];
    let found = factors
        .into_iter()
        .find(|factor| factor * power >= length * (1.0 - 1e-9));
    found.unwrap_or(10.0) * power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_round_and_hold_every_number() {
        let range = AxisRange::around(-0.97, 3.1);
        assert_eq!((range.from, range.to), (-1.0, 4.0));
        let range = AxisRange::around(0.0, 1.0);
        assert_eq!((range.from, range.to), (0.0, 1.0));
    }

    #[test]
    fn one_number_has_a_range_around_it() {
        assert_eq!(
            AxisRange::around(2.0, 2.0),
            AxisRange { from: 0.0, to: 4.0 }
        );
        assert_eq!(
            AxisRange::around(0.0, 0.0),
            AxisRange {
                from: -1.0,
                to: 1.0
            }
        );
    }
}
