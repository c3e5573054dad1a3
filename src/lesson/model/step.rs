//! Steps of a lesson.

use std::collections::BTreeMap;

use super::condition::Condition;
use super::fault::Location;
use super::question::Question;
use super::variant::{Statement, Variant};
use crate::lab::Values;

/// The index of the hint that says the solution of a challenge; the hints before it only lead there.
pub const SOLUTION_HINT: usize = 2;

/// One step of a lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Its name, the same in every language.
    pub id: String,
    /// Its screen.
    pub kind: StepKind,
    /// The name of the lab that it shows.
    pub lab: Option<String>,
    /// The names of the figures that it shows, the most important first.
    pub show: Vec<String>,
    /// The controls that the learner may change.
    pub unlock: Unlock,
    /// Values that the lab takes over when the step opens.
    pub set: Values,
    /// The speed at which its lab runs at first, for labs that run.
    pub speed: Option<RunSpeed>,
    /// Its texts that hold in a part of the range of its controls.
    pub variants: Vec<Variant>,
    /// The conditions that make paragraphs of its main text true.
    pub statements: Vec<Statement>,
    /// Numbers that its prose types out, each with the reason why no model produces it.
    pub literals: BTreeMap<String, String>,
    /// The task of the learner.
    pub activity: Activity,
    /// The location in `lesson.toml`.
    pub place: Location,
}

impl Step {
    /// Whether it opens as a workbench.
    pub fn is_workbench(&self) -> bool {
        self.kind == StepKind::Workbench
    }
}

/// The screen of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum StepKind {
    /// Text beside the figures and controls of a lab.
    #[default]
    Page,
    /// Panes in which the network and the data of a lab are edited: `kind = "workbench"`.
    Workbench,
    /// The words that welcome the learner to the questions before the course.
    Welcome,
}

/// The speed of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RunSpeed {
    /// This many training steps per second.
    PerSecond(f64),
    /// Every decade of steps takes the same time: `"log"`.
    Logarithmic,
}

/// The controls that the learner may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unlock {
    /// These controls, in this order.
    Only(Vec<String>),
    /// Every control of the lab.
    All,
}

/// The task of the learner in a step.
#[derive(Clone, Debug, PartialEq)]
pub enum Activity {
    /// The learner reads and changes unlocked controls.
    Explore,
    /// The learner predicts; the controls stay locked until the answer.
    Question(Question),
    /// The learner reaches goals, one after the other.
    Challenge(Vec<Goal>),
}

/// A goal: a state of the model that the learner has to reach.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// The conditions; all must hold.
    pub all: Vec<Condition>,
    /// Values that reach the goal.
    pub solution: Values,
    /// The training step to which the solution runs, for labs that run.
    pub at: Option<u64>,
    /// Why the goal may be met by a few presses of a key without a thought.
    pub easy: Option<String>,
    /// The location in `lesson.toml`.
    pub place: Location,
}
