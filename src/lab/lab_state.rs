//! A lab in use.

use super::{
    Advice, Change, Control, Controls, DataEdit, LabKind, Model, Readings, ReplayLog, Run, Seed,
    SetError, TrainingRecord, Turn, Value, Values,
};
use crate::figure::{Figure, Role};
use crate::text::nearest_names;

/// How many changes can be undone.
const UNDO_DEPTH: usize = 100;

/// How many runs are kept whole to be undone to; one further back begins anew.
const RUNS_KEPT: usize = 8;

/// What is going on while a hand moves a run step by step; no control is called so.
const STEPPING: &str = "[]";

/// A lab in use: a kind, what its controls stand at, and the model that they make.
pub struct Lab {
    kind: &'static LabKind,
    seed: Seed,
    start: Values,
    values: Values,
    /// Where controls last stood that are not there at the moment, such as the third hinge of two.
    hidden_values: Values,
    model: Box<dyn Model>,
    ghost: Option<Box<dyn Model>>,
    undo_stack: Vec<Past>,
    pub(super) replay_log: ReplayLog,
    turning: Option<String>,
    /// Whether its run has been in anybody's hands.
    ran: bool,
}

/// What a change can be undone to.
struct Past {
    values: Values,
    /// The model as it was, for those that run: where a run stood cannot be told by its values. Only
    /// the latest few are kept, for a run's past can be large.
    model: Option<Box<dyn Model>>,
    replay_log: ReplayLog,
}

impl Lab {
    /// A lab of `kind` whose controls stand at `set`, the rest at their defaults.
    pub fn new(kind: &'static LabKind, set: &Values, seed: Seed) -> Result<Self, SetError> {
        let values = admitted(kind, &Values::new(), set)?;
        Ok(Self {
            kind,
            seed,
            start: values.clone(),
            model: (kind.build)(&values, seed),
            replay_log: ReplayLog::from(&values),
            values,
            hidden_values: Values::new(),
            ghost: None,
            undo_stack: Vec::new(),
            turning: None,
            ran: false,
        })
    }

    /// Its kind.
    pub fn kind(&self) -> &'static LabKind {
        self.kind
    }

    /// The seed that its random numbers begin from.
    pub fn seed(&self) -> Seed {
        self.seed
    }

    /// Its controls as they are now.
    pub fn controls(&self) -> Controls {
        (self.kind.controls)(&self.values)
    }

    /// What its controls stand at.
    pub fn values(&self) -> &Values {
        &self.values
    }

    /// Its named numbers.
    pub fn readings(&self) -> Readings {
        self.model.readings()
    }

    /// A reading, a parameter of the model or, failing both, the number that a control stands at.
    pub fn number(&self, name: &str) -> Option<f64> {
        self.model
            .readings()
            .get(name)
            .or_else(|| self.model.parameter(name))
            .or_else(|| match self.values.get(name) {
                Some(Value::Number(number)) => Some(*number),
                Some(Value::Choice(_)) | None => None,
            })
    }

    /// The figure called `id`.
    pub fn figure(&self, id: &str) -> Option<Figure> {
        self.model.figure(id)
    }

    /// The figure called `id` with the ghost of what was before behind it.
    pub fn figure_with_ghost(&self, id: &str) -> Option<Figure> {
        let mut figure = self.model.figure(id)?;
        if let Some(before) = self.ghost.as_ref().and_then(|ghost| ghost.figure(id)) {
            figure.underlay(&before, Role::Ghost);
        }
        Some(figure)
    }

    /// Puts `set` over the values, in one change that is undone at once. Nothing changes where one of them is refused.
    pub fn set(&mut self, set: &Values) -> Result<Change, SetError> {
        let values = admitted(self.kind, &self.values, set)?;
        let names: Vec<_> = set.iter().map(|(name, _)| name).collect();
        Ok(self.take(values, &names, None))
    }

    /// Turns the control called `name`; a run of turns of one control is undone at once.
    pub fn turn(&mut self, name: &str, turn: Turn) -> Option<Change> {
        let control = self.controls().get(name)?.clone();
        let value = control.turned(self.values.get(name)?, turn);
        if self.values.get(name) == Some(&value) {
            return None;
        }
        let all = self
            .hidden_values
            .clone()
            .over(&self.values)
            .with(name, value);
        let values = self.kind.complete(&all);
        Some(self.take(values, &[name], Some(name)))
    }

    /// Turns a parameter of the model that a hand may set, such as one weight, from where it is now; a run of turns of
    /// one parameter is undone at once. None where there is no such parameter, or it is at its end.
    pub fn adjust(&mut self, name: &str, turn: Turn) -> Option<Change> {
        let now = Value::Number(self.model.parameter(name)?);
        let with = self.values.clone().with(name, now.clone());
        let control = (self.kind.controls)(&with).get(name)?.clone();
        let value = control.turned(&now, turn);
        if value == now {
            return None;
        }
        let values = self.kind.complete(&with.with(name, value));
        Some(self.take(values, &[name], Some(name)))
    }

    /// Shows the model in another way: `set` may only hold what changes nothing but the view. It is no change to be undone,
    /// and the ghost stays.
    pub fn look_at(&mut self, set: &Values) -> Result<(), SetError> {
        let values = admitted(self.kind, &self.values, set)?;
        self.values = values;
        for (name, _) in set.iter() {
            let change = self.model.change(&self.values, name);
            debug_assert_eq!(change, Change::Redrawn, "{name} is more than a view");
        }
        self.replay_log.view(set);
        Ok(())
    }

    /// What the model says of how it fares, and what would help.
    pub fn advice(&self) -> Option<Advice> {
        self.model.advice()
    }

    /// Does what would help, in one change; whether there was anything to do.
    pub fn apply_fix(&mut self) -> bool {
        let Some(fix) = self.advice().and_then(|advice| advice.fix) else {
            return false;
        };
        self.remember();
        self.ghost = Some(self.model.copy());
        if let (Some(at), Some(run)) = (fix.from, self.model.run_mut()) {
            run.seek(at);
            self.follow_run();
        }
        // A remedy only sets what there is.
        let all = self.values.clone().over(&fix.set);
        let values = self.kind.complete(&all);
        let names: Vec<_> = fix.set.iter().map(|(name, _)| name).collect();
        let _ = self.tell(values, &names);
        self.turning = None;
        true
    }

    /// The values that change the data of the model as `edit` says; none where its data are not the learner's.
    pub fn edit_data(&self, edit: DataEdit) -> Values {
        self.model.edit_data(edit)
    }

    /// The units of each layer of its network, the inputs first; none for labs without one that can be taken apart.
    pub fn layer_sizes(&self) -> Vec<usize> {
        self.model.layer_sizes()
    }

    /// The points of the curve that it learns and that a hand may draw through, from left to right.
    pub fn drawable_curve(&self) -> Vec<(f64, f64)> {
        self.model.drawable_curve()
    }

    /// Goes to the state of `mark`, a lab of the same kind, in one change that can be undone.
    pub fn return_to(&mut self, mark: &Self) {
        self.remember();
        self.ghost = Some(std::mem::replace(&mut self.model, mark.model.copy()));
        self.values = mark.values.clone();
        self.hidden_values = mark.hidden_values.clone();
        self.replay_log = mark.replay_log.clone();
        self.turning = None;
    }

    /// Makes `other`, a lab of the same kind, the ghost behind what is shown.
    pub fn compare_with(&mut self, other: &Self) {
        self.ghost = Some(other.model.copy());
        self.turning = None;
    }

    /// Lets the controls stand at `then` without telling the model, which stands there already.
    pub(super) fn recall(&mut self, then: &Values) {
        self.values = self.kind.complete(then);
    }

    /// Drags what is called `what` (a control, or something on a figure) to `set`, each value at its nearest step;
    /// whether anything moved. A whole drag is undone at once.
    pub fn drag(&mut self, what: &str, set: &Values) -> bool {
        let controls = (self.kind.controls)(&self.values.clone().over(set));
        let mut wanted = Values::new();
        for (name, value) in set.iter() {
            if let Some(control) = controls.get(name) {
                wanted.set(name, control.nearest(value));
            }
        }
        let changed = wanted.changed_from(&self.values);
        let Ok(values) = admitted(self.kind, &self.values, &changed) else {
            return false;
        };
        if changed.is_empty() {
            return false;
        }
        let names: Vec<_> = changed.iter().map(|(name, _)| name).collect();
        let _ = self.take(values, &names, Some(what));
        true
    }

    /// The values that bring what figure `figure` shows to `place`, by controls that are in `free`.
    pub fn drag_values(&self, figure: &str, place: (f64, f64), free: &[String]) -> Values {
        let free: Vec<_> = free.iter().map(String::as_str).collect();
        self.model.drag_values(figure, place, &free).only(&free)
    }

    /// Whether there is a change to undo.
    pub fn can_undo(&self) -> bool {
        !self.undo_stack.is_empty()
    }

    /// Undoes the last change; whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(past) = self.undo_stack.pop() else {
            return false;
        };
        self.turning = None;
        self.ghost = None;
        self.values = past.values;
        self.replay_log = past.replay_log;
        self.model = past.model.unwrap_or_else(|| {
            self.replay_log = ReplayLog::from(&self.values);
            (self.kind.build)(&self.values, self.seed)
        });
        true
    }

    /// Goes back to the values that it started with, and to step 0.
    pub fn reset(&mut self) -> Change {
        self.remember();
        self.ghost = Some(std::mem::replace(
            &mut self.model,
            (self.kind.build)(&self.start, self.seed),
        ));
        self.turning = None;
        self.values = self.start.clone();
        self.replay_log = ReplayLog::from(&self.values);
        Change::Restarted
    }

    /// The same lab in the same state, without past and ghost; a reset comes back to here.
    #[must_use]
    pub fn without_history(&self) -> Self {
        Self {
            kind: self.kind,
            seed: self.seed,
            start: self.values.clone(),
            values: self.values.clone(),
            hidden_values: self.hidden_values.clone(),
            model: self.model.copy(),
            ghost: None,
            undo_stack: Vec::new(),
            replay_log: self.replay_log.clone(),
            turning: None,
            ran: self.ran,
        }
    }

    /// Whether nothing has been done to it: it is what [`Lab::new`] makes of its values.
    pub fn is_pristine(&self) -> bool {
        let made = !self.ran && self.undo_stack.is_empty() && self.ghost.is_none();
        made && self.values == self.start && self.replay_log == ReplayLog::from(&self.start)
    }

    /// Makes what it stands at now what a reset goes back to, and forgets what could be undone.
    pub fn set_baseline(&mut self) {
        self.start = self.values.clone();
        self.undo_stack.clear();
        self.turning = None;
    }

    /// Forgets the ghost and takes what is shown now as the next one.
    pub fn drop_ghost(&mut self) {
        self.ghost = None;
        self.turning = None;
    }

    /// What its training began with and how it went, for labs that train.
    pub fn training_record(&self) -> Option<TrainingRecord> {
        self.model.training_record()
    }

    /// Its run, for labs that go on in steps.
    pub fn run(&self) -> Option<&dyn Run> {
        self.model.run()
    }

    /// Its run, to be moved step by step by hand; all steps in a row are undone at once.
    pub fn step_by_hand(&mut self) -> Option<&mut dyn Run> {
        self.model.run()?;
        if self.turning.as_deref() != Some(STEPPING) {
            self.remember();
            self.turning = Some(STEPPING.to_owned());
        }
        self.run_mut()
    }

    /// Its run, to go on with.
    pub fn run_mut(&mut self) -> Option<&mut dyn Run> {
        self.ran = true;
        self.model.run_mut()
    }

    fn take(&mut self, values: Values, what: &[&str], turning: Option<&str>) -> Change {
        let goes_on = turning.is_some() && self.turning.as_deref() == turning;
        if !goes_on {
            self.remember();
            self.ghost = Some(self.model.copy());
        }
        self.turning = turning.map(str::to_owned);
        self.tell(values, what)
    }

    /// Lets the model take over `values`, of which `what` has changed.
    fn tell(&mut self, values: Values, what: &[&str]) -> Change {
        let before = std::mem::replace(&mut self.values, values);
        self.hidden_values = std::mem::take(&mut self.hidden_values).over(&before);
        // A model is told of each of them: one of several may restart what another only branches.
        let changes = what
            .iter()
            .map(|name| self.model.change(&self.values, name));
        let change = changes.max().unwrap_or(Change::Redrawn);
        match (change, self.model.run()) {
            (Change::Restarted, _) | (Change::Redrawn | Change::Branched, None) => {
                self.forget_hands(what);
                self.replay_log = ReplayLog::from(&self.values);
            }
            (Change::Branched, Some(run)) => {
                let at = run.at();
                let set = self.values.only(what);
                if at == 0 && self.are_by_hand(what) {
                    self.replay_log.begin(&set);
                } else {
                    self.replay_log.hand(at, set);
                }
            }
            (Change::Redrawn, Some(_)) => self.replay_log.view(&self.values.only(what)),
        }
        change
    }

    fn are_by_hand(&self, names: &[&str]) -> bool {
        let controls = self.controls();
        let by_hand = |name: &&str| controls.get(name).is_some_and(|control| control.by_hand);
        names.iter().all(by_hand)
    }

    /// A run that begins anew keeps what hands set before its first step, and forgets what they set later.
    fn forget_hands(&mut self, what: &[&str]) {
        let controls = self.controls();
        let start = self.replay_log.start();
        let mut kept = Values::new();
        for (name, value) in self.values.iter() {
            let is_later = |control: &Control| control.by_hand && start.get(name) != Some(value);
            let later = controls.get(name).is_some_and(is_later) && !what.contains(&name);
            match (later, start.get(name)) {
                (false, _) => kept.set(name, value.clone()),
                (true, Some(before)) => kept.set(name, before.clone()),
                (true, None) => {}
            }
        }
        if kept != self.values {
            self.values = kept;
            let _ = what
                .iter()
                .map(|name| self.model.change(&self.values, name))
                .max();
        }
    }

    fn remember(&mut self) {
        if self.undo_stack.len() == UNDO_DEPTH {
            self.undo_stack.remove(0);
        }
        if let Some(far) = self.undo_stack.len().checked_sub(RUNS_KEPT) {
            self.undo_stack[far].model = None;
        }
        self.undo_stack.push(Past {
            values: self.values.clone(),
            model: self.model.run().map(|_| self.model.copy()),
            replay_log: self.replay_log.clone(),
        });
    }
}

/// `base` with `set` over it, complete; or the first of `set` that is refused.
fn admitted(kind: &LabKind, base: &Values, set: &Values) -> Result<Values, SetError> {
    let wanted = kind.complete(&base.clone().over(set));
    let controls = (kind.controls)(&wanted);
    for (name, value) in set.iter() {
        let control = controls.get(name).ok_or_else(|| SetError::NoSuchControl {
            control: name.to_owned(),
            names: nearest_names(name, controls.names()),
        })?;
        control.admit(value)?;
    }
    Ok(wanted)
}

#[cfg(test)]
mod tests {
    use super::super::kind::bias_node;
    use super::*;
    use crate::text::Toward;

    fn lab() -> Lab {
        Lab::new(&bias_node::KIND, &Values::new(), Seed(0)).unwrap()
    }

    fn up() -> Turn {
        Turn::Step(Toward::Next)
    }

    #[test]
    fn a_run_of_turns_of_one_control_is_undone_at_once() {
        let mut lab = lab();
        for _ in 0..5 {
            let _ = lab.turn("b", up());
        }
        let _ = lab.turn("w", up());
        assert!(lab.undo());
        assert_eq!((lab.number("b"), lab.number("w")), (Some(2.5), Some(1.0)));
        assert!(lab.undo());
        assert_eq!(lab.number("b"), Some(0.0));
        assert!(!lab.undo());
    }

    #[test]
    fn the_ghost_is_where_the_run_of_turns_began() {
        let mut lab = lab();
        for _ in 0..4 {
            let _ = lab.turn("b", up());
        }
        let Some(Figure::Plot(plot)) = lab.figure_with_ghost("curve") else {
            panic!("no curve")
        };
        let ghost = plot.series.iter().find(|s| s.role == Role::Ghost).unwrap();
        let at_zero = ghost.points.iter().find(|(x, _)| *x == 0.0).unwrap();
        assert_eq!(at_zero.1, 0.0, "the ghost still has its kink at 0");
    }

    #[test]
    fn a_refused_value_changes_nothing_and_names_the_range() {
        let mut lab = lab();
        let refused = lab.set(&Values::new().with("b", 3.0).with("w", 99.0));
        assert!(matches!(refused, Err(SetError::OutOfRange { .. })));
        assert_eq!(lab.number("b"), Some(0.0));
        let unknown = lab.set(&Values::new().with("bais", 1.0));
        assert!(matches!(unknown, Err(SetError::NoSuchControl { .. })));
    }

    #[test]
    fn a_control_that_comes_back_stands_where_it_stood() {
        let kind = super::super::catalogue::find("hinge-sum").unwrap();
        let mut lab =
            Lab::new(kind, &Values::new().with("n", "2").with("v2", 3.0), Seed(0)).unwrap();
        let _ = lab.turn("n", Turn::Step(Toward::Previous));
        assert_eq!(lab.number("v2"), None);
        let _ = lab.turn("n", up());
        assert_eq!(lab.number("v2"), Some(3.0));
    }

    #[test]
    fn undoing_a_hand_on_a_run_finds_the_run_as_it_was() {
        let kind = super::super::catalogue::find("dying-neuron").unwrap();
        let mut lab = Lab::new(kind, &Values::new().with("lr", 0.03), Seed(0)).unwrap();
        lab.run_mut().unwrap().seek(7);
        let _ = lab.set(&Values::new().with("b", 3.0)).unwrap();
        lab.run_mut().unwrap().seek(9);
        let before = lab.readings();
        let _ = lab.set(&Values::new().with("w", -1.0)).unwrap();
        assert!(lab.undo());
        assert_eq!(lab.readings(), before);
    }

    #[test]
    fn several_values_set_at_once_all_reach_a_run() {
        let kind = super::super::catalogue::find("watch-it-learn").unwrap();
        let start = Values::new().with("f", "relu").with("target", "sine");
        let mut lab = Lab::new(kind, &start, Seed(0)).unwrap();
        let other = (lab.controls().get("lr").unwrap())
            .turned(lab.values().get("lr").unwrap(), Turn::Step(Toward::Next));
        let two = Values::new().with("lr", other).with("target", "bump");
        let _ = lab.set(&two).unwrap();
        let fresh = Lab::new(kind, &start.over(&two), Seed(0)).unwrap();
        assert_eq!(lab.readings(), fresh.readings());
    }

    #[test]
    fn a_reset_can_be_undone() {
        let mut lab = lab();
        let _ = lab.set(&Values::new().with("b", 3.0)).unwrap();
        let _ = lab.reset();
        assert_eq!(lab.number("b"), Some(0.0));
        assert!(lab.undo());
        assert_eq!(lab.number("b"), Some(3.0));
    }
}
