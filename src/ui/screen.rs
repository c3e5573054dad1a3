//! Draws the whole screen.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::Widget;

use super::hit_region::HitRegions;
use super::panel::{
    controls, find, footer, header, info_page, lesson, lesson_list, playground, settings,
};
use super::scroll::draw_scrolled;
use super::theme::{StyleRole, Theme};
use super::wrap::wrap_text;
use super::{RenderContext, layout};
use crate::app::{App, Appearance, Overlay, Screen, ScrollExtent};

/// Draws the app on the whole frame. Returns how far its text can be scrolled.
pub fn draw(frame: &mut Frame<'_>, app: &App) -> ScrollExtent {
    let area = frame.area();
    render(app, area, frame.buffer_mut())
}

/// Draws the app into `area` of `buf`. Returns how far its text can be scrolled.
pub fn render(app: &App, area: Rect, buf: &mut Buffer) -> ScrollExtent {
    render_with(app, app.appearance(), area, buf, None)
}

/// The same as [`render`] in another appearance.
pub fn render_as(app: &App, appearance: Appearance, area: Rect, buf: &mut Buffer) -> ScrollExtent {
    render_with(app, appearance, area, buf, None)
}

/// The same as [`render_as`], and records hit regions where they are asked for.
pub(super) fn render_with(
    app: &App,
    appearance: Appearance,
    area: Rect,
    buf: &mut Buffer,
    hit_regions: Option<&HitRegions>,
) -> ScrollExtent {
    let theme = Theme::new(appearance);
    let ctx = RenderContext {
        hit_regions,
        ..RenderContext::new(&theme, appearance.glyphs, app.words())
    };
    buf.set_style(area, ctx.style(StyleRole::Text));
    if matches!(app.overlay(), Some(Overlay::Blank)) {
        return ScrollExtent::default();
    }
    if !layout::has_room(area) {
        return draw_too_small(area, buf, &ctx);
    }
    let info_page = match app.overlay() {
        Some(Overlay::InfoPage { page, .. }) => Some(page),
        Some(Overlay::TextInput(_) | Overlay::Find(_) | Overlay::Settings(_) | Overlay::Blank)
        | None => None,
    };
    let covers_screen = info_page.is_some()
        || matches!(app.overlay(), Some(Overlay::Find(_) | Overlay::Settings(_)));
    let controls = if covers_screen {
        0
    } else {
        controls::height(app)
    };
    let areas = layout::screen_areas(area, controls);
    header::draw(app, areas.header, buf, &ctx);
    for line in [areas.top_rule, areas.control_rule, areas.bottom_rule] {
        draw_rule(line, buf, &ctx);
    }
    footer::draw(app, areas.footer, buf, &ctx);
    if let Some(info_page) = info_page {
        let inner = Rect::new(
            area.x + 2,
            areas.body.y,
            area.width.saturating_sub(4),
            areas.body.height,
        );
        let lines = info_page::lines(app, info_page, inner.width, &ctx);
        return draw_scrolled(&lines, app.scroll(), inner, buf, &ctx);
    }
    if let Some(Overlay::Find(find)) = app.overlay() {
        find::draw(find, areas.body, buf, &ctx);
        return ScrollExtent::default();
    }
    if let Some(Overlay::Settings(page)) = app.overlay() {
        settings::draw(app, page.selected(), areas.body, buf, &ctx);
        return ScrollExtent::default();
    }
    controls::draw(app, areas.controls, buf, &ctx);
    match app.screen() {
        Screen::List(list) => {
            lesson_list::draw(app, list.selected(), areas.body, buf, &ctx);
            ScrollExtent::default()
        }
        Screen::Lesson(_) => playground::draw(app, areas.body, buf, &ctx)
            .unwrap_or_else(|| lesson::draw(app, areas.body, buf, &ctx)),
    }
}

fn draw_rule(area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let line = ctx.glyphs.horizontal.repeat(usize::from(area.width));
    for row in area.rows() {
        Span::styled(line.as_str(), ctx.style(StyleRole::Rule)).render(row, buf);
    }
}

fn draw_too_small(area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) -> ScrollExtent {
    let message = crate::locale::Phrase::key("ui.too-small")
        .with("width", u64::from(layout::MIN_SIZE.0))
        .with("height", u64::from(layout::MIN_SIZE.1));
    let lines = wrap_text(
        ctx.format(&message),
        ctx.style(StyleRole::Notice),
        area.width.max(1),
    );
    for (line, row) in lines.into_iter().zip(area.rows()) {
        line.render(row, buf);
    }
    ScrollExtent::default()
}
