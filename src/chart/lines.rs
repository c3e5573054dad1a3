//! Sentences with live numbers.

use ratatui::layout::Rect;

use super::{ChartContext, Paint, Scene};
use crate::figure::Lines;
use crate::text::{columns, wrap_styled};

/// The rows of the sentences at this width.
pub(super) fn height(lines: &Lines, width: u16, ctx: &ChartContext<'_>) -> u16 {
    let heading = u16::from(!ctx.format(&lines.title).is_empty());
    heading + u16::try_from(wrap_lines(lines, width, ctx).len()).unwrap_or(u16::MAX - 1)
}

/// Adds the title and the sentences.
pub(super) fn add(lines: &Lines, area: Rect, scene: &mut Scene, ctx: &ChartContext<'_>) {
    let below = scene.title(&ctx.format(&lines.title), area, ctx.symbols.ellipsis);
    for (line, row) in wrap_lines(lines, area.width, ctx).iter().zip(below.rows()) {
        let mut x = row.x;
        for (text, is_marked) in line {
            let paint = if *is_marked { Paint::Live } else { Paint::Text };
            scene.text(text, (x, row.y), below, paint);
            x = x.saturating_add(columns(text));
        }
    }
}

/// The sentences as lines of parts; true for a number that the focused control changes.
fn wrap_lines(lines: &Lines, width: u16, ctx: &ChartContext<'_>) -> Vec<Vec<(String, bool)>> {
    let wrap_phrase = |phrase| wrap_styled(&ctx.parts(phrase), width, "  ");
    lines.lines.iter().flat_map(wrap_phrase).collect()
}
