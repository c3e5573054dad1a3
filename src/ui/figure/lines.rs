//! Read-outs: sentences with live numbers.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Widget;

use super::title;
use crate::figure::Lines;
use crate::ui::Pen;
use crate::ui::theme::Part;
use crate::ui::wrap::wrap;

/// The rows that they take at this width.
pub(super) fn height(lines: &Lines, width: u16, pen: &Pen<'_>) -> u16 {
    let heading = u16::from(!pen.say(&lines.title).is_empty());
    heading + u16::try_from(wrapped(lines, width, pen).len()).unwrap_or(u16::MAX - 1)
}

/// Draws them.
pub(super) fn draw(lines: &Lines, area: Rect, buf: &mut Buffer, pen: &Pen<'_>) {
    let below = title(&pen.say(&lines.title), area, buf, pen);
    for (line, row) in wrapped(lines, area.width, pen)
        .into_iter()
        .zip(below.rows())
    {
        line.render(row, buf);
    }
}

fn wrapped(lines: &Lines, width: u16, pen: &Pen<'_>) -> Vec<Line<'static>> {
    let of = |phrase| wrap(&[(pen.say(phrase), pen.style(Part::Text))], width, "  ");
    lines.lines.iter().flat_map(of).collect()
}
