//! The same screens without a terminal: as text, as a picture, as a page for a browser or for paper.
//!
//! Nothing here knows files: what is made is text, and `cli` writes it.

mod colour;
mod html;
mod shape;
mod svg;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{App, Appearance, ColorDepth};
use crate::ui;
pub use html::page;
pub use svg::{Ground, svg};

/// The format of an exported screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A picture of a screen.
    Svg,
    /// A page of a lesson, all its steps below each other.
    Html,
    /// The characters of a screen.
    Text,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 3] = [Self::Svg, Self::Html, Self::Text];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Html => "html",
            Self::Text => "text",
        }
    }

    /// How the names of its files end.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Html => "html",
            Self::Text => "txt",
        }
    }
}

/// The cells that `app` shows on a screen of `size`, in every colour of its theme.
pub fn screen(app: &App, (width, height): (u16, u16)) -> Buffer {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    let _extent = ui::render_as(app, looking(app), area, &mut buffer);
    buffer
}

/// The look of `app` where there are all colours.
pub fn looking(app: &App) -> Appearance {
    Appearance {
        depth: ColorDepth::True,
        ..app.appearance()
    }
}

/// The characters of a screen, a line a row.
pub fn text(buffer: &Buffer) -> String {
    let rows = (buffer.area.top()..buffer.area.bottom()).map(|y| ui::row_text(buffer, y));
    rows.map(|row| row + "\n").collect()
}

/// `text` as it stands in SVG and HTML.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests;
