//! Questions and their answers.

use super::condition::Condition;
use super::fault::Location;
use crate::lab::Values;

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
