//! Sliders: the ends of a range, a rail with a knob, and the value.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::row::ControlRow;
use crate::lab::{Control, Domain, Lab, Range};
use crate::locale::{NumberFormat, format_number};
use crate::text::width;
use crate::ui::RenderContext;
use crate::ui::hit_region::HitRegion;
use crate::ui::theme::StyleRole;

/// The fewest cells of a rail.
const MIN_RAIL: usize = 6;

/// The columns of the numbers beside the rails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct SliderWidths {
    low: usize,
    high: usize,
    value: usize,
}

impl SliderWidths {
    /// The widest numbers of the sliders among `controls`.
    pub(super) fn of(controls: &[&Control], lab: &Lab, ctx: &RenderContext<'_>) -> Self {
        let mut widest = Self::default();
        for control in controls {
            if let Domain::Number(range) = &control.domain
                && !range.is_short_count()
            {
                let number = lab.values().number(&control.name);
                // The value is as wide as any that the range allows, so that the rail does not move.
                let values = [range.min, range.max, number];
                let value = values.map(|number| width(&value_text(range, number, ctx)));
                widest.low = widest.low.max(width(&end_text(range.min, ctx)));
                widest.high = widest.high.max(width(&end_text(range.max, ctx)));
                widest.value = widest.value.max(value.into_iter().max().unwrap_or(0));
            }
        }
        widest
    }
}

fn end_text(number: f64, ctx: &RenderContext<'_>) -> String {
    ctx.fold(&format_number(number, NumberFormat::Plain))
}

fn value_text(range: &Range, number: f64, ctx: &RenderContext<'_>) -> String {
    ctx.fold(&format_number(
        number,
        NumberFormat::Decimals(range.decimals_of(number)),
    ))
}

/// Draws the slider of `row` over the whole width of `area`, and records its rail as a hit region.
pub(super) fn draw(
    row: &ControlRow<'_>,
    range: &Range,
    number: f64,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let widths = row.widths.slider;
    let (low, high) = (end_text(range.min, ctx), end_text(range.max, ctx));
    let value = value_text(range, number, ctx);
    // A blank beside each end of the rail, two before the value, one behind it.
    let around = widths.low + widths.high + widths.value + 5;
    let rail = usize::from(area.width).saturating_sub(around + 2);
    let rail = rail.max(MIN_RAIL);
    let mut spans = vec![
        ctx.span(format!("{low:>0$} ", widths.low), StyleRole::Dim),
        ctx.span(ctx.glyphs.slider_left, StyleRole::Rule),
    ];
    spans.extend(rail_spans(row, range, number, rail, ctx));
    spans.extend([
        ctx.span(ctx.glyphs.slider_right, StyleRole::Rule),
        ctx.span(format!(" {high:<0$}", widths.high), StyleRole::Dim),
        ctx.span(
            format!("  {value:>0$}", widths.value),
            row.state.style_role(),
        ),
    ]);
    Line::from(spans).render(area, buf);
    let small = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    let rail = Rect {
        x: area.x.saturating_add(small(widths.low + 2)),
        width: small(rail),
        ..area
    };
    ctx.add_hit_region(rail.intersection(area), || HitRegion::Slider {
        name: row.control.name.clone(),
        min: range.min,
        max: range.max,
    });
}

/// The rail with its knob; a thick line leads to the knob from the value before.
fn rail_spans(
    row: &ControlRow<'_>,
    range: &Range,
    number: f64,
    rail: usize,
    ctx: &RenderContext<'_>,
) -> Vec<Span<'static>> {
    let knob = cell(range, number, rail);
    let before = row.before.map(|before| cell(range, before, rail));
    let before = before.filter(|before| *before != knob);
    let style_role = row.state.style_role();
    let moved = match before {
        Some(before) => before.min(knob)..before.max(knob),
        None => knob..knob,
    };
    let parts = (0..rail).map(|at| {
        if at == knob {
            (ctx.glyphs.knob, style_role)
        } else if Some(at) == before {
            (ctx.glyphs.knob_before, style_role)
        } else if moved.contains(&at) {
            (ctx.glyphs.slider_moved, style_role)
        } else {
            (ctx.glyphs.slider, StyleRole::Rule)
        }
    });
    parts.map(|(glyph, role)| ctx.span(glyph, role)).collect()
}

/// The cell of a rail of `cells` cells at which `number` stands.
fn cell(range: &Range, number: f64, cells: usize) -> usize {
    let place = ((number - range.min) / (range.max - range.min)).clamp(0.0, 1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 ≤ place ≤ 1"
    )]
    let at = (place * cells.saturating_sub(1) as f64).round() as usize;
    at
}
