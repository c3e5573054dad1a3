//! The part of a lab that differs from lab to lab.

use super::{Readings, Run, Values};
use crate::figure::Figure;

/// What a change of the values did to a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Change {
    /// The model shows the new values; nothing was lost.
    Redrawn,
    /// A run began anew from step 0.
    Restarted,
    /// A run goes on from where it was, on a new branch; what lay ahead is forgotten.
    Branched,
}

/// A small model: a function of its values, or a run that was started from them.
pub trait Model: Send {
    /// A copy, in the state it is in: the ghost that stays behind when a control is turned.
    fn copy(&self) -> Box<dyn Model>;

    /// Its named numbers; the same names whatever the values are.
    fn readings(&self) -> Readings;

    /// The figure called `id`, one of its kind's figures.
    fn figure(&self, id: &str) -> Option<Figure>;

    /// Takes over `values`, of which `what` has changed.
    fn change(&mut self, values: &Values, what: &str) -> Change;

    /// Its run, for those that go on in steps.
    fn run(&self) -> Option<&dyn Run> {
        None
    }

    /// Its run, to go on with.
    fn run_mut(&mut self) -> Option<&mut dyn Run> {
        None
    }
}
