//! Questions and their answers.

use super::condition::Condition;
use super::fault::Location;
use crate::lab::Values;

/// A question about a prediction.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The answers in the order of `lesson.toml`.
    pub answers: Vec<Answer>,
    /// The index of the right answer.
    pub right: usize,
    /// Values that the lab takes over when the question is answered or skipped.
    pub then: Values,
    /// The step of another lesson that teaches the answer, as `lesson/step`.
    pub taught_in: Option<String>,
    /// The training step to which the lab runs then, for labs that run.
    pub at: Option<u64>,
}

/// One answer of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Its name, the same in every language.
    pub id: String,
    /// The code of the misconception behind the answer: `M8`.
    pub code: Option<String>,
    /// The picture that a learner who believes the answer expects.
    pub prediction: Option<Prediction>,
    /// The conditions under which the answer is right; all must hold. Empty where no model shows it.
    pub holds: Vec<Condition>,
    /// The source in the lesson that says that the answer is right, where no model can show it.
    pub source: Option<String>,
    /// The location in `lesson.toml`.
    pub place: Location,
}

/// A picture that a learner expects to see.
#[derive(Clone, Debug, PartialEq)]
pub enum Prediction {
    /// A mark on the x axis of a figure.
    Mark {
        /// The figure.
        figure: String,
        /// The coordinate.
        x: f64,
    },
    /// The curve that the lab would draw with these values.
    Ghost {
        /// The values.
        set: Values,
    },
}
