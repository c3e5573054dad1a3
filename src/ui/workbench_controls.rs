//! The controls of a workbench: one a row, each with its value.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use super::RenderContext;
use super::hit::HitRegion;
use super::theme::StyleRole;
use super::wrap::{clip, pad};
use crate::app::{App, InputPurpose, Overlay, Pane, Session, TextInput};
use crate::lab::{Control, Domain, Lab, Toward, Turn, Value};
use crate::lesson::Lesson;
use crate::locale::{NumberFormat, Phrase, format_number};

/// Columns of a value.
const VALUE: usize = 12;

/// Whether the box for typing stands in the list, in the row of its control.
pub(super) fn holds(entry: &TextInput, session: &Session, lesson: &Lesson) -> bool {
    match &entry.purpose {
        InputPurpose::Control(name) => session.listed(lesson).contains(name),
        InputPurpose::Points => false,
    }
}

/// Draws the controls, as many as there is room for, the chosen one among them.
pub(super) fn draw(app: &App, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let Some((lesson, session)) = app.session() else {
        return;
    };
    let (Some(lab), Some(workbench)) = (session.lab(), session.workbench()) else {
        return;
    };
    let all = session.listed(lesson);
    let focus = session.focused(lesson);
    let at = focus.and_then(|focus| all.iter().position(|name| *name == focus));
    let at = at.unwrap_or(0);
    let room = usize::from(area.height);
    let start = (at + 1)
        .saturating_sub(room.saturating_sub(1).max(1))
        .min(all.len().saturating_sub(room));
    let controls = lab.controls();
    for ((place, name), row) in all.iter().enumerate().skip(start).zip(area.rows()) {
        let Some(control) = controls.get(name) else {
            continue;
        };
        let is_chosen = place == at && workbench.pane == Pane::Controls;
        match app.overlay() {
            Some(Overlay::TextInput(entry))
                if entry.purpose == InputPurpose::Control(name.clone()) =>
            {
                typing(entry, control, lab, row, buf, ctx);
            }
            Some(
                Overlay::TextInput(_)
                | Overlay::Find(_)
                | Overlay::Settings(_)
                | Overlay::InfoPage { .. }
                | Overlay::Blank,
            )
            | None => line(control, lab, is_chosen, row, buf, ctx),
        }
    }
    let side = |y: u16| Rect::new(area.right().saturating_sub(1), y, 1, 1).intersection(area);
    if start > 0 {
        Span::styled(ctx.glyphs.more_above, ctx.style(StyleRole::Accent)).render(side(area.y), buf);
    }
    if start + room < all.len() {
        Span::styled(ctx.glyphs.more_below, ctx.style(StyleRole::Accent))
            .render(side(area.bottom().saturating_sub(1)), buf);
    }
}

fn line(
    control: &Control,
    lab: &Lab,
    is_chosen: bool,
    row: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let width = usize::from(row.width).saturating_sub(4 + VALUE);
    let label = ctx.format(&lab.kind().control_label(&control.name));
    let label = pad(&clip(&label, width, ctx.glyphs.ellipsis), width);
    let value = clip(&value(control, lab, ctx), VALUE, ctx.glyphs.ellipsis);
    let (pointer, part) = if is_chosen {
        (ctx.glyphs.pointer, StyleRole::Selected)
    } else {
        (" ", StyleRole::Text)
    };
    let line = Line::from(vec![
        Span::styled(format!(" {pointer} "), ctx.style(StyleRole::Accent)),
        Span::styled(label, ctx.style(part)),
        Span::styled(
            value,
            ctx.style(if is_chosen { part } else { StyleRole::Live }),
        ),
    ]);
    line.render(row, buf);
    hit_regions(control, lab, row, ctx);
}

/// A click on the left half of a value turns it down, on the right half up.
fn hit_regions(control: &Control, lab: &Lab, row: Rect, ctx: &RenderContext<'_>) {
    let Some(value) = lab.values().get(&control.name) else {
        return;
    };
    let start = row
        .right()
        .saturating_sub(u16::try_from(VALUE).unwrap_or(0) + 1);
    let half = u16::try_from(VALUE / 2).unwrap_or(0);
    for (x, way) in [(start, Toward::Previous), (start + half, Toward::Next)] {
        let turned = control.turned(value, Turn::Step(way));
        ctx.hit_region(Rect::new(x, row.y, half, 1).intersection(row), || {
            HitRegion::Value {
                name: control.name.clone(),
                value: turned,
            }
        });
    }
}

fn value(control: &Control, lab: &Lab, ctx: &RenderContext<'_>) -> String {
    match (&control.domain, lab.values().get(&control.name)) {
        (Domain::Number(range), Some(Value::Number(number))) => ctx.fold(&format_number(
            *number,
            NumberFormat::Decimals(range.decimals()),
        )),
        (Domain::Choice(options), Some(Value::Choice(name))) => ctx.format(&options.label(name)),
        (Domain::Number(_) | Domain::Choice(_) | Domain::Text { .. }, _) => String::new(),
    }
}

/// The row of a control whose value is being typed, with the keys that end it.
fn typing(
    entry: &TextInput,
    control: &Control,
    lab: &Lab,
    row: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let width = usize::from(row.width).saturating_sub(4 + VALUE);
    let label = ctx.format(&lab.kind().control_label(&control.name));
    let label = pad(&clip(&label, width, ctx.glyphs.ellipsis), width);
    let part = if entry.fault.is_some() {
        StyleRole::Wrong
    } else {
        StyleRole::Live
    };
    let shown = tail(&entry.text, VALUE - 2);
    Line::from(vec![
        Span::styled(
            format!(" {} ", ctx.glyphs.pointer),
            ctx.style(StyleRole::Accent),
        ),
        Span::styled(label, ctx.style(StyleRole::Selected)),
        Span::styled(format!("={shown}"), ctx.style(part)),
        Span::styled(ctx.glyphs.caret, ctx.style(StyleRole::Accent)),
    ])
    .render(row, buf);
}

/// The end of what was typed, as much as fits.
fn tail(text: &str, room: usize) -> String {
    let mut kept = String::new();
    for c in text.chars().rev() {
        if kept.width() + c.to_string().width() > room {
            break;
        }
        kept.insert(0, c);
    }
    kept
}

/// The box for typing what has no row of its own: a weight, the name of a file.
pub(super) fn entry_line(entry: &TextInput, lab: &Lab, ctx: &RenderContext<'_>) -> Line<'static> {
    let (name, hint) = match &entry.purpose {
        InputPurpose::Control(name) => (
            lab.kind().control_label(name),
            Phrase::key("ui.entry.number")
                .with("min", -100.0)
                .with("max", 100.0),
        ),
        InputPurpose::Points => (Phrase::key("ui.entry.file"), Phrase::key("ui.entry.points")),
    };
    let (hint, part) = match &entry.fault {
        Some(fault) => (fault.clone(), StyleRole::Wrong),
        None => (hint, StyleRole::Dim),
    };
    Line::from(vec![
        Span::styled(
            format!(" {} ", ctx.glyphs.pointer),
            ctx.style(StyleRole::Accent),
        ),
        Span::styled(ctx.format(&name), ctx.style(StyleRole::Selected)),
        Span::styled(
            format!(" = {}", tail(&entry.text, 40)),
            ctx.style(StyleRole::Live),
        ),
        Span::styled(ctx.glyphs.caret, ctx.style(StyleRole::Accent)),
        Span::styled(format!("  {}", ctx.format(&hint)), ctx.style(part)),
    ])
}
