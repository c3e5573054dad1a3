//! The controls of a step, as sliders and choices.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use super::Pen;
use super::hit::Spot;
use super::theme::Part;
use super::wrap::{clip, pad};
use crate::app::{App, Entry, EntryFor, Overlay, Session};
use crate::lab::{Control, Domain, Lab, Options, Range, Value};
use crate::lesson::Lesson;
use crate::locale::{Format, Phrase, written};

/// At most so many controls are shown at once.
const MOST: usize = 4;
/// A label is at least so wide.
const LABEL: usize = 12;
/// How wide the bar of a race's progress is.
const PROGRESS: usize = 20;
/// A slider is at most so wide.
const SLIDER: usize = 46;

/// How many rows the controls of the open step take.
pub(super) fn rows(app: &App) -> u16 {
    let Some((lesson, session)) = app.session() else {
        return 0;
    };
    // A workbench has a pane for them.
    if session.bench().is_some() && !app.is_described() {
        return 0;
    }
    let run = usize::from(session.lab().is_some_and(|lab| lab.run().is_some()));
    let controls = session.listed(lesson).len().min(MOST);
    u16::try_from(run + controls).unwrap_or(0)
}

/// Draws them.
pub(super) fn draw(app: &App, area: Rect, buf: &mut Buffer, pen: &Pen<'_>) {
    let Some((lesson, session)) = app.session() else {
        return;
    };
    let Some(lab) = session.lab() else { return };
    let mut rows = area.rows();
    if lab.run().is_some()
        && let Some(row) = rows.next()
    {
        run_line(lesson, session, lab, pen).render(row, buf);
    }
    let shown = window(lesson, session);
    let label = label_width(&shown, lab, pen, area.width);
    for (name, row) in shown.iter().zip(rows) {
        if let Some(control) = lab.controls().get(name) {
            let line = match app.overlay() {
                Some(Overlay::Entry(entry)) if entry.purpose == EntryFor::Control(name.clone()) => {
                    entry_line(entry, control, label, lab, pen)
                }
                Some(
                    Overlay::Entry(_)
                    | Overlay::Find(_)
                    | Overlay::Settings(_)
                    | Overlay::Leaf { .. }
                    | Overlay::Blank,
                )
                | None => {
                    let width = usize::from(area.width);
                    let line = control_line(lesson, session, control, label, width, pen);
                    spots(control, &line, row, pen);
                    line
                }
            };
            line.render(row, buf);
        }
    }
}

/// The controls that are shown: as many as fit, the chosen one among them.
fn window(lesson: &Lesson, session: &Session) -> Vec<String> {
    let all = session.listed(lesson);
    let focus = session.focused(lesson);
    let at = focus
        .and_then(|focus| all.iter().position(|name| *name == focus))
        .unwrap_or(0);
    let start = (at + 1).saturating_sub(MOST);
    all.into_iter().skip(start).take(MOST).collect()
}

fn label_width(names: &[String], lab: &Lab, pen: &Pen<'_>, width: u16) -> usize {
    let widest = names
        .iter()
        .map(|name| label(name, lab, pen).width())
        .max()
        .unwrap_or(0);
    widest.clamp(LABEL, (usize::from(width) / 3).max(LABEL))
}

fn label(name: &str, lab: &Lab, pen: &Pen<'_>) -> String {
    pen.say(&lab.kind().control_label(name))
}

fn control_line(
    lesson: &Lesson,
    session: &Session,
    control: &Control,
    label_width: usize,
    width: usize,
    pen: &Pen<'_>,
) -> Line<'static> {
    let Some(lab) = session.lab() else {
        return Line::default();
    };
    let locked = session.open_question(lesson).is_some();
    let focused = session.focused(lesson).as_deref() == Some(&control.name);
    let (pointer, part) = match (locked, focused) {
        (true, _) => (" ", Part::Dim),
        (false, true) => (pen.glyphs.pointer, Part::Selected),
        (false, false) => (" ", Part::Text),
    };
    let name = clip(
        &label(&control.name, lab, pen),
        label_width,
        pen.glyphs.ellipsis,
    );
    let mut spans = vec![
        Span::styled(format!(" {pointer} "), pen.style(Part::Accent)),
        Span::styled(pad(&name, label_width), pen.style(part)),
        Span::raw("  "),
    ];
    let lock = if locked {
        format!("   {}", pen.word("ui.locked"))
    } else {
        String::new()
    };
    let room = width.saturating_sub(label_width + 6 + lock.width());
    match (&control.domain, lab.values().get(&control.name)) {
        (Domain::Number(range), Some(Value::Number(number))) => {
            spans.extend(slider(range, *number, part, room, pen));
        }
        (Domain::Choice(options), Some(Value::Choice(chosen))) => {
            spans.extend(choice(options, chosen, part, room, pen));
        }
        (Domain::Number(_) | Domain::Choice(_) | Domain::Text { .. }, _) => {}
    }
    spans.push(Span::styled(lock, pen.style(Part::Dim)));
    Line::from(spans)
}

fn slider(
    range: &Range,
    number: f64,
    part: Part,
    room: usize,
    pen: &Pen<'_>,
) -> Vec<Span<'static>> {
    let decimals = Format::Decimals(range.decimals());
    let text = |value: f64, format: Format| pen.fold(&written(value, format));
    let (low, high) = (
        text(range.min, Format::Plain),
        text(range.max, Format::Plain),
    );
    let value = text(number, decimals);
    let ends = low.width().max(5) + high.width().max(4) + 4;
    let track = room.saturating_sub(ends + 12).clamp(6, SLIDER);
    let place = ((number - range.min) / (range.max - range.min)).clamp(0.0, 1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 ≤ place ≤ 1"
    )]
    let at = (place * (track - 1) as f64).round() as usize;
    let rail = pen.style(Part::Rule);
    vec![
        Span::styled(format!("{low:>5} "), pen.style(Part::Dim)),
        Span::styled(
            format!("{}{}", pen.glyphs.slider_left, pen.glyphs.slider.repeat(at)),
            rail,
        ),
        Span::styled(pen.glyphs.knob, pen.style(part)),
        Span::styled(
            format!(
                "{}{}",
                pen.glyphs.slider.repeat(track - 1 - at),
                pen.glyphs.slider_right
            ),
            rail,
        ),
        Span::styled(format!(" {high:<4}"), pen.style(Part::Dim)),
        Span::styled(format!("  {value:>7}"), pen.style(part)),
    ]
}

fn choice(
    options: &Options,
    chosen: &str,
    part: Part,
    room: usize,
    pen: &Pen<'_>,
) -> Vec<Span<'static>> {
    let said: Vec<_> = options
        .names
        .iter()
        .map(|name| pen.say(&options.label(name)))
        .collect();
    let all: usize = said.iter().map(|word| word.width() + 3).sum();
    let mut spans = vec![Span::raw("  ")];
    for (name, word) in options.names.iter().zip(said) {
        let is_chosen = *name == chosen;
        if is_chosen {
            spans.push(Span::styled(format!("[{word}]"), pen.style(part)));
            spans.push(Span::raw(" "));
        } else if all <= room {
            spans.push(Span::styled(format!(" {word}  "), pen.style(Part::Dim)));
        }
    }
    spans
}

/// Spans of a control's line before its slider or its options: pointer, name, a gap.
const LEAD: usize = 3;

/// Makes the rail of a slider, or each option, something to click.
fn spots(control: &Control, line: &Line<'_>, row: Rect, pen: &Pen<'_>) {
    let until = |span: usize| -> usize { line.spans.iter().take(span).map(Span::width).sum() };
    let place = |from: usize, to: usize| {
        let at = |x: usize| u16::try_from(x).unwrap_or(u16::MAX);
        Rect::new(
            row.x.saturating_add(at(from)),
            row.y,
            at(to - from.min(to)),
            1,
        )
        .intersection(row)
    };
    match &control.domain {
        Domain::Number(range) => {
            // The low end's label, the rail up to the knob, the knob, the rail behind it.
            let from = until(LEAD + 1) + pen.glyphs.slider_left.width();
            let to = until(LEAD + 4).saturating_sub(pen.glyphs.slider_right.width());
            pen.spot(place(from, to), || Spot::Slider {
                name: control.name.clone(),
                min: range.min,
                max: range.max,
            });
        }
        Domain::Choice(options) => {
            for (at, span) in line.spans.iter().enumerate().skip(LEAD) {
                let word = span.content.trim_matches([' ', '[', ']']);
                let said = |name: &&str| pen.say(&options.label(name)) == word;
                let Some(option) = options.names.iter().copied().find(said) else {
                    continue;
                };
                pen.spot(place(until(at), until(at + 1)), || Spot::Choice {
                    name: control.name.clone(),
                    option: option.to_owned(),
                });
            }
        }
        Domain::Text { .. } => {}
    }
}

fn entry_line(
    entry: &Entry,
    control: &Control,
    label_width: usize,
    lab: &Lab,
    pen: &Pen<'_>,
) -> Line<'static> {
    let name = clip(
        &label(&control.name, lab, pen),
        label_width,
        pen.glyphs.ellipsis,
    );
    let hint = match (&entry.fault, &control.domain) {
        (Some(fault), _) => Span::styled(pen.say(fault), pen.style(Part::Wrong)),
        (None, Domain::Number(range)) => {
            let ask = Phrase::key("ui.entry.number")
                .with("min", range.min)
                .with("max", range.max);
            Span::styled(pen.say(&ask), pen.style(Part::Dim))
        }
        (None, Domain::Choice(options)) => {
            let ask = Phrase::key("ui.entry.choice").with("names", options.names.join(", "));
            Span::styled(pen.say(&ask), pen.style(Part::Dim))
        }
        (None, Domain::Text { form, .. }) => {
            Span::styled(pen.say(&Phrase::key(form.key())), pen.style(Part::Dim))
        }
    };
    Line::from(vec![
        Span::styled(format!(" {} ", pen.glyphs.pointer), pen.style(Part::Accent)),
        Span::styled(pad(&name, label_width), pen.style(Part::Selected)),
        Span::styled(format!("  = {}", entry.text), pen.style(Part::Live)),
        Span::styled(pen.glyphs.caret, pen.style(Part::Accent)),
        Span::raw("  "),
        hint,
    ])
}

pub(super) fn run_line(
    lesson: &Lesson,
    session: &Session,
    lab: &Lab,
    pen: &Pen<'_>,
) -> Line<'static> {
    let Some(run) = lab.run() else {
        return Line::default();
    };
    let state = match (
        session.open_question(lesson).is_some(),
        session.is_running(),
        run.status(),
    ) {
        (true, _, _) => "ui.run.locked",
        (false, true, _) => "ui.run.on",
        (false, false, crate::lab::Status::Finished) => "ui.run.finished",
        (false, false, crate::lab::Status::Stuck) => "ui.run.stuck",
        (false, false, crate::lab::Status::Diverged { .. }) => "ui.run.diverged",
        (false, false, crate::lab::Status::Going) => "ui.run.paused",
    };
    let glyph = if session.is_running() {
        pen.glyphs.playing
    } else {
        pen.glyphs.paused
    };
    let state = Span::styled(format!("   {}", pen.word(state)), pen.style(Part::Text));
    let mut spans = vec![Span::styled(format!(" {glyph} "), pen.style(Part::Accent))];
    if let Some(progress) = run.progress() {
        spans.extend(progress_bar(progress, session, pen));
    } else {
        let at = pen.say(&Phrase::key("ui.run.at").with("n", run.at()));
        spans.push(Span::styled(at, pen.style(Part::Live)));
    }
    spans.push(state);
    spans.push(Span::styled(
        format!("   {}", pen.say(&session.speed())),
        pen.style(Part::Dim),
    ));
    Line::from(spans)
}

/// How much of a race is run, and how long it will take.
fn progress_bar(progress: f64, session: &Session, pen: &Pen<'_>) -> Vec<Span<'static>> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "progress is from 0 to 1"
    )]
    let full = ((progress * PROGRESS as f64) as usize).min(PROGRESS);
    let share = Phrase::key("ui.run.share").with("n", (100.0 * progress).floor());
    let mut spans = vec![
        Span::styled(pen.glyphs.full.repeat(full), pen.style(Part::Goal)),
        Span::styled(
            pen.glyphs.empty.repeat(PROGRESS - full),
            pen.style(Part::Rule),
        ),
        Span::styled(format!(" {}", pen.say(&share)), pen.style(Part::Live)),
    ];
    if let Some(left) = session.time_left() {
        let left = Phrase::key("ui.run.left").with("n", left.as_secs_f64().ceil());
        spans.push(Span::styled(
            format!("   {}", pen.say(&left)),
            pen.style(Part::Dim),
        ));
    }
    spans
}
