//! The settings: what can be chosen for good, and what holds now.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use crate::app::{App, SETTINGS, SettingOptions, SettingSpec};
use crate::locale::Phrase;
use crate::text::{columns, pad};
use crate::ui::RenderContext;
use crate::ui::hit_region::HitRegion;
use crate::ui::theme::StyleRole;
use crate::ui::wrap::wrap;

/// Text is never wider than this.
const MEASURE: u16 = 72;

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
    rows.next();
    let label = SETTINGS.each_ref().map(|spec| ctx.word(&key(spec)).width());
    let label = label.into_iter().max().unwrap_or(0);
    for ((at, spec), row) in SETTINGS.iter().enumerate().zip(rows.by_ref()) {
        ctx.hit_region(row, || HitRegion::Setting(at));
        line(app, at, spec.name == selected.name, label, row, buf, ctx);
    }
    rows.next();
    let width = inner.width.min(MEASURE);
    // As many rows as the longest explanation takes, so that what stands below stays where it is.
    let explained = SETTINGS
        .each_ref()
        .map(|spec| explanation(spec, width, ctx));
    let longest = explained.iter().map(Vec::len).max().unwrap_or(0);
    let mut explanation = explanation(selected, width, ctx);
    explanation.resize(longest + 1, Line::default());
    let foot = foot(app, width, ctx);
    for (line, row) in explanation.into_iter().chain(foot).zip(rows) {
        line.render(row, buf);
    }
}

fn key(spec: &SettingSpec) -> String {
    format!("ui.settings.{}", spec.name)
}

/// A name, and what there is to choose from with what holds now in brackets.
fn line(
    app: &App,
    at: usize,
    selected: bool,
    label: usize,
    row: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let (pointer, part) = if selected {
        (ctx.glyphs.pointer, StyleRole::Selected)
    } else {
        (" ", StyleRole::Text)
    };
    let spec = &SETTINGS[at];
    let name = pad(&ctx.word(&key(spec)), label);
    let lead = Line::from(vec![
        Span::styled(format!("{pointer} "), ctx.style(StyleRole::Accent)),
        Span::styled(format!("{name}  "), ctx.style(part)),
    ]);
    let mut x = u16::try_from(lead.width())
        .unwrap_or(u16::MAX)
        .min(row.width);
    lead.render(row, buf);
    for (value, text, style) in values(app, spec, part, row.width - x, ctx) {
        let width = columns(&text).min(row.width - x);
        let place = Rect::new(row.x + x, row.y, width, 1);
        Span::styled(text, style).render(place, buf);
        ctx.hit_region(place, || HitRegion::SettingValue { row: at, at: value });
        x += width;
    }
}

/// The values of a line by their places: all that there are where they fit, else the one that holds.
fn values(
    app: &App,
    spec: &SettingSpec,
    part: StyleRole,
    room: u16,
    ctx: &RenderContext<'_>,
) -> Vec<(usize, String, Style)> {
    let SettingOptions { labels, chosen } = app.context().setting_options(spec);
    let said: Vec<_> = labels.iter().map(|label| ctx.fold(label)).collect();
    let all: u16 = said.iter().map(|label| columns(label) + 3).sum();
    let said = said.into_iter().enumerate();
    let shown = said.filter(|(at, _)| all <= room || Some(*at) == chosen);
    let written = shown.map(|(at, label)| {
        if Some(at) == chosen {
            (at, format!("[{label}] "), ctx.style(part))
        } else {
            (at, format!(" {label}  "), ctx.style(StyleRole::Dim))
        }
    });
    written.collect()
}

/// What choosing on this line is good for.
fn explanation(spec: &SettingSpec, width: u16, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let message = ctx.word(&format!("{}.says", key(spec)));
    wrap(&[(message, ctx.style(StyleRole::Text))], width, "")
}

/// Where choices are kept, and what goes before them.
fn foot(app: &App, width: u16, ctx: &RenderContext<'_>) -> Vec<Line<'static>> {
    let message = match app.context().settings_place() {
        _ if app.context().is_presenting() => ctx.word("ui.settings.for-class"),
        Some(path) => ctx.format(&Phrase::key("ui.settings.kept").with("path", path)),
        None => ctx.word("ui.settings.not-kept"),
    };
    wrap(&[(message, ctx.style(StyleRole::Dim))], width, "")
}
