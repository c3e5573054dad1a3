//! A training whose past steps can be visited again.

use super::checkpoint::Checkpoint;
use super::config::TrainingStatus;
use super::history::History;
use super::trainer::Trainer;

/// The approximate number of points in the loss history.
const HISTORY: usize = 256;

/// The number of checkpoints that a replay adds on its way, so that the next step back is short.
const REPLAY_CHECKPOINTS: u64 = 16;

/// A trainer with checkpoints of its past. A checkpoint is stored every `stride` steps, within a bound of memory. Steps
/// between checkpoints are computed again; the same checkpoint gives the same bits.
#[derive(Clone, Debug)]
pub struct CheckpointedTrainer {
    trainer: Trainer,
    history: History,
    /// By rising step.
    checkpoints: Vec<StoredCheckpoint>,
    replay_checkpoints: Vec<Checkpoint>,
    stride: u64,
    max_bytes: usize,
    end: u64,
}

#[derive(Clone, Debug)]
struct StoredCheckpoint {
    checkpoint: Checkpoint,
    /// Whether settings changed at this step, so that a replay of earlier steps does not lead to it.
    is_branch: bool,
}

impl StoredCheckpoint {
    fn step(&self) -> u64 {
        self.checkpoint.step()
    }
}

impl CheckpointedTrainer {
    /// A training with checkpoints of at most about `max_bytes` bytes, and a few more for replays.
    pub fn new(trainer: Trainer, max_bytes: usize) -> Self {
        let mut training = Self {
            history: History::new(HISTORY),
            checkpoints: Vec::new(),
            replay_checkpoints: Vec::new(),
            stride: 1,
            max_bytes,
            end: trainer.step_count(),
            trainer,
        };
        training.branch(|_| {});
        training
    }

    /// The trainer at the present step.
    pub fn trainer(&self) -> &Trainer {
        &self.trainer
    }

    /// The loss after each step up to the last one, downsampled.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// The last step reached since the last change.
    pub fn end(&self) -> u64 {
        self.end
    }

    /// The first step that [`Self::seek`] reaches: 0, unless the checkpoints of very many changes had to be dropped.
    pub fn start(&self) -> u64 {
        self.checkpoints.first().map_or(0, StoredCheckpoint::step)
    }

    /// Runs one step. A step of the past has the same result as the first time.
    pub fn step(&mut self) -> TrainingStatus {
        let before = self.trainer.step_count();
        let status = self.trainer.step();
        let now = self.trainer.step_count();
        if now > self.end {
            self.end = now;
            self.history.push(now, self.trainer.loss());
            if now.is_multiple_of(self.stride) {
                self.store_checkpoint(false);
            }
        } else if now > before {
            self.restore_branch(now);
        }
        debug_assert!(now == before || now == before + 1);
        status
    }

    /// Computes activations and gradients for the present parameters, where mini-batches left older ones.
    pub fn refresh_pass(&mut self) {
        self.trainer.refresh_pass();
    }

    /// Applies the change that was made at this step of the past, if there was one.
    fn restore_branch(&mut self, step: u64) {
        let is_here = |stored: &&StoredCheckpoint| stored.is_branch && stored.step() == step;
        if let Some(stored) = self.checkpoints.iter().find(is_here) {
            self.trainer.restore(&stored.checkpoint);
        }
    }

    /// Runs up to `steps` steps, fewer if training diverges.
    pub fn advance(&mut self, steps: u64) -> TrainingStatus {
        for _ in 0..steps {
            if let TrainingStatus::Diverged { .. } = self.step() {
                break;
            }
        }
        self.trainer.status()
    }

    /// Goes to a step from [`Self::start`] to [`Self::end`], or to the nearer of the two.
    pub fn seek(&mut self, step: u64) -> TrainingStatus {
        let target = step.clamp(self.start(), self.end);
        let now = self.trainer.step_count();
        let stored = self.checkpoints.iter().map(|stored| &stored.checkpoint);
        let nearest = stored
            .chain(&self.replay_checkpoints)
            .filter(|checkpoint| checkpoint.step() <= target)
            .max_by_key(|checkpoint| checkpoint.step());
        if let Some(checkpoint) = nearest
            && (now > target || now < checkpoint.step())
        {
            self.trainer.restore(checkpoint);
        }
        self.replay(target);
        self.trainer.status()
    }

    fn replay(&mut self, target: u64) {
        let from = self.trainer.step_count();
        let every = (target.saturating_sub(from) / REPLAY_CHECKPOINTS).max(1);
        if every > 1 {
            self.replay_checkpoints.clear();
        }
        while self.trainer.step_count() < target {
            let before = self.trainer.step_count();
            self.trainer.step();
            let now = self.trainer.step_count();
            if now == before {
                break;
            }
            if every > 1 && (now - from).is_multiple_of(every) {
                self.replay_checkpoints.push(self.trainer.save());
            }
        }
    }

    /// Changes the configuration, the data or the weights. The steps after the present one are dropped.
    pub fn branch(&mut self, change: impl FnOnce(&mut Trainer)) {
        let now = self.trainer.step_count();
        self.checkpoints.retain(|stored| stored.step() < now);
        self.replay_checkpoints
            .retain(|checkpoint| checkpoint.step() < now);
        if now == 0 {
            self.history = History::new(HISTORY);
        } else {
            self.history.truncate(now - 1);
        }
        self.end = now;
        change(&mut self.trainer);
        self.history.push(now, self.trainer.loss());
        self.store_checkpoint(true);
    }

    /// Stores a checkpoint, and drops others while there are too many: first those off a wider stride, then the oldest.
    fn store_checkpoint(&mut self, is_branch: bool) {
        self.checkpoints.push(StoredCheckpoint {
            checkpoint: self.trainer.save(),
            is_branch,
        });
        while self.bytes() > self.max_bytes && self.checkpoints.len() > 1 {
            let older = &self.checkpoints[..self.checkpoints.len() - 1];
            if older.iter().all(|stored| stored.is_branch) {
                self.checkpoints.remove(0);
            } else {
                self.stride = self.stride.saturating_mul(2);
                let stride = self.stride;
                self.checkpoints
                    .retain(|stored| stored.is_branch || stored.step().is_multiple_of(stride));
            }
        }
    }

    /// The approximate size of the stored checkpoints in bytes.
    pub fn bytes(&self) -> usize {
        let stored = self.checkpoints.iter();
        stored.map(|stored| stored.checkpoint.bytes()).sum()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::nn::{Activation, Batch, NetworkConfig, Optimizer, Recipe, TrainingConfig};

    fn trainer(optimizer: Optimizer, batch: Batch) -> Trainer {
        let config = TrainingConfig {
            batch,
            ..TrainingConfig::for_task(Recipe::Spiral.task(), optimizer)
        };
        let network = NetworkConfig::new(2, 2, 5, Activation::Relu).draw(1);
        Trainer::new(network, Arc::new(Recipe::Spiral.draw(1)), config)
    }

    fn kinds() -> [Trainer; 3] {
        [
            trainer(Optimizer::descent(0.3), Batch::Full),
            trainer(Optimizer::adam(0.03), Batch::Full),
            trainer(Optimizer::momentum(0.03), Batch::Mini { size: 30, seed: 4 }),
        ]
    }

    const MAX_BYTES: usize = 20_000;

    #[test]
    fn every_past_step_has_the_same_bits_after_a_seek() {
        for trainer in kinds() {
            let mut plain = trainer.clone();
            let mut past = vec![plain.save()];
            let mut training = CheckpointedTrainer::new(trainer, MAX_BYTES);
            for _ in 0..700 {
                training.step();
                plain.step();
                past.push(plain.save());
            }
            assert!(training.bytes() <= MAX_BYTES);
            for i in 0..400_u64 {
                let target = (i * i * 31 + 7 * i) % 701;
                training.seek(target);
                assert_eq!(
                    training.trainer().save(),
                    past[usize::try_from(target).unwrap()],
                    "step {target}"
                );
            }
            for target in (650..700).rev() {
                training.seek(target);
                assert_eq!(
                    training.trainer().save(),
                    past[usize::try_from(target).unwrap()]
                );
            }
            training.seek(u64::MAX);
            assert_eq!(
                (training.trainer().step_count(), training.end()),
                (700, 700)
            );
            training.advance(5);
            plain.advance(5);
            assert_eq!(training.trainer().save(), plain.save());
        }
    }

    #[test]
    fn running_again_from_a_past_step_repeats_the_history() {
        let [trainer, ..] = kinds();
        let mut training = CheckpointedTrainer::new(trainer, MAX_BYTES);
        training.advance(300);
        let history = training.history().clone();
        training.seek(10);
        training.advance(290);
        assert_eq!(training.history(), &history);
        assert_eq!(training.trainer().step_count(), 300);
    }

    #[test]
    fn a_change_in_the_past_drops_later_steps_and_keeps_earlier_ones() {
        let [trainer, ..] = kinds();
        let mut plain = trainer.clone();
        let mut training = CheckpointedTrainer::new(trainer, MAX_BYTES);
        training.advance(300);
        training.seek(120);
        training.branch(|trainer| trainer.set_optimizer(Optimizer::adam(0.01)));
        assert_eq!(training.end(), 120);
        training.advance(200);
        assert!(
            training
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
        training.seek(200);
        assert_eq!(training.trainer().save(), two_hundred);
        training.seek(100);
        assert_eq!(training.trainer().save(), hundred);
        training.seek(200);
        assert_eq!(training.trainer().save(), two_hundred);
    }

    #[test]
    fn running_again_repeats_the_changes_made_at_past_steps() {
        let [trainer, ..] = kinds();
        let mut training = CheckpointedTrainer::new(trainer, MAX_BYTES);
        training.advance(120);
        training.branch(|trainer| trainer.set_optimizer(Optimizer::adam(0.01)));
        training.advance(80);
        let end = training.trainer().save();
        training.seek(100);
        training.advance(100);
        assert_eq!(training.trainer().save(), end);
    }

    #[test]
    fn a_seek_restores_data_and_activations() {
        let [trainer, ..] = kinds();
        let mut training = CheckpointedTrainer::new(trainer, MAX_BYTES);
        training.advance(50);
        training.branch(|trainer| {
            trainer.set_data(Arc::new(Recipe::Circle.draw(5)));
            trainer.edit(|network| network.set_activation(Activation::Tanh));
        });
        training.advance(50);
        let after = training.trainer().save();
        training.seek(20);
        assert_eq!(
            training.trainer().network().layers()[0].activation,
            Activation::Relu
        );
        training.seek(100);
        assert_eq!(training.trainer().save(), after);
    }

    #[test]
    fn memory_stays_bounded_with_many_changes() {
        let [trainer, ..] = kinds();
        let mut training = CheckpointedTrainer::new(trainer, MAX_BYTES);
        for i in 0..200_u32 {
            training.advance(3);
            training.branch(|trainer| {
                trainer.set_optimizer(Optimizer::descent(0.1 + f64::from(i) / 1e4));
            });
            assert!(training.bytes() <= MAX_BYTES);
        }
        assert!(training.start() > 0);
        training.seek(0);
        assert_eq!(training.trainer().step_count(), training.start());
    }

    #[test]
    fn a_diverged_training_runs_again_after_a_seek_back() {
        let [mut wild, ..] = kinds();
        wild.edit(|network| network.set_activation(Activation::Identity));
        wild.set_optimizer(Optimizer::descent(1e200));
        let mut training = CheckpointedTrainer::new(wild, MAX_BYTES);
        let TrainingStatus::Diverged { step } = training.advance(100) else {
            panic!("it did not diverge")
        };
        assert_eq!(training.seek(0), TrainingStatus::Running);
        assert_eq!(training.seek(step), TrainingStatus::Diverged { step });
        assert_eq!(training.seek(step - 1), TrainingStatus::Running);
    }
}
