//! The controls of a workbench: one a row, each with its value.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use super::Pen;
use super::hit::Spot;
use super::theme::Part;
use super::wrap::{clip, pad};
use crate::app::{App, Entry, EntryFor, Overlay, Pane, Session};
use crate::lab::{Control, Domain, Lab, Turn, Value, Way};
use crate::lesson::Lesson;
use crate::locale::{Format, Phrase, written};

/// Columns of a value.
const VALUE: usize = 12;

/// Whether the box for typing stands in the list, in the row of its control.
pub(super) fn holds(entry: &Entry, session: &Session, lesson: &Lesson) -> bool {
    match &entry.purpose {
        EntryFor::Control(name) => session.listed(lesson).contains(name),
        EntryFor::Points => false,
    }
}

/// Draws the controls, as many as there is room for, the chosen one among them.
pub(super) fn draw(app: &App, area: Rect, buf: &mut Buffer, pen: &Pen<'_>) {
    let Some((lesson, session)) = app.session() else {
        return;
    };
    let (Some(lab), Some(bench)) = (session.lab(), session.bench()) else {
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
        let is_chosen = place == at && bench.pane == Pane::Controls;
        match app.overlay() {
            Some(Overlay::Entry(entry)) if entry.purpose == EntryFor::Control(name.clone()) => {
                typing(entry, control, lab, row, buf, pen);
            }
            Some(
                Overlay::Entry(_)
                | Overlay::Find(_)
                | Overlay::Settings(_)
                | Overlay::Leaf { .. }
                | Overlay::Blank,
            )
            | None => line(control, lab, is_chosen, row, buf, pen),
        }
    }
    let side = |y: u16| Rect::new(area.right().saturating_sub(1), y, 1, 1).intersection(area);
    if start > 0 {
        Span::styled(pen.glyphs.more_above, pen.style(Part::Accent)).render(side(area.y), buf);
    }
    if start + room < all.len() {
        Span::styled(pen.glyphs.more_below, pen.style(Part::Accent))
            .render(side(area.bottom().saturating_sub(1)), buf);
    }
}

fn line(control: &Control, lab: &Lab, is_chosen: bool, row: Rect, buf: &mut Buffer, pen: &Pen<'_>) {
    let width = usize::from(row.width).saturating_sub(4 + VALUE);
    let label = pen.say(&lab.kind().control_label(&control.name));
    let label = pad(&clip(&label, width, pen.glyphs.ellipsis), width);
    let value = clip(&value(control, lab, pen), VALUE, pen.glyphs.ellipsis);
    let (pointer, part) = if is_chosen {
        (pen.glyphs.pointer, Part::Selected)
    } else {
        (" ", Part::Text)
    };
    let line = Line::from(vec![
        Span::styled(format!(" {pointer} "), pen.style(Part::Accent)),
        Span::styled(label, pen.style(part)),
        Span::styled(value, pen.style(if is_chosen { part } else { Part::Live })),
    ]);
    line.render(row, buf);
    spots(control, lab, row, pen);
}

/// A click on the left half of a value turns it down, on the right half up.
fn spots(control: &Control, lab: &Lab, row: Rect, pen: &Pen<'_>) {
    let Some(value) = lab.values().get(&control.name) else {
        return;
    };
    let start = row
        .right()
        .saturating_sub(u16::try_from(VALUE).unwrap_or(0) + 1);
    let half = u16::try_from(VALUE / 2).unwrap_or(0);
    for (x, way) in [(start, Way::Down), (start + half, Way::Up)] {
        let turned = control.turned(value, Turn::Step(way));
        pen.spot(Rect::new(x, row.y, half, 1).intersection(row), || {
            Spot::Value {
                name: control.name.clone(),
                value: turned,
            }
        });
    }
}

fn value(control: &Control, lab: &Lab, pen: &Pen<'_>) -> String {
    match (&control.domain, lab.values().get(&control.name)) {
        (Domain::Number(range), Some(Value::Number(number))) => {
            pen.fold(&written(*number, Format::Decimals(range.decimals())))
        }
        (Domain::Choice(options), Some(Value::Choice(name))) => pen.say(&options.label(name)),
        (Domain::Number(_) | Domain::Choice(_) | Domain::Text { .. }, _) => String::new(),
    }
}

/// The row of a control whose value is being typed, with the keys that end it.
fn typing(entry: &Entry, control: &Control, lab: &Lab, row: Rect, buf: &mut Buffer, pen: &Pen<'_>) {
    let width = usize::from(row.width).saturating_sub(4 + VALUE);
    let label = pen.say(&lab.kind().control_label(&control.name));
    let label = pad(&clip(&label, width, pen.glyphs.ellipsis), width);
    let part = if entry.fault.is_some() {
        Part::Wrong
    } else {
        Part::Live
    };
    let shown = tail(&entry.text, VALUE - 2);
    Line::from(vec![
        Span::styled(format!(" {} ", pen.glyphs.pointer), pen.style(Part::Accent)),
        Span::styled(label, pen.style(Part::Selected)),
        Span::styled(format!("={shown}"), pen.style(part)),
        Span::styled(pen.glyphs.caret, pen.style(Part::Accent)),
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
pub(super) fn entry_line(entry: &Entry, lab: &Lab, pen: &Pen<'_>) -> Line<'static> {
    let (name, hint) = match &entry.purpose {
        EntryFor::Control(name) => (
            lab.kind().control_label(name),
            Phrase::key("ui.entry.number")
                .with("min", -100.0)
                .with("max", 100.0),
        ),
        EntryFor::Points => (Phrase::key("ui.entry.file"), Phrase::key("ui.entry.points")),
    };
    let (hint, part) = match &entry.fault {
        Some(fault) => (fault.clone(), Part::Wrong),
        None => (hint, Part::Dim),
    };
    Line::from(vec![
        Span::styled(format!(" {} ", pen.glyphs.pointer), pen.style(Part::Accent)),
        Span::styled(pen.say(&name), pen.style(Part::Selected)),
        Span::styled(
            format!(" = {}", tail(&entry.text, 40)),
            pen.style(Part::Live),
        ),
        Span::styled(pen.glyphs.caret, pen.style(Part::Accent)),
        Span::styled(format!("  {}", pen.say(&hint)), pen.style(part)),
    ])
}
