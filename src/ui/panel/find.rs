//! The search: what was typed, what was found, and what the chosen one says.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use crate::app::{Find, FindResult, FindResultKind};
use crate::text::{clip, pad};
use crate::ui::RenderContext;
use crate::ui::hit_region::HitRegion;
use crate::ui::theme::StyleRole;
use crate::ui::wrap::wrap;

/// Rows that tell what the chosen one says.
const SAYS: u16 = 5;
/// The text of a result is never wider than this.
const MEASURE: u16 = 72;

/// Draws the search.
pub(crate) fn draw(find: &Find, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let inner = Rect::new(
        area.x + 2,
        area.y,
        area.width.saturating_sub(4),
        area.height,
    );
    let found = find.results();
    let [typed, list, says] = parts(inner);
    let prompt = Line::from(vec![
        Span::styled("/ ", ctx.style(StyleRole::Key)),
        Span::styled(find.query(), ctx.style(StyleRole::Live)),
        Span::styled(ctx.glyphs.caret, ctx.style(StyleRole::Accent)),
        Span::styled(
            format!("   {}", ctx.word("ui.find.ask")),
            ctx.style(StyleRole::Dim),
        ),
    ]);
    prompt.render(typed, buf);
    if found.is_empty() {
        Line::styled(ctx.word("ui.find.nothing"), ctx.style(StyleRole::Notice)).render(list, buf);
        return;
    }
    let column = kinds_width(ctx);
    let first = (find.selected() + 1).saturating_sub(usize::from(list.height).max(1));
    for ((at, result), row) in found.iter().enumerate().skip(first).zip(list.rows()) {
        entry(result, at == find.selected(), column, row.width, ctx).render(row, buf);
        ctx.hit_region(row, || HitRegion::FindResult(at));
    }
    let Some(chosen) = found.get(find.selected()) else {
        return;
    };
    let lines = wrap(
        &[(ctx.fold(&chosen.message), ctx.style(StyleRole::Text))],
        says.width.min(MEASURE),
        "",
    );
    for (line, row) in lines.into_iter().zip(says.rows()) {
        line.render(row, buf);
    }
}

/// Where the query, the results and the words of the chosen one stand.
fn parts(inner: Rect) -> [Rect; 3] {
    let says = SAYS.min(inner.height / 3);
    let list = inner.height.saturating_sub(3 + says);
    [
        Rect::new(inner.x, inner.y, inner.width, inner.height.min(1)),
        Rect::new(inner.x, inner.y + 2, inner.width, list),
        Rect::new(inner.x, inner.y + 3 + list, inner.width, says),
    ]
    .map(|part| part.intersection(inner))
}

fn kinds_width(ctx: &RenderContext<'_>) -> usize {
    let kinds = [
        FindResultKind::Term,
        FindResultKind::Lesson,
        FindResultKind::Step,
        FindResultKind::Key,
    ];
    let widths = kinds.map(|kind| ctx.word(kind.key()).width());
    widths.into_iter().max().unwrap_or(0)
}

fn entry(
    found: &FindResult,
    chosen: bool,
    column: usize,
    width: u16,
    ctx: &RenderContext<'_>,
) -> Line<'static> {
    let (pointer, part) = if chosen {
        (ctx.glyphs.pointer, StyleRole::Selected)
    } else {
        (" ", StyleRole::Text)
    };
    let room = usize::from(width).saturating_sub(column + 4);
    let title = ctx.fold(&found.title);
    let left = room.saturating_sub(title.width() + 3);
    let mut spans = vec![
        Span::styled(format!("{pointer} "), ctx.style(StyleRole::Accent)),
        Span::styled(
            format!("{}  ", pad(&ctx.word(found.kind.key()), column)),
            ctx.style(StyleRole::Dim),
        ),
        Span::styled(clip(&title, room, ctx.glyphs.ellipsis), ctx.style(part)),
    ];
    if left > 12 {
        let says = clip(&ctx.fold(&found.message), left, ctx.glyphs.ellipsis);
        spans.push(Span::styled(
            format!("   {says}"),
            ctx.style(StyleRole::Dim),
        ));
    }
    Line::from(spans)
}
