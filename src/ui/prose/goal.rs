//! The goals of a challenge in lines, with their conditions and how near they are.

use ratatui::text::{Line, Span};

use super::Spacing;
use crate::app::ConditionStatus;
use crate::text;
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;
use crate::ui::wrap::wrap_with_lead;

/// A met goal, with its conditions in one list.
pub(super) fn layout_met_goal(
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
pub(super) fn layout_condition(
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
