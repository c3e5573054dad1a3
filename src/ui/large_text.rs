//! Text at double size: two rows high, every column two columns wide. It is a layer of its own beside the cells, as images
//! are; the cells below it are blank.

use std::cell::RefCell;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

use crate::text::{columns, is_unprintable};

/// Rows and columns for each row and column of normal text.
pub const SCALE: u16 = 2;

/// A line of text at double size on the screen. Equal ones look the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LargeLine {
    area: Rect,
    spans: Vec<(String, Style)>,
}

impl LargeLine {
    /// `line` with its upper left corner at `at`, in styles that continue those of `buf`. None if it has no text or reaches
    /// beyond `buf`.
    pub fn new(at: Position, line: &Line<'_>, buf: &Buffer) -> Option<Self> {
        let base = buf.cell(at)?.style();
        let spans: Vec<(String, Style)> = line
            .spans
            .iter()
            .map(|span| {
                // A control character would end the escape sequence.
                let printable = span.content.chars().filter(|c| !is_unprintable(*c));
                let text: String = printable.collect();
                (text, base.patch(line.style).patch(span.style))
            })
            .filter(|(text, _)| !text.is_empty())
            .collect();
        let width = spans.iter().map(|(text, _)| columns(text));
        let width = width.fold(0, u16::saturating_add);
        let area = Rect::new(at.x, at.y, width.checked_mul(SCALE)?, SCALE);
        let is_inside = buf.area.intersection(area) == area;
        (width > 0 && is_inside).then_some(Self { area, spans })
    }

    /// The cells that it covers.
    pub fn area(&self) -> Rect {
        self.area
    }

    /// Its text from left to right, each part with its style.
    pub fn spans(&self) -> &[(String, Style)] {
        &self.spans
    }
}

/// The text at double size of a screen, collected while it is drawn.
#[derive(Debug, Default)]
pub(super) struct LargeTextLayer {
    lines: RefCell<Vec<LargeLine>>,
}

impl LargeTextLayer {
    /// Adds `line` with its upper left corner at `at`.
    pub(super) fn add(&self, at: Position, line: &Line<'_>, buf: &Buffer) {
        let line = LargeLine::new(at, line, buf);
        self.lines.borrow_mut().extend(line);
    }

    /// The lines in the order in which they were added.
    pub(super) fn into_lines(self) -> Vec<LargeLine> {
        self.lines.into_inner()
    }
}
