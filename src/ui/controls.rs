//! The controls of a step, as sliders and choices.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use super::RenderContext;
use super::hit::HitRegion;
use super::theme::StyleRole;
use super::wrap::{clip, pad};
use crate::app::{App, InputPurpose, Overlay, Session, TextInput};
use crate::lab::{Control, Domain, Lab, Options, Range, Value};
use crate::lesson::Lesson;
use crate::locale::{NumberFormat, Phrase, format_number};

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
    if session.workbench().is_some() && !app.shows_text() {
        return 0;
    }
    let run = usize::from(session.lab().is_some_and(|lab| lab.run().is_some()));
    let controls = session.listed(lesson).len().min(MOST);
    u16::try_from(run + controls).unwrap_or(0)
}

/// Draws them.
pub(super) fn draw(app: &App, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let Some((lesson, session)) = app.session() else {
        return;
    };
    let Some(lab) = session.lab() else { return };
    let mut rows = area.rows();
    if lab.run().is_some()
        && let Some(row) = rows.next()
    {
        run_line(lesson, session, lab, ctx).render(row, buf);
    }
    let shown = window(lesson, session);
    let label = label_width(&shown, lab, ctx, area.width);
    for (name, row) in shown.iter().zip(rows) {
        if let Some(control) = lab.controls().get(name) {
            let line = match app.overlay() {
                Some(Overlay::TextInput(entry))
                    if entry.purpose == InputPurpose::Control(name.clone()) =>
                {
                    entry_line(entry, control, label, lab, ctx)
                }
                Some(
                    Overlay::TextInput(_)
                    | Overlay::Find(_)
                    | Overlay::Settings(_)
                    | Overlay::InfoPage { .. }
                    | Overlay::Blank,
                )
                | None => {
                    let width = usize::from(area.width);
                    let line = control_line(lesson, session, control, label, width, ctx);
                    hit_regions(control, &line, row, ctx);
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

fn label_width(names: &[String], lab: &Lab, ctx: &RenderContext<'_>, width: u16) -> usize {
    let widest = names
        .iter()
        .map(|name| label(name, lab, ctx).width())
        .max()
        .unwrap_or(0);
    widest.clamp(LABEL, (usize::from(width) / 3).max(LABEL))
}

fn label(name: &str, lab: &Lab, ctx: &RenderContext<'_>) -> String {
    ctx.format(&lab.kind().control_label(name))
}

fn control_line(
    lesson: &Lesson,
    session: &Session,
    control: &Control,
    label_width: usize,
    width: usize,
    ctx: &RenderContext<'_>,
) -> Line<'static> {
    let Some(lab) = session.lab() else {
        return Line::default();
    };
    let locked = session.open_question(lesson).is_some();
    let focused = session.focused(lesson).as_deref() == Some(&control.name);
    let (pointer, part) = match (locked, focused) {
        (true, _) => (" ", StyleRole::Dim),
        (false, true) => (ctx.glyphs.pointer, StyleRole::Selected),
        (false, false) => (" ", StyleRole::Text),
    };
    let name = clip(
        &label(&control.name, lab, ctx),
        label_width,
        ctx.glyphs.ellipsis,
    );
    let mut spans = vec![
        Span::styled(format!(" {pointer} "), ctx.style(StyleRole::Accent)),
        Span::styled(pad(&name, label_width), ctx.style(part)),
        Span::raw("  "),
    ];
    let lock = if locked {
        format!("   {}", ctx.word("ui.locked"))
    } else {
        String::new()
    };
    let room = width.saturating_sub(label_width + 6 + lock.width());
    match (&control.domain, lab.values().get(&control.name)) {
        (Domain::Number(range), Some(Value::Number(number))) => {
            spans.extend(slider(range, *number, part, room, ctx));
        }
        (Domain::Choice(options), Some(Value::Choice(chosen))) => {
            spans.extend(choice(options, chosen, part, room, ctx));
        }
        (Domain::Number(_) | Domain::Choice(_) | Domain::Text { .. }, _) => {}
    }
    spans.push(Span::styled(lock, ctx.style(StyleRole::Dim)));
    Line::from(spans)
}

fn slider(
    range: &Range,
    number: f64,
    part: StyleRole,
    room: usize,
    ctx: &RenderContext<'_>,
) -> Vec<Span<'static>> {
    let decimals = NumberFormat::Decimals(range.decimals());
    let text = |value: f64, format: NumberFormat| ctx.fold(&format_number(value, format));
    let (low, high) = (
        text(range.min, NumberFormat::Plain),
        text(range.max, NumberFormat::Plain),
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
    let rail = ctx.style(StyleRole::Rule);
    vec![
        Span::styled(format!("{low:>5} "), ctx.style(StyleRole::Dim)),
        Span::styled(
            format!("{}{}", ctx.glyphs.slider_left, ctx.glyphs.slider.repeat(at)),
            rail,
        ),
        Span::styled(ctx.glyphs.knob, ctx.style(part)),
        Span::styled(
            format!(
                "{}{}",
                ctx.glyphs.slider.repeat(track - 1 - at),
                ctx.glyphs.slider_right
            ),
            rail,
        ),
        Span::styled(format!(" {high:<4}"), ctx.style(StyleRole::Dim)),
        Span::styled(format!("  {value:>7}"), ctx.style(part)),
    ]
}

fn choice(
    options: &Options,
    chosen: &str,
    part: StyleRole,
    room: usize,
    ctx: &RenderContext<'_>,
) -> Vec<Span<'static>> {
    let said: Vec<_> = options
        .names
        .iter()
        .map(|name| ctx.format(&options.label(name)))
        .collect();
    let all: usize = said.iter().map(|word| word.width() + 3).sum();
    let mut spans = vec![Span::raw("  ")];
    for (name, word) in options.names.iter().zip(said) {
        let is_chosen = *name == chosen;
        if is_chosen {
            spans.push(Span::styled(format!("[{word}]"), ctx.style(part)));
            spans.push(Span::raw(" "));
        } else if all <= room {
            spans.push(Span::styled(
                format!(" {word}  "),
                ctx.style(StyleRole::Dim),
            ));
        }
    }
    spans
}

/// Spans of a control's line before its slider or its options: pointer, name, a gap.
const LEAD: usize = 3;

/// Makes the rail of a slider, or each option, something to click.
fn hit_regions(control: &Control, line: &Line<'_>, row: Rect, ctx: &RenderContext<'_>) {
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
            let from = until(LEAD + 1) + ctx.glyphs.slider_left.width();
            let to = until(LEAD + 4).saturating_sub(ctx.glyphs.slider_right.width());
            ctx.hit_region(place(from, to), || HitRegion::Slider {
                name: control.name.clone(),
                min: range.min,
                max: range.max,
            });
        }
        Domain::Choice(options) => {
            for (at, span) in line.spans.iter().enumerate().skip(LEAD) {
                let word = span.content.trim_matches([' ', '[', ']']);
                let said = |name: &&str| ctx.format(&options.label(name)) == word;
                let Some(option) = options.names.iter().copied().find(said) else {
                    continue;
                };
                ctx.hit_region(place(until(at), until(at + 1)), || HitRegion::Choice {
                    name: control.name.clone(),
                    option: option.to_owned(),
                });
            }
        }
        Domain::Text { .. } => {}
    }
}

fn entry_line(
    entry: &TextInput,
    control: &Control,
    label_width: usize,
    lab: &Lab,
    ctx: &RenderContext<'_>,
) -> Line<'static> {
    let name = clip(
        &label(&control.name, lab, ctx),
        label_width,
        ctx.glyphs.ellipsis,
    );
    let hint = match (&entry.fault, &control.domain) {
        (Some(fault), _) => Span::styled(ctx.format(fault), ctx.style(StyleRole::Wrong)),
        (None, Domain::Number(range)) => {
            let ask = Phrase::key("ui.entry.number")
                .with("min", range.min)
                .with("max", range.max);
            Span::styled(ctx.format(&ask), ctx.style(StyleRole::Dim))
        }
        (None, Domain::Choice(options)) => {
            let ask = Phrase::key("ui.entry.choice").with("names", options.names.join(", "));
            Span::styled(ctx.format(&ask), ctx.style(StyleRole::Dim))
        }
        (None, Domain::Text { form, .. }) => Span::styled(
            ctx.format(&Phrase::key(form.key())),
            ctx.style(StyleRole::Dim),
        ),
    };
    Line::from(vec![
        Span::styled(
            format!(" {} ", ctx.glyphs.pointer),
            ctx.style(StyleRole::Accent),
        ),
        Span::styled(pad(&name, label_width), ctx.style(StyleRole::Selected)),
        Span::styled(format!("  = {}", entry.text), ctx.style(StyleRole::Live)),
        Span::styled(ctx.glyphs.caret, ctx.style(StyleRole::Accent)),
        Span::raw("  "),
        hint,
    ])
}

pub(super) fn run_line(
    lesson: &Lesson,
    session: &Session,
    lab: &Lab,
    ctx: &RenderContext<'_>,
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
        ctx.glyphs.playing
    } else {
        ctx.glyphs.paused
    };
    let state = Span::styled(
        format!("   {}", ctx.word(state)),
        ctx.style(StyleRole::Text),
    );
    let mut spans = vec![Span::styled(
        format!(" {glyph} "),
        ctx.style(StyleRole::Accent),
    )];
    if let Some(progress) = run.progress() {
        spans.extend(progress_bar(progress, session, ctx));
    } else {
        let at = ctx.format(&Phrase::key("ui.run.at").with("n", run.at()));
        spans.push(Span::styled(at, ctx.style(StyleRole::Live)));
    }
    spans.push(state);
    spans.push(Span::styled(
        format!("   {}", ctx.format(&session.speed())),
        ctx.style(StyleRole::Dim),
    ));
    Line::from(spans)
}

/// How much of a race is run, and how long it will take.
fn progress_bar(progress: f64, session: &Session, ctx: &RenderContext<'_>) -> Vec<Span<'static>> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "progress is from 0 to 1"
    )]
    let full = ((progress * PROGRESS as f64) as usize).min(PROGRESS);
    let share = Phrase::key("ui.run.share").with("n", (100.0 * progress).floor());
    let mut spans = vec![
        Span::styled(ctx.glyphs.full.repeat(full), ctx.style(StyleRole::Goal)),
        Span::styled(
            ctx.glyphs.empty.repeat(PROGRESS - full),
            ctx.style(StyleRole::Rule),
        ),
        Span::styled(
            format!(" {}", ctx.format(&share)),
            ctx.style(StyleRole::Live),
        ),
    ];
    if let Some(left) = session.time_left() {
        let left = Phrase::key("ui.run.left").with("n", left.as_secs_f64().ceil());
        spans.push(Span::styled(
            format!("   {}", ctx.format(&left)),
            ctx.style(StyleRole::Dim),
        ));
    }
    spans
}
