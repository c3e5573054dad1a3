//! A race compares activations: trainings with the same data, seeds and initial weights.

mod preset;
mod results;
mod run;

pub use preset::Preset;
pub use results::{PairwiseComparison, RaceResults, RacerResult, quantile};
pub use run::RunResult;

use super::activation::Activation;
use super::data::Recipe;
use super::init::{BiasInit, Init};
use super::network::{Network, NetworkConfig};
use super::parallel;
use super::train::{History, Optimizer, TrainingConfig};
use run::{BufferPool, RunStage};

/// The largest number of racers.
pub const MAX_RACERS: usize = 4;

/// The fewest steps of single runs in one advance, so that several threads have work. It does not depend on the machine, so
/// that the progress after a given effort does not either.
pub const FEWEST_STEPS: u64 = 8;

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

/// A race with one run for each racer and seed. The runs train side by side: each does one step, in the order of seeds and
/// racers, then each does the next. So the state depends on the [number of steps](Race::steps_done) alone.
#[derive(Clone, Debug)]
pub struct Race {
    config: RaceConfig,
    /// By seed, then racer.
    runs: Vec<RunStage>,
    /// The steps that every run has done, unless it has ended.
    rounds: u64,
    /// The number of the first runs that have done one more step.
    ahead: usize,
    /// The approximate number of multiplications of one step of one run.
    step_effort: u64,
}

/// The state of one run after the last step that every run has done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunState {
    /// The number of its steps.
    pub step: u64,
    /// The first step at the goal.
    pub first_at_goal: Option<u64>,
    /// Whether it has done its last step or diverged.
    pub has_ended: bool,
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
        let racers = config.racers.len();
        let runs = (0..config.seeds).flat_map(|seed| (0..racers).map(move |racer| (seed, racer)));
        let runs: Vec<_> = runs
            .map(|(seed, racer)| RunStage::NotBegun { seed, racer })
            .collect();
        let step_effort = match runs.first() {
            Some(_) => {
                let network = config.network_config(0).draw(0);
                network.effort(config.recipe.default_count() as usize)
            }
            None => 0,
        };
        Self {
            config,
            runs,
            rounds: 0,
            ahead: 0,
            step_effort,
        }
    }

    /// The configuration.
    pub fn config(&self) -> &RaceConfig {
        &self.config
    }

    /// Trains with about `effort` multiplications, at least [`FEWEST_STEPS`] steps, on up to `threads` threads that end
    /// before this returns. The progress does not depend on the number of threads.
    pub fn advance(&mut self, effort: u64, threads: usize) {
        self.advance_steps(self.affordable_steps(effort), threads);
    }

    /// The number of steps of single runs that cost about `effort` multiplications, at least [`FEWEST_STEPS`].
    pub fn affordable_steps(&self, effort: u64) -> u64 {
        (effort / self.step_effort.max(1)).max(FEWEST_STEPS)
    }

    /// Does up to `steps` steps of single runs, fewer at the end of the race, on up to `threads` threads that end before this
    /// returns. Runs that have ended count as if they went on.
    pub fn advance_steps(&mut self, steps: u64, threads: usize) {
        let pool = BufferPool::default();
        let mut left = steps;
        while left > 0 && !self.is_finished() {
            let count = self.runs.len();
            let rounds = left / count as u64;
            let (runs, each) = if self.ahead == 0 && rounds > 0 {
                (0..count, rounds.min(self.config.steps - self.rounds))
            } else {
                let most = usize::try_from(left).unwrap_or(count);
                (self.ahead..count.min(self.ahead.saturating_add(most)), 1)
            };
            self.ahead = runs.end;
            left -= (each * runs.len() as u64).min(left);
            let config = &self.config;
            parallel::for_each(&mut self.runs[runs], threads, |run| {
                run.advance(config, each, &pool);
            });
            if self.ahead == count {
                self.ahead = 0;
                self.rounds += each;
            }
        }
    }

    /// Whether every run has ended.
    pub fn is_finished(&self) -> bool {
        self.runs.iter().all(|run| run.result().is_some())
    }

    /// The number of steps of single runs so far, where runs that have ended count as if they went on.
    pub fn steps_done(&self) -> u64 {
        if self.is_finished() {
            return self.total_steps();
        }
        self.rounds * self.runs.len() as u64 + self.ahead as u64
    }

    /// The number of steps of all runs together.
    fn total_steps(&self) -> u64 {
        self.config.steps * self.runs.len() as u64
    }

    /// The share of all steps that is done, from 0 to 1.
    pub fn progress(&self) -> f64 {
        let all = self.total_steps();
        if all == 0 {
            1.0
        } else {
            self.steps_done() as f64 / all as f64
        }
    }

    /// The number of steps of a single run so far, with the share of the runs that have done the next one.
    pub fn position(&self) -> f64 {
        self.progress() * self.config.steps as f64
    }

    /// The state of a run. None for a racer or seed that the race does not have.
    pub fn run_state(&self, seed: u64, racer: usize) -> Option<RunState> {
        let run = self.run(seed, racer)?;
        let common = if self.is_finished() {
            self.config.steps
        } else {
            self.rounds
        };
        Some(RunState {
            step: run.step_count(&self.config).min(common),
            first_at_goal: run.first_at_goal().filter(|first| *first <= common),
            has_ended: run.result().is_some() && run.step_count(&self.config) <= common,
        })
    }

    /// The network of a run, once it has begun.
    pub fn network(&self, seed: u64, racer: usize) -> Option<&Network> {
        self.run(seed, racer)?.network()
    }

    /// The loss of a run after each of its steps, once it has begun.
    pub fn history(&self, seed: u64, racer: usize) -> Option<&History> {
        self.run(seed, racer)?.history()
    }

    /// The last loss of a run, once it has begun.
    pub fn loss(&self, seed: u64, racer: usize) -> Option<f64> {
        self.run(seed, racer)?.loss()
    }

    /// The result of a run, once it has ended.
    pub fn run_result(&self, seed: u64, racer: usize) -> Option<&RunResult> {
        self.run(seed, racer)?.result()
    }

    /// The results of a racer's runs that have ended, by rising seed.
    pub fn run_results(&self, racer: usize) -> impl Iterator<Item = &RunResult> {
        let results = self.runs.iter().filter_map(RunStage::result);
        results.filter(move |result| result.racer == racer)
    }

    fn run(&self, seed: u64, racer: usize) -> Option<&RunStage> {
        let racers = self.config.racers.len();
        let seed = usize::try_from(seed).ok()?;
        let at = seed.checked_mul(racers)?.checked_add(racer)?;
        self.runs.get(at).filter(|_| racer < racers)
    }

    /// The results of all racers, over the runs that have ended.
    pub fn results(&self) -> RaceResults {
        RaceResults::new(self)
    }
}

#[cfg(test)]
mod tests;
