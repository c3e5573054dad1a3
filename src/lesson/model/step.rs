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

impl Step {
    /// Whether it is a workbench: it shows the network itself, and everything may be turned.
    pub fn is_workbench(&self) -> bool {
        self.unlock == Unlock::All && self.show.iter().any(|figure| figure == "network")
    }
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
