//! Training: optimizers, the trainer, its checkpoints and the loss history.

mod checkpoint;
mod checkpointed;
mod history;
mod optimizer;
mod trainer;

pub use checkpoint::State;
pub use checkpointed::Timeline;
pub use history::{History, Point};
pub use optimizer::{Optimizer, Rule};
pub use trainer::{Batch, Goal, Measure, Status, Trainer, Training};
