//! Screens without a terminal: text, SVG pictures, and HTML pages of lessons.
//!
//! The functions return text; `cli` writes the files.

mod colour;
mod html;
mod moving;
mod results;
mod shape;
mod svg;
mod vector;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{App, Appearance, ColorDepth};
use crate::text::printable;
use crate::ui;
pub use html::{HandoutFile, figures, handout, page};
pub use moving::moving_picture;
pub use results::{ResultPart, results_page};
pub use svg::{PageColors, svg};

/// The format of an exported screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A picture of a screen.
    Svg,
    /// A page of a lesson with all its steps.
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

    /// The extension of its files.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Html => "html",
            Self::Text => "txt",
        }
    }
}

/// The cells of `app` on a screen of `size`, in true colour.
pub fn screen(app: &App, (width, height): (u16, u16)) -> Buffer {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    let _extent = ui::render_as(app, true_color_appearance(app), area, &mut buffer);
    buffer
}

/// The screen of `app` as an SVG picture of `size` cells with the accessible title `title`, in true colour.
pub fn picture(app: &App, (width, height): (u16, u16), title: &str) -> String {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    let appearance = true_color_appearance(app);
    let scenes = ui::render_scenes(app, appearance, area, &mut buffer);
    svg(&buffer, &scenes, appearance, title)
}

/// The appearance of `app` in true colour.
pub fn true_color_appearance(app: &App) -> Appearance {
    Appearance {
        depth: ColorDepth::True,
        ..app.appearance()
    }
}

/// The characters of a screen, one line per row.
pub fn text(buffer: &Buffer) -> String {
    let rows = (buffer.area.top()..buffer.area.bottom()).map(|y| ui::row_text(buffer, y));
    rows.map(|row| row + "\n").collect()
}

/// `text` without control characters, escaped for SVG and HTML.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in printable(text).chars() {
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
