//! The controls of a step, as sliders and choices.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::run_line;
use crate::app::{App, InputPurpose, Overlay, Session, TextInput};
use crate::lab::{Control, Domain, Lab, Options, Range, Value};
use crate::locale::{NumberFormat, Phrase, format_number};
use crate::text::{clip, pad, width};
use crate::ui::RenderContext;
use crate::ui::hit_region::HitRegion;
use crate::ui::theme::StyleRole;

/// The most controls that are shown at once.
const MAX_CONTROLS: usize = 4;
/// The fewest columns of a label.
const MIN_LABEL_WIDTH: usize = 12;
/// The most columns of a slider.
const MAX_SLIDER_WIDTH: usize = 46;

/// The rows of the controls of the open step.
pub(crate) fn height(app: &App) -> u16 {
    let Some(session) = app.session() else {
        return 0;
    };
    // In the playground, the controls are a pane.
    if session.workbench().is_some() && !app.context().shows_text() {
        return 0;
    }
    let run = usize::from(session.lab().is_some_and(|lab| lab.run().is_some()));
    let controls = session.shown_controls().len().min(MAX_CONTROLS);
    u16::try_from(run + controls).unwrap_or(0)
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
    if lab.run().is_some()
        && let Some(row) = rows.next()
    {
        run_line::draw(session, lab, row, buf, ctx);
    }
    let shown = visible_controls(session);
    let label_width = label_width(&shown, lab, ctx, area.width);
    for (name, row) in shown.iter().zip(rows) {
        if let Some(control) = lab.controls().get(name) {
            let line = match app.overlay() {
                Some(Overlay::TextInput(input))
                    if input.purpose == InputPurpose::Control(name.clone()) =>
                {
                    let line = input_line(input, control, label_width, lab, ctx);
                    let (before, _) = input.field.split_at_cursor();
                    let label = 3 + label_width + "  = ".len();
                    ctx.place_text_cursor(row, label + width(before));
                    line
                }
                Some(
                    Overlay::TextInput(_)
                    | Overlay::Find(_)
                    | Overlay::Reading { .. }
                    | Overlay::Settings(_)
                    | Overlay::InfoPage { .. }
                    | Overlay::Blank,
                )
                | None => {
                    let row_width = usize::from(area.width);
                    let line = control_line(session, control, label_width, row_width, ctx);
                    add_hit_regions(control, &line, row, ctx);
                    if session.focused().as_deref() == Some(name) {
                        ctx.place_cursor(row.x, row.y);
                    }
                    line
                }
            };
            line.render(row, buf);
        }
    }
}

/// The names of the controls that are shown, the focused one among them.
fn visible_controls(session: &Session) -> Vec<String> {
    let all = session.shown_controls();
    let focus = session.focused();
    let at = focus
        .and_then(|focus| all.iter().position(|name| *name == focus))
        .unwrap_or(0);
    let start = (at + 1).saturating_sub(MAX_CONTROLS);
    all.into_iter().skip(start).take(MAX_CONTROLS).collect()
}

fn label_width(names: &[String], lab: &Lab, ctx: &RenderContext<'_>, row_width: u16) -> usize {
    let widest = names
        .iter()
        .map(|name| width(&label(name, lab, ctx)))
        .max()
        .unwrap_or(0);
    widest.clamp(
        MIN_LABEL_WIDTH,
        (usize::from(row_width) / 3).max(MIN_LABEL_WIDTH),
    )
}

fn label(name: &str, lab: &Lab, ctx: &RenderContext<'_>) -> String {
    ctx.format(&lab.kind().control_label(name))
}

fn control_line(
    session: &Session,
    control: &Control,
    label_width: usize,
    row_width: usize,
    ctx: &RenderContext<'_>,
) -> Line<'static> {
    let Some(lab) = session.shown_lab() else {
        return Line::default();
    };
    let locked = session.open_question().is_some();
    let focused = session.focused().as_deref() == Some(&control.name);
    let (pointer, style_role) = match (locked, focused) {
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
        ctx.span(format!(" {pointer} "), StyleRole::Accent),
        ctx.span(pad(&name, label_width), style_role),
        Span::raw("  "),
    ];
    let lock = if locked {
        format!("   {}", ctx.word("ui.locked"))
    } else {
        String::new()
    };
    let max_width = row_width.saturating_sub(label_width + 6 + width(&lock));
    match (&control.domain, lab.values().get(&control.name)) {
        (Domain::Number(range), Some(Value::Number(number))) => {
            spans.extend(slider_spans(range, *number, style_role, max_width, ctx));
        }
        (Domain::Choice(options), Some(Value::Choice(chosen))) => {
            spans.extend(choice_spans(options, chosen, style_role, max_width, ctx));
        }
        (Domain::Number(_) | Domain::Choice(_) | Domain::Text { .. }, _) => {}
    }
    spans.push(ctx.span(lock, StyleRole::Dim));
    Line::from(spans)
}

fn slider_spans(
    range: &Range,
    number: f64,
    style_role: StyleRole,
    max_width: usize,
    ctx: &RenderContext<'_>,
) -> Vec<Span<'static>> {
    let decimals = NumberFormat::Decimals(range.decimals());
    let text = |value: f64, format: NumberFormat| ctx.fold(&format_number(value, format));
    let (low, high) = (
        text(range.min, NumberFormat::Plain),
        text(range.max, NumberFormat::Plain),
    );
    let value = text(number, decimals);
    let ends = width(&low).max(5) + width(&high).max(4) + 4;
    let track = max_width
        .saturating_sub(ends + 12)
        .clamp(6, MAX_SLIDER_WIDTH);
    let place = ((number - range.min) / (range.max - range.min)).clamp(0.0, 1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 ≤ place ≤ 1"
    )]
    let at = (place * (track - 1) as f64).round() as usize;
    let rail = ctx.style(StyleRole::Rule);
    vec![
        ctx.span(format!("{low:>5} "), StyleRole::Dim),
        Span::styled(
            format!("{}{}", ctx.glyphs.slider_left, ctx.glyphs.slider.repeat(at)),
            rail,
        ),
        ctx.span(ctx.glyphs.knob, style_role),
        Span::styled(
            format!(
                "{}{}",
                ctx.glyphs.slider.repeat(track - 1 - at),
                ctx.glyphs.slider_right
            ),
            rail,
        ),
        ctx.span(format!(" {high:<4}"), StyleRole::Dim),
        ctx.span(format!("  {value:>7}"), style_role),
    ]
}

fn choice_spans(
    options: &Options,
    chosen: &str,
    style_role: StyleRole,
    max_width: usize,
    ctx: &RenderContext<'_>,
) -> Vec<Span<'static>> {
    let labels: Vec<_> = options
        .names
        .iter()
        .map(|name| ctx.format(&options.label(name)))
        .collect();
    let all: usize = labels.iter().map(|label| width(label) + 3).sum();
    let mut spans = vec![Span::raw("  ")];
    for (name, label) in options.names.iter().zip(labels) {
        let is_chosen = *name == chosen;
        if is_chosen {
            spans.push(ctx.span(format!("[{label}]"), style_role));
            spans.push(Span::raw(" "));
        } else if all <= max_width {
            spans.push(ctx.span(format!(" {label}  "), StyleRole::Dim));
        }
    }
    spans
}

/// The number of spans before the slider or the options: pointer, name, a gap.
const LEAD_SPANS: usize = 3;

/// Records the rail of a slider, or each option, as hit regions.
fn add_hit_regions(control: &Control, line: &Line<'_>, row: Rect, ctx: &RenderContext<'_>) {
    let spans_width =
        |span: usize| -> usize { line.spans.iter().take(span).map(Span::width).sum() };
    let area = |from: usize, to: usize| {
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
            // The spans are the low end's label, the rail up to the knob, the knob, the rail behind it.
            let from = spans_width(LEAD_SPANS + 1) + width(ctx.glyphs.slider_left);
            let to = spans_width(LEAD_SPANS + 4).saturating_sub(width(ctx.glyphs.slider_right));
            ctx.add_hit_region(area(from, to), || HitRegion::Slider {
                name: control.name.clone(),
                min: range.min,
                max: range.max,
            });
        }
        Domain::Choice(options) => {
            for (at, span) in line.spans.iter().enumerate().skip(LEAD_SPANS) {
                let word = span.content.trim_matches([' ', '[', ']']);
                let is_shown = |name: &&str| ctx.format(&options.label(name)) == word;
                let Some(option) = options.names.iter().copied().find(is_shown) else {
                    continue;
                };
                ctx.add_hit_region(area(spans_width(at), spans_width(at + 1)), || {
                    HitRegion::Choice {
                        name: control.name.clone(),
                        option: option.to_owned(),
                    }
                });
            }
        }
        Domain::Text { .. } => {}
    }
}

fn input_line(
    input: &TextInput,
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
    let hint = match (&input.fault, &control.domain) {
        (Some(fault), _) => ctx.span(ctx.format(fault), StyleRole::Wrong),
        (None, Domain::Number(range)) => {
            let ask = Phrase::key("ui.input.number")
                .with("min", range.min)
                .with("max", range.max);
            ctx.span(ctx.format(&ask), StyleRole::Dim)
        }
        (None, Domain::Choice(options)) => {
            let ask = Phrase::key("ui.input.choice").with("names", options.names.join(", "));
            ctx.span(ctx.format(&ask), StyleRole::Dim)
        }
        (None, Domain::Text { default }) => ctx.span(
            ctx.format(&Phrase::key(default.format().key())),
            StyleRole::Dim,
        ),
    };
    Line::from(vec![
        ctx.span(format!(" {} ", ctx.glyphs.pointer), StyleRole::Accent),
        ctx.span(pad(&name, label_width), StyleRole::Selected),
        ctx.span(format!("  = {}", input.field.text()), StyleRole::Live),
        Span::raw("  "),
        hint,
    ])
}
