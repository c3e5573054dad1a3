//! What the open step says, piece by piece, with its live numbers filled in.

mod tally;
mod writer;

use super::{App, Session};
use crate::lesson::{Emphasis, Lesson};
use crate::locale::Lang;
use writer::Writer;

/// Text of one line or paragraph, in stretches.
pub type RichText = Vec<Inline>;

/// A stretch of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Inline {
    /// The text.
    pub text: String,
    /// How it is set off.
    pub emphasis: Emphasis,
    /// What it is.
    pub kind: InlineKind,
}

/// What a stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InlineKind {
    /// Words.
    Words,
    /// A number that the model has at this moment.
    Live,
    /// A key.
    Key,
    /// A term of the glossary.
    Term,
    /// The number of a source: `[1]`.
    Citation,
    /// The mark of prose whose translation is missing.
    Foreign,
}

/// How an answer or its feedback stands to what is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerStatus {
    /// Not yet told.
    Open,
    /// Right.
    Right,
    /// A misconception.
    Wrong,
    /// One of the others, once the question is answered.
    Other,
}

/// A condition of a goal, as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct ConditionStatus {
    /// What must hold.
    pub text: String,
    /// What is there now.
    pub now: Option<String>,
    /// Whether it holds.
    pub met: bool,
    /// How much of the way is done, from 0 to 1; none where there is no way to measure it.
    pub progress: Option<f64>,
}

/// A piece of what a step says.
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
    /// Lines as they stand.
    Code(RichText),
    /// An answer to choose.
    Answer {
        /// The key that chooses it, from 1.
        number: usize,
        /// Its text.
        text: RichText,
        /// What is known of it.
        status: AnswerStatus,
        /// Whether it was the learner's prediction, or the room's.
        predicted: bool,
        /// The hands that went up for it and for all answers, in front of a class.
        votes: Option<(usize, usize)>,
    },
    /// What is said to an answer.
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
    /// A hint.
    Hint {
        /// Which one, from 1.
        number: usize,
        /// Of how many.
        of: usize,
        /// Its text.
        text: RichText,
    },
    /// A line of the program's own: how to go on.
    Note(String),
}

impl App {
    /// What the open page says.
    pub fn content(&self) -> Vec<ContentBlock> {
        let Some((lesson, session)) = self.session() else {
            return Vec::new();
        };
        let writer = self.writer(lesson, session);
        match (session.step(lesson), session.state()) {
            (Some(step), Some(state)) => writer.step(step, state),
            (Some(_) | None, _) => writer.closing(),
        }
    }

    /// What the instructor is told about the open step.
    pub fn notes(&self) -> Vec<ContentBlock> {
        let open = self.session();
        let step = open.and_then(|(lesson, session)| {
            let step = session.step(lesson)?;
            Some(self.writer(lesson, session).notes(step))
        });
        step.unwrap_or_default()
    }

    /// `text` marked as being in `lang` because its translation is missing.
    pub fn marked_as(&self, lang: &Lang, text: &str) -> String {
        format!("[{lang}] {text}")
    }

    pub(super) fn writer<'a>(&'a self, lesson: &'a Lesson, session: &'a Session) -> Writer<'a> {
        Writer {
            app: self,
            lesson,
            lab: session.lab(),
        }
    }
}

impl App {
    /// The sources that the open page cites: each with its number, in order.
    pub fn citations(&self) -> Vec<(usize, String)> {
        let Some((lesson, _)) = self.session() else {
            return Vec::new();
        };
        if lesson.sources.is_empty() {
            return Vec::new();
        }
        let page = self.content();
        let cited = |name: &str| {
            let number = lesson.source_number(name)?;
            let shown = format!("[{number}]");
            let stands =
                |inline: &Inline| inline.kind == InlineKind::Citation && inline.text == shown;
            page.iter()
                .filter_map(ContentBlock::text)
                .any(|rich| rich.iter().any(stands))
                .then_some(number)
        };
        lesson
            .sources
            .iter()
            .filter_map(|(name, text)| Some((cited(name)?, text.clone())))
            .collect()
    }
}

impl ContentBlock {
    /// Its prose, where it has some.
    fn text(&self) -> Option<&RichText> {
        match self {
            Self::Paragraph(text)
            | Self::Item { text, .. }
            | Self::Code(text)
            | Self::Answer { text, .. }
            | Self::Feedback { text, .. }
            | Self::Hint { text, .. } => Some(text),
            Self::Heading(_) | Self::Goal { .. } | Self::Note(_) => None,
        }
    }
}

impl Inline {
    fn words(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            emphasis: Emphasis::Plain,
            kind: InlineKind::Words,
        }
    }
}
