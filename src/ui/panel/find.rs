//! The search: the query, the results, and the text of the selected result.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Widget;

use crate::app::{Find, FindResult, FindResultKind};
use crate::text::{clip, pad, width};
use crate::ui::RenderContext;
use crate::ui::hit_region::HitRegion;
use crate::ui::layout::MAX_TEXT_WIDTH;
use crate::ui::theme::StyleRole;
use crate::ui::wrap::wrap_text;

/// The most rows of the text of the selected result.
const MAX_PREVIEW_HEIGHT: u16 = 5;
/// The message of a result is shown in its row only with more columns than this.
const MIN_MESSAGE_WIDTH: usize = 12;

/// Draws the search.
pub(crate) fn draw(find: &Find, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let inner = Rect::new(
        area.x + 2,
        area.y,
        area.width.saturating_sub(4),
        area.height,
    );
    let found = find.results();
    let [query, list, preview] = areas(inner);
    let prompt = Line::from(vec![
        ctx.span("/ ", StyleRole::Key),
        ctx.span(find.query().text(), StyleRole::Live),
        ctx.span(format!("   {}", ctx.word("ui.find.ask")), StyleRole::Dim),
    ]);
    prompt.render(query, buf);
    let (before, _) = find.query().split_at_cursor();
    ctx.place_text_cursor(query, 2 + width(before));
    if found.is_empty() {
        Line::styled(ctx.word("ui.find.nothing"), ctx.style(StyleRole::Notice)).render(list, buf);
        return;
    }
    let column = max_kind_width(ctx);
    let first = (find.selected() + 1).saturating_sub(usize::from(list.height).max(1));
    for ((at, result), row) in found.iter().enumerate().skip(first).zip(list.rows()) {
        result_line(result, at == find.selected(), column, row.width, ctx).render(row, buf);
        ctx.add_hit_region(row, || HitRegion::FindResult(at));
    }
    let Some(selected) = found.get(find.selected()) else {
        return;
    };
    let lines = wrap_text(
        ctx.fold(&selected.message),
        ctx.style(StyleRole::Text),
        preview.width.min(MAX_TEXT_WIDTH),
    );
    for (line, row) in lines.into_iter().zip(preview.rows()) {
        line.render(row, buf);
    }
}

/// The areas of the query, the results, and the text of the selected result.
fn areas(inner: Rect) -> [Rect; 3] {
    let preview = MAX_PREVIEW_HEIGHT.min(inner.height / 3);
    let list = inner.height.saturating_sub(3 + preview);
    [
        Rect::new(inner.x, inner.y, inner.width, inner.height.min(1)),
        Rect::new(inner.x, inner.y + 2, inner.width, list),
        Rect::new(inner.x, inner.y + 3 + list, inner.width, preview),
    ]
    .map(|area| area.intersection(inner))
}

fn max_kind_width(ctx: &RenderContext<'_>) -> usize {
    let kinds = [
        FindResultKind::Term,
        FindResultKind::Lesson,
        FindResultKind::Step,
        FindResultKind::Key,
    ];
    let widths = kinds.map(|kind| width(&ctx.word(kind.key())));
    widths.into_iter().max().unwrap_or(0)
}

fn result_line(
    result: &FindResult,
    is_selected: bool,
    kind_width: usize,
    row_width: u16,
    ctx: &RenderContext<'_>,
) -> Line<'static> {
    let (pointer, style_role) = if is_selected {
        (ctx.glyphs.pointer, StyleRole::Selected)
    } else {
        (" ", StyleRole::Text)
    };
    let max_width = usize::from(row_width).saturating_sub(kind_width + 4);
    let title = ctx.fold(&result.title);
    let rest = max_width.saturating_sub(width(&title) + 3);
    let mut spans = vec![
        ctx.span(format!("{pointer} "), StyleRole::Accent),
        ctx.span(
            format!("{}  ", pad(&ctx.word(result.kind.key()), kind_width)),
            StyleRole::Dim,
        ),
        ctx.span(clip(&title, max_width, ctx.glyphs.ellipsis), style_role),
    ];
    if rest > MIN_MESSAGE_WIDTH {
        let message = clip(&ctx.fold(&result.message), rest, ctx.glyphs.ellipsis);
        spans.push(ctx.span(format!("   {message}"), StyleRole::Dim));
    }
    Line::from(spans)
}
