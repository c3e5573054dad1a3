//! Conditions on a live model: what makes a goal met or an answer right.

use super::fault::Location;
use crate::lab::Lab;

/// Comparisons allow for this much rounding.
const SLACK: f64 = 1e-9;

/// A condition on a lab.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// What is looked at.
    pub subject: Subject,
    /// What it must be.
    pub test: Comparison,
    /// The step of the run at which it is looked at, for labs that run; a run that ends earlier is looked at where it ends.
    pub at: Option<u64>,
    /// Where it stands in `lesson.toml`.
    pub place: Location,
}

/// What a condition looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A reading, by name.
    Reading(String),
    /// What a control stands at, by name.
    Control(String),
}

/// What a number or an option must be.
#[derive(Clone, Debug, PartialEq)]
pub enum Comparison {
    /// This number, give or take `within`.
    Is {
        /// The number.
        value: f64,
        /// How far off it may be.
        within: f64,
    },
    /// This option.
    Chosen(String),
    /// More than this.
    Above(f64),
    /// Less than this.
    Below(f64),
    /// This or more.
    AtLeast(f64),
    /// This or less.
    AtMost(f64),
}

impl Condition {
    /// Whether it holds for `lab` as it stands.
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

    /// How far the number is from fulfilling the condition, 0 where it does; none where there is no number.
    pub fn gap(&self, lab: &Lab) -> Option<f64> {
        let number = match &self.subject {
            Subject::Reading(name) => lab.readings().get(name)?,
            Subject::Control(name) => lab.values().number(name),
        };
        let beyond = match self.test {
            Comparison::Is { value, within } => (number - value).abs() - within,
            // Strictly: the limit itself is as far off as rounding can tell.
            Comparison::Above(limit) => limit - number + 2.0 * SLACK,
            Comparison::Below(limit) => number - limit + 2.0 * SLACK,
            Comparison::AtLeast(limit) => limit - number,
            Comparison::AtMost(limit) => number - limit,
            Comparison::Chosen(_) => return None,
        };
        if beyond.is_nan() {
            return None;
        }
        Some(if beyond <= SLACK { 0.0 } else { beyond })
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
    fn a_limit_is_reached_but_not_passed() {
        assert_eq!(gap(Comparison::AtLeast(-3.0)), 0.0);
        assert_eq!(gap(Comparison::AtMost(-3.0)), 0.0);
        assert!(gap(Comparison::Above(-3.0)) > 0.0);
        assert!(gap(Comparison::Below(-3.0)) > 0.0);
    }

    #[test]
    fn the_gap_is_what_is_still_missing() {
        let off = gap(Comparison::Is {
            value: 1.0,
            within: 0.5,
        });
        assert!((off - 3.5).abs() < 1e-12);
    }
}
