//! Prose: paragraphs whose numbers are live.

use super::fault::Location;
use crate::locale::{Template, TemplatePart};

/// A text of the course.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Prose {
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
    /// Where its heading stands.
    pub place: Location,
}

/// A block of text.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// An item of a list, with its number where the list has numbers.
    Item {
        /// Its number in an ordered list.
        number: Option<usize>,
        /// Its text.
        spans: Vec<Span>,
    },
    /// Lines that are shown as they stand.
    Code(Vec<Span>),
}

/// A stretch of text of one emphasis.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// The text, with slots for live numbers.
    pub text: Template,
    /// How it is set off.
    pub emphasis: Emphasis,
    /// Where it stands in its file.
    pub place: Location,
}

/// How text is set off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emphasis {
    /// Not at all.
    Plain,
    /// *Emphasised*.
    Stressed,
    /// **Strong**.
    Strong,
    /// `Code`.
    Code,
}

impl Prose {
    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Its words, without emphasis and with its slots left out.
    pub fn plain(&self) -> String {
        let parts = self.spans().flat_map(|span| span.text.parts());
        let words = parts.filter_map(|part| match part {
            TemplatePart::Text(text) => Some(text.as_str()),
            TemplatePart::Slot(_) => None,
        });
        words.collect()
    }

    /// The same prose with every fact and every source called by the name that `renamed` gives it.
    #[must_use]
    pub(in crate::lesson) fn with_names(mut self, renamed: impl Fn(&str) -> String + Copy) -> Self {
        for block in &mut self.blocks {
            let (Block::Paragraph(spans) | Block::Item { spans, .. } | Block::Code(spans)) = block;
            for span in spans {
                span.text = std::mem::take(&mut span.text).with_names(renamed);
            }
        }
        self
    }

    /// All its spans, in order.
    pub fn spans(&self) -> impl Iterator<Item = &Span> {
        self.blocks.iter().flat_map(|block| match block {
            Block::Paragraph(spans) | Block::Item { spans, .. } | Block::Code(spans) => spans,
        })
    }
}
