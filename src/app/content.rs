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
pub(super) mod vote_notes;

use crate::lesson::{ColumnAlign, Emphasis};

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
    /// A link to this address.
    Link(String),
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
    /// The round, from 1.
    pub round: usize,
    /// The votes for one answer.
    pub count: usize,
    /// The votes for all answers.
    pub total: usize,
}

/// A table of text.
#[derive(Clone, Debug, PartialEq)]
pub struct TextTable {
    /// The alignment of each column.
    pub columns: Vec<ColumnAlign>,
    /// The heading of each column.
    pub head: Vec<RichText>,
    /// The rows, each with a text for each column.
    pub rows: Vec<Vec<RichText>>,
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
    /// A table.
    Table(TextTable),
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
    /// Its texts, if it is prose.
    pub fn texts(&self) -> Vec<&RichText> {
        match self {
            Self::Paragraph(text)
            | Self::Item { text, .. }
            | Self::Code(text)
            | Self::Answer { text, .. }
            | Self::Feedback { text, .. }
            | Self::Hint { text, .. } => vec![text],
            Self::Table(table) => table
                .head
                .iter()
                .chain(table.rows.iter().flatten())
                .collect(),
            Self::Heading(_)
            | Self::Goal { .. }
            | Self::Success(_)
            | Self::Note(_)
            | Self::Prompt(_) => Vec::new(),
        }
    }

    /// The same block, with the address behind each link: for text that nobody can click.
    #[must_use]
    pub fn with_addresses(mut self) -> Self {
        for text in self.texts_mut() {
            let mut all = RichText::new();
            let mut rest = std::mem::take(text).into_iter().peekable();
            while let Some(part) = rest.next() {
                let is_last = rest.peek().is_none_or(|next| next.kind != part.kind);
                let address = match &part.kind {
                    InlineKind::Link(address) if is_last && *address != part.text => {
                        Some(format!(" ({address})"))
                    }
                    _ => None,
                };
                all.push(part);
                all.extend(address.map(|address| Inline::words(&address)));
            }
            *text = all;
        }
        self
    }

    /// Its texts, to be changed, if it is prose.
    fn texts_mut(&mut self) -> Vec<&mut RichText> {
        match self {
            Self::Paragraph(text)
            | Self::Item { text, .. }
            | Self::Code(text)
            | Self::Answer { text, .. }
            | Self::Feedback { text, .. }
            | Self::Hint { text, .. } => vec![text],
            Self::Table(table) => {
                let rows = table.rows.iter_mut().flatten();
                table.head.iter_mut().chain(rows).collect()
            }
            Self::Heading(_)
            | Self::Goal { .. }
            | Self::Success(_)
            | Self::Note(_)
            | Self::Prompt(_) => Vec::new(),
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
