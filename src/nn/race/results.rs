//! The results of a race.

use std::cmp::Ordering;

use super::{Race, RunResult};
use crate::nn::data::Task;

/// The results of all racers, over the runs that have ended.
#[derive(Clone, Debug, PartialEq)]
pub struct RaceResults {
    /// The result of each racer.
    pub racers: Vec<RacerResult>,
    /// By the indices of two racers.
    comparisons: Vec<Vec<PairwiseComparison>>,
}

/// The result of one racer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RacerResult {
    /// The number of runs that have ended.
    pub seeds: usize,
    /// The number of these that reached the goal at some step.
    pub solved: usize,
    /// The number at the goal at the end.
    pub at_goal: usize,
    /// The number that reached the goal and lost it again.
    pub lost_goal: usize,
    /// The number that diverged.
    pub diverged: usize,
    /// The number of seeds with a better result than every other racer. 0 where nobody else runs.
    pub wins: usize,
    /// The first steps at the goal of the runs that reached it, sorted.
    pub first_steps: Vec<f64>,
    /// The last losses, sorted; infinite for runs that diverged.
    pub losses: Vec<f64>,
    /// The last accuracies, sorted; empty in regression.
    pub accuracies: Vec<f64>,
    /// The mean share of hidden units that are off on every sample at the end.
    pub off_share: f64,
}

/// The seeds whose runs have ended for two racers, by the better result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PairwiseComparison {
    /// The number of seeds with a better result of the first racer.
    pub wins: usize,
    /// The number of seeds with a better result of the second racer.
    pub losses: usize,
    /// The number of seeds with equal results.
    pub ties: usize,
}

/// The `q`-quantile of sorted numbers by linear interpolation; `q` = 0.5 is the median. None without numbers.
pub fn quantile(sorted: &[f64], q: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let position = q.clamp(0.0, 1.0) * last as f64;
    let below = (0..last).rev().find(|i| *i as f64 <= position).unwrap_or(0);
    let (low, high) = (sorted[below], sorted[(below + 1).min(last)]);
    let part = position - below as f64;
    // Two infinite numbers have the difference NaN, and so has no part of an infinite one.
    Some(if low == high || part == 0.0 {
        low
    } else {
        low + (high - low) * part
    })
}

impl RacerResult {
    fn from_runs<'a>(runs: impl Iterator<Item = &'a RunResult>) -> Self {
        let mut result = Self::default();
        for run in runs {
            result.seeds += 1;
            result.solved += usize::from(run.first_at_goal.is_some());
            result.at_goal += usize::from(run.at_goal);
            result.lost_goal += usize::from(run.lost_goal());
            result.diverged += usize::from(run.diverged.is_some());
            result.off_share += run.off_share;
            let first_step = run.first_at_goal.map(|step| step as f64);
            result.first_steps.extend(first_step);
            result.losses.push(last_loss(run));
            result.accuracies.extend(run.metrics.accuracy);
        }
        result.off_share /= result.seeds.max(1) as f64;
        result.first_steps.sort_by(f64::total_cmp);
        result.losses.sort_by(f64::total_cmp);
        result.accuracies.sort_by(f64::total_cmp);
        result
    }

    /// The `q`-quantile of the first steps at the goal, over all runs that have ended. A run that never reached it counts as
    /// infinite, so a racer that fails often is not fast. None before the first run has ended.
    pub fn step_quantile(&self, q: f64) -> Option<f64> {
        let mut steps = self.first_steps.clone();
        steps.resize(self.seeds.max(steps.len()), f64::INFINITY);
        quantile(&steps, q)
    }

    /// The median of the first steps at the goal, over all runs that have ended; infinite where half of them never reach it.
    pub fn median_step(&self) -> Option<f64> {
        self.step_quantile(0.5)
    }

    /// The median of the last losses.
    pub fn median_loss(&self) -> Option<f64> {
        quantile(&self.losses, 0.5)
    }
}

impl RaceResults {
    pub(super) fn new(race: &Race) -> Self {
        let (seeds, count) = (0..race.config.seeds, race.config.racers.len());
        let compare = |a, b| {
            let seeds = seeds.clone();
            seeds
                .filter_map(|seed| compare_runs(race, seed, a, b))
                .collect()
        };
        let comparisons = (0..count).map(|a| (0..count).map(|b| compare(a, b)).collect());
        let wins = |racer: usize| {
            let beats =
                |seed, other| compare_runs(race, seed, racer, other) == Some(Ordering::Less);
            let is_won = |seed: &u64| (0..count).all(|other| other == racer || beats(*seed, other));
            // Nobody beats an empty field.
            let has_rivals = count > 1;
            seeds
                .clone()
                .filter(|seed| has_rivals && is_won(seed))
                .count()
        };
        let racers = (0..count).map(|racer| RacerResult {
            wins: wins(racer),
            ..RacerResult::from_runs(race.run_results(racer))
        });
        Self {
            racers: racers.collect(),
            comparisons: comparisons.collect(),
        }
    }

    /// The comparison of racer `a` with racer `b`.
    pub fn compare(&self, a: usize, b: usize) -> PairwiseComparison {
        self.comparisons[a][b]
    }
}

impl FromIterator<Ordering> for PairwiseComparison {
    fn from_iter<I: IntoIterator<Item = Ordering>>(outcomes: I) -> Self {
        let mut comparison = Self::default();
        for outcome in outcomes {
            match outcome {
                Ordering::Less => comparison.wins += 1,
                Ordering::Greater => comparison.losses += 1,
                Ordering::Equal => comparison.ties += 1,
            }
        }
        comparison
    }
}

/// Compares the runs of two racers with one seed, once both have ended: in classification the earlier first step at the goal
/// is better, in regression the lower last loss. `Less` means that the first racer is better.
fn compare_runs(race: &Race, seed: u64, a: usize, b: usize) -> Option<Ordering> {
    let (a, b) = (race.run_result(seed, a)?, race.run_result(seed, b)?);
    let first_step = |run: &RunResult| run.first_at_goal.unwrap_or(u64::MAX);
    Some(match race.config.recipe.task() {
        Task::Classification => first_step(a).cmp(&first_step(b)),
        Task::Regression => last_loss(a).total_cmp(&last_loss(b)),
    })
}

/// The last loss, infinite if the run diverged.
fn last_loss(run: &RunResult) -> f64 {
    match run.diverged {
        Some(_) => f64::INFINITY,
        None => run.metrics.loss,
    }
}
