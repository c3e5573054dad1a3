//! A training that can be taken back and forward to any of its steps.

use super::checkpoint::State;
use super::history::History;
use super::trainer::{Status, Trainer};

/// How many points of the loss a timeline keeps, about.
const HISTORY: usize = 256;

/// How many extra states a replay leaves behind it, so that the next step back is short.
const RECENT: u64 = 16;

/// A trainer with its past. States are kept every `stride` steps within a bound of memory; the steps between them are
/// computed again, and as the same state gives the same bits, they are exactly what they were.
#[derive(Clone, Debug)]
pub struct Timeline {
    trainer: Trainer,
    history: History,
    /// By rising step.
    states: Vec<Kept>,
    recent: Vec<State>,
    stride: u64,
    bound: usize,
    end: u64,
}

#[derive(Clone, Debug)]
struct Kept {
    state: State,
    /// Whether settings changed here, so that nothing before it leads on.
    branch: bool,
}

impl Timeline {
    /// The beginning of a training, with a past of at most about `bound` bytes (and a few states more that speed up stepping
    /// back).
    pub fn new(trainer: Trainer, bound: usize) -> Self {
        let mut timeline = Self {
            history: History::new(HISTORY),
            states: Vec::new(),
            recent: Vec::new(),
            stride: 1,
            bound,
            end: trainer.at(),
            trainer,
        };
        timeline.branch(|_| {});
        timeline
    }

    /// The trainer at the step that the timeline stands at.
    pub fn trainer(&self) -> &Trainer {
        &self.trainer
    }

    /// The loss after each step up to the present, thinned.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// The furthest step that has been reached since the last change.
    pub fn end(&self) -> u64 {
        self.end
    }

    /// The earliest step that can be gone back to: 0, unless very many changes had to be remembered.
    pub fn start(&self) -> u64 {
        self.states.first().map_or(0, |kept| kept.state.step())
    }

    /// One step forward: computed again if it is in the past, new at the present.
    pub fn step(&mut self) -> Status {
        let before = self.trainer.at();
        let status = self.trainer.step();
        let at = self.trainer.at();
        if at > self.end {
            self.end = at;
            self.history.push(at, self.trainer.loss());
            if at.is_multiple_of(self.stride) {
                self.keep(false);
            }
        } else if at > before {
            self.take_branch(at);
        }
        debug_assert!(at == before || at == before + 1);
        status
    }

    /// Takes up what was changed by hand at this step of the past.
    fn take_branch(&mut self, at: u64) {
        let here = |kept: &&Kept| kept.branch && kept.state.step() == at;
        if let Some(kept) = self.states.iter().find(here) {
            self.trainer.restore(&kept.state);
        }
    }

    /// Up to `steps` steps forward; fewer if training diverges.
    pub fn advance(&mut self, steps: u64) -> Status {
        for _ in 0..steps {
            if let Status::Diverged { .. } = self.step() {
                break;
            }
        }
        self.trainer.status()
    }

    /// Goes to a step between [`Timeline::start`] and [`Timeline::end`], or to the nearer of them.
    pub fn seek(&mut self, step: u64) -> Status {
        let target = step.clamp(self.start(), self.end);
        let at = self.trainer.at();
        let kept = self
            .states
            .iter()
            .map(|kept| &kept.state)
            .chain(&self.recent);
        let nearest = kept
            .filter(|state| state.step() <= target)
            .max_by_key(|state| state.step());
        if let Some(state) = nearest
            && (at > target || at < state.step())
        {
            self.trainer.restore(state);
        }
        self.replay(target);
        self.trainer.status()
    }

    fn replay(&mut self, target: u64) {
        let from = self.trainer.at();
        let every = (target.saturating_sub(from) / RECENT).max(1);
        if every > 1 {
            self.recent.clear();
        }
        while self.trainer.at() < target {
            let before = self.trainer.at();
            self.trainer.step();
            if self.trainer.at() == before {
                break;
            }
            if every > 1 && (self.trainer.at() - from).is_multiple_of(every) {
                self.recent.push(self.trainer.save());
            }
        }
    }

    /// Changes the settings, the data or the weights. What came after this step is forgotten: a new branch starts here.
    pub fn branch(&mut self, change: impl FnOnce(&mut Trainer)) {
        let at = self.trainer.at();
        self.states.retain(|kept| kept.state.step() < at);
        self.recent.retain(|state| state.step() < at);
        if at == 0 {
            self.history = History::new(HISTORY);
        } else {
            self.history.truncate(at - 1);
        }
        self.end = at;
        change(&mut self.trainer);
        self.history.push(at, self.trainer.loss());
        self.keep(true);
    }

    /// Keeps the present state, and makes room if there are too many.
    fn keep(&mut self, branch: bool) {
        self.states.push(Kept {
            state: self.trainer.save(),
            branch,
        });
        while self.bytes() > self.bound && self.states.len() > 1 {
            let older = &self.states[..self.states.len() - 1];
            if older.iter().all(|kept| kept.branch) {
                self.states.remove(0);
            } else {
                self.stride = self.stride.saturating_mul(2);
                let stride = self.stride;
                self.states
                    .retain(|kept| kept.branch || kept.state.step().is_multiple_of(stride));
            }
        }
    }

    /// About how many bytes the kept states take.
    pub fn bytes(&self) -> usize {
        self.states.iter().map(|kept| kept.state.bytes()).sum()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::nn::{Activation, Batch, Optimizer, Plan, Recipe, Training};

    fn trainer(optimizer: Optimizer, batch: Batch) -> Trainer {
        let training = Training {
            batch,
            ..Training::usual(Recipe::Spiral.task(), optimizer)
        };
        let network = Plan::new(2, 2, 5, Activation::Relu).draw(1);
        Trainer::new(network, Arc::new(Recipe::Spiral.draw(1)), training)
    }

    fn kinds() -> [Trainer; 3] {
        [
            trainer(Optimizer::descent(0.3), Batch::Full),
            trainer(Optimizer::adam(0.03), Batch::Full),
            trainer(Optimizer::momentum(0.03), Batch::Mini { size: 30, seed: 4 }),
        ]
    }

    const BOUND: usize = 20_000;

    #[test]
    fn every_step_of_the_past_is_found_again_bit_by_bit() {
        for trainer in kinds() {
            let mut plain = trainer.clone();
            let mut past = vec![plain.save()];
            let mut timeline = Timeline::new(trainer, BOUND);
            for _ in 0..700 {
                timeline.step();
                plain.step();
                past.push(plain.save());
            }
            assert!(timeline.bytes() <= BOUND);
            for i in 0..400_u64 {
                let target = (i * i * 31 + 7 * i) % 701;
                timeline.seek(target);
                assert_eq!(
                    timeline.trainer().save(),
                    past[usize::try_from(target).unwrap()],
                    "step {target}"
                );
            }
            for target in (650..700).rev() {
                timeline.seek(target);
                assert_eq!(
                    timeline.trainer().save(),
                    past[usize::try_from(target).unwrap()]
                );
            }
            timeline.seek(u64::MAX);
            assert_eq!((timeline.trainer().at(), timeline.end()), (700, 700));
            timeline.advance(5);
            plain.advance(5);
            assert_eq!(timeline.trainer().save(), plain.save());
        }
    }

    #[test]
    fn going_back_and_on_again_repeats_the_same_history() {
        let [trainer, ..] = kinds();
        let mut timeline = Timeline::new(trainer, BOUND);
        timeline.advance(300);
        let history = timeline.history().clone();
        timeline.seek(10);
        timeline.advance(290);
        assert_eq!(timeline.history(), &history);
        assert_eq!(timeline.trainer().at(), 300);
    }

    #[test]
    fn a_change_in_the_past_starts_a_new_branch_and_leaves_what_was_before() {
        let [trainer, ..] = kinds();
        let mut plain = trainer.clone();
        let mut timeline = Timeline::new(trainer, BOUND);
        timeline.advance(300);
        timeline.seek(120);
        timeline.branch(|trainer| trainer.set_optimizer(Optimizer::adam(0.01)));
        assert_eq!(timeline.end(), 120);
        timeline.advance(200);
        assert!(
            timeline
                .history()
                .points()
                .iter()
                .all(|point| point.step <= 320)
        );

        plain.advance(100);
        let hundred = plain.save();
        plain.advance(20);
        plain.set_optimizer(Optimizer::adam(0.01));
        plain.advance(80);
        let two_hundred = plain.save();
        timeline.seek(200);
        assert_eq!(timeline.trainer().save(), two_hundred);
        timeline.seek(100);
        assert_eq!(timeline.trainer().save(), hundred);
        timeline.seek(200);
        assert_eq!(timeline.trainer().save(), two_hundred);
    }

    #[test]
    fn running_on_from_the_past_takes_up_the_changes_that_were_made_there() {
        let [trainer, ..] = kinds();
        let mut timeline = Timeline::new(trainer, BOUND);
        timeline.advance(120);
        timeline.branch(|trainer| trainer.set_optimizer(Optimizer::adam(0.01)));
        timeline.advance(80);
        let end = timeline.trainer().save();
        timeline.seek(100);
        timeline.advance(100);
        assert_eq!(timeline.trainer().save(), end);
    }

    #[test]
    fn data_and_activations_that_change_are_found_again_too() {
        let [trainer, ..] = kinds();
        let mut timeline = Timeline::new(trainer, BOUND);
        timeline.advance(50);
        timeline.branch(|trainer| {
            trainer.set_data(Arc::new(Recipe::Circle.draw(5)));
            trainer.edit(|network| network.set_activation(Activation::Tanh));
        });
        timeline.advance(50);
        let after = timeline.trainer().save();
        timeline.seek(20);
        assert_eq!(
            timeline.trainer().network().layers()[0].activation,
            Activation::Relu
        );
        timeline.seek(100);
        assert_eq!(timeline.trainer().save(), after);
    }

    #[test]
    fn memory_stays_bounded_however_many_changes_are_made() {
        let [trainer, ..] = kinds();
        let mut timeline = Timeline::new(trainer, BOUND);
        for i in 0..200_u32 {
            timeline.advance(3);
            timeline.branch(|trainer| {
                trainer.set_optimizer(Optimizer::descent(0.1 + f64::from(i) / 1e4));
            });
            assert!(timeline.bytes() <= BOUND);
        }
        assert!(timeline.start() > 0);
        timeline.seek(0);
        assert_eq!(timeline.trainer().at(), timeline.start());
    }

    #[test]
    fn a_diverged_training_can_be_taken_back() {
        let [mut wild, ..] = kinds();
        wild.edit(|network| network.set_activation(Activation::Identity));
        wild.set_optimizer(Optimizer::descent(1e200));
        let mut timeline = Timeline::new(wild, BOUND);
        let Status::Diverged { step } = timeline.advance(100) else {
            panic!("it did not diverge")
        };
        assert_eq!(timeline.seek(0), Status::Going);
        assert_eq!(timeline.seek(step), Status::Diverged { step });
        assert_eq!(timeline.seek(step - 1), Status::Going);
    }
}
