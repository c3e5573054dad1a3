//! The zoom: one figure over the whole body. Also the note on figures that find no room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::{Session, first_key, key_names};
use crate::locale::Phrase;
use crate::text::columns;
use crate::ui::hit_region::HitRegion;
use crate::ui::theme::StyleRole;
use crate::ui::{RenderContext, figure};

/// Draws the figure that is shown alone into `body`, with its place among the others below it. False where the whole step
/// is shown.
pub(super) fn draw(
    session: &Session,
    body: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) -> bool {
    let (Some(at), Some(shown)) = (session.zoom(), session.zoomed_figure()) else {
        return false;
    };
    let area = Rect {
        x: body.x + 2,
        width: body.width.saturating_sub(4),
        height: body.height.saturating_sub(1),
        ..body
    };
    figure::draw_numbered_column(&[shown], |_| at, area, buf, ctx);
    let place = Phrase::key("ui.zoom.place")
        .with("at", at + 1)
        .with("of", session.zoom_count());
    draw_note(&place, below(area, body), buf, ctx);
    ctx.place_cursor(area.x, area.y);
    true
}

/// The row below `area` in `body`.
fn below(area: Rect, body: Rect) -> Rect {
    Rect {
        y: area.bottom(),
        height: 1,
        ..area
    }
    .intersection(body)
}

/// Draws in the last row of `column` how many figures find no room, with the key that shows them.
pub(super) fn draw_more(hidden: usize, column: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let more = Phrase::key("ui.zoom.more").with("n", hidden);
    let row = Rect {
        y: column.bottom().saturating_sub(1),
        height: 1,
        ..column
    };
    draw_note(&more, row.intersection(column), buf, ctx);
}

/// Draws the number of figures of a step whose text takes the whole body.
pub(super) fn draw_count(count: usize, row: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let figures = Phrase::key("ui.zoom.figures").with("n", count);
    draw_note(&figures, row, buf, ctx);
}

/// Draws `phrase` with the key of the zoom in `row`, and records it as a hit region of the key.
fn draw_note(phrase: &Phrase, row: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let key = key_names("zoom").unwrap_or_default();
    let text = ctx.format(&phrase.clone().with("key", key));
    let area = Rect {
        width: columns(&text).min(row.width),
        ..row
    };
    Line::from(Span::styled(text, ctx.style(StyleRole::Dim))).render(area, buf);
    if let Some(key) = first_key("zoom") {
        ctx.add_hit_region(area, || HitRegion::Key(key));
    }
}
