//! The result of drawing the screen: the extent of its text, the place of the cursor, the images, large text and links.

use super::large_text::LargeLine;
use super::links::DrawnLink;
use super::pixels::DrawnImage;
use crate::app::ScrollExtent;

/// A drawn screen.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct DrawnScreen {
    /// How far its text can be scrolled.
    pub scroll: ScrollExtent,
    /// The place of the terminal's cursor.
    pub cursor: Option<ScreenCursor>,
    /// The images over its cells.
    pub images: Vec<DrawnImage>,
    /// The text at double size over its cells.
    pub large_text: Vec<LargeLine>,
    /// The links among its cells.
    pub links: Vec<DrawnLink>,
}

/// The place of the terminal's cursor: the insertion point of a text field, or the selected element, so that braille
/// displays, magnifiers and screen readers can follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScreenCursor {
    /// The column.
    pub x: u16,
    /// The row.
    pub y: u16,
    /// Whether it is shown; only in a text field.
    pub is_visible: bool,
}

impl ScreenCursor {
    /// A cursor that is not shown.
    pub(super) fn hidden(x: u16, y: u16) -> Self {
        Self {
            x,
            y,
            is_visible: false,
        }
    }
}
