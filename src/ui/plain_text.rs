//! Plain text from top to bottom, for screen readers, pipes and paper.

mod spoken;

pub use spoken::spoken_text;

use super::layout::TextHeight;
use super::theme::Theme;
use super::{RenderContext, figure, prose};
use crate::app::{App, Appearance, ColorDepth, ContentBlock, GlyphChoice, ThemeChoice, Transcript};
use crate::figure::Figure;
use crate::locale::{Phrase, Words};
use crate::text::{columns, width, wrap};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

/// How plain text shows figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureText {
    /// In words, for listeners; the text around them has no signs, either.
    Words,
    /// In characters.
    Drawn,
    /// In characters, followed by words.
    Both,
}

impl FigureText {
    /// All choices.
    pub const ALL: [Self; 3] = [Self::Words, Self::Drawn, Self::Both];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Drawn => "drawn",
            Self::Both => "both",
        }
    }
}

/// Writes pages as lines of at most `width` columns.
pub struct PlainText<'a> {
    words: &'a Words,
    glyphs: GlyphChoice,
    figures: FigureText,
    width: u16,
    theme: Theme,
}

impl<'a> PlainText<'a> {
    /// A writer with the language and glyph set of `app`.
    pub fn new(app: &'a App, width: u16) -> Self {
        let appearance = Appearance {
            theme: ThemeChoice::Mono,
            // Without colours, figures are drawn with characters alone.
            depth: ColorDepth::None,
            ..app.appearance()
        };
        Self {
            words: app.words(),
            glyphs: appearance.glyphs,
            figures: FigureText::Both,
            width,
            theme: Theme::new(appearance),
        }
    }

    fn ctx(&self) -> RenderContext<'_> {
        RenderContext::new(&self.theme, self.glyphs, self.words)
    }

    /// The same writer, which shows figures this way.
    #[must_use]
    pub fn with_figures(self, figures: FigureText) -> Self {
        Self { figures, ..self }
    }

    /// A page: its text, its figures, its notes.
    pub fn page(&self, transcript: &Transcript) -> Vec<String> {
        let mut lines = self.blocks(&transcript.content);
        for group in &transcript.figures {
            if let Some(state) = &group.state {
                lines.push(String::new());
                lines.extend(self.wrap(state, ""));
            }
            lines.extend(self.figures(&group.figures));
        }
        if !transcript.notes.is_empty() {
            lines.push(String::new());
            lines.extend(self.format(&Phrase::key("ui.page.notes")));
            lines.extend(self.blocks(&transcript.notes));
        }
        lines
    }

    /// Blocks of text.
    pub fn blocks(&self, content: &[ContentBlock]) -> Vec<String> {
        let content = content.iter().cloned();
        let content: Vec<_> = content.map(ContentBlock::with_addresses).collect();
        match self.figures {
            FigureText::Words => self.spoken_blocks(&content),
            FigureText::Drawn | FigureText::Both => {
                let height = TextHeight::up_to(u16::MAX);
                let text = prose::layout_text(&content, self.width, height, &self.ctx());
                text.lines.iter().map(line_text).collect()
            }
        }
    }

    /// Figures, each after an empty line: drawn, in words, or both. Sentences that repeat those before them are left out.
    pub fn figures(&self, figures: &[Figure]) -> Vec<String> {
        let mut lines = Vec::new();
        let mut last = None;
        for group in figure::group_by_x_axis(figures) {
            let sentences = match group {
                [Figure::Lines(lines)] => Some(&lines.lines),
                _ => None,
            };
            if sentences.is_some() && sentences == last {
                continue;
            }
            last = sentences;
            lines.push(String::new());
            match self.figures {
                FigureText::Drawn => lines.extend(self.draw_figures(group)),
                FigureText::Both => {
                    lines.extend(self.draw_figures(group));
                    for figure in group {
                        if group.len() > 1 {
                            lines.extend(self.wrap(&self.words.format(figure.title()), ""));
                        }
                        lines.extend(self.describe(figure));
                    }
                }
                FigureText::Words => {
                    lines.extend(group.iter().flat_map(|figure| self.spoken_figure(figure)));
                }
            }
        }
        lines
    }

    /// `phrase`, wrapped.
    pub fn format(&self, phrase: &Phrase) -> Vec<String> {
        self.wrap(&self.words.format(phrase), "")
    }

    /// `text`, wrapped. Lines after the first start with `indent`.
    pub fn wrap(&self, text: &str, indent: &str) -> Vec<String> {
        let text = self.ctx().fold(text);
        let lines = wrap(&text, self.width, indent).into_iter();
        lines.map(|line| line.trim_end().to_owned()).collect()
    }

    /// `title` above a line of `underline`.
    pub fn title(&self, title: &str, underline: &str) -> Vec<String> {
        let mut lines = self.wrap(title, "");
        let widest = lines.iter().map(|line| width(line)).max().unwrap_or(0);
        lines.push(underline.repeat(widest));
        lines
    }

    /// `figures` below each other, in characters.
    pub fn draw_figures(&self, figures: &[Figure]) -> Vec<String> {
        let ctx = self.ctx();
        let height = figure::comfortable_height(figures, self.width, &ctx);
        let area = Rect::new(0, 0, self.width, height);
        let mut buffer = Buffer::empty(area);
        figure::draw_column(figures, area, &mut buffer, &ctx);
        let mut lines: Vec<_> = (0..height).map(|y| row_text(&buffer, y)).collect();
        while lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        lines
    }

    /// The description of a figure. Empty for a figure that consists of sentences.
    pub fn describe(&self, figure: &Figure) -> Vec<String> {
        let sentences = match figure {
            Figure::Lines(_) => Vec::new(),
            Figure::Plot(_)
            | Figure::Heat(_)
            | Figure::Bars(_)
            | Figure::Panels(_)
            | Figure::Table(_)
            | Figure::Diagram(_)
            | Figure::Lanes(_)
            | Figure::Pixels(_) => figure.describe(),
        };
        let lines = sentences
            .iter()
            .map(|sentence| self.wrap(&format!("  {}", self.words.format(sentence)), "  "));
        lines.collect::<Vec<_>>().concat()
    }
}

/// The text of a line without styles and trailing spaces.
fn line_text(line: &Line<'_>) -> String {
    let text: String = line.spans.iter().map(|span| &*span.content).collect();
    text.trim_end().to_owned()
}

/// The text of a row of cells without trailing spaces.
pub fn row_text(buffer: &Buffer, y: u16) -> String {
    let mut text = String::new();
    let mut x = buffer.area.left();
    while x < buffer.area.right() {
        let symbol = buffer[(x, y)].symbol();
        text.push_str(symbol);
        // A wide character covers the cell behind it.
        x += columns(symbol).max(1);
    }
    text.trim_end().to_owned()
}
