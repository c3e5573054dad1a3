//! Panels: several small plots side by side.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::draw_text::{draw_text, draw_title, max_width};
use super::frame::HeightRange;
use super::plot;
use crate::figure::Panels;
use crate::text::clip;
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;

/// The fewest columns and rows of a panel with its title.
const MIN_SIZE: (u16, u16) = (14, 4);
/// A wider title is clipped, so that more panels stand side by side.
const MAX_TITLE_WIDTH: u16 = 24;
/// The most rows of a panel.
const MAX_HEIGHT: u16 = 8;
/// Columns between panels.
const GAP: u16 = 2;

/// The columns and rows of panels: as many columns as their titles allow, rows filled evenly.
fn grid_size(panels: &Panels, width: u16, ctx: &RenderContext<'_>) -> (u16, u16) {
    let count = u16::try_from(panels.plots.len()).unwrap_or(u16::MAX).max(1);
    let titles: Vec<_> = panels
        .plots
        .iter()
        .map(|plot| ctx.format(&plot.title))
        .collect();
    let panel_width = max_width(&titles).clamp(MIN_SIZE.0, MAX_TITLE_WIDTH) + GAP;
    let most = ((width + GAP) / panel_width).clamp(1, count);
    let rows = count.div_ceil(most);
    (count.div_ceil(rows), rows)
}

/// The rows of the panels at this width.
pub(super) fn height_range(panels: &Panels, width: u16, ctx: &RenderContext<'_>) -> HeightRange {
    let (_, rows) = grid_size(panels, width, ctx);
    HeightRange {
        min: rows.saturating_mul(MIN_SIZE.1).saturating_add(1),
        max: rows.saturating_mul(MAX_HEIGHT).saturating_add(1),
    }
}

/// Draws the plots side by side, each with its own title.
pub(super) fn draw(panels: &Panels, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let below = draw_title(&ctx.format(&panels.title), area, buf, ctx);
    let (across, rows) = grid_size(panels, below.width, ctx);
    let (width, height) = ((below.width + GAP) / across, below.height / rows);
    if height == 0 || width <= GAP {
        return;
    }
    for (at, plot) in (0u16..).zip(&panels.plots) {
        let (column, row) = (at % across, at / across);
        let panel = Rect::new(
            below.x.saturating_add(column.saturating_mul(width)),
            below.y.saturating_add(row.saturating_mul(height)),
            width - GAP,
            height,
        )
        .intersection(below);
        let name = clip(
            &ctx.format(&plot.title),
            usize::from(panel.width),
            ctx.glyphs.ellipsis,
        );
        draw_text(&name, (panel.x, panel.y), panel, StyleRole::Dim, buf, ctx);
        // A blank last row separates panels below each other.
        let blank = u16::from(rows > 1 && height > MIN_SIZE.1);
        let plot_area = Rect {
            y: panel.y + 1,
            height: panel.height.saturating_sub(1 + blank),
            ..panel
        };
        plot::draw_small(plot, plot_area.intersection(below), buf, ctx);
    }
}
