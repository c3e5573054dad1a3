//! Small multiples.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::share::Share;
use super::{cut, plot, title, widest, write};
use crate::figure::Panels;
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;

/// A panel is at least so wide, and so high with its title.
const LEAST: (u16, u16) = (14, 4);
/// Wider than this, a title is cut rather than a column given up.
const WIDEST: u16 = 24;
/// More rows a panel add nothing.
const HIGHEST: u16 = 8;
/// Columns between panels.
const AIR: u16 = 2;

/// Panels side by side, and rows of them: as even as their titles allow.
fn grid(panels: &Panels, width: u16, ctx: &RenderContext<'_>) -> (u16, u16) {
    let count = u16::try_from(panels.plots.len()).unwrap_or(u16::MAX).max(1);
    let titles: Vec<_> = panels
        .plots
        .iter()
        .map(|plot| ctx.format(&plot.title))
        .collect();
    let each = widest(&titles).clamp(LEAST.0, WIDEST) + AIR;
    let most = ((width + AIR) / each).clamp(1, count);
    let rows = count.div_ceil(most);
    (count.div_ceil(rows), rows)
}

/// The rows that panels take at this width.
pub(super) fn share(panels: &Panels, width: u16, ctx: &RenderContext<'_>) -> Share {
    let (_, rows) = grid(panels, width, ctx);
    Share {
        least: rows.saturating_mul(LEAST.1).saturating_add(1),
        most: rows.saturating_mul(HIGHEST).saturating_add(1),
    }
}

/// Draws the plots side by side, each with its own title.
pub(super) fn draw(panels: &Panels, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let below = title(&ctx.format(&panels.title), area, buf, ctx);
    let (across, rows) = grid(panels, below.width, ctx);
    let (width, height) = ((below.width + AIR) / across, below.height / rows);
    if height == 0 || width <= AIR {
        return;
    }
    for (at, plot) in (0u16..).zip(&panels.plots) {
        let (column, row) = (at % across, at / across);
        let panel = Rect::new(
            below.x.saturating_add(column.saturating_mul(width)),
            below.y.saturating_add(row.saturating_mul(height)),
            width - AIR,
            height,
        )
        .intersection(below);
        let name = cut(
            &ctx.format(&plot.title),
            usize::from(panel.width),
            ctx.glyphs.ellipsis,
        );
        write(&name, (panel.x, panel.y), panel, StyleRole::Dim, buf, ctx);
        // The last row stays free, so that panels below each other do not touch.
        let free = u16::from(rows > 1 && height > LEAST.1);
        let room = Rect {
            y: panel.y + 1,
            height: panel.height.saturating_sub(1 + free),
            ..panel
        };
        plot::small(plot, room.intersection(below), buf, ctx);
    }
}
