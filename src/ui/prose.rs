//! Lays out the text of a step in lines.

mod answer;
mod goal;
mod page_sizes;
mod table;

use std::ops::Range;

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::RenderContext;
use super::large_text::SCALE;
use super::layout::TextHeight;
use super::rich_lines::{RichLine, RichSpan, TextTarget, wrap_code, wrap_rich};
use super::theme::StyleRole;
use super::wrap::{wrap_text, wrap_with_lead};
use crate::app::{AnswerStatus, ContentBlock, InlineKind, RichText};
use crate::lesson::Emphasis;
use crate::locale::Phrase;
use answer::{AnswerParts, layout_answer, vote_lines};
use goal::{layout_condition, layout_met_goal};

/// The vertical spacing of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spacing {
    /// With blank lines between blocks.
    Loose,
    /// Without blank lines.
    Compact,
    /// Without blank lines, and without the prompt to answer.
    Tight,
    /// Without blank lines, prompts, and answers that are neither chosen nor right nor voted on; bars stand behind answers.
    Minimal,
}

/// The size of a block of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
enum TextSize {
    /// A row for a line.
    #[default]
    Normal,
    /// Double size.
    Large,
}

/// Text in lines.
pub(super) struct TextLayout {
    /// The lines; [`SCALE`] empty ones for each line at double size.
    pub lines: Vec<Line<'static>>,
    /// The lines at double size, each with the index of the first of its empty lines.
    pub large: Vec<(usize, Line<'static>)>,
    /// The range of lines of each answer, with its number.
    pub answers: Vec<(Range<usize>, usize)>,
    /// The places of the glossary terms and links.
    pub targets: Vec<TargetPlace>,
}

/// The place of a glossary term or a link, or of the part of it that stands in one line.
pub(super) struct TargetPlace {
    /// The index of the line.
    pub line: usize,
    /// Its columns.
    pub columns: Range<u16>,
    /// The target of a click.
    pub target: TextTarget<String>,
}

impl TargetPlace {
    /// The places of the `targets` of a line that begins at the index `line` and is `scale` lines high.
    fn of_line(
        targets: Vec<(Range<u16>, TextTarget<String>)>,
        line: usize,
        scale: u16,
    ) -> impl Iterator<Item = Self> {
        targets.into_iter().flat_map(move |(columns, target)| {
            let place = move |row| Self {
                line: line + usize::from(row),
                columns: columns.start * scale..columns.end * scale,
                target: target.clone(),
            };
            (0..scale).map(place)
        })
    }
}

/// `content` as lines of at most `width` columns, with the loosest spacing that fits into `height`.
pub(super) fn layout_text(
    content: &[ContentBlock],
    width: u16,
    height: TextHeight,
    ctx: &RenderContext<'_>,
) -> TextLayout {
    loosest_that_fits(content, &[], (width, height), ctx)
}

/// The lines of `block` alone.
pub(super) fn block_height(block: &ContentBlock, width: u16, ctx: &RenderContext<'_>) -> u16 {
    let lines = layout_block(block, width, Spacing::Compact, ctx).len();
    u16::try_from(lines).unwrap_or(u16::MAX)
}

/// The page of a step. In front of a class, what the room reads has double size, as far as all text fits into `height`
/// lines.
pub(super) fn layout_page(
    content: &[ContentBlock],
    width: u16,
    height: TextHeight,
    ctx: &RenderContext<'_>,
) -> TextLayout {
    if ctx.large_text.is_none() {
        return layout_text(content, width, height, ctx);
    }
    let (content, sizes) = page_sizes::choose(content, |content, sizes| {
        let layout = layout_with(content, sizes, width, Spacing::Compact, ctx);
        layout.lines.len() <= usize::from(height.max)
    });
    loosest_that_fits(&content, &sizes, (width, height), ctx)
}

/// `content` in blocks of these `sizes`, with the loosest spacing that fits.
fn loosest_that_fits(
    content: &[ContentBlock],
    sizes: &[TextSize],
    (width, height): (u16, TextHeight),
    ctx: &RenderContext<'_>,
) -> TextLayout {
    let fitting = |height: u16| {
        let spacings = [Spacing::Loose, Spacing::Compact, Spacing::Tight];
        spacings
            .into_iter()
            .map(|spacing| layout_with(content, sizes, width, spacing, ctx))
            .find(|layout| layout.lines.len() <= usize::from(height))
    };
    fitting(height.wanted)
        .or_else(|| fitting(height.max))
        .unwrap_or_else(|| layout_with(content, sizes, width, Spacing::Minimal, ctx))
}

/// Blocks without a size have the normal one.
fn layout_with(
    content: &[ContentBlock],
    sizes: &[TextSize],
    width: u16,
    spacing: Spacing,
    ctx: &RenderContext<'_>,
) -> TextLayout {
    let mut lines: Vec<Line<'static>> = Vec::new();
    let mut large = Vec::new();
    let mut answers = Vec::new();
    let mut targets = Vec::new();
    let mut previous: Option<&ContentBlock> = None;
    for (at, block) in content.iter().enumerate() {
        let is_other_answer = matches!(
            block,
            ContentBlock::Answer {
                status: AnswerStatus::Other,
                votes,
                ..
            } if votes.as_ref().is_none_or(Vec::is_empty)
        );
        let is_prompt = matches!(block, ContentBlock::Prompt(_));
        let is_dropped = match spacing {
            Spacing::Loose | Spacing::Compact => false,
            Spacing::Tight => is_prompt,
            Spacing::Minimal => is_prompt || is_other_answer,
        };
        if is_dropped {
            continue;
        }
        if spacing == Spacing::Loose
            && previous.is_some_and(|previous| needs_blank_line(previous, block))
        {
            lines.push(Line::default());
        }
        let start = lines.len();
        let size = sizes.get(at).copied().unwrap_or_default();
        match size {
            TextSize::Normal => {
                for rich in layout_block(block, width, spacing, ctx) {
                    targets.extend(TargetPlace::of_line(rich.targets, lines.len(), 1));
                    lines.push(rich.line);
                }
            }
            TextSize::Large => {
                for rich in layout_block(block, width / SCALE, spacing, ctx) {
                    targets.extend(TargetPlace::of_line(rich.targets, lines.len(), SCALE));
                    large.push((lines.len(), rich.line));
                    lines.extend((0..SCALE).map(|_| Line::default()));
                }
            }
        }
        lines.extend(vote_lines(block, size, spacing, width, ctx));
        if let ContentBlock::Answer { number, .. } = block {
            answers.push((start..lines.len(), *number));
        }
        previous = Some(block);
    }
    TextLayout {
        lines,
        large,
        answers,
        targets,
    }
}

fn needs_blank_line(before: &ContentBlock, after: &ContentBlock) -> bool {
    use ContentBlock::{
        Answer, Code, Feedback, Goal, Heading, Hint, Item, Note, Paragraph, Prompt, Success, Table,
    };
    match (before, after) {
        // A success belongs to the goal above it.
        (Goal { .. }, Success(_))
        | (Answer { .. }, Answer { .. })
        | (Item { .. }, Item { .. })
        | (Code(_), Code(_))
        | (Goal { .. }, Goal { .. })
        | (Hint { .. }, Hint { .. })
        | (Heading(_), _) => false,
        (
            Paragraph(_)
            | Item { .. }
            | Code(_)
            | Table(_)
            | Answer { .. }
            | Feedback { .. }
            | Goal { .. }
            | Success(_)
            | Hint { .. }
            | Note(_)
            | Prompt(_),
            _,
        ) => true,
    }
}

/// A heading behind a pointer.
fn heading(text: &str, ctx: &RenderContext<'_>) -> Line<'static> {
    Line::from(vec![
        ctx.span(format!("{} ", ctx.glyphs.pointer), StyleRole::Accent),
        ctx.span(ctx.fold(text), StyleRole::Title),
    ])
}

fn layout_block(
    block: &ContentBlock,
    width: u16,
    spacing: Spacing,
    ctx: &RenderContext<'_>,
) -> Vec<RichLine> {
    let plain = ctx.style(StyleRole::Text);
    let with_lead = |lead: Span<'static>, text: &RichText| {
        wrap_rich(&lead, style_spans(text, plain, ctx), width)
    };
    match block {
        ContentBlock::Heading(text) => vec![heading(text, ctx).into()],
        ContentBlock::Paragraph(rich) => with_lead(Span::raw(""), rich),
        ContentBlock::Item { number, text } => {
            let lead =
                number.map_or_else(|| format!("{} ", ctx.glyphs.bullet), |n| format!("{n}. "));
            with_lead(ctx.span(lead, StyleRole::Accent), text)
        }
        ContentBlock::Code(rich) => wrap_code(style_spans(rich, plain, ctx), width),
        ContentBlock::Table(content) => table::layout_table(content, width, ctx),
        ContentBlock::Answer {
            number,
            text,
            status,
            predicted,
            votes,
        } => {
            let answer = AnswerParts {
                number: *number,
                text,
                status: *status,
                predicted: *predicted,
                votes: votes.as_deref(),
            };
            layout_answer(&answer, width, spacing, ctx)
        }
        ContentBlock::Feedback { text, status } => {
            let (style_role, glyph) = status_glyph(*status, ctx);
            with_lead(ctx.span(format!("{glyph} "), style_role), text)
        }
        ContentBlock::Goal { met, conditions } if *met => {
            plain_lines(layout_met_goal(conditions, width, ctx))
        }
        ContentBlock::Goal { conditions, .. } => conditions
            .iter()
            .flat_map(|condition| layout_condition(condition, width, spacing, ctx))
            .map(RichLine::from)
            .collect(),
        ContentBlock::Success(text) => {
            let style = ctx.style(StyleRole::Right).add_modifier(Modifier::BOLD);
            let lead = Span::styled(format!("{} ", ctx.glyphs.right), style);
            plain_lines(wrap_with_lead(&lead, &[(ctx.fold(text), style)], width))
        }
        ContentBlock::Hint { number, of, text } => {
            let label = Phrase::key("ui.hint").with("number", *number);
            let lead = format!("{} ", ctx.format(&label.with("of", *of)));
            with_lead(ctx.span(lead, StyleRole::Notice), text)
        }
        ContentBlock::Note(text) | ContentBlock::Prompt(text) => {
            let style = ctx.style(StyleRole::Dim);
            plain_lines(wrap_text(ctx.fold(text), style, width))
        }
    }
}

fn plain_lines(lines: Vec<Line<'static>>) -> Vec<RichLine> {
    lines.into_iter().map(RichLine::from).collect()
}

/// The sign of a status and its style.
pub(super) fn status_glyph(
    status: AnswerStatus,
    ctx: &RenderContext<'_>,
) -> (StyleRole, &'static str) {
    match status {
        AnswerStatus::Right => (StyleRole::Right, ctx.glyphs.right),
        AnswerStatus::Wrong => (StyleRole::Wrong, ctx.glyphs.wrong),
        AnswerStatus::Open | AnswerStatus::Other => (StyleRole::Dim, " "),
    }
}

/// The spans of rich text with their styles and terms.
fn style_spans<'t>(rich: &'t RichText, base: Style, ctx: &RenderContext<'_>) -> Vec<RichSpan<'t>> {
    rich.iter()
        .map(|inline| {
            let style = match &inline.kind {
                InlineKind::Words | InlineKind::Figure => base,
                InlineKind::Live => base.patch(ctx.style(StyleRole::Live)),
                InlineKind::Key => ctx.style(StyleRole::Key),
                InlineKind::Citation | InlineKind::Foreign => ctx.style(StyleRole::Dim),
                InlineKind::Term(_) => base.add_modifier(Modifier::UNDERLINED),
                InlineKind::Link(_) => ctx
                    .style(StyleRole::Accent)
                    .add_modifier(Modifier::UNDERLINED),
            };
            let style = match inline.emphasis {
                Emphasis::Plain => style,
                Emphasis::Stressed => style.add_modifier(Modifier::ITALIC),
                Emphasis::Strong => style.add_modifier(Modifier::BOLD),
                Emphasis::Code => style.patch(ctx.style(StyleRole::Code)),
            };
            let target = match &inline.kind {
                InlineKind::Term(name) => Some(TextTarget::Term(name.as_str())),
                InlineKind::Link(address) => Some(TextTarget::Link(address.as_str())),
                InlineKind::Words
                | InlineKind::Live
                | InlineKind::Key
                | InlineKind::Citation
                | InlineKind::Figure
                | InlineKind::Foreign => None,
            };
            (ctx.fold(&inline.text), (style, target))
        })
        .collect()
}
