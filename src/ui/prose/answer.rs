//! Answers with their votes.

use ratatui::text::{Line, Span};

use super::{Spacing, TextSize, status_glyph, style_spans};
use crate::app::{AnswerStatus, ContentBlock, RichText};
use crate::text::keep_together;
use crate::ui::RenderContext;
use crate::ui::rich_lines::{RichLine, wrap_rich};
use crate::ui::theme::StyleRole;

/// The columns of the bar of votes.
const VOTE_BAR_WIDTH: usize = 24;

/// The parts of an answer.
pub(super) struct AnswerParts<'a> {
    /// The key that chooses it.
    pub number: usize,
    /// Its text.
    pub text: &'a RichText,
    /// Its status.
    pub status: AnswerStatus,
    /// Whether it was the prediction.
    pub predicted: bool,
    /// The votes for this answer and for all answers.
    pub votes: Option<(usize, usize)>,
}

/// An answer behind its key, with its number of votes where there is no room for a bar.
pub(super) fn layout_answer(
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
        let note = keep_together(&format!("  {} {}", ctx.glyphs.back, ctx.word(whose)));
        spans.push((note, (ctx.style(StyleRole::Prediction), None)));
    }
    let votes = answer.votes.filter(|(_, all)| *all > 0);
    if let (Some((count, _)), Spacing::Minimal) = (votes, spacing) {
        spans.push((format!("  {count}"), (ctx.style(StyleRole::Live), None)));
    }
    let number = answer.number;
    wrap_rich(
        // The mark keeps the key apart from an answer that is a number itself.
        &Span::styled(format!("{glyph} {number}) "), key),
        spans,
        width,
    )
}

/// The bar of votes below an answer. Below large text, an empty line keeps its place, so that the text stays where it is when
/// the first hand is counted.
pub(super) fn vote_line(
    block: &ContentBlock,
    size: TextSize,
    spacing: Spacing,
    ctx: &RenderContext<'_>,
) -> Option<Line<'static>> {
    let ContentBlock::Answer {
        votes: Some((count, all)),
        ..
    } = block
    else {
        return None;
    };
    match (spacing, size) {
        (Spacing::Loose | Spacing::Compact | Spacing::Tight, _) if *all > 0 => {
            Some(vote_bar(*count, *all, ctx))
        }
        (Spacing::Loose | Spacing::Compact | Spacing::Tight, TextSize::Large) => {
            Some(Line::default())
        }
        (Spacing::Minimal, _)
        | (Spacing::Loose | Spacing::Compact | Spacing::Tight, TextSize::Normal) => None,
    }
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
