//! Training: the configuration, the optimizers, the trainer and its checkpoints.

mod checkpoint;
mod checkpointed;
mod config;
mod history;
mod mini_batches;
mod optimizer;
mod trainer;

pub use checkpoint::Checkpoint;
pub use checkpointed::CheckpointedTrainer;
pub use config::{Batch, Metrics, TrainingConfig, TrainingGoal, TrainingStatus};
pub use history::{History, HistoryPoint};
pub use optimizer::{Optimizer, OptimizerState, UpdateRule};
pub use trainer::Trainer;
