//! The controls of the playground, one per row, each with its value.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Widget;

use super::controls::{draw_hidden_counts, number_hint};
use crate::app::{App, InputPurpose, Pane, Session, TextField, TextInput};
use crate::lab::{Control, Domain, Lab, Turn, Value};
use crate::locale::{NumberFormat, Phrase, format_number};
use crate::text::{Toward, clip, pad, width};
use crate::ui::RenderContext;
use crate::ui::hit_region::HitRegion;
use crate::ui::theme::StyleRole;

/// The columns of a value.
const VALUE_WIDTH: usize = 12;

/// Whether the text input stands in the row of its control.
pub(crate) fn is_in_list(input: &TextInput, session: &Session) -> bool {
    match &input.purpose {
        InputPurpose::Control(name) => session.shown_controls().contains(name),
        InputPurpose::Points | InputPurpose::SeatName => false,
    }
}

/// Draws the controls, as many as fit, the focused one among them.
pub(crate) fn draw(app: &App, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let Some(session) = app.session() else {
        return;
    };
    let (Some(lab), Some(workbench)) = (session.lab(), session.workbench()) else {
        return;
    };
    let all = session.shown_controls();
    let focus = session.focused();
    let at = focus.and_then(|focus| all.iter().position(|name| *name == focus));
    let at = at.unwrap_or(0);
    let visible_rows = usize::from(area.height);
    let start = (at + 1)
        .saturating_sub(visible_rows.saturating_sub(1).max(1))
        .min(all.len().saturating_sub(visible_rows));
    let controls = lab.controls();
    for ((place, name), row) in all.iter().enumerate().skip(start).zip(area.rows()) {
        let Some(control) = controls.get(name) else {
            continue;
        };
        let is_chosen = place == at && workbench.pane == Pane::Controls;
        let overlay = app.overlay();
        if let Some(input) = overlay.and_then(|overlay| overlay.value_input(name)) {
            draw_input(input, control, lab, row, buf, ctx);
        } else {
            draw_control(control, lab, is_chosen, row, buf, ctx);
        }
    }
    let below = all.len().saturating_sub(start + visible_rows);
    draw_hidden_counts(start, below, area, buf, ctx);
}

/// The columns of the text of an input without a row in the list.
const INPUT_WIDTH: usize = 40;

fn draw_control(
    control: &Control,
    lab: &Lab,
    is_chosen: bool,
    row: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    if is_chosen {
        ctx.place_cursor(row.x, row.y);
    }
    let label_width = usize::from(row.width).saturating_sub(4 + VALUE_WIDTH);
    let label = ctx.format(&lab.kind().control_label(&control.name));
    let label = pad(&clip(&label, label_width, ctx.glyphs.ellipsis), label_width);
    let value = clip(
        &value_text(control, lab, ctx),
        VALUE_WIDTH,
        ctx.glyphs.ellipsis,
    );
    let (pointer, style_role) = if is_chosen {
        (ctx.glyphs.pointer, StyleRole::Selected)
    } else {
        (" ", StyleRole::Text)
    };
    let line = Line::from(vec![
        ctx.span(format!(" {pointer} "), StyleRole::Accent),
        ctx.span(label, style_role),
        ctx.span(
            value,
            if is_chosen {
                style_role
            } else {
                StyleRole::Live
            },
        ),
    ]);
    line.render(row, buf);
    add_hit_regions(control, lab, row, ctx);
}

/// Records hit regions: the left half of a value selects the previous value, the right half the next one.
fn add_hit_regions(control: &Control, lab: &Lab, row: Rect, ctx: &RenderContext<'_>) {
    let Some(value) = lab.values().get(&control.name) else {
        return;
    };
    let start = row
        .right()
        .saturating_sub(u16::try_from(VALUE_WIDTH).unwrap_or(0) + 1);
    let half = u16::try_from(VALUE_WIDTH / 2).unwrap_or(0);
    for (x, toward) in [(start, Toward::Previous), (start + half, Toward::Next)] {
        let turned = control.turn(value, Turn::Step(toward));
        ctx.add_hit_region(Rect::new(x, row.y, half, 1).intersection(row), || {
            HitRegion::Value {
                name: control.name.clone(),
                value: turned,
            }
        });
    }
}

fn value_text(control: &Control, lab: &Lab, ctx: &RenderContext<'_>) -> String {
    match (&control.domain, lab.values().get(&control.name)) {
        (Domain::Number(range), Some(Value::Number(number))) => ctx.fold(&format_number(
            *number,
            NumberFormat::Decimals(range.decimals()),
        )),
        (Domain::Choice(options), Some(Value::Choice(name))) => ctx.format(&options.label(name)),
        (Domain::Number(_) | Domain::Choice(_) | Domain::Text { .. }, _) => String::new(),
    }
}

/// Draws the row of a control whose value is being typed.
fn draw_input(
    input: &TextInput,
    control: &Control,
    lab: &Lab,
    row: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let label_width = usize::from(row.width).saturating_sub(4 + VALUE_WIDTH);
    let label = ctx.format(&lab.kind().control_label(&control.name));
    let label = pad(&clip(&label, label_width, ctx.glyphs.ellipsis), label_width);
    let style_role = if input.fault.is_some() {
        StyleRole::Wrong
    } else {
        StyleRole::Live
    };
    let (shown, before) = visible_text(&input.field, VALUE_WIDTH - 2);
    ctx.place_text_cursor(row, 3 + label_width + "=".len() + before);
    Line::from(vec![
        ctx.span(format!(" {} ", ctx.glyphs.pointer), StyleRole::Accent),
        ctx.span(label, StyleRole::Selected),
        ctx.span(format!("={shown}"), style_role),
    ])
    .render(row, buf);
}

/// The end of `text`, as much as fits into `limit` columns.
fn clip_start(text: &str, limit: usize) -> String {
    let mut end = String::new();
    for c in text.chars().rev() {
        if width(&end) + width(&c.to_string()) > limit {
            break;
        }
        end.insert(0, c);
    }
    end
}

/// The part of the text around the cursor that fits into `limit` columns, and the columns of it before the cursor.
fn visible_text(field: &TextField, limit: usize) -> (String, usize) {
    let (before, after) = field.split_at_cursor();
    // A column stays free for the cursor behind the last character.
    let mut shown = clip_start(before, limit.saturating_sub(1));
    let column = width(&shown);
    for c in after.chars() {
        if width(&shown) + width(&c.to_string()) > limit {
            break;
        }
        shown.push(c);
    }
    (shown, column)
}

/// Draws the text input of a value without a row in the list: a weight or the name of a file.
pub(crate) fn draw_input_line(
    input: &TextInput,
    lab: &Lab,
    row: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let (name, hint) = match &input.purpose {
        InputPurpose::Control(name) => {
            let hint = match lab.control_for(name).map(|control| control.domain) {
                Some(Domain::Number(range)) => number_hint(&range),
                Some(Domain::Choice(_) | Domain::Text { .. }) | None => Phrase::verbatim(""),
            };
            (lab.kind().control_label(name), hint)
        }
        InputPurpose::Points => return draw_file_input(input, row, buf, ctx),
        // The footer shows it.
        InputPurpose::SeatName => return,
    };
    draw_named_input(input, &name, &hint, row, buf, ctx);
}

/// Draws the text input of the path of a file.
pub(crate) fn draw_file_input(
    input: &TextInput,
    row: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let (name, hint) = (Phrase::key("ui.input.file"), Phrase::key("ui.input.points"));
    draw_named_input(input, &name, &hint, row, buf, ctx);
}

/// Draws the text input of a guest's name.
pub(crate) fn draw_name_input(
    input: &TextInput,
    row: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let (name, hint) = (
        Phrase::key("ui.input.name"),
        Phrase::key("ui.input.name-hint"),
    );
    draw_named_input(input, &name, &hint, row, buf, ctx);
}

fn draw_named_input(
    input: &TextInput,
    name: &Phrase,
    hint: &Phrase,
    row: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let (hint, style_role) = match &input.fault {
        Some(fault) => (fault, StyleRole::Wrong),
        None => (hint, StyleRole::Dim),
    };
    let name = ctx.format(name);
    let (shown, before) = visible_text(&input.field, INPUT_WIDTH);
    ctx.place_text_cursor(row, 3 + width(&name) + " = ".len() + before);
    Line::from(vec![
        ctx.span(format!(" {} ", ctx.glyphs.pointer), StyleRole::Accent),
        ctx.span(name, StyleRole::Selected),
        ctx.span(format!(" = {shown}"), StyleRole::Live),
        ctx.span(format!("   {}", ctx.format(hint)), style_role),
    ])
    .render(row, buf);
}
