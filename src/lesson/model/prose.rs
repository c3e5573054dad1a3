//! Prose: paragraphs whose numbers are live.

use std::ops::Range;

use super::fault::Location;
use crate::locale::{Template, TemplatePart};

/// A piece of prose.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Prose {
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
    /// The location of its heading.
    pub place: Location,
}

/// A block of text.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// An item of a list.
    Item {
        /// The number in an ordered list.
        number: Option<usize>,
        /// The text.
        spans: Vec<Span>,
    },
    /// A line of code.
    Code(Vec<Span>),
    /// A row of a table; rows without another block between them form a table.
    Row {
        /// The text of all cells, with a bar between them.
        spans: Vec<Span>,
        /// The cells.
        cells: Vec<TextCell>,
        /// Whether it is the heading of a table, which it begins.
        is_head: bool,
    },
}

impl Block {
    /// The text.
    pub fn spans(&self) -> &[Span] {
        match self {
            Self::Paragraph(spans)
            | Self::Item { spans, .. }
            | Self::Code(spans)
            | Self::Row { spans, .. } => spans,
        }
    }

    fn spans_mut(&mut self) -> &mut [Span] {
        match self {
            Self::Paragraph(spans)
            | Self::Item { spans, .. }
            | Self::Code(spans)
            | Self::Row { spans, .. } => spans,
        }
    }
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextCell {
    /// The indices of its spans in its row.
    pub spans: Range<usize>,
    /// The alignment of its column.
    pub align: ColumnAlign,
}

/// The alignment of the text in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnAlign {
    /// At the left edge.
    Left,
    /// In the middle.
    Centre,
    /// At the right edge.
    Right,
}

/// A run of text with one emphasis.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// The text, with slots for current numbers.
    pub text: Template,
    /// The emphasis.
    pub emphasis: Emphasis,
    /// Whether it is written in TeX.
    pub form: SpanForm,
    /// The address that it links to.
    pub link: Option<String>,
    /// The location in the file.
    pub place: Location,
}

/// The way a span is written in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanForm {
    /// As it is shown.
    Text,
    /// In TeX, between dollar signs.
    Math,
}

/// The emphasis of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emphasis {
    /// No emphasis.
    Plain,
    /// *Emphasised*.
    Stressed,
    /// **Strong**.
    Strong,
    /// `Code`.
    Code,
}

impl Span {
    /// The location of the character `at` of its text: a span is one slot, or text that is contiguous in the file.
    pub(in crate::lesson) fn place_at(&self, at: usize) -> Location {
        Location {
            column: self.place.column + at,
            ..self.place.clone()
        }
    }
}

impl Prose {
    /// Whether there are no blocks.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The location of its heading; `otherwise` if it has none.
    pub(in crate::lesson) fn place_or(&self, otherwise: &Location) -> Location {
        if self.place == Location::default() {
            otherwise.clone()
        } else {
            self.place.clone()
        }
    }

    /// The text without emphasis and without slots.
    pub fn plain(&self) -> String {
        let parts = self.spans().flat_map(|span| span.text.parts());
        let words = parts.filter_map(|part| match part {
            TemplatePart::Text(text) => Some(text.as_str()),
            TemplatePart::Slot(_) => None,
        });
        words.collect()
    }

    /// The same prose, with `rename` applied to the name of every fact and every source.
    #[must_use]
    pub(in crate::lesson) fn with_names(mut self, rename: impl Fn(&str) -> String + Copy) -> Self {
        for block in &mut self.blocks {
            for span in block.spans_mut() {
                span.text = std::mem::take(&mut span.text).with_names(rename);
            }
        }
        self
    }

    /// All spans, in order.
    pub fn spans(&self) -> impl Iterator<Item = &Span> {
        self.blocks.iter().flat_map(Block::spans)
    }
}
