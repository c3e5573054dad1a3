//! Text that can be scrolled.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::RenderContext;
use super::theme::StyleRole;
use crate::app::{FigureSet, ScrollExtent};

/// Draws `lines` from line `scroll` on, with an arrow where there is more. Returns how far they can be scrolled.
pub(super) fn draw_scrolled(
    lines: &[Line<'static>],
    scroll: u16,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) -> ScrollExtent {
    let count = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let hidden = count.saturating_sub(area.height);
    let scroll = scroll.min(hidden);
    for (line, row) in lines.iter().skip(usize::from(scroll)).zip(area.rows()) {
        line.render(row, buf);
    }
    draw_overflow_arrows(scroll > 0, scroll < hidden, area, buf, ctx);
    ScrollExtent {
        hidden,
        page: area.height,
        hidden_figures: FigureSet::default(),
        is_too_small: false,
    }
}

/// Draws arrows at the right edge where there is more above or below.
fn draw_overflow_arrows(
    above: bool,
    below: bool,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let edge = |y: u16| Rect::new(area.right().saturating_sub(1), y, 1, 1).intersection(area);
    let style = ctx.style(StyleRole::Accent);
    if above {
        Span::styled(ctx.glyphs.more_above, style).render(edge(area.y), buf);
    }
    if below {
        let last = area.bottom().saturating_sub(1);
        Span::styled(ctx.glyphs.more_below, style).render(edge(last), buf);
    }
}
