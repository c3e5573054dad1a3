//! The lesson screen: text, figures, controls.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::{App, Key, ScrollExtent, Session};
use crate::figure::Figure;
use crate::ui::hit_region::HitRegion;
use crate::ui::theme::StyleRole;
use crate::ui::wrap::wrap;
use crate::ui::{RenderContext, figure, layout, prose};

/// Draws text and figures into the body; says how much of the text is hidden.
pub(crate) fn draw(
    app: &App,
    body: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) -> ScrollExtent {
    let figures = app.session().map(Session::figures).unwrap_or_default();
    let drawn = !figures.is_empty() && !app.context().shows_text();
    let width = layout::text_width(body, drawn);
    let room = layout::text_room(body, drawn);
    let prose::Page { mut lines, answers } = prose::page(&app.content(), width, room, ctx);
    if app.context().shows_text() {
        lines.extend(described(&figures, width, ctx));
    }
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let halves = layout::halves(body, height, drawn);
    if let Some(divider) = halves.divider {
        for row in divider.rows() {
            Span::styled(ctx.glyphs.vertical, ctx.style(StyleRole::Rule)).render(row, buf);
        }
    }
    if drawn {
        figure::column(&figures, halves.figures, buf, ctx);
    }
    for (of_answer, number) in answers {
        hit_region(of_answer, number, app.scroll(), halves.text, ctx);
    }
    text(&lines, app.scroll(), halves.text, buf, ctx)
}

/// Makes the lines of an answer something to click.
fn hit_region(
    lines: Range<usize>,
    number: usize,
    scroll: u16,
    area: Rect,
    ctx: &RenderContext<'_>,
) {
    let Some(digit) = u32::try_from(number)
        .ok()
        .and_then(|n| char::from_digit(n, 10))
    else {
        return;
    };
    for line in lines {
        let row = line
            .checked_sub(usize::from(scroll))
            .and_then(|row| u16::try_from(row).ok());
        if let Some(row) = row.filter(|row| *row < area.height) {
            let row = Rect::new(area.x, area.y + row, area.width, 1);
            ctx.hit_region(row, || HitRegion::Key(Key::char(digit)));
        }
    }
}

/// Draws `lines` from line `scroll` on, with a sign where there is more.
pub(crate) fn text(
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
    let side = |y: u16| Rect::new(area.right().saturating_sub(1), y, 1, 1).intersection(area);
    if scroll > 0 {
        Span::styled(ctx.glyphs.more_above, ctx.style(StyleRole::Accent)).render(side(area.y), buf);
    }
    if scroll < hidden {
        Span::styled(ctx.glyphs.more_below, ctx.style(StyleRole::Accent))
            .render(side(area.bottom().saturating_sub(1)), buf);
    }
    ScrollExtent {
        hidden,
        page: area.height,
    }
}

/// The figures in words.
fn described(figures: &[Figure], width: u16, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for figure in figures {
        lines.push(Line::default());
        let title = ctx.format(figure.title());
        if !title.is_empty() {
            lines.extend(wrap(&[(title, ctx.style(StyleRole::Title))], width, ""));
        }
        for sentence in figure.describe() {
            lines.extend(wrap(
                &[(ctx.format(&sentence), ctx.style(StyleRole::Text))],
                width,
                "  ",
            ));
        }
    }
    lines
}
