//! The run of the presenter's model, which the models of followers repeat.

use crate::lab::ReplayEntry;

/// The run of the presenter's model. Seeds are the same for everyone, so the same edits give the same numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct RoomRun {
    /// The number of this start in its room.
    pub number: u32,
    /// The edits that bring the model of the step to the state in which the run began.
    pub edits: Vec<ReplayEntry>,
    /// The step of the run at its start.
    pub from: u64,
    /// The step at which the presenter has paused; none while the model runs.
    pub stop: Option<u64>,
}
