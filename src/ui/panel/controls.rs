//! The controls of a step, as sliders and choices, in one or two columns.

mod choice;
mod input;
mod row;
mod slider;

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::Widget;

pub(super) use self::input::number_hint;
use self::row::{ControlRow, RowState, RowWidths};
use super::run_line;
use crate::app::{App, Overlay, Session};
use crate::lab::Control;
use crate::text::columns;
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;

/// The most rows of controls.
const MAX_ROWS: usize = 4;
/// From this width on, controls that do not fit into one column stand in two.
const TWO_COLUMN_WIDTH: u16 = 120;
/// The columns between two columns of controls.
const GAP: u16 = 3;

/// The rows of the controls of the open step on a screen of this width.
pub(crate) fn height(app: &App, width: u16) -> u16 {
    let Some(session) = app.session() else {
        return 0;
    };
    // In the playground, the controls are a pane.
    if session.workbench().is_some() && !app.context().shows_text() {
        return 0;
    }
    let run = usize::from(session.lab().is_some_and(|lab| lab.run().is_some()));
    let grid = Grid::new(session.shown_controls().len(), width);
    u16::try_from(run + grid.rows).unwrap_or(0)
}

/// The rows that the controls of hidden figures would take.
pub(super) fn hidden_rows(session: &Session, width: u16) -> u16 {
    let rows = |names: &[String]| Grid::new(names.len(), width).rows;
    let (all, shown) = (
        rows(&session.step_controls()),
        rows(&session.shown_controls()),
    );
    // Without any row, the rule above the controls is missing, too.
    let has_run = session.lab().is_some_and(|lab| lab.run().is_some());
    let rule = usize::from(shown == 0 && all > 0 && !has_run);
    u16::try_from(all - shown + rule).unwrap_or(0)
}

/// The arrangement of controls: down the first column, then down the second one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Grid {
    columns: usize,
    rows: usize,
}

impl Grid {
    /// The arrangement of `count` controls on a screen of this width.
    fn new(count: usize, width: u16) -> Self {
        let is_wide = width >= TWO_COLUMN_WIDTH;
        let columns = if count > MAX_ROWS && is_wide { 2 } else { 1 };
        let rows = count.div_ceil(columns).min(MAX_ROWS);
        Self { columns, rows }
    }

    /// The controls that are visible, among them the one at `focus`.
    fn visible(self, focus: usize, count: usize) -> Range<usize> {
        let capacity = self.columns * self.rows;
        let start = (focus + 1).saturating_sub(capacity).min(count);
        start..count.min(start + capacity)
    }

    /// The area of the visible control at `place`.
    fn area(self, place: usize, area: Rect) -> Rect {
        let small = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let gaps = GAP * small(self.columns - 1);
        let width = area.width.saturating_sub(gaps) / small(self.columns);
        let (column, row) = (place / self.rows.max(1), place % self.rows.max(1));
        let x = area.x + small(column) * (width + GAP);
        Rect::new(x, area.y + small(row), width, 1).intersection(area)
    }
}

/// Draws the controls of the open step.
pub(crate) fn draw(app: &App, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let Some(session) = app.session() else {
        return;
    };
    let Some(lab) = session.shown_lab() else {
        return;
    };
    let mut rows = area.rows();
    let mut area = area;
    if lab.run().is_some()
        && let Some(row) = rows.next()
    {
        run_line::draw(session, lab, row, buf, ctx);
        area.y += 1;
        area.height -= 1;
    }
    if area.is_empty() {
        // The panes of a workbench show its controls.
        return;
    }
    let names = session.shown_controls();
    let focused = session.focused();
    let is_focused = |name: &String| focused.as_ref() == Some(name);
    let grid = Grid::new(names.len(), area.width);
    let visible = grid.visible(names.iter().position(is_focused).unwrap_or(0), names.len());
    let (above, below) = (visible.start, names.len() - visible.end);
    let margin = draw_hidden_counts(above, below, area, buf, ctx);
    area.width = area.width.saturating_sub(margin);
    let controls: Vec<&Control> = names
        .iter()
        .skip(visible.start)
        .take(visible.len())
        .filter_map(|name| lab.controls().get(name))
        .collect();
    let widths = RowWidths::of(&controls, lab, grid.area(0, area).width, ctx);
    for (place, control) in controls.into_iter().enumerate() {
        let row = ControlRow {
            control,
            lab,
            state: row_state(session, control),
            before: ghost_value(session, control),
            widths: &widths,
        };
        let area = grid.area(place, area);
        draw_row(&row, app.overlay(), area, buf, ctx);
    }
}

/// Draws a row, with the input of its value or the keys that paint its picture while they are open.
fn draw_row(
    row: &ControlRow<'_>,
    overlay: Option<&Overlay>,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let name = row.control.name.as_str();
    if let Some(input) = overlay.and_then(|overlay| overlay.value_input(name)) {
        row.draw_input(input, area, buf, ctx);
    } else if overlay == Some(&Overlay::Painting) && row.state == RowState::Focused {
        row.draw_painting(area, buf, ctx);
    } else {
        row.draw(area, buf, ctx);
    }
}

fn row_state(session: &Session, control: &Control) -> RowState {
    if session.open_question().is_some() {
        RowState::Locked
    } else if session.focused().as_ref() == Some(&control.name) {
        RowState::Focused
    } else {
        RowState::Plain
    }
}

/// The number that a control has in the ghost, where ghosts are shown.
fn ghost_value(session: &Session, control: &Control) -> Option<f64> {
    let lab = session.lab().filter(|_| session.shows_ghost())?;
    lab.ghost_value(&control.name)?.as_number()
}

/// Draws the numbers of controls that are hidden above and below, at the right edge of the first and the last row.
/// Returns the columns that they take.
pub(super) fn draw_hidden_counts(
    above: usize,
    below: usize,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) -> u16 {
    let counts = [
        (above, ctx.glyphs.more_above, area.y),
        (
            below,
            ctx.glyphs.more_below,
            area.bottom().saturating_sub(1),
        ),
    ];
    let counts = counts.map(|(count, sign, y)| {
        let text = (count > 0).then(|| format!(" {sign} {count} "));
        (text.unwrap_or_default(), y)
    });
    let margin = counts.iter().map(|(text, _)| columns(text)).max();
    let margin = margin.unwrap_or(0);
    for (text, y) in counts {
        let x = area.right().saturating_sub(margin);
        let cell = Rect::new(x, y, margin, 1).intersection(area);
        Span::styled(text, ctx.style(StyleRole::Accent)).render(cell, buf);
    }
    margin
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_screen_shows_twice_as_many_controls() {
        let narrow = Grid::new(15, TWO_COLUMN_WIDTH - 1);
        let wide = Grid::new(15, TWO_COLUMN_WIDTH);
        assert_eq!(narrow.visible(0, 15), 0..4);
        assert_eq!(wide.visible(0, 15), 0..8);
        assert_eq!(wide.visible(9, 15), 2..10);
        assert_eq!(Grid::new(0, 80).visible(0, 0), 0..0);
        let few = Grid::new(5, TWO_COLUMN_WIDTH);
        assert_eq!((few.columns, few.rows), (2, 3));
    }

    #[test]
    fn the_second_column_stands_beside_the_first() {
        let grid = Grid::new(8, 120);
        let area = Rect::new(0, 20, 120, 4);
        let (last, next) = (grid.area(3, area), grid.area(4, area));
        assert_eq!((last.x, last.y), (0, 23));
        assert_eq!((next.x, next.y), (last.right() + GAP, 20));
    }
}
