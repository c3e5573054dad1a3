//! The row of a control whose value is being typed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::row::{ControlRow, LEAD};
use crate::app::TextInput;
use crate::lab::{Domain, Range};
use crate::locale::Phrase;
use crate::text::width;
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;

impl ControlRow<'_> {
    /// Draws the name, the typed text, and the values that are allowed or the fault of the text.
    pub(super) fn draw_input(
        &self,
        input: &TextInput,
        area: Rect,
        buf: &mut Buffer,
        ctx: &RenderContext<'_>,
    ) {
        let (before, _) = input.field.split_at_cursor();
        let lead = LEAD + self.widths.label + "  = ".len();
        ctx.place_text_cursor(area, lead + width(before));
        let line = Line::from(vec![
            ctx.span(format!(" {} ", ctx.glyphs.pointer), StyleRole::Accent),
            ctx.span(self.label(ctx), StyleRole::Selected),
            ctx.span(format!("  = {}", input.field.text()), StyleRole::Live),
            Span::raw("  "),
            self.hint(input, ctx),
        ]);
        line.render(area, buf);
    }

    /// Draws the name and the keys that paint.
    pub(super) fn draw_painting(&self, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
        let line = Line::from(vec![
            ctx.span(format!(" {} ", ctx.glyphs.pointer), StyleRole::Accent),
            ctx.span(self.label(ctx), StyleRole::Selected),
            Span::raw("  "),
            ctx.span(ctx.word("ui.input.painting"), StyleRole::Live),
        ]);
        line.render(area, buf);
    }

    fn hint(&self, input: &TextInput, ctx: &RenderContext<'_>) -> Span<'static> {
        let ask = match (&input.fault, &self.control.domain) {
            (Some(fault), _) => return ctx.span(ctx.format(fault), StyleRole::Wrong),
            (None, Domain::Number(range)) => number_hint(range),
            (None, Domain::Choice(options)) => {
                Phrase::key("ui.input.choice").with("names", options.names.join(", "))
            }
            (None, Domain::Text { default }) => Phrase::key(default.format().key()),
        };
        ctx.span(ctx.format(&ask), StyleRole::Dim)
    }
}

/// The numbers that can be typed.
pub(in crate::ui::panel) fn number_hint(range: &Range) -> Phrase {
    let key = if range.skips_zero {
        "ui.input.number-without-zero"
    } else {
        "ui.input.number"
    };
    Phrase::key(key)
        .with("min", range.min)
        .with("max", range.max)
}
