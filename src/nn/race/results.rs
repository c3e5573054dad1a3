//! Who won, in numbers.

use std::cmp::Ordering;

use super::{Finish, Race};
use crate::nn::Task;

/// How all racers did, over the seeds that are over.
#[derive(Clone, Debug, PartialEq)]
pub struct Standings {
    /// One a racer.
    pub racers: Vec<Standing>,
    /// By the places of two racers: how the first did against the second.
    duels: Vec<Vec<Duel>>,
}

/// How one racer did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// Seeds that are over.
    pub seeds: usize,
    /// Of these: reached the goal at some step.
    pub solved: usize,
    /// At the goal at the end.
    pub at_goal: usize,
    /// Reached it and lost it again.
    pub relapsed: usize,
    /// Stopped being finite.
    pub diverged: usize,
    /// Seeds, among those over for everyone, in which it did better than each other racer.
    pub wins: usize,
    /// The first steps at the goal, sorted, of the seeds that reached it.
    pub first_steps: Vec<f64>,
    /// The last losses, sorted; infinite where training diverged.
    pub losses: Vec<f64>,
    /// The last accuracies, sorted; none in regression.
    pub accuracies: Vec<f64>,
    /// The mean share of hidden units that are off on every sample at the end.
    pub off_share: f64,
}

/// The seeds that are over for two racers, by who did better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Duel {
    /// The first racer did better.
    pub wins: usize,
    /// The second one did.
    pub losses: usize,
    /// Neither.
    pub ties: usize,
}

/// The `q`-quantile of sorted numbers, interpolated between neighbours; the median is `q` = 0.5. None if there are none.
pub fn quantile(sorted: &[f64], q: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = q.clamp(0.0, 1.0) * last as f64;
    let below = (0..last).rev().find(|i| *i as f64 <= place).unwrap_or(0);
    let (low, high) = (sorted[below], sorted[(below + 1).min(last)]);
    let share = place - below as f64;
    // Between two equal numbers, also infinite ones, lies that number.
    Some(if low == high {
        low
    } else {
        low + (high - low) * share
    })
}

impl Standing {
    fn of<'a>(finishes: impl Iterator<Item = &'a Finish>) -> Self {
        let mut standing = Self::default();
        for finish in finishes {
            standing.seeds += 1;
            standing.solved += usize::from(finish.first_at_goal.is_some());
            standing.at_goal += usize::from(finish.at_goal);
            standing.relapsed += usize::from(finish.relapsed());
            standing.diverged += usize::from(finish.diverged.is_some());
            standing.off_share += finish.off_share;
            standing
                .first_steps
                .extend(finish.first_at_goal.map(|step| step as f64));
            standing.losses.push(last_loss(finish));
            standing.accuracies.extend(finish.measure.accuracy);
        }
        standing.off_share /= standing.seeds.max(1) as f64;
        standing.first_steps.sort_by(f64::total_cmp);
        standing.losses.sort_by(f64::total_cmp);
        standing.accuracies.sort_by(f64::total_cmp);
        standing
    }

    /// The median of the first steps at the goal, of the seeds that reached it.
    pub fn median_step(&self) -> Option<f64> {
        quantile(&self.first_steps, 0.5)
    }

    /// The median of the last losses.
    pub fn median_loss(&self) -> Option<f64> {
        quantile(&self.losses, 0.5)
    }
}

impl Standings {
    pub(super) fn of(race: &Race) -> Self {
        let count = race.setup.racers.len();
        let duel = |a, b| {
            seeds(race)
                .filter_map(|seed| better(race, seed, a, b))
                .collect()
        };
        let duels: Vec<Vec<Duel>> = (0..count)
            .map(|a| (0..count).map(|b| duel(a, b)).collect())
            .collect();
        let wins = |racer: usize| {
            let beats = |seed, other| better(race, seed, racer, other) == Some(Ordering::Less);
            let won = |seed: &u64| (0..count).all(|other| other == racer || beats(*seed, other));
            seeds(race).filter(won).count()
        };
        let racers = (0..count).map(|racer| Standing {
            wins: wins(racer),
            ..Standing::of(race.finishes(racer))
        });
        Self {
            racers: racers.collect(),
            duels,
        }
    }

    /// How racer `a` did against racer `b`.
    pub fn duel(&self, a: usize, b: usize) -> Duel {
        self.duels[a][b]
    }
}

impl FromIterator<Ordering> for Duel {
    fn from_iter<I: IntoIterator<Item = Ordering>>(outcomes: I) -> Self {
        let mut duel = Self::default();
        for outcome in outcomes {
            match outcome {
                Ordering::Less => duel.wins += 1,
                Ordering::Greater => duel.losses += 1,
                Ordering::Equal => duel.ties += 1,
            }
        }
        duel
    }
}

fn seeds(race: &Race) -> impl Iterator<Item = u64> {
    0..race.setup.seeds
}

/// Who did better with a seed that is over for both: in classification the one that reached the goal earlier, in
/// regression the one with the lower last loss. `Less` is the first one.
fn better(race: &Race, seed: u64, a: usize, b: usize) -> Option<Ordering> {
    let (a, b) = (race.finish(seed, a)?, race.finish(seed, b)?);
    let first = |finish: &Finish| finish.first_at_goal.unwrap_or(u64::MAX);
    Some(match race.setup.recipe.task() {
        Task::Classification => first(a).cmp(&first(b)),
        Task::Regression => last_loss(a).total_cmp(&last_loss(b)),
    })
}

/// The last loss, or infinity where training diverged.
fn last_loss(finish: &Finish) -> f64 {
    match finish.diverged {
        Some(_) => f64::INFINITY,
        None => finish.measure.loss,
    }
}
