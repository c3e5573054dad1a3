//! Titles and labels of figures.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text::{clip, columns};
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;

/// Draws a title line and returns the area below it. Nothing is drawn for an empty title or into a single row.
pub(super) fn draw_title(
    text: &str,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) -> Rect {
    if text.is_empty() || area.height < 2 {
        return area;
    }
    let text = clip(text, usize::from(area.width), ctx.glyphs.ellipsis);
    draw_text(&text, (area.x, area.y), area, StyleRole::Title, buf, ctx);
    Rect::new(area.x, area.y + 1, area.width, area.height - 1)
}

/// Draws `text` from the cell `(x, y)` on, up to the right end of `area`. Nothing is drawn outside of `area`.
pub(super) fn draw_text(
    text: &str,
    (x, y): (u16, u16),
    area: Rect,
    style_role: StyleRole,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    if area.contains((x, y).into()) {
        let max_width = usize::from(area.right() - x);
        buf.set_stringn(x, y, text, max_width, ctx.style(style_role));
    }
}

/// The columns of the widest of `texts`.
pub(super) fn max_width<'t>(texts: impl IntoIterator<Item = &'t String>) -> u16 {
    texts
        .into_iter()
        .map(|text| columns(text))
        .max()
        .unwrap_or(0)
}
