//! The lesson screen: text, figures, controls.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::hit::Spot;
use super::theme::Part;
use super::wrap::wrap;
use super::{Pen, figure, frame, prose};
use crate::app::{App, Extent, Key};
use crate::figure::Figure;

/// Draws text and figures into the body; says how much of the text is hidden.
pub(super) fn draw(app: &App, body: Rect, buf: &mut Buffer, pen: &Pen<'_>) -> Extent {
    let figures = app.figures();
    let drawn = !figures.is_empty() && !app.is_described();
    let width = frame::text_width(body, drawn);
    let room = frame::text_room(body, drawn);
    let prose::Page { mut lines, answers } = prose::page(&app.passages(), width, room, pen);
    if app.is_described() {
        lines.extend(described(&figures, width, pen));
    }
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let halves = frame::halves(body, height, drawn);
    if let Some(divider) = halves.divider {
        for row in divider.rows() {
            Span::styled(pen.glyphs.vertical, pen.style(Part::Rule)).render(row, buf);
        }
    }
    if drawn {
        figure::column(&figures, halves.figures, buf, pen);
    }
    for (of_answer, number) in answers {
        spot(of_answer, number, app.scroll(), halves.text, pen);
    }
    text(&lines, app.scroll(), halves.text, buf, pen)
}

/// Makes the lines of an answer something to click.
fn spot(lines: Range<usize>, number: usize, scroll: u16, area: Rect, pen: &Pen<'_>) {
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
            pen.spot(row, || Spot::Key(Key::char(digit)));
        }
    }
}

/// Draws `lines` from line `scroll` on, with a sign where there is more.
pub(super) fn text(
    lines: &[Line<'static>],
    scroll: u16,
    area: Rect,
    buf: &mut Buffer,
    pen: &Pen<'_>,
) -> Extent {
    let count = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let hidden = count.saturating_sub(area.height);
    let scroll = scroll.min(hidden);
    for (line, row) in lines.iter().skip(usize::from(scroll)).zip(area.rows()) {
        line.render(row, buf);
    }
    let side = |y: u16| Rect::new(area.right().saturating_sub(1), y, 1, 1).intersection(area);
    if scroll > 0 {
        Span::styled(pen.glyphs.more_above, pen.style(Part::Accent)).render(side(area.y), buf);
    }
    if scroll < hidden {
        Span::styled(pen.glyphs.more_below, pen.style(Part::Accent))
            .render(side(area.bottom().saturating_sub(1)), buf);
    }
    Extent {
        hidden,
        page: area.height,
    }
}

/// The figures in words.
fn described(figures: &[Figure], width: u16, pen: &Pen<'_>) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for figure in figures {
        lines.push(Line::default());
        let title = pen.say(figure.title());
        if !title.is_empty() {
            lines.extend(wrap(&[(title, pen.style(Part::Title))], width, ""));
        }
        for sentence in figure.describe() {
            lines.extend(wrap(
                &[(pen.say(&sentence), pen.style(Part::Text))],
                width,
                "  ",
            ));
        }
    }
    lines
}
