//! Pages as plain lines from top to bottom: for screen readers, pipes and paper.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use unicode_width::UnicodeWidthStr;

use super::theme::Theme;
use super::wrap::wrap;
use super::{RenderContext, figure, prose};
use crate::app::{App, Appearance, ColorDepth, GlyphChoice, ThemeChoice, Transcript};
use crate::figure::Figure;
use crate::locale::{Phrase, Words};

/// What writes pages as lines of at most `width` columns.
pub struct PlainText<'a> {
    words: &'a Words,
    glyphs: GlyphChoice,
    width: u16,
    theme: Theme,
}

impl<'a> PlainText<'a> {
    /// A writer with the words and characters of `app`.
    pub fn new(app: &'a App, width: u16) -> Self {
        let appearance = Appearance {
            theme: ThemeChoice::Mono,
            // Without colours, figures say with characters what else a hue would say.
            depth: ColorDepth::None,
            ..app.appearance()
        };
        Self {
            words: app.words(),
            glyphs: appearance.glyphs,
            width,
            theme: Theme::of(appearance),
        }
    }

    fn ctx(&self) -> RenderContext<'_> {
        RenderContext::new(&self.theme, self.glyphs, self.words)
    }

    /// A page: its text, its figures in characters, each followed by what it shows in words.
    pub fn page(&self, told: &Transcript) -> Vec<String> {
        let ctx = self.ctx();
        let page = prose::page(&told.content, self.width, u16::MAX, &ctx);
        let mut lines: Vec<_> = page.lines.iter().map(plain).collect();
        for group in figure::linked(&told.figures) {
            lines.push(String::new());
            lines.extend(self.drawn(group));
            for figure in group {
                if group.len() > 1 {
                    lines.extend(self.wrapped(&self.words.format(figure.title()), ""));
                }
                lines.extend(self.described(figure));
            }
        }
        lines
    }

    /// `phrase`, wrapped.
    pub fn format(&self, phrase: &Phrase) -> Vec<String> {
        self.wrapped(&self.words.format(phrase), "")
    }

    /// `text`, wrapped, further lines behind `indent`.
    pub fn wrapped(&self, text: &str, indent: &str) -> Vec<String> {
        let text = self.ctx().fold(text);
        let lines = wrap(&[(text, ratatui::style::Style::new())], self.width, indent);
        lines.iter().map(plain).collect()
    }

    /// `title` over a line of `under`.
    pub fn title(&self, title: &str, under: &str) -> Vec<String> {
        let mut lines = self.wrapped(title, "");
        let widest = lines.iter().map(|line| line.width()).max().unwrap_or(0);
        lines.push(under.repeat(widest));
        lines
    }

    /// Figures that belong together, in characters.
    pub fn drawn(&self, figures: &[Figure]) -> Vec<String> {
        let ctx = self.ctx();
        let height = figure::natural_height(figures, self.width, &ctx);
        let area = Rect::new(0, 0, self.width, height);
        let mut buffer = Buffer::empty(area);
        figure::column(figures, area, &mut buffer, &ctx);
        let mut lines: Vec<_> = (0..height).map(|y| row(&buffer, y)).collect();
        while lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        lines
    }

    /// A figure in words; nothing for one that is words already.
    pub fn described(&self, figure: &Figure) -> Vec<String> {
        let sentences = match figure {
            Figure::Lines(_) => Vec::new(),
            Figure::Plot(_)
            | Figure::Heat(_)
            | Figure::Bars(_)
            | Figure::Panels(_)
            | Figure::Table(_)
            | Figure::Diagram(_) => figure.describe(),
        };
        let lines = sentences
            .iter()
            .map(|sentence| self.wrapped(&format!("  {}", self.words.format(sentence)), "  "));
        lines.collect::<Vec<_>>().concat()
    }
}

/// What stands in a line, without its styles.
fn plain(line: &Line<'_>) -> String {
    let text: String = line.spans.iter().map(|span| &*span.content).collect();
    text.trim_end().to_owned()
}

/// What stands in a row of cells.
pub fn row(buffer: &Buffer, y: u16) -> String {
    let mut text = String::new();
    let mut x = buffer.area.left();
    while x < buffer.area.right() {
        let symbol = buffer[(x, y)].symbol();
        text.push_str(symbol);
        // A wide character covers the cell behind it.
        x += u16::try_from(symbol.width()).unwrap_or(1).max(1);
    }
    text.trim_end().to_owned()
}
