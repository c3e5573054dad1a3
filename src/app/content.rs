//! The content of a page, block by block, with the present numbers of its model.

mod conditions;
pub(super) mod end_content;
pub(super) mod figures;
pub(super) mod page_writer;
pub(super) mod plain_prose;
mod prose;
mod question;
pub(super) mod results;
mod room_prompt;
mod task_sentence;
pub(super) mod transcript;
mod vote_notes;

use crate::lesson::Emphasis;

/// The text of a line or paragraph.
pub type RichText = Vec<Inline>;

/// A span of text with one style.
#[derive(Clone, Debug, PartialEq)]
pub struct Inline {
    /// The text.
    pub text: String,
    /// The emphasis.
    pub emphasis: Emphasis,
    /// The kind of text.
    pub kind: InlineKind,
}

/// The kind of a span of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InlineKind {
    /// Words.
    Words,
    /// A number of the model.
    Live,
    /// A key.
    Key,
    /// A term of the glossary, by its name.
    Term(String),
    /// The number of a source: `[1]`.
    Citation,
    /// The title of a figure of the step.
    Figure,
    /// The mark before prose whose translation is missing.
    Foreign,
}

/// The status of an answer or of its feedback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerStatus {
    /// The question is open.
    Open,
    /// The right answer.
    Right,
    /// A wrong answer that was given.
    Wrong,
    /// Another answer of a question that is not open.
    Other,
}

/// The status of a condition of a goal.
#[derive(Clone, Debug, PartialEq)]
pub struct ConditionStatus {
    /// The condition.
    pub text: String,
    /// The present value.
    pub now: Option<String>,
    /// Whether the condition holds.
    pub met: bool,
    /// The progress toward the condition, from 0 to 1; none where it cannot be measured.
    pub progress: Option<f64>,
}

/// The votes of a round of a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoundVotes {
    /// The votes for one answer.
    pub count: usize,
    /// The votes for all answers.
    pub total: usize,
}

/// A block of a page.
#[derive(Clone, Debug, PartialEq)]
pub enum ContentBlock {
    /// A heading: predict, try it, where this breaks.
    Heading(String),
    /// A paragraph.
    Paragraph(RichText),
    /// An item of a list.
    Item {
        /// Its number, in ordered lists.
        number: Option<usize>,
        /// Its text.
        text: RichText,
    },
    /// Code, line by line.
    Code(RichText),
    /// An answer of a question.
    Answer {
        /// The key that chooses it, from 1.
        number: usize,
        /// Its text.
        text: RichText,
        /// Its status.
        status: AnswerStatus,
        /// Whether it was the prediction of the learner or the class.
        predicted: bool,
        /// The votes of each round, in front of a class.
        votes: Option<Vec<RoundVotes>>,
    },
    /// The feedback to an answer, or the principle of a challenge.
    Feedback {
        /// The text.
        text: RichText,
        /// Whether the answer is right.
        status: AnswerStatus,
    },
    /// A goal.
    Goal {
        /// Whether it is met.
        met: bool,
        /// Its conditions.
        conditions: Vec<ConditionStatus>,
    },
    /// A success: the goals of a challenge are met, or a lesson is done.
    Success(String),
    /// A hint.
    Hint {
        /// Its number, from 1.
        number: usize,
        /// The number of hints.
        of: usize,
        /// Its text.
        text: RichText,
    },
    /// An instruction of the program.
    Note(String),
    /// How to answer a question, which the footer says as well.
    Prompt(String),
}

impl ContentBlock {
    /// Its text, if it is prose.
    pub fn text(&self) -> Option<&RichText> {
        match self {
            Self::Paragraph(text)
            | Self::Item { text, .. }
            | Self::Code(text)
            | Self::Answer { text, .. }
            | Self::Feedback { text, .. }
            | Self::Hint { text, .. } => Some(text),
            Self::Heading(_)
            | Self::Goal { .. }
            | Self::Success(_)
            | Self::Note(_)
            | Self::Prompt(_) => None,
        }
    }
}

impl Inline {
    /// Plain words.
    fn words(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            emphasis: Emphasis::Plain,
            kind: InlineKind::Words,
        }
    }
}
