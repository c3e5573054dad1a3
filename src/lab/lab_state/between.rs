//! Labs between two states, for an animation from one to the other.

use super::Ghost;
use crate::lab::control_state::ControlState;
use crate::lab::{Change, Domain, Lab, ReplayLog, Value, Values};

impl Lab {
    /// The lab at the share `progress`, from 0 to 1, of the way from this state to `end`, a lab of the same kind. Numbers move
    /// evenly and are not snapped, counts only where their range says so; other counts, choices and texts change half-way. It
    /// has the ghost of `end`, and no history.
    #[must_use]
    pub fn between(&self, end: &Self, progress: f64) -> Self {
        let values = self.values_between(end, progress);
        let mut model = self.model.copy();
        let changed = values.changes_since(self.values());
        for name in changed.names() {
            match model.change(&values, name) {
                Some(Change::Redrawn | Change::Branched | Change::Restarted) => {}
                None => model = self.kind().build(&values, self.seed),
            }
        }
        Self {
            baseline: values.clone(),
            replay_log: ReplayLog::new(&values),
            state: ControlState::new(self.kind(), values),
            seed: self.seed,
            hidden_values: Values::new(),
            model,
            ghost: end.ghost.as_ref().map(|ghost| Ghost {
                model: ghost.model.copy(),
                values: ghost.values.clone(),
            }),
            undo_stack: Vec::new(),
            tried_fixes: Vec::new(),
            gesture: None,
            was_run: false,
        }
    }

    /// The values at the share `progress` of the way to those of `end`.
    pub fn values_between(&self, end: &Self, progress: f64) -> Values {
        let nearer = if progress < 0.5 { self } else { end };
        let mut values = nearer.values().clone();
        for control in &nearer.controls().0 {
            let Domain::Number(range) = &control.domain else {
                continue;
            };
            let name = control.name.as_str();
            let ends = (self.values().get(name), end.values().get(name));
            if let (Some(Value::Number(from)), Some(Value::Number(to))) = ends
                && (!range.is_count() || range.is_moving)
                && from != to
            {
                let number = from + (to - from) * progress;
                let is_forbidden = range.skips_zero && number == 0.0;
                values.set(
                    name,
                    Value::Number(if is_forbidden { range.fine } else { number }),
                );
            }
        }
        values
    }
}
