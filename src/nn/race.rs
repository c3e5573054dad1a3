//! A race: the same data, seeds and draws, and different activations.

mod preset;
mod results;
mod run;

use std::collections::BTreeMap;

pub use preset::Preset;
pub use results::{Duel, Standing, Standings, quantile};
pub use run::Finish;
use run::Heat;

use super::{Activation, BiasInit, Init, Optimizer, Plan, Recipe, Training, parallel};

/// How many racers there can be.
pub const MOST_RACERS: usize = 4;

/// How many heats are under way at a time. A number that does not depend on the machine: what a race shows after a given
/// effort must not either.
const LANES: usize = 8;

/// What is raced, on what and how.
#[derive(Clone, Debug, PartialEq)]
pub struct Setup {
    /// The data; every seed draws its own.
    pub recipe: Recipe,
    /// Hidden layers.
    pub depth: usize,
    /// Units in each of them.
    pub width: usize,
    /// The activations that race; those beyond [`MOST_RACERS`] are left out.
    pub racers: Vec<Activation>,
    /// How the weights are drawn.
    pub draws: Draws,
    /// How the biases are drawn.
    pub bias: BiasInit,
    /// The same for everyone.
    pub optimizer: Optimizer,
    /// How many steps a heat has.
    pub steps: u64,
    /// The seeds 0 … seeds − 1.
    pub seeds: u64,
}

/// How weights are drawn in a race.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Draws {
    /// Every racer starts with the same weights.
    Same(Init),
    /// Every racer has the draws [usual](Init::usual) for it: Xavier for S-shaped ones, He for the others.
    Own,
}

/// A race under way: one heat for each racer and seed. Seeds are begun in order and finish on their own.
#[derive(Clone, Debug)]
pub struct Race {
    setup: Setup,
    heats: Vec<Heat>,
    /// By (seed, racer).
    finished: BTreeMap<(u64, usize), Finish>,
    /// Seed and racer of the heat that is begun next.
    next: (u64, usize),
    steps_done: u64,
}

impl Setup {
    /// The plan of a racer's network.
    pub fn plan(&self, racer: usize) -> Plan {
        let activation = self.racers[racer];
        let init = match self.draws {
            Draws::Same(init) => init,
            Draws::Own => Init::usual(activation),
        };
        Plan::new(self.recipe.features(), self.depth, self.width, activation)
            .with_init(init)
            .with_bias(self.bias)
    }

    /// How a racer is trained, and what its goal is.
    pub fn training(&self) -> Training {
        Training::usual(self.recipe.task(), self.optimizer)
    }
}

impl Race {
    /// A race that has not begun. Costs nothing yet.
    pub fn new(mut setup: Setup) -> Self {
        setup.racers.truncate(MOST_RACERS);
        Self {
            setup,
            heats: Vec::new(),
            finished: BTreeMap::new(),
            next: (0, 0),
            steps_done: 0,
        }
    }

    /// What is raced.
    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    /// Goes on by about `effort` multiplications on up to `threads` threads, which end before this returns. At least one
    /// step of one heat is done. The same effort leads to the same place on any number of threads.
    pub fn advance(&mut self, effort: u64, threads: usize) {
        let mut left = effort;
        loop {
            self.begin_heats();
            let round: u64 = self.heats.iter().map(Heat::effort).sum();
            let Some(shortest) = self.heats.iter().map(Heat::steps_left).min() else {
                return;
            };
            let steps = (left / round.max(1)).clamp(1, shortest.max(1));
            let before = self.heat_steps();
            parallel::for_each(&mut self.heats, threads, |heat| heat.advance(steps));
            self.steps_done += self.heat_steps() - before;
            self.collect();
            left = left.saturating_sub(steps * round);
            if left == 0 || left < round {
                return;
            }
        }
    }

    fn heat_steps(&self) -> u64 {
        self.heats.iter().map(Heat::at).sum()
    }

    /// Fills the lanes with the next heats: all racers of a seed, then the next seed.
    fn begin_heats(&mut self) {
        while self.heats.len() < LANES && self.next.0 < self.setup.seeds {
            let (seed, racer) = self.next;
            if racer < self.setup.racers.len() {
                self.heats.push(Heat::new(&self.setup, seed, racer));
                self.next = (seed, racer + 1);
            } else {
                self.next = (seed + 1, 0);
            }
        }
    }

    /// Takes the heats that are over from their lanes.
    fn collect(&mut self) {
        let finished = &mut self.finished;
        let steps = self.setup.steps;
        let mut skipped = 0;
        self.heats.retain(|heat| {
            if heat.is_over() {
                skipped += steps - heat.at();
                finished.insert((heat.seed(), heat.racer()), heat.finish());
            }
            !heat.is_over()
        });
        self.steps_done += skipped;
    }

    /// Whether every heat is over.
    pub fn is_over(&self) -> bool {
        self.finished.len() as u64 == self.setup.seeds * self.setup.racers.len() as u64
    }

    /// The share of all steps that is done, from 0 to 1.
    pub fn progress(&self) -> f64 {
        let all = self.setup.seeds * self.setup.racers.len() as u64 * self.setup.steps;
        if all == 0 || self.is_over() {
            1.0
        } else {
            self.steps_done as f64 / all as f64
        }
    }

    /// About how many multiplications are still to be done.
    pub fn effort_left(&self) -> u64 {
        let racers = self.setup.racers.len() as u64;
        let begun = self.next.0 * racers + self.next.1 as u64;
        let rest = |heat: &Heat| heat.effort() * heat.steps_left();
        let each = self.heats.first().map_or(0, Heat::effort);
        let not_begun = (self.setup.seeds * racers).saturating_sub(begun);
        self.heats.iter().map(rest).sum::<u64>() + not_begun * each * self.setup.steps
    }

    /// How a racer did with a seed, once that heat is over.
    pub fn finish(&self, seed: u64, racer: usize) -> Option<&Finish> {
        self.finished.get(&(seed, racer))
    }

    /// The heats of a racer that are over, by rising seed.
    pub fn finishes(&self, racer: usize) -> impl Iterator<Item = &Finish> {
        self.finished
            .values()
            .filter(move |finish| finish.racer == racer)
    }

    /// Who is how far, counted over the seeds that are over.
    pub fn standings(&self) -> Standings {
        Standings::of(self)
    }
}

#[cfg(test)]
mod tests;
