//! Models: the part of a lab that differs from kind to kind.

use super::{Readings, Run, Values, Workbench};
use crate::figure::Figure;

/// The effect of a change of values on a model, the smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[must_use]
pub enum Change {
    /// The model shows the new values; nothing was lost.
    Redrawn,
    /// A run continues from its present step on a new branch; later steps are dropped.
    Branched,
    /// A run restarted from step 0.
    Restarted,
}

/// A training as data: the initial network, the samples, and the losses.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainingRecord {
    /// The units of each layer, the inputs first.
    pub sizes: Vec<usize>,
    /// Weights and biases before the first step: layer by layer, weights row by row, then biases.
    pub start: Vec<f64>,
    /// The inputs of every sample.
    pub inputs: Vec<Vec<f64>>,
    /// The target of every sample.
    pub targets: Vec<f64>,
    /// The loss by step, thinned where it is long.
    pub losses: Vec<(f64, f64)>,
}

/// Copies a model behind a `dyn Model`. Every model that is `Clone` has it.
pub trait CopyModel {
    /// A copy in the same state. It becomes the ghost when a control is turned.
    fn copy(&self) -> Box<dyn Model>;
}

impl<M: Model + Clone + 'static> CopyModel for M {
    fn copy(&self) -> Box<dyn Model> {
        Box::new(self.clone())
    }
}

/// A small model: a function of its values, or a run that was started from them.
pub trait Model: CopyModel + Send {
    /// Named numbers; the names do not depend on the values.
    fn readings(&self) -> Readings;

    /// The figure called `id`, one of the figures of its kind.
    fn figure(&self, id: &str) -> Option<Figure>;

    /// The values that move the draggable part of figure `id` (a kink, a probe) to `place` in the units of its axes, by
    /// controls that are in `free`; none where nothing can be dragged.
    fn drag_values(&self, id: &str, place: (f64, f64), free: &[&str]) -> Values {
        let _ = (id, place, free);
        Values::new()
    }

    /// Takes over `values`, of which the one called `name` was set. None for a model that keeps nothing of its past: the lab
    /// builds it again.
    fn change(&mut self, values: &Values, name: &str) -> Option<Change> {
        let _ = (values, name);
        None
    }

    /// Whether a change of the value called `name` rewinds the run to its last edit and takes the same steps again with the
    /// new value.
    fn retakes_steps(&self, name: &str) -> bool {
        let _ = name;
        false
    }

    /// Takes over `values`, which applied at the step that the run went to. The run itself was rewound already.
    fn follow(&mut self, values: &Values) {
        let _ = values;
    }

    /// Forgets the run before the present one, which a figure shows behind it.
    fn forget_run_before(&mut self) {}

    /// The training as data, for models that train, so that it can be recomputed elsewhere.
    fn training_record(&self) -> Option<TrainingRecord> {
        None
    }

    /// The run, for models that advance in steps.
    fn run(&self) -> Option<&dyn Run> {
        None
    }

    /// The run, to be advanced.
    fn run_mut(&mut self) -> Option<&mut dyn Run> {
        None
    }

    /// The workbench, for models whose network and data can be edited.
    fn workbench(&self) -> Option<&dyn Workbench> {
        None
    }
}
