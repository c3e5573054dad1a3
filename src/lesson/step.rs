//! Steps: the beats of a lesson.

use std::collections::BTreeMap;

use super::{Condition, Location, Prose};
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

/// A question with its answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The answers, in the order in which they are shown.
    pub answers: Vec<Answer>,
    /// The place of the right one among them.
    pub right: usize,
    /// Values that the lab takes over once it is answered or skipped.
    pub then: Values,
}

/// One answer of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Its name, the same in every language.
    pub id: String,
    /// The misconception that it stands for: `M8`.
    pub code: Option<String>,
    /// What whoever believes it expects to see.
    pub belief: Option<Prediction>,
    /// What makes it right.
    pub holds: Option<Condition>,
    /// Where it stands in `lesson.toml`.
    pub place: Location,
}

/// What a learner expects to see.
#[derive(Clone, Debug, PartialEq)]
pub enum Prediction {
    /// Something at this place of a figure's x axis.
    Mark {
        /// The figure.
        figure: String,
        /// The place on its x axis.
        x: f64,
    },
    /// The curve that the lab would draw with these values.
    Ghost {
        /// The values.
        set: Values,
    },
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

/// The prose of a step.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct StepText {
    /// What it says.
    pub body: Prose,
    /// The texts of the answers, by their names.
    pub answers: BTreeMap<String, AnswerText>,
    /// The hints, from a nudge to the value.
    pub hints: Vec<Prose>,
    /// The principle that its goals take, in a sentence.
    pub principle: Prose,
    /// For the instructor.
    pub notes: Prose,
    /// Where it stands.
    pub place: Location,
}

/// The prose of an answer.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct AnswerText {
    /// The answer.
    pub label: Prose,
    /// What the learner is told who chose it.
    pub feedback: Prose,
    /// Where it stands.
    pub place: Location,
}
