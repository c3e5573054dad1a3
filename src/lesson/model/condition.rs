//! Conditions on a running model, for goals and answers.

use super::fault::Location;
use crate::lab::Lab;

/// The tolerance of comparisons for rounding errors.
const TOLERANCE: f64 = 1e-9;

/// A condition on a lab.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// The number or option that is compared.
    pub subject: Subject,
    /// The comparison.
    pub test: Comparison,
    /// The training step at which the condition is tested, for labs that run; a run that ends earlier is tested at
    /// its end.
    pub at: Option<u64>,
    /// The location in `lesson.toml`.
    pub place: Location,
}

/// The subject of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The reading of this name.
    Reading(String),
    /// The value of the control of this name.
    Control(String),
}

/// A comparison with a number or an option.
#[derive(Clone, Debug, PartialEq)]
pub enum Comparison {
    /// Equal to `value` within a tolerance.
    Is {
        /// The number.
        value: f64,
        /// The tolerance.
        within: f64,
    },
    /// Equal to this option.
    Chosen(String),
    /// Greater than this.
    Above(f64),
    /// Less than this.
    Below(f64),
    /// At least this.
    AtLeast(f64),
    /// At most this.
    AtMost(f64),
}

impl Condition {
    /// Whether the condition holds for the current state of `lab`.
    pub fn holds(&self, lab: &Lab) -> bool {
        match (&self.subject, &self.test) {
            (Subject::Control(name), Comparison::Chosen(option)) => {
                lab.values().is_choice(name, option)
            }
            (Subject::Reading(_), Comparison::Chosen(_)) => false,
            (Subject::Reading(_) | Subject::Control(_), _) => {
                self.gap(lab).is_some_and(|gap| gap <= 0.0)
            }
        }
    }

    /// The distance of the number from fulfilling the condition, 0 if it does; `None` if there is no number.
    pub fn gap(&self, lab: &Lab) -> Option<f64> {
        let number = match &self.subject {
            Subject::Reading(name) => lab.readings().get(name)?,
            Subject::Control(name) => lab.values().number(name),
        };
        self.test.gap(number)
    }
}

impl Comparison {
    /// The distance of `number` from meeting the comparison, 0 if it does; `None` if it is none of numbers.
    fn gap(&self, number: f64) -> Option<f64> {
        let excess = match *self {
            Self::Is { value, within } => (number - value).abs() - within,
            // The limit itself does not count: it must stay beyond the tolerance.
            Self::Above(limit) => limit - number + 2.0 * TOLERANCE,
            Self::Below(limit) => number - limit + 2.0 * TOLERANCE,
            Self::AtLeast(limit) => limit - number,
            Self::AtMost(limit) => number - limit,
            Self::Chosen(_) => return None,
        };
        if excess.is_nan() {
            return None;
        }
        Some(if excess <= TOLERANCE { 0.0 } else { excess })
    }

    /// Whether `number` meets the comparison.
    pub fn is_met_by(&self, number: f64) -> bool {
        self.gap(number).is_some_and(|gap| gap <= 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::{Seed, Values, catalogue};

    fn gap(test: Comparison) -> f64 {
        let kind = catalogue::find("bias-node").unwrap();
        let lab = Lab::new(kind, &Values::new().with("b", 3.0), Seed(0)).unwrap();
        let condition = Condition {
            subject: Subject::Reading("kink".to_owned()),
            test,
            at: None,
            place: Location::default(),
        };
        assert_eq!(condition.holds(&lab), condition.gap(&lab) == Some(0.0));
        condition.gap(&lab).unwrap()
    }

    #[test]
    fn a_value_at_the_limit_meets_only_inclusive_comparisons() {
        assert_eq!(gap(Comparison::AtLeast(-3.0)), 0.0);
        assert_eq!(gap(Comparison::AtMost(-3.0)), 0.0);
        assert!(gap(Comparison::Above(-3.0)) > 0.0);
        assert!(gap(Comparison::Below(-3.0)) > 0.0);
    }

    #[test]
    fn the_gap_is_the_distance_to_the_tolerance_interval() {
        let off = gap(Comparison::Is {
            value: 1.0,
            within: 0.5,
        });
        assert!((off - 3.5).abs() < 1e-12);
    }
}
