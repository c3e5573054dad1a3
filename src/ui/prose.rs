//! Lays out the text of a step in lines.

use std::ops::Range;

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::RenderContext;
use super::rich_lines::{RichLine, RichSpan, wrap_rich};
use super::theme::StyleRole;
use super::wrap::{wrap_text, wrap_with_lead};
use crate::app::{AnswerStatus, ConditionStatus, ContentBlock, InlineKind, RichText};
use crate::lesson::Emphasis;
use crate::locale::Phrase;
use crate::text;

/// The columns of the bar of votes.
const VOTE_BAR_WIDTH: usize = 24;

/// The vertical spacing of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spacing {
    /// With blank lines between blocks.
    Loose,
    /// Without blank lines.
    Compact,
    /// Without blank lines, bars, and answers that are neither chosen nor right.
    Minimal,
}

/// Text in lines.
pub(super) struct TextLayout {
    /// The lines.
    pub lines: Vec<Line<'static>>,
    /// The range of lines of each answer, with its number.
    pub answers: Vec<(Range<usize>, usize)>,
    /// The places of the glossary terms.
    pub terms: Vec<TermPlace>,
}

/// The place of a glossary term, or of the part of it that stands in one line.
pub(super) struct TermPlace {
    /// The index of the line.
    pub line: usize,
    /// Its columns.
    pub columns: Range<u16>,
    /// The name of the term.
    pub name: String,
}

/// `content` as lines of at most `width` columns, with the loosest spacing that fits into `height` lines.
pub(super) fn layout_text(
    content: &[ContentBlock],
    width: u16,
    height: u16,
    ctx: &RenderContext<'_>,
) -> TextLayout {
    let layout = |spacing| layout_with(content, width, spacing, ctx);
    [Spacing::Loose, Spacing::Compact]
        .into_iter()
        .map(layout)
        .find(|layout| layout.lines.len() <= usize::from(height))
        .unwrap_or_else(|| layout(Spacing::Minimal))
}

fn layout_with(
    content: &[ContentBlock],
    width: u16,
    spacing: Spacing,
    ctx: &RenderContext<'_>,
) -> TextLayout {
    let mut lines: Vec<Line<'static>> = Vec::new();
    let mut answers = Vec::new();
    let mut terms = Vec::new();
    let mut previous: Option<&ContentBlock> = None;
    for block in content {
        let is_other_answer = matches!(
            block,
            ContentBlock::Answer {
                status: AnswerStatus::Other,
                ..
            }
        );
        if spacing == Spacing::Minimal && is_other_answer {
            continue;
        }
        if spacing == Spacing::Loose
            && previous.is_some_and(|previous| needs_blank_line(previous, block))
        {
            lines.push(Line::default());
        }
        let start = lines.len();
        for rich in layout_block(block, width, spacing, ctx) {
            let line = lines.len();
            let places = rich.terms.into_iter();
            terms.extend(places.map(|(columns, name)| TermPlace {
                line,
                columns,
                name,
            }));
            lines.push(rich.line);
        }
        if let ContentBlock::Answer { number, .. } = block {
            answers.push((start..lines.len(), *number));
        }
        previous = Some(block);
    }
    TextLayout {
        lines,
        answers,
        terms,
    }
}

fn needs_blank_line(before: &ContentBlock, after: &ContentBlock) -> bool {
    use ContentBlock::{
        Answer, Code, Feedback, Goal, Heading, Hint, Item, Note, Paragraph, Success,
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
            | Answer { .. }
            | Feedback { .. }
            | Goal { .. }
            | Success(_)
            | Hint { .. }
            | Note(_),
            _,
        ) => true,
    }
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
        ContentBlock::Heading(text) => vec![
            Line::from(vec![
                ctx.span(format!("{} ", ctx.glyphs.pointer), StyleRole::Accent),
                ctx.span(ctx.fold(text), StyleRole::Title),
            ])
            .into(),
        ],
        ContentBlock::Paragraph(rich) => with_lead(Span::raw(""), rich),
        ContentBlock::Item { number, text } => {
            let lead =
                number.map_or_else(|| format!("{} ", ctx.glyphs.bullet), |n| format!("{n}. "));
            with_lead(ctx.span(lead, StyleRole::Accent), text)
        }
        ContentBlock::Code(rich) => with_lead(Span::raw("    "), rich),
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
                votes: *votes,
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
        ContentBlock::Note(text) => {
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

/// The parts of an answer.
struct AnswerParts<'a> {
    number: usize,
    text: &'a RichText,
    status: AnswerStatus,
    predicted: bool,
    /// The votes for this answer and for all answers.
    votes: Option<(usize, usize)>,
}

fn layout_answer(
    answer: &AnswerParts<'_>,
    width: u16,
    spacing: Spacing,
    ctx: &RenderContext<'_>,
) -> Vec<RichLine> {
    let (style_role, glyph) = status_glyph(answer.status, ctx);
    let base = match answer.status {
        AnswerStatus::Open => ctx.style(StyleRole::Text),
        AnswerStatus::Right | AnswerStatus::Wrong => ctx.style(style_role),
        AnswerStatus::Other => ctx.style(StyleRole::Dim),
    };
    let key = match answer.status {
        AnswerStatus::Open => ctx.style(StyleRole::Key),
        AnswerStatus::Right | AnswerStatus::Wrong | AnswerStatus::Other => base,
    };
    let mut spans = style_spans(answer.text, base, ctx);
    if answer.predicted {
        let whose = answer
            .votes
            .map_or("ui.predicted", |_| "ui.predicted-by-room");
        let note = format!("  {} {}", ctx.glyphs.back, ctx.word(whose));
        spans.push((note, (ctx.style(StyleRole::Prediction), None)));
    }
    let votes = answer.votes.filter(|(_, all)| *all > 0);
    if let (Some((count, _)), Spacing::Minimal) = (votes, spacing) {
        spans.push((format!("  {count}"), (ctx.style(StyleRole::Live), None)));
    }
    let number = answer.number;
    let mut lines = wrap_rich(
        &Span::styled(format!("{glyph} {number}  "), key),
        spans,
        width,
    );
    if let (Some((count, all)), Spacing::Loose | Spacing::Compact) = (votes, spacing) {
        lines.push(vote_bar(count, all, ctx).into());
    }
    lines
}

/// The share of the votes for an answer, as a bar.
fn vote_bar(count: usize, all: usize, ctx: &RenderContext<'_>) -> Line<'static> {
    let full = VOTE_BAR_WIDTH * count / all.max(1);
    Line::from(vec![
        Span::raw("     "),
        ctx.span(ctx.glyphs.full.repeat(full), StyleRole::Prediction),
        ctx.span(
            ctx.glyphs.empty.repeat(VOTE_BAR_WIDTH - full),
            StyleRole::Rule,
        ),
        ctx.span(format!(" {count}"), StyleRole::Live),
    ])
}

/// A met goal, with its conditions in one list.
fn layout_met_goal(
    conditions: &[ConditionStatus],
    width: u16,
    ctx: &RenderContext<'_>,
) -> Vec<Line<'static>> {
    let texts: Vec<_> = conditions
        .iter()
        .map(|condition| ctx.fold(&condition.text))
        .collect();
    let lead = ctx.span(format!("{} ", ctx.glyphs.right), StyleRole::Right);
    wrap_with_lead(
        &lead,
        &[(texts.join(", "), ctx.style(StyleRole::Text))],
        width,
    )
}

/// A condition of a goal that is not met yet.
fn layout_condition(
    condition: &ConditionStatus,
    width: u16,
    spacing: Spacing,
    ctx: &RenderContext<'_>,
) -> Vec<Line<'static>> {
    let (glyph, style_role) = if condition.met {
        (ctx.glyphs.right, StyleRole::Right)
    } else {
        (ctx.glyphs.open, StyleRole::Goal)
    };
    let stated = (ctx.fold(&condition.text), ctx.style(StyleRole::Text));
    let lead = ctx.span(format!("{glyph} "), style_role);
    let mut lines = wrap_with_lead(&lead, std::slice::from_ref(&stated), width);
    if let Some(now) = &condition.now {
        let now = ctx.fold(now);
        let used = lines.last().map_or(0, Line::width);
        let fits = used + 3 + text::width(&now) <= usize::from(width);
        // The present value is never divided.
        let gap = if fits { "   " } else { "\n" };
        let now = (format!("{gap}{now}"), ctx.style(StyleRole::Live));
        lines = wrap_with_lead(&lead, &[stated, now], width);
    }
    if let (Some(progress), false, true) = (
        condition.progress,
        condition.met,
        spacing != Spacing::Minimal,
    ) {
        lines.push(progress_bar(progress, width.min(24), ctx));
    }
    lines
}

/// The progress towards a goal that is not met, as a bar that is never full.
fn progress_bar(progress: f64, width: u16, ctx: &RenderContext<'_>) -> Line<'static> {
    let width = usize::from(width.saturating_sub(2));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "progress is from 0 to 1"
    )]
    let full = ((progress * width as f64) as usize).min(width.saturating_sub(1));
    Line::from(vec![
        Span::raw("  "),
        ctx.span(ctx.glyphs.full.repeat(full), StyleRole::Goal),
        ctx.span(ctx.glyphs.empty.repeat(width - full), StyleRole::Rule),
    ])
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
            };
            let style = match inline.emphasis {
                Emphasis::Plain => style,
                Emphasis::Stressed => style.add_modifier(Modifier::ITALIC),
                Emphasis::Strong => style.add_modifier(Modifier::BOLD),
                Emphasis::Code => style.patch(ctx.style(StyleRole::Code)),
            };
            let term = match &inline.kind {
                InlineKind::Term(name) => Some(name.as_str()),
                InlineKind::Words
                | InlineKind::Live
                | InlineKind::Key
                | InlineKind::Citation
                | InlineKind::Figure
                | InlineKind::Foreign => None,
            };
            (ctx.fold(&inline.text), (style, term))
        })
        .collect()
}
