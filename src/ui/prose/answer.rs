//! Answers with their votes.

use ratatui::text::{Line, Span};

use super::{Spacing, TextSize, status_glyph, style_spans};
use crate::app::{AnswerStatus, ContentBlock, RichText, RoundVotes};
use crate::text::{keep_together, width as text_width};
use crate::ui::RenderContext;
use crate::ui::rich_lines::{RichLine, RichSpan, wrap_rich};
use crate::ui::theme::StyleRole;

/// The most columns of the bar of votes.
const VOTE_BAR_WIDTH: usize = 24;

/// The columns of a bar behind an answer, and the fewest of one below it.
const SHORT_BAR_WIDTH: usize = 8;

/// The blanks before a bar below an answer.
const BAR_INDENT: &str = "     ";

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

/// An answer behind its key, with a short bar of its votes where there is no line for one.
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
    if let (Some(rounds), Spacing::Minimal) = (answer.votes, spacing) {
        spans.extend(short_bar(rounds, ctx));
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
    width: u16,
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
            let naming = match earlier {
                [] => Naming::Plain,
                [_, ..] => Naming::Named,
            };
            let bar = |votes: RoundVotes, role| vote_bar(votes, role, naming, width, ctx);
            let before = earlier.iter().map(|votes| bar(*votes, StyleRole::Dim));
            let last = bar(*last, StyleRole::Prediction);
            before.chain([last]).collect()
        }
    }
}

/// Whether a bar tells its round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Naming {
    /// There is one round.
    Plain,
    /// Its name stands behind it.
    Named,
}

/// The share of the votes for an answer in a round, as a bar.
fn vote_bar(
    votes: RoundVotes,
    style_role: StyleRole,
    naming: Naming,
    width: u16,
    ctx: &RenderContext<'_>,
) -> Line<'static> {
    let name = match naming {
        Naming::Plain => String::new(),
        Naming::Named => format!("  {}", ctx.word(round_name(votes.round))),
    };
    let count = format!(" {}", votes.count);
    let rest = BAR_INDENT.len() + text_width(&count) + text_width(&name);
    let bar_width = usize::from(width)
        .saturating_sub(rest)
        .clamp(SHORT_BAR_WIDTH, VOTE_BAR_WIDTH);
    let [full, empty] = bar(votes, bar_width, ctx);
    Line::from(vec![
        Span::raw(BAR_INDENT),
        ctx.span(full, style_role),
        ctx.span(empty, StyleRole::Rule),
        ctx.span(count, StyleRole::Live),
        ctx.span(name, StyleRole::Dim),
    ])
}

/// The bar of the last round with the counts of all, behind an answer: `████░░░░ 10 → 4`.
fn short_bar(rounds: &[RoundVotes], ctx: &RenderContext<'_>) -> Vec<RichSpan<'static>> {
    let Some(last) = rounds.last() else {
        return Vec::new();
    };
    let [full, empty] = bar(*last, SHORT_BAR_WIDTH, ctx);
    let counts = rounds.iter().map(|votes| votes.count.to_string());
    let arrow = ctx.fold(" → ");
    let counts = keep_together(&format!(" {}", counts.collect::<Vec<_>>().join(&arrow)));
    let style = |role| (ctx.style(role), None);
    vec![
        (format!("  {full}"), style(StyleRole::Prediction)),
        (empty, style(StyleRole::Rule)),
        (counts, style(StyleRole::Live)),
    ]
}

/// The full and the empty part of a bar.
fn bar(votes: RoundVotes, width: usize, ctx: &RenderContext<'_>) -> [String; 2] {
    let full = width * votes.count / votes.total.max(1);
    [
        ctx.glyphs.full.repeat(full),
        ctx.glyphs.empty.repeat(width - full),
    ]
}

/// The key of the name of a round.
fn round_name(round: usize) -> &'static str {
    match round {
        0 | 1 => "ui.room.round-first",
        2 => "ui.room.round-second",
        _ => "ui.room.round-third",
    }
}
