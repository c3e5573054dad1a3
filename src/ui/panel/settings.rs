//! The settings page.

mod glyph_samples;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::{App, SETTINGS, SettingOptions, SettingSpec};
use crate::locale::Phrase;
use crate::text::{columns, pad, width};
use crate::ui::RenderContext;
use crate::ui::hit_region::HitRegion;
use crate::ui::layout::MAX_TEXT_WIDTH;
use crate::ui::theme::StyleRole;
use crate::ui::wrap::wrap_text;

/// Up to this height of the page, no row below the title is blank.
const SMALL_HEIGHT: u16 = 20;

/// Draws the settings, with the row of `selected` marked and explained.
pub(crate) fn draw(
    app: &App,
    selected: &SettingSpec,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let inner = Rect::new(
        area.x + 2,
        area.y,
        area.width.saturating_sub(4),
        area.height,
    );
    let mut rows = inner.rows();
    if let Some(row) = rows.next() {
        Line::styled(ctx.word("ui.settings.title"), ctx.style(StyleRole::Title)).render(row, buf);
    }
    if area.height > SMALL_HEIGHT {
        rows.next();
    }
    let name_widths = SETTINGS.each_ref().map(|spec| width(&ctx.word(&key(spec))));
    let name_width = name_widths.into_iter().max().unwrap_or(0);
    for ((at, spec), row) in SETTINGS.iter().enumerate().zip(rows.by_ref()) {
        ctx.add_hit_region(row, || HitRegion::Setting(at));
        draw_setting(
            app,
            at,
            spec.name == selected.name,
            name_width,
            row,
            buf,
            ctx,
        );
    }
    rows.next();
    let text_width = inner.width.min(MAX_TEXT_WIDTH);
    // Every explanation gets the rows of the longest one, so that the lines below do not move.
    let explanations = SETTINGS
        .each_ref()
        .map(|spec| explanation_lines(spec, text_width, ctx));
    let longest = explanations.iter().map(Vec::len).max().unwrap_or(0);
    let mut explanation = explanation_lines(selected, text_width, ctx);
    explanation.resize(longest + 1, Line::default());
    let footnote = footnote_lines(app, text_width, ctx);
    for (line, row) in explanation.into_iter().chain(footnote).zip(rows.by_ref()) {
        line.render(row, buf);
    }
    let mut rows: Vec<Rect> = rows.skip(1).collect();
    let states = [
        app.context().large_text_phrase(),
        Some(app.context().glyph_phrase()),
    ];
    let states: Vec<Line<'static>> = states
        .iter()
        .flatten()
        .flat_map(|state| wrap_text(ctx.format(state), ctx.style(StyleRole::Text), text_width))
        .collect();
    if rows.len() > states.len() {
        let below = rows.split_off(states.len());
        for (line, row) in states.into_iter().zip(rows) {
            line.render(row, buf);
        }
        glyph_samples::draw(app, &below, buf, ctx);
    }
}

fn key(spec: &SettingSpec) -> String {
    format!("ui.settings.{}", spec.name)
}

/// Draws the name of a setting and its values, the current one in brackets.
fn draw_setting(
    app: &App,
    at: usize,
    is_selected: bool,
    name_width: usize,
    row: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let (pointer, style_role) = if is_selected {
        (ctx.glyphs.pointer, StyleRole::Selected)
    } else {
        (" ", StyleRole::Text)
    };
    let spec = &SETTINGS[at];
    let name = pad(&ctx.word(&key(spec)), name_width);
    let lead = Line::from(vec![
        ctx.span(format!("{pointer} "), StyleRole::Accent),
        ctx.span(format!("{name}  "), style_role),
    ]);
    let mut x = u16::try_from(lead.width())
        .unwrap_or(u16::MAX)
        .min(row.width);
    lead.render(row, buf);
    if is_selected {
        ctx.place_cursor(row.x, row.y);
    }
    for (value, text, style) in value_texts(app, spec, style_role, row.width - x, ctx) {
        let width = columns(&text).min(row.width - x);
        let area = Rect::new(row.x + x, row.y, width, 1);
        Span::styled(text, style).render(area, buf);
        ctx.add_hit_region(area, || HitRegion::SettingValue { row: at, at: value });
        x += width;
    }
}

/// The values of a setting with their indices: all of them where they fit, else the current one.
fn value_texts(
    app: &App,
    spec: &SettingSpec,
    style_role: StyleRole,
    max_width: u16,
    ctx: &RenderContext<'_>,
) -> Vec<(usize, String, Style)> {
    let SettingOptions { labels, chosen } = app.context().setting_options(spec);
    let labels: Vec<_> = labels.iter().map(|label| ctx.fold(label)).collect();
    let all: u16 = labels.iter().map(|label| columns(label) + 3).sum();
    let labels = labels.into_iter().enumerate();
    let shown = labels.filter(|(at, _)| all <= max_width || Some(*at) == chosen);
    let texts = shown.map(|(at, label)| {
        if Some(at) == chosen {
            (at, format!("[{label}] "), ctx.style(style_role))
        } else {
            (at, format!(" {label}  "), ctx.style(StyleRole::Dim))
        }
    });
    texts.collect()
}

/// The explanation of a setting.
fn explanation_lines(
    spec: &SettingSpec,
    width: u16,
    ctx: &RenderContext<'_>,
) -> Vec<Line<'static>> {
    let message = ctx.word(&format!("{}.says", key(spec)));
    wrap_text(message, ctx.style(StyleRole::Text), width)
}

/// The place where settings are stored, or the reason why they are not.
fn footnote_lines(app: &App, width: u16, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let message = match app.context().settings_place() {
        _ if app.context().is_presenting() => ctx.word("ui.settings.for-class"),
        Some(path) => ctx.format(&Phrase::key("ui.settings.kept").with("path", path)),
        None => ctx.word("ui.settings.not-kept"),
    };
    wrap_text(message, ctx.style(StyleRole::Dim), width)
}
