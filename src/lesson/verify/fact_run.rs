//! Running facts: what the models say.

use std::collections::BTreeMap;

use crate::lab::{Lab, SetError, Values};
use crate::lesson::model::{Fact, Lesson, Stat};

/// Readings may be this far off for rounding alone.
const SLACK: f64 = 1e-9;

/// A run of a lab and the facts that are read off it: what many facts share is run once.
#[derive(Debug)]
pub struct SharedRun<'a> {
    lesson: &'a Lesson,
    lab: &'a str,
    set: Values,
    seeds: Seeds,
    /// By name, those read early in the run first.
    facts: Vec<(&'a str, &'a Fact)>,
}

/// From which seeds a lab runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seeds {
    /// The lesson's own.
    Own,
    /// So many, from 0.
    Many(u64),
}

/// The runs that `facts` need, in the order of the facts.
pub fn shared_runs<'a>(
    lesson: &'a Lesson,
    facts: impl IntoIterator<Item = (&'a str, &'a Fact)>,
) -> Vec<SharedRun<'a>> {
    let mut runs: Vec<SharedRun<'a>> = Vec::new();
    for (name, fact) in facts {
        let Some(setup) = lesson.labs.get(&fact.lab) else {
            continue;
        };
        let set = setup.kind.complete(&setup.set.clone().merge(&fact.set));
        let seeds = match fact.stat {
            Some(_) => Seeds::Many(fact.seeds),
            None => Seeds::Own,
        };
        let shares =
            |run: &&mut SharedRun<'_>| run.lab == fact.lab && run.set == set && run.seeds == seeds;
        match runs.iter_mut().find(shares) {
            Some(run) => run.facts.push((name, fact)),
            None => runs.push(SharedRun {
                lesson,
                lab: &fact.lab,
                set,
                seeds,
                facts: vec![(name, fact)],
            }),
        }
    }
    for run in &mut runs {
        run.facts.sort_by_key(|(_, fact)| fact.at);
    }
    runs
}

impl<'a> SharedRun<'a> {
    /// Runs it and gives what the model says for each of its facts.
    pub fn found(&self) -> Result<Vec<(&'a str, f64)>, SetError> {
        let seeds: Vec<_> = match self.seeds {
            Seeds::Own => vec![None],
            Seeds::Many(count) => (0..count).map(Some).collect(),
        };
        let mut readings: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
        for seed in seeds {
            for (name, reading) in self.once(seed)? {
                readings.entry(name).or_default().push(reading);
            }
        }
        let found = self.facts.iter().map(|(name, fact)| {
            let readings = readings.get(name).map_or(&[][..], Vec::as_slice);
            let one = readings.first().copied().unwrap_or(f64::NAN);
            (*name, fact.stat.map_or(one, |stat| stat.of(readings)))
        });
        Ok(found.collect())
    }

    /// About how many steps it does: what it takes, next to others.
    pub fn cost(&self) -> u64 {
        let last = self.facts.iter().filter_map(|(_, fact)| fact.at).max();
        let seeds = match self.seeds {
            Seeds::Own => 1,
            Seeds::Many(count) => count,
        };
        last.unwrap_or(1)
            .saturating_mul(seeds)
            .saturating_mul(raced(&self.set))
    }

    /// The readings of one run.
    fn once(&self, seed: Option<u64>) -> Result<Vec<(&'a str, f64)>, SetError> {
        let Some(setup) = self.lesson.labs.get(self.lab) else {
            return Ok(Vec::new());
        };
        let mut lab = setup.lab(&self.set, seed)?;
        let mut readings = Vec::new();
        for (name, fact) in &self.facts {
            run_to(&mut lab, fact.at);
            let reading = lab.readings().get(&fact.reading).unwrap_or(f64::NAN);
            readings.push((*name, reading));
        }
        Ok(readings)
    }
}

/// Over how many seeds a lab with these values races by itself.
pub fn raced(values: &Values) -> u64 {
    values.choice("seeds").parse().unwrap_or(1)
}

/// Whether `found` is what `fact` states.
pub fn agrees(fact: &Fact, found: f64) -> bool {
    fact.value == found
        || (fact.value - found).abs() <= fact.within + SLACK * fact.value.abs().min(1.0)
}

/// Runs the lab to step `at`, or to its end if that comes sooner; labs that do not run stay as they are.
pub fn run_to(lab: &mut Lab, at: Option<u64>) {
    if let Some(at) = at {
        lab.go_to(at);
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
    use crate::lab::catalogue;
    use crate::lesson::model::{LabSetup, Location};

    fn lesson() -> Lesson {
        let unit = LabSetup {
            kind: catalogue::find("plateau").unwrap(),
            set: Values::new(),
            seed: 0,
        };
        Lesson {
            labs: BTreeMap::from([("unit".to_owned(), unit)]),
            ..Lesson::default()
        }
    }

    fn fact(at: Option<u64>, reading: &str) -> Fact {
        Fact {
            lab: "unit".to_owned(),
            set: Values::new().with("f", "tanh").with("z0", 2.0),
            at,
            seeds: 1,
            reading: reading.to_owned(),
            stat: None,
            value: 0.0,
            within: 0.0,
            place: Location::default(),
        }
    }

    #[test]
    fn facts_at_several_steps_of_one_run_share_it_and_read_each_at_its_own() {
        let lesson = lesson();
        let facts = [
            ("end", fact(Some(30_000), "needs")),
            ("start", fact(None, "steps")),
            ("fifty", fact(Some(50), "steps")),
        ];
        let runs = shared_runs(&lesson, facts.iter().map(|(name, fact)| (*name, fact)));
        assert_eq!(runs.len(), 1);
        assert_eq!(
            runs[0].found().unwrap(),
            [("start", 0.0), ("fifty", 50.0), ("end", 103.0)]
        );
    }

    #[test]
    fn another_value_or_other_seeds_are_another_run() {
        let lesson = lesson();
        let plain = fact(Some(9), "z");
        let mut moved = plain.clone();
        moved.set = moved.set.with("z0", 3.0);
        let mut many = plain.clone();
        (many.seeds, many.stat) = (4, Some(Stat::Max));
        let facts = [("plain", &plain), ("moved", &moved), ("many", &many)];
        assert_eq!(shared_runs(&lesson, facts).len(), 3);
    }

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
