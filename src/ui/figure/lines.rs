//! Sentences with live numbers.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Widget;

use super::draw_text::draw_title;
use crate::figure::Lines;
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;
use crate::ui::wrap::wrap;

/// The rows of the sentences at this width.
pub(super) fn height(lines: &Lines, width: u16, ctx: &RenderContext<'_>) -> u16 {
    let heading = u16::from(!ctx.format(&lines.title).is_empty());
    heading + u16::try_from(wrap_lines(lines, width, ctx).len()).unwrap_or(u16::MAX - 1)
}

/// Draws the title and the sentences.
pub(super) fn draw(lines: &Lines, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let below = draw_title(&ctx.format(&lines.title), area, buf, ctx);
    for (line, row) in wrap_lines(lines, area.width, ctx)
        .into_iter()
        .zip(below.rows())
    {
        line.render(row, buf);
    }
}

fn wrap_lines(lines: &Lines, width: u16, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let wrap_phrase = |phrase| {
        wrap(
            &[(ctx.format(phrase), ctx.style(StyleRole::Text))],
            width,
            "  ",
        )
    };
    lines.lines.iter().flat_map(wrap_phrase).collect()
}
