//! Steps: the beats of a lesson.

use super::condition::Condition;
use super::fault::Location;
use super::question::Question;
use crate::lab::Values;

/// One beat of a lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Its name, the same in every language.
    pub id: String,
    /// Its screen.
    pub kind: StepKind,
    /// The lab that it shows, by its name in the lesson.
    pub lab: Option<String>,
    /// The figures that it shows, the most important first.
    pub show: Vec<String>,
    /// The controls that may be turned.
    pub unlock: Unlock,
    /// Values that the lab takes over when the step opens.
    pub set: Values,
    /// What the learner does.
    pub beat: Activity,
    /// Where it stands in `lesson.toml`.
    pub place: Location,
}

/// The screen of a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StepKind {
    /// Prose beside figures and controls.
    #[default]
    Page,
    /// Panes in which a network and its data are edited.
    Workbench,
}

/// The controls that may be turned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unlock {
    /// These, in this order.
    Only(Vec<String>),
    /// All that the lab has.
    All,
}

/// What the learner does in a step.
#[derive(Clone, Debug, PartialEq)]
pub enum Activity {
    /// Reads, and turns what is unlocked.
    Explore,
    /// Predicts; the controls stay locked until then.
    Question(Question),
    /// Reaches goals, one after the other.
    Challenge(Vec<Goal>),
}

/// A goal: something to reach with the model.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// All of these must hold.
    pub all: Vec<Condition>,
    /// Values that reach it.
    pub solution: Values,
    /// How many steps the solution runs, for labs that run.
    pub at: Option<u64>,
    /// Where it stands in `lesson.toml`.
    pub place: Location,
}
