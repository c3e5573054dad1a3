//! A lab in use.

mod between;
mod change;
mod undo;

use super::control_state::ControlState;
use super::{
    Advice, Control, Controls, Kind, Model, Readings, ReplayLog, Run, Seed, SetError,
    TrainingRecord, TriedFix, Value, Values, Workbench,
};
use crate::figure::{Figure, Role};
use undo::UndoState;

/// A lab in use: a kind, the values of its controls, and the model built from them.
pub struct Lab {
    state: ControlState,
    seed: Seed,
    /// The values that a reset returns to.
    baseline: Values,
    /// The last values of controls that do not exist at the moment, such as those of the third hinge of two.
    hidden_values: Values,
    model: Box<dyn Model>,
    ghost: Option<Ghost>,
    undo_stack: Vec<UndoState>,
    pub(super) replay_log: ReplayLog,
    /// The fixes that were applied since the last change of another kind.
    tried_fixes: Vec<TriedFix>,
    /// The gesture in progress. Changes of the same gesture are undone together.
    gesture: Option<String>,
    /// Whether the run was handed out to be advanced.
    was_run: bool,
}

/// The state before the last change, or another one to compare with.
struct Ghost {
    model: Box<dyn Model>,
    values: Values,
}

impl Lab {
    /// A lab of `kind` with the values `set`, and defaults for the rest.
    ///
    /// # Errors
    /// The first of `set` that its control rejects.
    pub fn new(kind: impl Into<Kind>, set: &Values, seed: Seed) -> Result<Self, SetError> {
        let kind = kind.into();
        let state = ControlState::validate(&kind, &Values::new(), set)?;
        let values = state.values();
        Ok(Self {
            seed,
            baseline: values.clone(),
            model: kind.build(values, seed),
            replay_log: ReplayLog::new(values),
            state,
            hidden_values: Values::new(),
            ghost: None,
            undo_stack: Vec::new(),
            tried_fixes: Vec::new(),
            gesture: None,
            was_run: false,
        })
    }

    /// The kind.
    pub fn kind(&self) -> &Kind {
        self.state.kind()
    }

    /// The seed of its random numbers.
    pub fn seed(&self) -> Seed {
        self.seed
    }

    /// The controls that exist at the present values.
    pub fn controls(&self) -> &Controls {
        self.state.controls()
    }

    /// The values of the controls.
    pub fn values(&self) -> &Values {
        self.state.values()
    }

    /// The named numbers of the model.
    pub fn readings(&self) -> Readings {
        self.model.readings()
    }

    /// The number called `name`: a reading, a weight or bias, or the value of a control.
    pub fn number(&self, name: &str) -> Option<f64> {
        self.model
            .readings()
            .get(name)
            .or_else(|| self.workbench()?.parameter(name))
            .or_else(|| match self.values().get(name) {
                Some(Value::Number(number)) => Some(*number),
                Some(Value::Choice(_) | Value::Text(_)) | None => None,
            })
    }

    /// The control called `name`, also one that only exists once it is set, such as that of a single weight.
    pub fn control_for(&self, name: &str) -> Option<Control> {
        if let Some(control) = self.controls().get(name) {
            return Some(control.clone());
        }
        let number = self.workbench()?.parameter(name)?;
        let values = self.values().clone().with(name, number);
        self.kind().controls(&values).get(name).cloned()
    }

    /// The figure called `id`.
    pub fn figure(&self, id: &str) -> Option<Figure> {
        self.model.figure(id)
    }

    /// The figure called `id` in front of the ghost of the previous one.
    pub fn figure_with_ghost(&self, id: &str) -> Option<Figure> {
        let mut figure = self.model.figure(id)?;
        if let Some(before) = self.ghost.as_ref().and_then(|ghost| ghost.model.figure(id)) {
            figure.draw_behind(&before, Role::Ghost);
        }
        Some(figure)
    }

    /// The value that the control called `name` has in the ghost, if that is another one than the present one.
    pub fn ghost_value(&self, name: &str) -> Option<&Value> {
        let before = self.ghost.as_ref()?.values.get(name)?;
        (self.values().get(name) != Some(before)).then_some(before)
    }

    /// Its workbench, for models whose network and data can be edited.
    pub fn workbench(&self) -> Option<&dyn Workbench> {
        self.model.workbench()
    }

    /// Why training fails and how to fix it; none without a workbench, and while training is healthy.
    pub fn advice(&self) -> Option<Advice> {
        self.workbench()?.advice(&self.tried_fixes)
    }

    /// The values that move the draggable part of figure `figure` to `place`, by controls that are in `free`.
    pub fn drag_values(&self, figure: &str, place: (f64, f64), free: &[String]) -> Values {
        let free: Vec<_> = free.iter().map(String::as_str).collect();
        self.model.drag_values(figure, place, &free).only(&free)
    }

    /// The initial network and the losses of its training, for labs that train.
    pub fn training_record(&self) -> Option<TrainingRecord> {
        self.model.training_record()
    }

    /// Its run, for labs that advance in steps.
    pub fn run(&self) -> Option<&dyn Run> {
        self.model.run()
    }

    /// Its run, to be advanced.
    pub fn run_mut(&mut self) -> Option<&mut dyn Run> {
        self.was_run = true;
        self.model.run_mut()
    }
}

#[cfg(test)]
mod tests;
