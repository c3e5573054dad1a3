//! The whole screen.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::Widget;

use super::hit_region::HitRegions;
use super::panel::{
    controls, find, footer, header, info_page, lesson, lesson_list, playground, settings,
};
use super::theme::{StyleRole, Theme};
use super::wrap::wrap;
use super::{RenderContext, layout};
use crate::app::{App, Appearance, Overlay, Screen, ScrollExtent};

/// Draws the app on the whole frame; says how far its text can be scrolled.
pub fn draw(frame: &mut Frame<'_>, app: &App) -> ScrollExtent {
    let area = frame.area();
    render(app, area, frame.buffer_mut())
}

/// Draws the app into `area` of `buf`; says how far its text can be scrolled.
pub fn render(app: &App, area: Rect, buf: &mut Buffer) -> ScrollExtent {
    render_with(app, app.appearance(), area, buf, None)
}

/// As [`render`], but looking like `look`.
pub fn render_as(app: &App, appearance: Appearance, area: Rect, buf: &mut Buffer) -> ScrollExtent {
    render_with(app, appearance, area, buf, None)
}

/// As [`render`], with `spots` for what can be pointed at.
pub(super) fn render_with(
    app: &App,
    appearance: Appearance,
    area: Rect,
    buf: &mut Buffer,
    hit_regions: Option<&HitRegions>,
) -> ScrollExtent {
    let theme = Theme::of(appearance);
    let ctx = RenderContext {
        hit_regions,
        ..RenderContext::new(&theme, appearance.glyphs, app.words())
    };
    buf.set_style(area, ctx.style(StyleRole::Text));
    if matches!(app.overlay(), Some(Overlay::Blank)) {
        return ScrollExtent::default();
    }
    if !layout::has_room(area) {
        return too_small(area, buf, &ctx);
    }
    let info_page = match app.overlay() {
        Some(Overlay::InfoPage { page, .. }) => Some(page),
        Some(Overlay::TextInput(_) | Overlay::Find(_) | Overlay::Settings(_) | Overlay::Blank)
        | None => None,
    };
    let covers = info_page.is_some()
        || matches!(app.overlay(), Some(Overlay::Find(_) | Overlay::Settings(_)));
    let controls = if covers { 0 } else { controls::rows(app) };
    let bands = layout::bands(area, controls);
    header::draw(app, bands.header, buf, &ctx);
    for line in [bands.top_rule, bands.control_rule, bands.bottom_rule] {
        rule(line, buf, &ctx);
    }
    footer::draw(app, bands.footer, buf, &ctx);
    if let Some(info_page) = info_page {
        let inner = Rect::new(
            area.x + 2,
            bands.body.y,
            area.width.saturating_sub(4),
            bands.body.height,
        );
        let lines = info_page::lines(app, info_page, inner.width, &ctx);
        return lesson::text(&lines, app.scroll(), inner, buf, &ctx);
    }
    if let Some(Overlay::Find(find)) = app.overlay() {
        find::draw(find, bands.body, buf, &ctx);
        return ScrollExtent::default();
    }
    if let Some(Overlay::Settings(page)) = app.overlay() {
        settings::draw(app, page.selected(), bands.body, buf, &ctx);
        return ScrollExtent::default();
    }
    controls::draw(app, bands.controls, buf, &ctx);
    match app.screen() {
        Screen::List(list) => {
            lesson_list::draw(app, list.selected(), bands.body, buf, &ctx);
            ScrollExtent::default()
        }
        Screen::Lesson(_) => playground::draw(app, bands.body, buf, &ctx)
            .unwrap_or_else(|| lesson::draw(app, bands.body, buf, &ctx)),
    }
}

fn rule(area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let line = ctx.glyphs.horizontal.repeat(usize::from(area.width));
    for row in area.rows() {
        Span::styled(line.as_str(), ctx.style(StyleRole::Rule)).render(row, buf);
    }
}

fn too_small(area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) -> ScrollExtent {
    let ask = crate::locale::Phrase::key("ui.too-small")
        .with("width", u64::from(layout::LEAST.0))
        .with("height", u64::from(layout::LEAST.1));
    let lines = wrap(
        &[(ctx.format(&ask), ctx.style(StyleRole::Notice))],
        area.width.max(1),
        "",
    );
    for (line, row) in lines.into_iter().zip(area.rows()) {
        line.render(row, buf);
    }
    ScrollExtent::default()
}
