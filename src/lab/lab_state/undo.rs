//! Undo, reset and bookmarks of a lab.

use super::{ControlState, Ghost};
use crate::lab::{Change, Lab, Model, ReplayLog, Run, TriedFix, Values};

/// The number of changes that can be undone.
const UNDO_DEPTH: usize = 100;
/// The number of whole runs that are kept for undo; a run further back restarts.
const MAX_KEPT_RUNS: usize = 8;
/// The gesture of stepping a run by hand; no control has this name.
const STEPPING: &str = "[]";

/// The state that an undo returns to.
pub(super) struct UndoState {
    values: Values,
    /// The model, for models that run: values alone do not tell the step of a run. Only the latest few are kept, because
    /// the history of a run can be large.
    model: Option<Box<dyn Model>>,
    replay_log: ReplayLog,
    tried_fixes: Vec<TriedFix>,
}

impl Lab {
    /// Whether there is a change to undo.
    pub fn can_undo(&self) -> bool {
        !self.undo_stack.is_empty()
    }

    /// Undoes the last change; whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(past) = self.undo_stack.pop() else {
            return false;
        };
        self.gesture = None;
        self.ghost = None;
        self.state = ControlState::new(self.kind(), past.values);
        self.replay_log = past.replay_log;
        self.tried_fixes = past.tried_fixes;
        self.model = past.model.unwrap_or_else(|| {
            self.replay_log = ReplayLog::new(self.state.values());
            self.state.kind().build(self.state.values(), self.seed)
        });
        true
    }

    /// Returns to the baseline and to step 0.
    pub fn reset(&mut self) -> Change {
        self.push_undo();
        self.make_ghost();
        self.model = self.kind().build(&self.baseline, self.seed);
        self.gesture = None;
        self.state = ControlState::new(self.kind(), self.baseline.clone());
        self.replay_log = ReplayLog::new(self.state.values());
        self.tried_fixes.clear();
        Change::Restarted
    }

    /// Makes the present values those that a reset returns to, and clears the undo stack.
    pub fn set_baseline(&mut self) {
        self.baseline = self.values().clone();
        self.undo_stack.clear();
        self.gesture = None;
    }

    /// Returns to the state of `bookmark`, a lab of the same kind, as one change that can be undone.
    pub fn return_to(&mut self, bookmark: &Self) {
        self.push_undo();
        self.make_ghost();
        self.model = bookmark.model.copy();
        self.state = bookmark.state.clone();
        self.hidden_values = bookmark.hidden_values.clone();
        self.replay_log = bookmark.replay_log.clone();
        self.tried_fixes.clone_from(&bookmark.tried_fixes);
        self.gesture = None;
    }

    /// Makes `other`, a lab of the same kind, the ghost.
    pub fn compare_with(&mut self, other: &Self) {
        self.ghost = Some(other.as_ghost());
        self.gesture = None;
    }

    /// Makes the present state the ghost.
    pub(super) fn make_ghost(&mut self) {
        self.ghost = Some(self.as_ghost());
    }

    fn as_ghost(&self) -> Ghost {
        Ghost {
            model: self.model.copy(),
            values: self.values().clone(),
        }
    }

    /// Removes the ghost; the present figures become the next one.
    pub fn drop_ghost(&mut self) {
        self.ghost = None;
        self.gesture = None;
    }

    /// Removes the run before the present one from the figures: it belongs to another step.
    pub fn forget_run_before(&mut self) {
        self.model.forget_run_before();
    }

    /// A copy in the same state without ghost and undo stack; its baseline is the present state.
    #[must_use]
    pub fn without_history(&self) -> Self {
        Self {
            state: self.state.clone(),
            seed: self.seed,
            baseline: self.values().clone(),
            hidden_values: self.hidden_values.clone(),
            model: self.model.copy(),
            ghost: None,
            undo_stack: Vec::new(),
            replay_log: self.replay_log.clone(),
            tried_fixes: self.tried_fixes.clone(),
            gesture: None,
            was_run: self.was_run,
        }
    }

    /// Whether it is still as [`Lab::new`] made it.
    pub fn is_pristine(&self) -> bool {
        let is_untouched = !self.was_run && self.undo_stack.is_empty() && self.ghost.is_none();
        is_untouched
            && *self.values() == self.baseline
            && self.replay_log == ReplayLog::new(&self.baseline)
    }

    /// Its run, to be advanced step by step by hand; successive steps are undone as one change.
    pub fn step_by_hand(&mut self) -> Option<&mut dyn Run> {
        self.model.run()?;
        if self.gesture.as_deref() != Some(STEPPING) {
            self.push_undo();
            self.gesture = Some(STEPPING.to_owned());
        }
        self.run_mut()
    }

    pub(super) fn push_undo(&mut self) {
        if self.undo_stack.len() == UNDO_DEPTH {
            self.undo_stack.remove(0);
        }
        if let Some(far) = self.undo_stack.len().checked_sub(MAX_KEPT_RUNS) {
            self.undo_stack[far].model = None;
        }
        self.undo_stack.push(UndoState {
            values: self.values().clone(),
            model: self.model.run().map(|_| self.model.copy()),
            replay_log: self.replay_log.clone(),
            tried_fixes: self.tried_fixes.clone(),
        });
    }
}
