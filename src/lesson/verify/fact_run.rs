//! Runs that recompute the facts of a lesson.

use std::collections::{BTreeMap, BTreeSet};

use crate::lab::{Lab, SetError, Values};
use crate::lesson::model::{Fact, Lesson};

/// The tolerance of readings for rounding errors.
const TOLERANCE: f64 = 1e-9;

/// A run of a lab, once per seed, and the facts that are read from it.
#[derive(Debug)]
pub(in crate::lesson) struct FactRun<'a> {
    lesson: &'a Lesson,
    lab: &'a str,
    set: Values,
    seeds: Seeds,
    /// The facts with their names, sorted by training step.
    facts: Vec<(&'a str, &'a Fact)>,
}

/// The number that the model produces for a fact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::lesson) struct Found {
    pub(in crate::lesson) number: f64,
    /// Whether a run with an end of its own, such as a race, had reached it.
    pub(in crate::lesson) is_complete: bool,
}

/// The seeds of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seeds {
    /// The seed of the lesson.
    OfLesson,
    /// The seeds from 0 to this number, exclusive.
    Count(u64),
}

/// The runs that `facts` need, in the order of the facts. Facts with the same lab, values and seeds share one run.
pub(in crate::lesson) fn group_by_run<'a>(
    lesson: &'a Lesson,
    facts: impl IntoIterator<Item = (&'a str, &'a Fact)>,
) -> Vec<FactRun<'a>> {
    let mut runs: Vec<FactRun<'a>> = Vec::new();
    for (name, fact) in facts {
        let Some(setup) = lesson.labs.get(&fact.lab) else {
            continue;
        };
        let set = setup.kind.complete(&setup.set.clone().merge(&fact.set));
        let seeds = match fact.stat {
            Some(_) => Seeds::Count(fact.seeds),
            None => Seeds::OfLesson,
        };
        let shares =
            |run: &&mut FactRun<'_>| run.lab == fact.lab && run.set == set && run.seeds == seeds;
        match runs.iter_mut().find(shares) {
            Some(run) => run.facts.push((name, fact)),
            None => runs.push(FactRun {
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

impl<'a> FactRun<'a> {
    /// Runs the lab and gives the number that the model produces for each fact.
    ///
    /// # Errors
    /// A value that the lab refuses.
    pub(in crate::lesson) fn compute(&self) -> Result<Vec<(&'a str, Found)>, SetError> {
        let seeds: Vec<_> = match self.seeds {
            Seeds::OfLesson => vec![None],
            Seeds::Count(count) => (0..count).map(Some).collect(),
        };
        let mut readings: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
        let mut incomplete = BTreeSet::new();
        for seed in seeds {
            for (name, reading) in self.read_run(seed)? {
                readings.entry(name).or_default().push(reading.number);
                if !reading.is_complete {
                    incomplete.insert(name);
                }
            }
        }
        let numbers = self.facts.iter().map(|(name, fact)| {
            let readings = readings.get(name).map_or(&[][..], Vec::as_slice);
            let first = readings.first().copied().unwrap_or(f64::NAN);
            let found = Found {
                number: fact.stat.map_or(first, |stat| stat.compute(readings)),
                is_complete: !incomplete.contains(name),
            };
            (*name, found)
        });
        Ok(numbers.collect())
    }

    /// The approximate number of training steps.
    pub(in crate::lesson) fn cost(&self) -> u64 {
        let last = self.facts.iter().filter_map(|(_, fact)| fact.at).max();
        let seeds = match self.seeds {
            Seeds::OfLesson => 1,
            Seeds::Count(count) => count,
        };
        last.unwrap_or(1)
            .saturating_mul(seeds)
            .saturating_mul(seed_count(&self.set))
    }

    /// The reading of each fact in the run from `seed`.
    fn read_run(&self, seed: Option<u64>) -> Result<Vec<(&'a str, Found)>, SetError> {
        let Some(setup) = self.lesson.labs.get(self.lab) else {
            return Ok(Vec::new());
        };
        let mut lab = setup.lab(&self.set, seed)?;
        let mut readings = Vec::new();
        for (name, fact) in &self.facts {
            run_to(&mut lab, fact.at);
            let progress = lab.run().and_then(crate::lab::Run::progress);
            let found = Found {
                number: lab.readings().get(&fact.reading).unwrap_or(f64::NAN),
                is_complete: progress.is_none_or(|share| share >= 1.0),
            };
            readings.push((*name, found));
        }
        Ok(readings)
    }
}

/// The number of seeds that a lab with these values trains by itself.
pub(in crate::lesson) fn seed_count(values: &Values) -> u64 {
    values.choice("seeds").parse().unwrap_or(1)
}

/// Whether `found` is the number that `fact` states, within its tolerance.
pub(in crate::lesson) fn agrees(fact: &Fact, found: f64) -> bool {
    fact.value == found
        || (fact.value - found).abs() <= fact.within + TOLERANCE * fact.value.abs().min(1.0)
}

/// Runs the lab to training step `at`, or to the end of the run if that is earlier. A lab without a run does not change.
pub fn run_to(lab: &mut Lab, at: Option<u64>) {
    if let Some(at) = at {
        lab.go_to(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::catalogue;
    use crate::lesson::model::{LabSetup, Location, Stat};

    fn lesson() -> Lesson {
        let unit = LabSetup {
            kind: catalogue::find("plateau").unwrap().into(),
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
    fn facts_of_one_run_are_read_at_their_own_steps() {
        let lesson = lesson();
        let facts = [
            ("end", fact(Some(30_000), "needs")),
            ("start", fact(None, "steps")),
            ("fifty", fact(Some(50), "steps")),
        ];
        let runs = group_by_run(&lesson, facts.iter().map(|(name, fact)| (*name, fact)));
        assert_eq!(runs.len(), 1);
        let found = runs[0].compute().unwrap().into_iter();
        let numbers: Vec<_> = found.map(|(name, found)| (name, found.number)).collect();
        assert_eq!(numbers, [("start", 0.0), ("fifty", 50.0), ("end", 103.0)]);
    }

    #[test]
    fn facts_with_other_values_or_seeds_do_not_share_a_run() {
        let lesson = lesson();
        let plain = fact(Some(9), "z");
        let mut moved = plain.clone();
        moved.set = moved.set.with("z0", 3.0);
        let mut many = plain.clone();
        (many.seeds, many.stat) = (4, Some(Stat::Max));
        let facts = [("plain", &plain), ("moved", &moved), ("many", &many)];
        assert_eq!(group_by_run(&lesson, facts).len(), 3);
    }
}
