//! Number ranges with steps.

use super::Turn;
use crate::lab::SetError;
use crate::text::Toward;

/// The most values of a short count.
const SHORT_COUNT: f64 = 24.0;

/// The range of a number control, with its steps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The lowest value.
    pub min: f64,
    /// The highest value.
    pub max: f64,
    /// The default.
    pub default: f64,
    /// One step; turns land on its multiples.
    pub step: f64,
    /// One fine step.
    pub fine: f64,
    /// Whether zero is not allowed, as for a weight that something is divided by.
    pub skips_zero: bool,
    /// Whether an animation shows the states between its whole numbers.
    pub is_moving: bool,
}

/// The most decimals of a value.
const MOST_DECIMALS: u8 = 6;

impl Range {
    /// A range whose fine step is a tenth of its step.
    pub const fn new(min: f64, max: f64, default: f64, step: f64) -> Self {
        Self {
            min,
            max,
            default,
            step,
            fine: step / 10.0,
            skips_zero: false,
            is_moving: false,
        }
    }

    /// This range with another fine step.
    #[must_use]
    pub const fn fine(self, fine: f64) -> Self {
        Self { fine, ..self }
    }

    /// This range without zero.
    #[must_use]
    pub const fn without_zero(self) -> Self {
        Self {
            skips_zero: true,
            ..self
        }
    }

    /// This range, whose states between whole numbers an animation shows.
    #[must_use]
    pub const fn moving(self) -> Self {
        Self {
            is_moving: true,
            ..self
        }
    }

    /// The number of decimals that tells neighbouring values apart.
    pub fn decimals(&self) -> u8 {
        (0..MOST_DECIMALS)
            .find(|d| {
                let scaled = self.fine.min(self.step) * 10f64.powi(i32::from(*d));
                (scaled - scaled.round()).abs() < 1e-9 && scaled >= 0.5
            })
            .unwrap_or(MOST_DECIMALS)
    }

    /// The number of decimals that show `number`, at least those of the range: a lesson may set a value between its steps.
    pub fn decimals_of(&self, number: f64) -> u8 {
        let is_shown = |d: &u8| {
            let scaled = number * 10f64.powi(i32::from(*d));
            (scaled - scaled.round()).abs() < 1e-6
        };
        let least = self.decimals();
        (least..=MOST_DECIMALS).find(is_shown).unwrap_or(least)
    }

    /// `number` if the control called `control` takes it.
    pub(super) fn validate(&self, control: &str, number: f64) -> Result<f64, SetError> {
        let is_inside = self.min - 1e-9 <= number && number <= self.max + 1e-9;
        if !is_inside || (self.skips_zero && number == 0.0) {
            return Err(SetError::OutOfRange {
                control: control.to_owned(),
                number,
                range: *self,
            });
        }
        let number = number.clamp(self.min, self.max);
        // The models round counts, so a control shows the count that is built.
        Ok(if self.is_count() {
            number.round()
        } else {
            round_to_decimals(number)
        })
    }

    /// Whether its values are whole numbers.
    pub(in crate::lab) fn is_count(&self) -> bool {
        [self.min, self.max, self.step, self.fine]
            .iter()
            .all(|number| number.fract() == 0.0)
    }

    /// Whether its values are a few whole numbers, such as seeds.
    pub fn is_short_count(&self) -> bool {
        self.is_count() && (self.max - self.min) / self.step < SHORT_COUNT
    }

    /// The multiple of the step nearest to `number`; the one beside zero where zero is not allowed.
    pub fn nearest_step(&self, number: f64) -> f64 {
        if !number.is_finite() {
            return self.default;
        }
        let multiple = (number / self.step).round() * self.step;
        let step = round_to_decimals(multiple).clamp(self.min, self.max);
        if self.skips_zero && step == 0.0 {
            return if number < 0.0 { -self.step } else { self.step };
        }
        step
    }

    /// The value that `turn` moves `from` to.
    pub(super) fn turn(&self, from: f64, turn: Turn) -> f64 {
        let to = match turn {
            Turn::Step(toward) => next_multiple(from, self.step, toward),
            Turn::Fine(toward) => next_multiple(from, self.fine, toward),
            Turn::Coarse(toward) => next_multiple(from, 10.0 * self.step, toward),
            Turn::Low => self.min,
            Turn::High => self.max,
        };
        let to = to.clamp(self.min, self.max);
        if self.skips_zero && to == 0.0 {
            return self.turn_over_zero(from, turn);
        }
        to
    }

    fn turn_over_zero(&self, from: f64, turn: Turn) -> f64 {
        match turn {
            Turn::Fine(Toward::Previous) => round_to_decimals(-self.fine),
            Turn::Fine(Toward::Next) => round_to_decimals(self.fine),
            Turn::Step(_) | Turn::Coarse(_) | Turn::Low | Turn::High => {
                let toward = if from > 0.0 {
                    Toward::Previous
                } else {
                    Toward::Next
                };
                next_multiple(0.0, self.step, toward)
            }
        }
    }
}

/// The nearest multiple of `step` beyond `from`.
fn next_multiple(from: f64, step: f64, toward: Toward) -> f64 {
    let at = from / step;
    let slack = 1e-6;
    let to = match toward {
        Toward::Next => (at + slack).floor() + 1.0,
        Toward::Previous => (at - slack).ceil() - 1.0,
    };
    round_to_decimals(to * step)
}

/// Removes rounding errors of decimal steps (0.30000000000000004) and the sign of zero.
fn round_to_decimals(number: f64) -> f64 {
    (number * 1e9).round() / 1e9 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_land_on_multiples_of_the_step() {
        let range = Range::new(-10.0, 10.0, 0.0, 0.5);
        assert_eq!(range.turn(0.3, Turn::Step(Toward::Next)), 0.5);
        assert_eq!(range.turn(0.3, Turn::Step(Toward::Previous)), 0.0);
        assert_eq!(range.turn(9.8, Turn::Coarse(Toward::Next)), 10.0);
        assert_eq!(range.turn(0.1, Turn::Fine(Toward::Next)), 0.15);
    }

    #[test]
    fn steps_of_a_tenth_have_no_rounding_errors() {
        let range = Range::new(-3.0, 3.0, 0.0, 0.1);
        let mut at = 0.0;
        for _ in 0..3 {
            at = range.turn(at, Turn::Step(Toward::Next));
        }
        assert_eq!(at.to_string(), "0.3");
    }

    #[test]
    fn a_value_between_the_steps_has_the_decimals_that_show_it() {
        let range = Range::new(0.0, 1.0, 0.9, 0.01);
        assert_eq!(range.decimals_of(0.9), 3);
        assert_eq!(range.decimals_of(0.0004), 4);
        assert_eq!(range.decimals_of(0.999_99), 5);
        assert_eq!(range.decimals_of(1.0 / 3.0), 3);
    }

    #[test]
    fn a_count_is_a_whole_number() {
        let layers = Range::new(0.0, 8.0, 1.0, 1.0).fine(1.0);
        assert_eq!(layers.validate("layers", 2.5), Ok(3.0));
        let bias = Range::new(-10.0, 10.0, 0.0, 1.0);
        assert_eq!(bias.validate("b", 2.5), Ok(2.5));
    }

    #[test]
    fn a_range_without_zero_jumps_over_it_and_rejects_it() {
        let range = Range::new(-3.0, 3.0, 1.0, 0.1).without_zero();
        assert_eq!(range.turn(0.1, Turn::Step(Toward::Previous)), -0.1);
        assert_eq!(range.turn(-0.1, Turn::Step(Toward::Next)), 0.1);
        assert_eq!(range.nearest_step(-0.01), -0.1);
        assert!(range.validate("w", 0.0).is_err());
    }
}
