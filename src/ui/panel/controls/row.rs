//! One row: the name of a control, then its slider or its options.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::slider::SliderWidths;
use super::{choice, slider};
use crate::lab::{Control, Domain, Lab, TextValue, Value};
use crate::locale::Phrase;
use crate::text::{clip, columns, pad, width};
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;

/// The fewest columns of a name.
const MIN_LABEL_WIDTH: usize = 12;
/// The columns before a name: the sign of the focused row and a blank on each side.
pub(super) const LEAD: usize = 3;
/// The columns between a name and its slider.
const GAP: usize = 2;

/// A control in its row.
pub(super) struct ControlRow<'a> {
    pub(super) control: &'a Control,
    pub(super) lab: &'a Lab,
    pub(super) state: RowState,
    /// The number before the last change.
    pub(super) before: Option<f64>,
    pub(super) widths: &'a RowWidths,
}

/// Whether a row can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowState {
    /// It waits for an answer.
    Locked,
    /// It has the focus.
    Focused,
    /// It can be focused.
    Plain,
}

impl RowState {
    /// The style of name and value.
    pub(super) fn style_role(self) -> StyleRole {
        match self {
            Self::Locked => StyleRole::Dim,
            Self::Focused => StyleRole::Selected,
            Self::Plain => StyleRole::Text,
        }
    }
}

/// The columns of the parts of a row, which stand below each other in all rows.
pub(super) struct RowWidths {
    pub(super) label: usize,
    pub(super) slider: SliderWidths,
}

impl RowWidths {
    /// The columns that `controls` need in rows of `row_width` columns.
    pub(super) fn of(
        controls: &[&Control],
        lab: &Lab,
        row_width: u16,
        ctx: &RenderContext<'_>,
    ) -> Self {
        let labels = controls
            .iter()
            .map(|control| width(&label(control, lab, ctx)));
        let most = (usize::from(row_width) / 3).max(MIN_LABEL_WIDTH);
        Self {
            label: labels.max().unwrap_or(0).clamp(MIN_LABEL_WIDTH, most),
            slider: SliderWidths::of(controls, lab, ctx),
        }
    }
}

fn label(control: &Control, lab: &Lab, ctx: &RenderContext<'_>) -> String {
    ctx.format(&lab.kind().control_label(&control.name))
}

impl ControlRow<'_> {
    /// The name in the columns of all names.
    pub(super) fn label(&self, ctx: &RenderContext<'_>) -> String {
        let label = label(self.control, self.lab, ctx);
        pad(
            &clip(&label, self.widths.label, ctx.glyphs.ellipsis),
            self.widths.label,
        )
    }

    /// Draws the row, and records its hit regions.
    pub(super) fn draw(&self, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
        let pointer = match self.state {
            RowState::Focused => {
                ctx.place_cursor(area.x, area.y);
                ctx.glyphs.pointer
            }
            RowState::Locked | RowState::Plain => " ",
        };
        let name = Line::from(vec![
            ctx.span(format!(" {pointer} "), StyleRole::Accent),
            ctx.span(self.label(ctx), self.state.style_role()),
        ]);
        name.render(area, buf);
        let lead = u16::try_from(LEAD + self.widths.label + GAP).unwrap_or(u16::MAX);
        let lock = self.draw_lock(area, buf, ctx);
        let rest = Rect {
            x: area.x.saturating_add(lead),
            width: area.width.saturating_sub(lead + lock),
            ..area
        }
        .intersection(area);
        match (
            &self.control.domain,
            self.lab.values().get(&self.control.name),
        ) {
            (Domain::Number(range), Some(Value::Number(number))) => {
                if range.is_short_count() {
                    choice::draw_count(self, range, *number, rest, buf, ctx);
                } else {
                    slider::draw(self, range, *number, rest, buf, ctx);
                }
            }
            (Domain::Choice(options), Some(Value::Choice(chosen))) => {
                choice::draw_options(self, options, chosen, rest, buf, ctx);
            }
            (Domain::Text { .. }, Some(Value::Text(TextValue::Picture(picture)))) => {
                let lit = f64::from(picture.lit_count());
                let text = ctx.format(&Phrase::key("ui.input.picture").with("n", lit));
                ctx.span(text, self.state.style_role()).render(rest, buf);
            }
            (Domain::Number(_) | Domain::Choice(_) | Domain::Text { .. }, _) => {}
        }
    }

    /// Draws that the row is locked at its right edge. Returns the columns that this takes.
    fn draw_lock(&self, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) -> u16 {
        if self.state != RowState::Locked {
            return 0;
        }
        let text = format!("  {} ", ctx.word("ui.locked"));
        let width = columns(&text);
        let x = area.right().saturating_sub(width);
        let end = Rect { x, width, ..area }.intersection(area);
        Span::styled(text, ctx.style(StyleRole::Dim)).render(end, buf);
        width
    }
}
