//! A race compares activations: trainings with the same data, seeds and initial weights.

mod preset;
mod results;
mod run;

use std::collections::BTreeMap;

pub use preset::Preset;
pub use results::{PairwiseComparison, RaceResults, RacerResult, quantile};
pub use run::RunResult;

use super::activation::Activation;
use super::data::Recipe;
use super::init::{BiasInit, Init};
use super::network::NetworkConfig;
use super::parallel;
use super::train::{Optimizer, TrainingConfig};
use run::RacerRun;

/// The largest number of racers.
pub const MAX_RACERS: usize = 4;

/// The number of runs that are trained at the same time. It does not depend on the machine, so that the progress after a
/// given effort does not either.
const CONCURRENT_RUNS: usize = 8;

/// The configuration of a race.
#[derive(Clone, Debug, PartialEq)]
pub struct RaceConfig {
    /// The data. Every seed draws its own.
    pub recipe: Recipe,
    /// The number of hidden layers.
    pub depth: usize,
    /// The number of units in each hidden layer.
    pub width: usize,
    /// The activations; those beyond [`MAX_RACERS`] are ignored.
    pub racers: Vec<Activation>,
    /// The distribution of the weights.
    pub init: RaceInit,
    /// The distribution of the biases.
    pub bias: BiasInit,
    /// The optimizer of every racer.
    pub optimizer: Optimizer,
    /// The number of steps of a run.
    pub steps: u64,
    /// The number of seeds, counted from 0.
    pub seeds: u64,
}

/// The distribution of the weights in a race.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RaceInit {
    /// The same for every racer, so that all begin with the same weights.
    Same(Init),
    /// The one [recommended](Init::recommended_for) for each activation.
    Recommended,
}

/// A race with one run for each racer and seed. Runs begin in the order of their seeds.
#[derive(Clone, Debug)]
pub struct Race {
    config: RaceConfig,
    runs: Vec<RacerRun>,
    /// By (seed, racer).
    finished: BTreeMap<(u64, usize), RunResult>,
    /// Seed and racer of the run that begins next.
    next: (u64, usize),
    steps_done: u64,
}

impl RaceConfig {
    /// The network configuration of a racer.
    pub fn network_config(&self, racer: usize) -> NetworkConfig {
        let activation = self.racers[racer];
        let init = match self.init {
            RaceInit::Same(init) => init,
            RaceInit::Recommended => Init::recommended_for(activation),
        };
        NetworkConfig::new(self.recipe.features(), self.depth, self.width, activation)
            .with_init(init)
            .with_bias(self.bias)
    }

    /// The training configuration of every racer.
    pub fn training_config(&self) -> TrainingConfig {
        TrainingConfig::for_task(self.recipe.task(), self.optimizer)
    }
}

impl Race {
    /// A race before its first step.
    pub fn new(mut config: RaceConfig) -> Self {
        config.racers.truncate(MAX_RACERS);
        Self {
            config,
            runs: Vec::new(),
            finished: BTreeMap::new(),
            next: (0, 0),
            steps_done: 0,
        }
    }

    /// The configuration.
    pub fn config(&self) -> &RaceConfig {
        &self.config
    }

    /// Trains with about `effort` multiplications, at least one step, on up to `threads` threads that end before this
    /// returns. The progress does not depend on the number of threads.
    pub fn advance(&mut self, effort: u64, threads: usize) {
        let mut left = effort;
        loop {
            self.begin_runs();
            let round: u64 = self.runs.iter().map(RacerRun::effort).sum();
            let Some(shortest) = self.runs.iter().map(RacerRun::remaining_steps).min() else {
                return;
            };
            let steps = (left / round.max(1)).clamp(1, shortest.max(1));
            let before = self.steps_of_runs();
            parallel::for_each(&mut self.runs, threads, |run| run.advance(steps));
            self.steps_done += self.steps_of_runs() - before;
            self.collect_finished();
            left = left.saturating_sub(steps * round);
            if left == 0 || left < round {
                return;
            }
        }
    }

    /// The approximate number of multiplications of one step of one run.
    pub fn step_effort(&mut self) -> u64 {
        self.begin_runs();
        self.runs.first().map_or(0, RacerRun::effort)
    }

    fn steps_of_runs(&self) -> u64 {
        self.runs.iter().map(RacerRun::step_count).sum()
    }

    /// Begins runs up to [`CONCURRENT_RUNS`]: all racers of a seed, then the next seed.
    fn begin_runs(&mut self) {
        while self.runs.len() < CONCURRENT_RUNS && self.next.0 < self.config.seeds {
            let (seed, racer) = self.next;
            if racer < self.config.racers.len() {
                self.runs.push(RacerRun::new(&self.config, seed, racer));
                self.next = (seed, racer + 1);
            } else {
                self.next = (seed + 1, 0);
            }
        }
    }

    /// Moves the runs that have ended to the results.
    fn collect_finished(&mut self) {
        let finished = &mut self.finished;
        let steps = self.config.steps;
        let mut skipped = 0;
        self.runs.retain(|run| {
            if run.is_finished() {
                skipped += steps - run.step_count();
                finished.insert((run.seed(), run.racer()), run.result());
            }
            !run.is_finished()
        });
        self.steps_done += skipped;
    }

    fn run_count(&self) -> u64 {
        self.config.seeds * self.config.racers.len() as u64
    }

    /// Whether every run has ended.
    pub fn is_finished(&self) -> bool {
        self.finished.len() as u64 == self.run_count()
    }

    /// The share of all steps that is done, from 0 to 1.
    pub fn progress(&self) -> f64 {
        let all = self.run_count() * self.config.steps;
        if all == 0 || self.is_finished() {
            1.0
        } else {
            self.steps_done as f64 / all as f64
        }
    }

    /// The approximate number of multiplications left.
    pub fn remaining_effort(&self) -> u64 {
        let begun = self.next.0 * self.config.racers.len() as u64 + self.next.1 as u64;
        let not_begun = self.run_count().saturating_sub(begun);
        let remaining = |run: &RacerRun| run.effort() * run.remaining_steps();
        let each = self.runs.first().map_or(0, RacerRun::effort);
        self.runs.iter().map(remaining).sum::<u64>() + not_begun * each * self.config.steps
    }

    /// The result of a run, once it has ended.
    pub fn run_result(&self, seed: u64, racer: usize) -> Option<&RunResult> {
        self.finished.get(&(seed, racer))
    }

    /// The results of a racer's runs that have ended, by rising seed.
    pub fn run_results(&self, racer: usize) -> impl Iterator<Item = &RunResult> {
        let results = self.finished.values();
        results.filter(move |result| result.racer == racer)
    }

    /// The results of all racers, over the runs that have ended.
    pub fn results(&self) -> RaceResults {
        RaceResults::new(self)
    }
}

#[cfg(test)]
mod tests;
