//! The search: what was typed, what was found, and what the chosen one says.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use super::Pen;
use super::hit::Spot;
use super::theme::Part;
use super::wrap::{clip, pad, wrap};
use crate::app::{App, Find, Found, FoundKind};

/// Rows that tell what the chosen one says.
const SAYS: u16 = 5;
/// The text of a result is never wider than this.
const MEASURE: u16 = 72;

/// Draws the search.
pub(super) fn draw(app: &App, find: &Find, area: Rect, buf: &mut Buffer, pen: &Pen<'_>) {
    let inner = Rect::new(
        area.x + 2,
        area.y,
        area.width.saturating_sub(4),
        area.height,
    );
    let found = app.found();
    let [typed, list, says] = parts(inner);
    let prompt = Line::from(vec![
        Span::styled("/ ", pen.style(Part::Key)),
        Span::styled(find.query.clone(), pen.style(Part::Live)),
        Span::styled(pen.glyphs.caret, pen.style(Part::Accent)),
        Span::styled(
            format!("   {}", pen.word("ui.find.ask")),
            pen.style(Part::Dim),
        ),
    ]);
    prompt.render(typed, buf);
    if found.is_empty() {
        Line::styled(pen.word("ui.find.nothing"), pen.style(Part::Notice)).render(list, buf);
        return;
    }
    let column = kinds_width(pen);
    let first = (find.chosen + 1).saturating_sub(usize::from(list.height).max(1));
    for ((at, result), row) in found.iter().enumerate().skip(first).zip(list.rows()) {
        entry(result, at == find.chosen, column, row.width, pen).render(row, buf);
        pen.spot(row, || Spot::Found(at));
    }
    let Some(chosen) = found.get(find.chosen) else {
        return;
    };
    let lines = wrap(
        &[(pen.fold(&chosen.says), pen.style(Part::Text))],
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

fn kinds_width(pen: &Pen<'_>) -> usize {
    let kinds = [
        FoundKind::Term,
        FoundKind::Lesson,
        FoundKind::Step,
        FoundKind::Key,
    ];
    let widths = kinds.map(|kind| pen.word(kind.key()).width());
    widths.into_iter().max().unwrap_or(0)
}

fn entry(found: &Found, chosen: bool, column: usize, width: u16, pen: &Pen<'_>) -> Line<'static> {
    let (pointer, part) = if chosen {
        (pen.glyphs.pointer, Part::Selected)
    } else {
        (" ", Part::Text)
    };
    let room = usize::from(width).saturating_sub(column + 4);
    let title = pen.fold(&found.title);
    let left = room.saturating_sub(title.width() + 3);
    let mut spans = vec![
        Span::styled(format!("{pointer} "), pen.style(Part::Accent)),
        Span::styled(
            format!("{}  ", pad(&pen.word(found.kind.key()), column)),
            pen.style(Part::Dim),
        ),
        Span::styled(clip(&title, room, pen.glyphs.ellipsis), pen.style(part)),
    ];
    if left > 12 {
        let says = clip(&pen.fold(&found.says), left, pen.glyphs.ellipsis);
        spans.push(Span::styled(format!("   {says}"), pen.style(Part::Dim)));
    }
    Line::from(spans)
}
