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

/// The most times that the end of an axis moves out.
const MOST_MOVES: i32 = 4;

impl AxisRange {
    /// Round ends around those of `numbers` that are finite.
    pub(super) fn of(numbers: impl Iterator<Item = f64>) -> Self {
        let (low, high) = ends(numbers).unwrap_or_default();
        Self::around(low, high)
    }

    /// These ends, moved out by their distance, by three, seven or fifteen times of it, until `numbers` are between them. So an
    /// axis stands still for most turns of a control, and a curve that grows without limit leaves it.
    pub(super) fn holding(self, numbers: impl Iterator<Item = f64>) -> Self {
        let Some((low, high)) = ends(numbers) else {
            return self;
        };
        let length = self.to - self.from;
        let reach = |beyond: f64| {
            let reach = |times| length * (2_f64.powi(times) - 1.0);
            let enough = (0..MOST_MOVES).find(|times| reach(*times) >= beyond);
            reach(enough.unwrap_or(MOST_MOVES))
        };
        Self {
            from: self.from - reach(self.from - low),
            to: self.to + reach(high - self.to),
        }
    }
}

/// The lowest and the highest of those of `numbers` that are finite.
fn ends(numbers: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    let finite = numbers.filter(|number| number.is_finite());
    finite.fold(None, |ends, number| {
        let (low, high): (f64, f64) = ends.unwrap_or((number, number));
        Some((low.min(number), high.max(number)))
    })
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
    fn an_axis_moves_out_in_a_few_large_steps() {
        let range = AxisRange { from: 0.0, to: 1.0 };
        let held = |low: f64, high: f64| {
            let held = range.holding([low, high, f64::NAN].into_iter());
            (held.from, held.to)
        };
        assert_eq!(held(0.2, 1.0), (0.0, 1.0));
        assert_eq!(held(0.2, 1.1), (0.0, 2.0));
        assert_eq!(held(-2.0, 1.0), (-3.0, 1.0));
        assert_eq!(held(0.0, 1e9), (0.0, 16.0));
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
