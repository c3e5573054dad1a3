//! Choices: all options in a row, or the chosen one between two arrows.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::Widget;

use super::row::{ControlRow, RowState};
use crate::lab::{Options, Range, Turn, Value};
use crate::locale::{NumberFormat, Phrase, format_number};
use crate::text::{Toward, clip, columns, pad, width};
use crate::ui::RenderContext;
use crate::ui::hit_region::HitRegion;
use crate::ui::theme::StyleRole;

/// Draws the options of `row`: all of them where they fit into `area`, else the chosen one. Records hit regions.
pub(super) fn draw_options(
    row: &ControlRow<'_>,
    options: &Options,
    chosen: &str,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let labels: Vec<_> = options
        .names
        .iter()
        .map(|name| ctx.format(&options.label(name)))
        .collect();
    let all: usize = labels.iter().map(|label| width(label) + 3).sum();
    if all <= usize::from(area.width) {
        return draw_list(row, options, &labels, chosen, area, buf, ctx);
    }
    let at = options.names.iter().position(|name| *name == chosen);
    let at = at.unwrap_or(0);
    let note = match whole_numbers(options) {
        Some((min, max)) => Phrase::key("ui.control.range")
            .with("min", min)
            .with("max", max),
        None => Phrase::key("ui.control.place")
            .with("at", at + 1)
            .with("of", labels.len()),
    };
    let arrows = Arrows {
        row,
        value: Value::Choice(chosen.to_owned()),
        text: labels.get(at).cloned().unwrap_or_default(),
        // The arrows stay where they are while options of other widths are turned through.
        widest: labels.iter().map(|label| width(label)).max().unwrap_or(0),
        note: ctx.format(&note),
    };
    arrows.draw(area, buf, ctx);
}

/// The first and the last of options that count up one by one, such as seeds.
fn whole_numbers(options: &Options) -> Option<(usize, usize)> {
    let numbers: Option<Vec<usize>> = options.names.iter().map(|name| name.parse().ok()).collect();
    let numbers = numbers?;
    let (first, last) = (*numbers.first()?, *numbers.last()?);
    numbers
        .windows(2)
        .all(|pair| pair[1] == pair[0] + 1)
        .then_some((first, last))
}

fn draw_list(
    row: &ControlRow<'_>,
    options: &Options,
    labels: &[String],
    chosen: &str,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let mut x = area.x;
    for (name, label) in options.names.iter().zip(labels) {
        let (text, role) = if *name == chosen {
            (format!("[{label}]"), row.state.style_role())
        } else {
            (format!(" {label} "), StyleRole::Dim)
        };
        let cell = Rect::new(x, area.y, columns(&text), 1).intersection(area);
        ctx.span(text, role).render(cell, buf);
        ctx.add_hit_region(cell, || HitRegion::Choice {
            name: row.control.name.clone(),
            option: (*name).to_owned(),
        });
        x = cell.right().saturating_add(1);
    }
}

/// Draws one of a few whole numbers, such as a seed.
pub(super) fn draw_count(
    row: &ControlRow<'_>,
    range: &Range,
    number: f64,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    // Between two counts, an animation shows the one that was reached.
    let text = |number: f64| ctx.fold(&format_number(number.floor(), NumberFormat::Plain));
    let note = Phrase::key("ui.control.range")
        .with("min", range.min)
        .with("max", range.max);
    let arrows = Arrows {
        row,
        value: Value::Number(number),
        text: text(number),
        widest: width(&text(range.min)).max(width(&text(range.max))),
        note: ctx.format(&note),
    };
    arrows.draw(area, buf, ctx);
}

/// A value between two arrows, with a note on the others: `‹ P2 bump › 2 of 9`.
struct Arrows<'a> {
    row: &'a ControlRow<'a>,
    value: Value,
    text: String,
    /// The columns of the widest value.
    widest: usize,
    note: String,
}

impl Arrows<'_> {
    fn draw(&self, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
        let limit = self.widest.min(usize::from(area.width).saturating_sub(4));
        let text = pad(&clip(&self.text, limit, ctx.glyphs.ellipsis), limit);
        let parts = [
            (format!("{} ", ctx.glyphs.previous), Some(Toward::Previous)),
            (text, None),
            (format!(" {}", ctx.glyphs.next), Some(Toward::Next)),
        ];
        let mut x = area.x;
        for (text, toward) in parts {
            let cell = Rect::new(x, area.y, columns(&text), 1).intersection(area);
            x = cell.right();
            let role = match toward {
                Some(toward) => self.add_arrow(toward, cell, ctx),
                None => self.row.state.style_role(),
            };
            ctx.span(text, role).render(cell, buf);
        }
        let note = format!("  {}", self.note);
        let rest = Rect::new(x, area.y, columns(&note), 1);
        // A part of the note would be a wrong number.
        if rest.right() <= area.right() {
            Span::styled(note, ctx.style(StyleRole::Dim)).render(rest, buf);
        }
    }

    /// Records an arrow as a hit region, and returns its style. An arrow at the end of the values turns nothing.
    fn add_arrow(&self, toward: Toward, cell: Rect, ctx: &RenderContext<'_>) -> StyleRole {
        let control = self.row.control;
        let turned = control.turn(&self.value, Turn::Step(toward));
        if turned == self.value || self.row.state == RowState::Locked {
            return StyleRole::Rule;
        }
        ctx.add_hit_region(cell, || HitRegion::Value {
            name: control.name.clone(),
            value: turned,
        });
        StyleRole::Accent
    }
}
