//! The part of a lab that differs from lab to lab.

use super::{Readings, Run, Values};
use crate::figure::Figure;
use crate::locale::Phrase;

/// What a change of the values did to a model, the gentlest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[must_use]
pub enum Change {
    /// The model shows the new values; nothing was lost.
    Redrawn,
    /// A run goes on from where it was, on a new branch; what lay ahead is forgotten.
    Branched,
    /// A run began anew from step 0.
    Restarted,
}

/// What a training began with, and how it went.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainingRecord {
    /// The units of each layer, the inputs first.
    pub sizes: Vec<usize>,
    /// Weights and biases before the first step: layer by layer, weights row by row, then biases.
    pub start: Vec<f64>,
    /// The inputs of every sample.
    pub inputs: Vec<Vec<f64>>,
    /// Its target.
    pub targets: Vec<f64>,
    /// The loss by step, thinned where it is long.
    pub losses: Vec<(f64, f64)>,
}

/// What a model says of how it fares.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// Why it fails, in one sentence with the numbers.
    pub message: Phrase,
    /// What would help.
    pub fix: Option<Fix>,
}

/// What would help a model.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// What it does, in a few words.
    pub message: Phrase,
    /// The step to go back to before anything is set, for what cannot be mended any more where it is.
    pub from: Option<u64>,
    /// What to set.
    pub set: Values,
}

/// A change of the data that a model learns from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DataEdit {
    /// A point of this class (0 or 1) is placed here.
    Put {
        /// Where.
        at: (f64, f64),
        /// Its class.
        class: f64,
    },
    /// The nearest point is taken away if it is no further away than `reach`.
    Remove {
        /// Where.
        at: (f64, f64),
        /// How far it may be away.
        reach: f64,
    },
    /// The nearest point is moved if it is no further away than `reach`.
    Move {
        /// From where.
        from: (f64, f64),
        /// To where.
        to: (f64, f64),
        /// How far from there the point may be.
        reach: f64,
    },
    /// The curve to learn is drawn through here.
    Draw {
        /// Where.
        at: (f64, f64),
    },
}

/// Copies a model behind a `dyn Model`. Every model that is `Clone` has it.
pub trait CopyModel {
    /// A copy in the same state.
    fn copy(&self) -> Box<dyn Model>;
}

impl<M: Model + Clone + 'static> CopyModel for M {
    fn copy(&self) -> Box<dyn Model> {
        Box::new(self.clone())
    }
}

/// A small model: a function of its values, or a run that was started from them.
pub trait Model: CopyModel + Send {
    /// Its named numbers; the same names whatever the values are.
    fn readings(&self) -> Readings;

    /// The figure called `id`, one of its kind's figures.
    fn figure(&self, id: &str) -> Option<Figure>;

    /// The values that bring what figure `id` lets be dragged (a kink, a probe) to `place` in the units of its axes, by
    /// controls that are in `free`; none where nothing on it can be dragged.
    fn drag_values(&self, id: &str, place: (f64, f64), free: &[&str]) -> Values {
        let _ = (id, place, free);
        Values::new()
    }

    /// A number inside it that a hand may set by its name, such as one weight of a network.
    fn parameter(&self, name: &str) -> Option<f64> {
        let _ = name;
        None
    }

    /// What it says of how it fares, for those that can tell why they fail.
    fn advice(&self) -> Option<Advice> {
        None
    }

    /// The values that change its data as `edit` says, for those whose data are the learner's.
    fn edit_data(&self, edit: DataEdit) -> Values {
        let _ = edit;
        Values::new()
    }

    /// The units of each layer of its network, the inputs first; none for models without one that can be taken apart.
    fn layer_sizes(&self) -> Vec<usize> {
        Vec::new()
    }

    /// The points of the curve that it learns and that a hand may draw through, from left to right; none for models that
    /// learn no curve.
    fn drawable_curve(&self) -> Vec<(f64, f64)> {
        Vec::new()
    }

    /// Takes over `values`, of which `what` has changed. None for a model that keeps nothing of its past: the lab builds it
    /// anew.
    fn change(&mut self, values: &Values, what: &str) -> Option<Change> {
        let _ = (values, what);
        None
    }

    /// What its training began with and how it went, for those that train, so that it can be recomputed elsewhere.
    fn training_record(&self) -> Option<TrainingRecord> {
        None
    }

    /// Its run, for those that go on in steps.
    fn run(&self) -> Option<&dyn Run> {
        None
    }

    /// Its run, to go on with.
    fn run_mut(&mut self) -> Option<&mut dyn Run> {
        None
    }
}
