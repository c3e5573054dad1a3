//! The saved state of a step.

use crate::lab::ReplayEntry;

/// The state of a step's lab, with the changes that led to it.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedState {
    /// The name of the lesson.
    pub lesson: String,
    /// The name of the step.
    pub step: String,
    /// The seed of the lab, where it differs from the lesson's own.
    pub seed: Option<u64>,
    /// The changes of the lab since the step opened.
    pub moves: Vec<ReplayEntry>,
}
