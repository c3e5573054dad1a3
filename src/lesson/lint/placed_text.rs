//! The text of a paragraph with the location of each character.

use super::sentences::SLOT;
use crate::lesson::model::{Block, Location, Span};
use crate::locale::{Slot, TemplatePart};

/// The text of a block with one blank between words and a character for each slot.
pub(super) struct PlacedText<'a> {
    pub(super) text: String,
    /// The parts of the text: the index of the first byte, and the span.
    parts: Vec<(usize, &'a Span)>,
}

impl<'a> PlacedText<'a> {
    pub(super) fn new(block: &'a Block) -> Self {
        let spans = block.spans();
        let mut all = Self {
            text: String::new(),
            parts: Vec::new(),
        };
        for span in spans {
            for part in span.text.parts() {
                all.parts.push((all.text.len(), span));
                match part {
                    TemplatePart::Text(text) => all.text.push_str(text),
                    TemplatePart::Slot(_) => all.text.push(SLOT),
                }
            }
        }
        all
    }

    /// The slots, in order.
    pub(super) fn slots(&self) -> impl Iterator<Item = &'a Slot> {
        let mut spans: Vec<&Span> = self.parts.iter().map(|(_, span)| *span).collect();
        spans.dedup_by(|a, b| std::ptr::eq(*a, *b));
        spans.into_iter().flat_map(|span| span.text.slots())
    }

    /// The location of the byte `at`.
    pub(super) fn place(&self, at: usize) -> Location {
        let part = self.parts.iter().rev().find(|(start, _)| *start <= at);
        part.map_or_else(Location::default, |(start, span)| {
            let before = self.text.get(*start..at).unwrap_or_default();
            span.place_at(before.chars().count())
        })
    }
}
