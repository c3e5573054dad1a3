//! Small multiples.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Share, cut, plot, title, write};
use crate::figure::Panels;
use crate::ui::Pen;
use crate::ui::theme::Part;

/// A panel is at least so wide, and so high with its title.
const LEAST: (u16, u16) = (14, 4);
/// More rows a panel add nothing.
const HIGHEST: u16 = 7;

/// Panels side by side, and rows of them.
fn grid(panels: &Panels, width: u16) -> (u16, u16) {
    let count = u16::try_from(panels.plots.len()).unwrap_or(u16::MAX).max(1);
    let columns = (width / LEAST.0).clamp(1, count);
    (columns, count.div_ceil(columns))
}

pub(super) fn share(panels: &Panels, width: u16) -> Share {
    let (_, rows) = grid(panels, width);
    Share {
        least: 1 + rows.saturating_mul(LEAST.1),
        most: 1 + rows.saturating_mul(HIGHEST),
    }
}

/// Draws the plots side by side, each with its own title.
pub(super) fn draw(panels: &Panels, area: Rect, buf: &mut Buffer, pen: &Pen<'_>) {
    let below = title(&pen.say(&panels.title), area, buf, pen);
    let (columns, rows) = grid(panels, below.width);
    let (width, height) = (below.width / columns, below.height / rows.max(1));
    if height == 0 {
        return;
    }
    for (at, plot) in (0u16..).zip(&panels.plots) {
        let (column, row) = (at % columns, at / columns);
        let panel = Rect::new(
            below.x + column * width,
            below.y + row * height,
            width.saturating_sub(2),
            height,
        );
        let panel = panel.intersection(below);
        let name = pen.say(&plot.title);
        write(
            &cut(
                &pen.fold(&name),
                usize::from(panel.width),
                pen.glyphs.ellipsis,
            ),
            (panel.x, panel.y),
            panel,
            Part::Dim,
            buf,
            pen,
        );
        let room = Rect::new(
            panel.x,
            panel.y + 1,
            panel.width,
            panel.height.saturating_sub(1),
        );
        plot::small(plot, room.intersection(below), buf, pen);
    }
}
