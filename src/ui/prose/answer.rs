//! Answers with their votes.

use ratatui::text::{Line, Span};

use super::{Spacing, TextSize, status_glyph, style_spans};
use crate::app::{AnswerStatus, ContentBlock, RichText, RoundVotes};
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
    /// The votes of each round, in front of a class.
    pub votes: Option<&'a [RoundVotes]>,
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
    let last = answer.votes.and_then(<[RoundVotes]>::last);
    if let (Some(votes), Spacing::Minimal) = (last, spacing) {
        let count = format!("  {}", votes.count);
        spans.push((count, (ctx.style(StyleRole::Live), None)));
    }
    let number = answer.number;
    wrap_rich(
        // The mark keeps the key apart from an answer that is a number itself.
        &Span::styled(format!("{glyph} {number}) "), key),
        spans,
        width,
    )
}

/// The bars of votes below an answer, one a round. Below large text, an empty line keeps the place of the first, so that the
/// text stays where it is when the first hand is counted.
pub(super) fn vote_lines(
    block: &ContentBlock,
    size: TextSize,
    spacing: Spacing,
    ctx: &RenderContext<'_>,
) -> Vec<Line<'static>> {
    let ContentBlock::Answer {
        votes: Some(rounds),
        ..
    } = block
    else {
        return Vec::new();
    };
    match (spacing, size, rounds.as_slice()) {
        (Spacing::Minimal, _, _)
        | (Spacing::Loose | Spacing::Compact | Spacing::Tight, TextSize::Normal, []) => Vec::new(),
        (Spacing::Loose | Spacing::Compact | Spacing::Tight, TextSize::Large, []) => {
            vec![Line::default()]
        }
        (Spacing::Loose | Spacing::Compact | Spacing::Tight, _, [earlier @ .., last]) => {
            let earlier = earlier
                .iter()
                .map(|votes| vote_bar(*votes, StyleRole::Dim, ctx));
            let last = vote_bar(*last, StyleRole::Prediction, ctx);
            earlier.chain([last]).collect()
        }
    }
}

/// The share of the votes for an answer in a round, as a bar.
fn vote_bar(votes: RoundVotes, style_role: StyleRole, ctx: &RenderContext<'_>) -> Line<'static> {
    let RoundVotes { count, total } = votes;
    let full = VOTE_BAR_WIDTH * count / total.max(1);
    Line::from(vec![
        Span::raw("     "),
        ctx.span(ctx.glyphs.full.repeat(full), style_role),
        ctx.span(
            ctx.glyphs.empty.repeat(VOTE_BAR_WIDTH - full),
            StyleRole::Rule,
        ),
        ctx.span(format!(" {count}"), StyleRole::Live),
    ])
}
