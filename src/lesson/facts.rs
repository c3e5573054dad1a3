//! Running facts: what the models say.

use super::{Fact, Lesson, Stat};
use crate::lab::{Lab, SetFault, Status, Work};

/// Readings may be this far off for rounding alone.
const SLACK: f64 = 1e-9;

/// What the model of `lesson` says where `fact` states a number.
pub fn found(lesson: &Lesson, fact: &Fact) -> Result<f64, SetFault> {
    let Some(setup) = lesson.labs.get(&fact.lab) else {
        return Ok(f64::NAN);
    };
    let set = setup.set.clone().over(&fact.set);
    let mut readings = Vec::new();
    for seed in 0..fact.seeds.max(1) {
        let own = fact.stat.map(|_| seed);
        let mut lab = setup.lab(&set, own)?;
        run_to(&mut lab, fact.at);
        readings.push(lab.readings().get(&fact.reading).unwrap_or(f64::NAN));
    }
    Ok(match fact.stat {
        Some(stat) => stat.of(&readings),
        None => readings[0],
    })
}

/// Whether `found` is what `fact` states.
pub fn agrees(fact: &Fact, found: f64) -> bool {
    fact.value == found
        || (fact.value - found).abs() <= fact.within + SLACK * fact.value.abs().min(1.0)
}

/// Runs the lab to step `at`, or to its end if that comes sooner; labs that do not run stay as they are.
pub fn run_to(lab: &mut Lab, at: Option<u64>) {
    let (Some(at), Some(run)) = (at, lab.run_mut()) else {
        return;
    };
    while run.at() < at && run.status() == Status::Going {
        let _: Status = run.advance(Work::slice(at - run.at()));
    }
}

impl Stat {
    /// The statistic of `readings`; NaN of none.
    pub fn of(self, readings: &[f64]) -> f64 {
        let mut sorted = readings.to_vec();
        sorted.sort_by(f64::total_cmp);
        let quantile = |share: f64| {
            // The usual interpolation between neighbours, as numpy does it.
            let place = share * (sorted.len() as f64 - 1.0);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "0 ≤ place < len"
            )]
            let (low, high) = (place.floor() as usize, place.ceil() as usize);
            match (sorted.get(low), sorted.get(high)) {
                (Some(a), Some(b)) if a == b => *a,
                (Some(a), Some(b)) => a + (b - a) * (place - place.floor()),
                (_, _) => f64::NAN,
            }
        };
        match self {
            Self::Count => readings.iter().filter(|reading| **reading != 0.0).count() as f64,
            Self::Median => quantile(0.5),
            Self::P10 => quantile(0.1),
            Self::P90 => quantile(0.9),
            Self::Min => quantile(0.0),
            Self::Max => quantile(1.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statistics_are_the_usual_ones() {
        let readings = [4.0, 0.0, 1.0, 3.0, 2.0];
        assert_eq!(Stat::Count.of(&readings), 4.0);
        assert_eq!(Stat::Median.of(&readings), 2.0);
        assert!((Stat::P10.of(&readings) - 0.4).abs() < 1e-12);
        assert_eq!(Stat::Max.of(&[1.0, f64::INFINITY]), f64::INFINITY);
        assert!(Stat::Median.of(&[]).is_nan());
    }
}
