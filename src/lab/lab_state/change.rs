//! Changes of a lab's controls.

use std::ops::Range;

use crate::lab::control_state::ControlState;
use crate::lab::{
    Advice, Change, Control, ControlChange, Lab, NetworkElement, ReplayLog, SetError, TriedFix,
    Turn, Value, Values, WorkbenchEdit,
};

impl Lab {
    /// Sets the values `set` as one change.
    ///
    /// # Errors
    /// The first value that its control rejects. Nothing changes then.
    pub fn set(&mut self, set: &Values) -> Result<Change, SetError> {
        let state = ControlState::validate(self.kind(), self.values(), set)?;
        let names: Vec<_> = set.names().collect();
        Ok(self.change(state, &names, None))
    }

    /// Sets the values `set` as one change, for the steps to come.
    ///
    /// # Errors
    /// The first value that its control rejects. Nothing changes then.
    pub(in crate::lab) fn set_at_present_step(&mut self, set: &Values) -> Result<Change, SetError> {
        let state = ControlState::validate(self.kind(), self.values(), set)?;
        let names: Vec<_> = set.names().collect();
        self.begin_change(None);
        Ok(self.update_model(state, &names))
    }

    /// Turns the control called `name`; successive turns of one control are undone as one change. None where there is no
    /// such control, or it is at its end.
    pub fn turn(&mut self, name: &str, turn: Turn) -> Option<Change> {
        let value = self.turned_value(name, turn)?;
        let all = self.hidden_values.clone().merge(self.values());
        let state = ControlState::complete(self.kind(), &all.with(name, value));
        Some(self.change(state, &[name], Some(name)))
    }

    /// Turns a weight or bias from its present value; successive turns of one are undone as one change. None where there is
    /// no such parameter, or it is at its end.
    pub fn adjust(&mut self, name: &str, turn: Turn) -> Option<Change> {
        let (now, value) = self.adjusted_value(name, turn)?;
        let values = self.values().clone().with(name, now).with(name, value);
        let state = ControlState::complete(self.kind(), &values);
        Some(self.change(state, &[name], Some(name)))
    }

    /// The value that `turn` moves the control called `name` to, if that is another one.
    fn turned_value(&self, name: &str, turn: Turn) -> Option<Value> {
        let now = self.values().get(name)?;
        let value = self.controls().get(name)?.turn(now, turn);
        (value != *now).then_some(value)
    }

    /// The present value of a weight or bias, and the one that `turn` moves it to, if that is another one.
    fn adjusted_value(&self, name: &str, turn: Turn) -> Option<(Value, Value)> {
        let now = Value::Number(self.workbench()?.parameter(name)?);
        let value = self.control_for(name)?.turn(&now, turn);
        (value != now).then_some((now, value))
    }

    /// Carries out an edit of the workbench; whether anything changed.
    pub fn edit(&mut self, edit: WorkbenchEdit) -> bool {
        match self.control_change(edit) {
            None => false,
            Some(ControlChange::Turn { control, turn }) => self.turn(&control, turn).is_some(),
            Some(ControlChange::Adjust { control, turn }) => self.adjust(&control, turn).is_some(),
            Some(ControlChange::Set(values)) => !values.is_empty() && self.set(&values).is_ok(),
            Some(ControlChange::Drag { control, values }) => {
                !values.is_empty() && self.drag(control, &values)
            }
        }
    }

    /// Whether there is something for `edit` to change. A point that would be moved to where it is counts.
    pub fn can_edit(&self, edit: WorkbenchEdit) -> bool {
        match self.control_change(edit) {
            None => false,
            Some(ControlChange::Turn { control, turn }) => {
                self.turned_value(&control, turn).is_some()
            }
            Some(ControlChange::Adjust { control, turn }) => {
                self.adjusted_value(&control, turn).is_some()
            }
            Some(ControlChange::Set(values) | ControlChange::Drag { values, .. }) => {
                !values.is_empty()
            }
        }
    }

    fn control_change(&self, edit: WorkbenchEdit) -> Option<ControlChange> {
        self.workbench()?.edit(edit)
    }

    /// Selects an element of the workbench's network; whether there is a workbench. It is no change to be undone, and the
    /// ghost stays.
    pub fn select(&mut self, element: NetworkElement) -> bool {
        let Some(set) = self.workbench().map(|workbench| workbench.select(element)) else {
            return false;
        };
        let Ok(state) = ControlState::validate(self.kind(), self.values(), &set) else {
            return false;
        };
        self.state = state;
        for name in set.names() {
            let change = self.change_model(name);
            debug_assert_eq!(change, Change::Redrawn, "{name} changes more than the view");
        }
        let names: Vec<_> = set.names().collect();
        self.replay_log
            .record_view(&self.state.values().only(&names));
        true
    }

    /// Applies the fix of the workbench's advice as one change; whether there was one.
    pub fn apply_fix(&mut self) -> bool {
        let Some(Advice {
            problem,
            fix: Some(fix),
            ..
        }) = self.advice()
        else {
            return false;
        };
        self.push_undo();
        self.make_ghost();
        if let (Some(at), Some(run)) = (fix.rewind_to, self.model.run_mut()) {
            run.seek(at);
            self.follow_run();
        }
        // A fix only sets controls that exist.
        let all = self.values().clone().merge(&fix.set);
        let state = ControlState::complete(self.kind(), &all);
        let names: Vec<_> = fix.set.names().collect();
        let _ = self.update_model(state, &names);
        self.tried_fixes.push(TriedFix {
            problem,
            kind: fix.kind,
        });
        self.gesture = None;
        true
    }

    /// Drags what is called `handle` (a control, or a figure with something draggable) to `set`, each value snapped to its
    /// nearest step; whether anything moved. A whole drag is undone as one change.
    pub fn drag(&mut self, handle: &str, set: &Values) -> bool {
        let controls = self.kind().controls(&self.values().clone().merge(set));
        let mut snapped = Values::new();
        for (name, value) in set.iter() {
            if let Some(control) = controls.get(name) {
                snapped.set(name, control.snap(value));
            }
        }
        let changed = snapped.changes_since(self.values());
        let Ok(state) = ControlState::validate(self.kind(), self.values(), &changed) else {
            return false;
        };
        if changed.is_empty() {
            return false;
        }
        let names: Vec<_> = changed.names().collect();
        let _ = self.change(state, &names, Some(handle));
        true
    }

    /// Shows `values` on the controls and figures; the run was already rewound to where they applied.
    pub(in crate::lab) fn restore_values(&mut self, values: &Values) {
        if values != self.values() {
            self.state = ControlState::complete(self.kind(), values);
            self.model.follow(self.state.values());
        }
    }

    /// Changes the values called `names`. The change is part of the undo step before it if it continues the same gesture.
    fn change(&mut self, state: ControlState, names: &[&str], gesture: Option<&str>) -> Change {
        self.begin_change(gesture);
        let retaken = self.steps_to_retake(names);
        if let (Some(steps), Some(run)) = (&retaken, self.model.run_mut()) {
            run.seek(steps.start);
        }
        let change = self.update_model(state, names);
        if let (Some(steps), Some(run)) = (&retaken, self.model.run_mut()) {
            run.seek(steps.end);
        }
        change
    }

    /// The steps of the run since the last edit, if they were taken with the values called `names`.
    fn steps_to_retake(&self, names: &[&str]) -> Option<Range<u64>> {
        let at = self.model.run()?.at();
        let is_retaken = names.iter().all(|name| self.model.retakes_steps(name));
        let steps = self.replay_log.last_edit(at)..at;
        (is_retaken && !steps.is_empty()).then_some(steps)
    }

    /// Keeps the state before a change for undo and ghost, unless the change continues `gesture`.
    fn begin_change(&mut self, gesture: Option<&str>) {
        let continues = gesture.is_some() && self.gesture.as_deref() == gesture;
        if !continues {
            self.push_undo();
            self.make_ghost();
        }
        self.gesture = gesture.map(str::to_owned);
        self.tried_fixes.clear();
    }

    /// Hands `state` to the model; the values called `names` are the ones that were set.
    fn update_model(&mut self, state: ControlState, names: &[&str]) -> Change {
        let before = std::mem::replace(&mut self.state, state);
        self.hidden_values = std::mem::take(&mut self.hidden_values).merge(before.values());
        let change = self.notify_model(names);
        let set = self.values().only(names);
        match (change, self.model.run()) {
            (Change::Restarted, _) | (Change::Redrawn | Change::Branched, None) => {
                self.drop_later_overrides(names);
                self.replay_log = ReplayLog::new(self.values());
            }
            (Change::Branched, Some(run)) => {
                let at = run.at();
                if at == 0 && self.are_overrides(names) {
                    self.replay_log.record_start(&set);
                } else {
                    self.replay_log.record_edit(at, set);
                }
            }
            (Change::Redrawn, Some(_)) => self.replay_log.record_view(&set),
        }
        change
    }

    /// Notifies the model of every one of `names`: one of several may restart a run that another one only branches.
    fn notify_model(&mut self, names: &[&str]) -> Change {
        let changes = names.iter().map(|name| self.change_model(name));
        changes.max().unwrap_or(Change::Redrawn)
    }

    /// Hands the values to the model, of which `name` was set, or builds the model again.
    fn change_model(&mut self, name: &str) -> Change {
        let values = self.state.values();
        self.model.change(values, name).unwrap_or_else(|| {
            self.model = self.kind().build(self.state.values(), self.seed);
            Change::Redrawn
        })
    }

    fn are_overrides(&self, names: &[&str]) -> bool {
        let is_override =
            |name: &&str| (self.controls().get(name)).is_some_and(|control| control.is_override);
        names.iter().all(is_override)
    }

    /// A run that restarts keeps the overrides from before its first step and drops those that were set later.
    fn drop_later_overrides(&mut self, names: &[&str]) {
        let start = self.replay_log.start();
        let mut kept = Values::new();
        for (name, value) in self.values().iter() {
            let is_later =
                |control: &Control| control.is_override && start.get(name) != Some(value);
            let control = self.controls().get(name);
            let is_later = control.is_some_and(is_later) && !names.contains(&name);
            match (is_later, start.get(name)) {
                (false, _) => kept.set(name, value.clone()),
                (true, Some(before)) => kept.set(name, before.clone()),
                (true, None) => {}
            }
        }
        if kept != *self.values() {
            self.state = ControlState::new(self.kind(), kept);
            // A second notification could continue the run that has just restarted, with the overrides in it.
            self.model = self.kind().build(self.state.values(), self.seed);
        }
    }
}
