//! The results and the rows of the end page as lines of text.

use std::ops::Range;
use std::sync::Arc;

use ratatui::layout::{Rect, Size};
use ratatui::style::Style;
use ratatui::text::Line;

use crate::app::{AnswerStatus, ContentBlock, EndPage, EndRow, EndSection, LessonStatus};
use crate::figure::Figure;
use crate::text::{self, clip, pad, width};
use crate::ui::layout::TextHeight;
use crate::ui::theme::StyleRole;
use crate::ui::wrap::wrap;
use crate::ui::{RenderContext, prose};

/// The columns before the title of a lesson.
const LESSON_INDENT: usize = 4;
/// The columns behind the title of a lesson.
const TITLE_GAP: usize = 1;
/// The column behind the picture of a lesson.
const PICTURE_GAP: u16 = 1;
/// The columns and rows that pictures of lessons may have, the largest first.
const PICTURE_SIZES: [Size; 3] = [Size::new(16, 3), Size::new(11, 2), Size::new(5, 1)];

/// The lines of a column, and its rows.
pub(super) struct RowLines {
    /// The lines.
    pub(super) lines: Vec<Line<'static>>,
    /// The rows in the lines.
    pub(super) rows: Vec<RowPlace>,
}

/// The place of a row in the lines of its column.
pub(super) struct RowPlace {
    /// The index of the row on the page.
    pub(super) index: usize,
    /// The picture in front of its label, with its size.
    picture: Option<(Arc<Figure>, Size)>,
    lines: Range<usize>,
}

/// The vertical spacing of rows, the loosest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spacing {
    /// With blank lines around headings.
    Loose,
    /// Without blank lines.
    Compact,
    /// Without blank lines, and every label is clipped: those of the first `long` rows to two lines, the others to one.
    Clipped { long: usize },
}

/// `intro` and the rows of `sections` in the loosest spacing that fits into `area`. The rows before them are counted in
/// `before`.
pub(super) fn fit(
    intro: &[ContentBlock],
    sections: &[EndSection],
    area: Rect,
    before: usize,
    page: &EndPage,
    ctx: &RenderContext<'_>,
) -> RowLines {
    let layout = |(spacing, picture)| {
        let style = RowStyle { spacing, picture };
        layout(intro, sections, area.width, before, page, style, ctx)
    };
    let sizes = picture_sizes(sections, ctx);
    let styles = [Spacing::Loose, Spacing::Compact]
        .into_iter()
        .flat_map(|spacing| sizes.iter().map(move |size| (spacing, *size)));
    let smallest = sizes.last().copied().unwrap_or_default();
    let rows = sections.iter().map(|section| section.rows.len()).sum();
    let clipped = (1..=rows).rev().map(|long| Spacing::Clipped { long });
    styles
        .chain(clipped.map(|spacing| (spacing, smallest)))
        .map(layout)
        .find(|text| text.hidden(area.height) == 0)
        .unwrap_or_else(|| layout((Spacing::Clipped { long: 0 }, smallest)))
}

/// The sizes that pictures in `sections` may have, the largest first: one size of nothing where there is none.
fn picture_sizes(sections: &[EndSection], ctx: &RenderContext<'_>) -> Vec<Size> {
    let has_picture = |row: &EndRow| {
        matches!(
            row,
            EndRow::Lesson {
                picture: Some(_),
                ..
            }
        )
    };
    if !sections
        .iter()
        .any(|section| section.rows.iter().any(has_picture))
    {
        return vec![Size::ZERO];
    }
    // One dot a row draws no curve.
    let min_rows = if ctx.glyphs.is_ascii() { 3 } else { 1 };
    let drawn = PICTURE_SIZES
        .into_iter()
        .filter(|size| size.height >= min_rows);
    drawn
        .chain([Size::ZERO].into_iter().filter(|_| min_rows > 1))
        .collect()
}

fn layout(
    intro: &[ContentBlock],
    sections: &[EndSection],
    width: u16,
    before: usize,
    page: &EndPage,
    style: RowStyle,
    ctx: &RenderContext<'_>,
) -> RowLines {
    let spacing = style.spacing;
    let height = match spacing {
        Spacing::Loose => u16::MAX,
        Spacing::Compact | Spacing::Clipped { .. } => 0,
    };
    let mut lines = prose::layout_text(intro, width, TextHeight::up_to(height), ctx).lines;
    let mut rows = Vec::new();
    let mut index = before;
    for section in sections {
        if spacing == Spacing::Loose && !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.push(Line::from(
            ctx.span(ctx.fold(&section.heading), StyleRole::Title),
        ));
        for row in &section.rows {
            let start = lines.len();
            let is_selected = page.selected() == Some(index);
            let column = RowColumn {
                width,
                title_width: title_width(&section.rows, width, style.picture, ctx),
                style,
                label_lines: label_lines(spacing, index - before),
            };
            lines.extend(row_lines(row, is_selected, column, ctx));
            let picture = picture_of(row).map(|picture| (Arc::clone(picture), style.picture));
            if picture.is_some() {
                let rows = start + usize::from(style.picture.height);
                lines.resize(lines.len().max(rows), Line::default());
            }
            rows.push(RowPlace {
                index,
                picture,
                lines: start..lines.len(),
            });
            index += 1;
        }
    }
    RowLines { lines, rows }
}

/// The style of the label of a row.
pub(super) fn label_role(is_selected: bool) -> StyleRole {
    if is_selected {
        StyleRole::Selected
    } else {
        StyleRole::Text
    }
}

fn picture_of(row: &EndRow) -> Option<&Arc<Figure>> {
    match row {
        EndRow::Lesson { picture, .. } => picture.as_ref(),
        EndRow::Step { .. } => None,
    }
}

/// The columns before the titles of lessons with pictures of this size.
fn lesson_indent(picture: Size) -> usize {
    let picture = match picture.width {
        0 => 0,
        width => width + PICTURE_GAP,
    };
    LESSON_INDENT + usize::from(picture)
}

/// The vertical spacing of rows, and the size of their pictures.
#[derive(Clone, Copy)]
struct RowStyle {
    spacing: Spacing,
    picture: Size,
}

/// The column that rows are laid out in.
#[derive(Clone, Copy)]
struct RowColumn {
    /// The columns of a line.
    width: u16,
    /// The columns of the titles of lessons.
    title_width: usize,
    style: RowStyle,
    /// The lines that a label is clipped to; none if it may take any.
    label_lines: Option<usize>,
}

/// The lines that the label of the row `at` is clipped to.
fn label_lines(spacing: Spacing, at: usize) -> Option<usize> {
    match spacing {
        Spacing::Loose | Spacing::Compact => None,
        Spacing::Clipped { long } => Some(if at < long { 2 } else { 1 }),
    }
}

/// `label` as far as it fits into `lines` of `width` columns. It ends behind a word where it takes two lines.
fn clip_label(label: &str, lines: Option<usize>, width: usize, ellipsis: &str) -> String {
    let limit = u16::try_from(width).unwrap_or(u16::MAX);
    match (lines, &*text::wrap(label, limit, "")) {
        (None, _) | (Some(2..), [_] | [_, _]) => label.to_owned(),
        (Some(2..), [first, second, ..]) => {
            let second = clip(&format!("{second} {ellipsis}"), width, ellipsis);
            format!("{first} {second}")
        }
        (Some(_), _) => clip(label, width, ellipsis),
    }
}

/// The columns of the titles of lessons: those of the widest title, as far as its results stand behind it.
fn title_width(rows: &[EndRow], max_width: u16, picture: Size, ctx: &RenderContext<'_>) -> usize {
    let (mut titles, mut most_results) = (0, 0);
    for row in rows {
        if let EndRow::Lesson { title, results, .. } = row {
            titles = titles.max(width(&ctx.fold(title)));
            most_results = most_results.max(results.len());
        }
    }
    let others = lesson_indent(picture) + TITLE_GAP + most_results;
    titles.min(usize::from(max_width).saturating_sub(others))
}

fn row_lines(
    row: &EndRow,
    is_selected: bool,
    column: RowColumn,
    ctx: &RenderContext<'_>,
) -> Vec<Line<'static>> {
    let pointer = if is_selected { ctx.glyphs.pointer } else { " " };
    let mut spans = vec![(format!("{pointer} "), ctx.style(StyleRole::Accent))];
    let style = ctx.style(label_role(is_selected));
    match row {
        EndRow::Step {
            key,
            before,
            status,
            label,
            taught_in,
        } => {
            let key = key.map_or_else(|| " ".to_owned(), |key| ctx.fold(&key.written()));
            spans.push((format!("{key} "), ctx.style(StyleRole::Key)));
            if let Some(before) = before {
                spans.push(sign(*before, ctx));
                spans.push((ctx.fold("→ "), ctx.style(StyleRole::Dim)));
            }
            spans.push(sign(*status, ctx));
            let indent: usize = spans.iter().map(|(text, _)| width(text)).sum();
            let room = usize::from(column.width).saturating_sub(indent);
            let fitted =
                |text: &str, lines| clip_label(&ctx.fold(text), lines, room, ctx.glyphs.ellipsis);
            spans.push((fitted(label, column.label_lines), style));
            let indent = " ".repeat(indent);
            let mut lines = wrap(&spans, column.width, &indent);
            if let Some(step) = taught_in {
                let one_line = column.label_lines.map(|_| 1);
                let step = format!("{indent}{}", fitted(&format!("→ {step}"), one_line));
                let span = (step, ctx.style(StyleRole::Notice));
                lines.extend(wrap(&[span], column.width, &indent));
            }
            lines
        }
        EndRow::Lesson {
            title,
            results,
            status,
            ..
        } => {
            let indent = lesson_indent(column.style.picture);
            spans.push(lesson_sign(*status, ctx));
            spans.push((" ".repeat(indent - LESSON_INDENT), Style::default()));
            let title = clip(&ctx.fold(title), column.title_width, ctx.glyphs.ellipsis);
            spans.push((pad(&title, column.title_width + TITLE_GAP), style));
            spans.extend(results.iter().map(|status| result_sign(*status, ctx)));
            let note = lesson_note(*status, ctx);
            let used: usize = spans.iter().map(|(text, _)| width(text)).sum();
            let has_room = used + TITLE_GAP + width(&note) <= usize::from(column.width);
            let before = if has_room { "  " } else { "\n" };
            if !note.is_empty() {
                spans.push((format!("{before}{note}"), ctx.style(StyleRole::Notice)));
            }
            wrap(&spans, column.width, &" ".repeat(indent))
        }
    }
}

/// The sign of a result, with a space.
fn sign(status: AnswerStatus, ctx: &RenderContext<'_>) -> (String, Style) {
    let (glyph, style) = result_sign(status, ctx);
    (format!("{glyph} "), style)
}

/// The sign of a result.
fn result_sign(status: AnswerStatus, ctx: &RenderContext<'_>) -> (String, Style) {
    let (role, glyph) = match status {
        AnswerStatus::Right | AnswerStatus::Wrong => prose::status_glyph(status, ctx),
        AnswerStatus::Open => (StyleRole::Goal, ctx.glyphs.open),
        AnswerStatus::Other => (StyleRole::Dim, ctx.glyphs.bullet),
    };
    (glyph.to_owned(), ctx.style(role))
}

/// The sign of the status of a lesson, with a space.
fn lesson_sign(status: LessonStatus, ctx: &RenderContext<'_>) -> (String, Style) {
    let (role, glyph) = match status {
        LessonStatus::Finished | LessonStatus::Due => (StyleRole::Right, ctx.glyphs.right),
        LessonStatus::New | LessonStatus::Begun => (StyleRole::Goal, ctx.glyphs.open),
    };
    (format!("{glyph} "), ctx.style(role))
}

/// The unfinished part of a lesson.
fn lesson_note(status: LessonStatus, ctx: &RenderContext<'_>) -> String {
    match status {
        LessonStatus::Due => ctx.word("ui.status.due"),
        LessonStatus::Begun => ctx.word("ui.status.begun"),
        LessonStatus::Finished | LessonStatus::New => String::new(),
    }
}

impl RowLines {
    /// The lines that do not fit into `height`.
    pub(super) fn hidden(&self, height: u16) -> u16 {
        let count = u16::try_from(self.lines.len()).unwrap_or(u16::MAX);
        count.saturating_sub(height)
    }
}

impl RowPlace {
    /// The line nearest to `scroll` from which on the row is visible in `height` lines.
    pub(super) fn visible_from(&self, scroll: u16, height: u16) -> u16 {
        let line = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
        let last = line(self.lines.end).saturating_sub(height);
        scroll.max(last).min(line(self.lines.start))
    }

    /// The picture of the row and its area in `area`, whose first line is line `scroll`. None where it is not visible as a
    /// whole.
    pub(super) fn visible_picture(&self, scroll: u16, area: Rect) -> Option<(&Figure, Rect)> {
        let (figure, size) = self.picture.as_ref()?;
        let row = u16::try_from(self.lines.start).ok()?.checked_sub(scroll)?;
        let indent = u16::try_from(LESSON_INDENT).ok()?;
        let place = Rect::new(area.x + indent, area.y + row, size.width, size.height);
        (place.intersection(area) == place).then_some((figure.as_ref(), place))
    }

    /// The areas of its lines in `area`, whose first line is line `scroll`.
    pub(super) fn visible_lines(&self, scroll: u16, area: Rect) -> impl Iterator<Item = Rect> {
        let rows = self.lines.clone().filter_map(move |line| {
            let row = u16::try_from(line).ok()?.checked_sub(scroll)?;
            (row < area.height).then_some(row)
        });
        rows.map(move |row| Rect::new(area.x, area.y + row, area.width, 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_of_two_lines_ends_behind_a_word() {
        let label = "a net has two layers of units and a large rate";
        let clipped = |lines| clip_label(label, lines, 14, "…");
        assert_eq!(clipped(None), label);
        assert_eq!(clipped(Some(1)), "a net has two…");
        assert_eq!(clipped(Some(2)), "a net has two layers of …");
        assert_eq!(clip_label("short", Some(2), 14, "…"), "short");
    }
}
