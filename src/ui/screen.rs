//! Draws the whole screen.

use std::cell::RefCell;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::drawn_screen::DrawnScreen;
use super::glyphs::Glyphs;
use super::hit_region::HitRegions;
use super::large_text::LargeTextLayer;
use super::links::LinkLayer;
use super::panel::{
    controls, definition, end_page, find, footer, header, import, info_page, join, lesson,
    lesson_list, notes_desk, playground, settings,
};
use super::pixels::ImageLayer;
use super::scroll::draw_scrolled;
use super::theme::{StyleRole, Theme};
use super::wrap::wrap_text;
use super::{RenderContext, layout};
use crate::app::{
    App, Appearance, Find, GlyphChoice, InfoPage, Overlay, Screen, ScrollExtent, SettingsPage,
};
use crate::chart::Scene;
use crate::locale::Phrase;
use crate::text::is_unprintable;

/// Draws the app on the whole frame.
pub fn draw(frame: &mut Frame<'_>, app: &App) -> DrawnScreen {
    let (area, appearance) = (frame.area(), app.appearance());
    let terminal = app.context().terminal();
    let cell = terminal
        .cell_size()
        .filter(|_| terminal.shows_images(appearance));
    let images = cell.map(|cell| ImageLayer::new(cell, Theme::new(appearance)));
    let large_text = large_text_layer(app);
    let links = LinkLayer::default();
    let buf = frame.buffer_mut();
    let layers = Layers {
        images: images.as_ref(),
        large_text: large_text.as_ref(),
        // An overlay covers the links of the page below it.
        links: app.overlay().is_none().then_some(&links),
        ..Layers::default()
    };
    let screen = render_with(app, appearance, area, buf, layers);
    DrawnScreen {
        images: images.map_or_else(Vec::new, |images| images.into_images(buf)),
        large_text: large_text.map_or_else(Vec::new, LargeTextLayer::into_lines),
        links: links.into_links(),
        ..screen
    }
}

/// A layer for text at double size, if the app shows any.
pub(super) fn large_text_layer(app: &App) -> Option<LargeTextLayer> {
    let has_large_text = app.context().has_large_text();
    has_large_text.then(LargeTextLayer::default)
}

/// The layers that a screen is drawn into besides its cells, where they are asked for.
#[derive(Clone, Copy, Default)]
pub(super) struct Layers<'a> {
    /// The areas that react to the mouse.
    pub hit_regions: Option<&'a HitRegions>,
    /// The images.
    pub images: Option<&'a ImageLayer>,
    /// The text at double size; without this layer it has the normal size.
    pub large_text: Option<&'a LargeTextLayer>,
    /// The links.
    pub links: Option<&'a LinkLayer>,
}

/// Draws the app into `area` of `buf`. Returns how far its text can be scrolled.
pub fn render(app: &App, area: Rect, buf: &mut Buffer) -> ScrollExtent {
    render_as(app, app.appearance(), area, buf)
}

/// The same as [`render`] in another appearance.
pub fn render_as(app: &App, appearance: Appearance, area: Rect, buf: &mut Buffer) -> ScrollExtent {
    render_with(app, appearance, area, buf, Layers::default()).scroll
}

/// The same as [`render_as`], without the lines of charts. Returns their scenes, for a painter of vectors.
pub fn render_scenes(
    app: &App,
    appearance: Appearance,
    area: Rect,
    buf: &mut Buffer,
) -> Vec<Scene> {
    let scenes = RefCell::default();
    let theme = Theme::new(appearance);
    let ctx = RenderContext::new(&theme, appearance.glyphs, app.words()).collecting(&scenes);
    render_panels(app, area, buf, &ctx);
    remove_unprintable(area, buf);
    scenes.take()
}

/// The same as [`render_as`], and fills `layers`.
pub(super) fn render_with(
    app: &App,
    appearance: Appearance,
    area: Rect,
    buf: &mut Buffer,
    layers: Layers<'_>,
) -> DrawnScreen {
    let theme = Theme::new(appearance);
    let ctx = RenderContext {
        hit_regions: layers.hit_regions,
        images: layers.images,
        large_text: layers.large_text,
        links: layers.links,
        has_pixels: appearance.glyphs == GlyphChoice::Pixels,
        glyphs: Glyphs::for_appearance(appearance),
        ..RenderContext::new(&theme, appearance.glyphs, app.words())
    };
    let screen = render_panels(app, area, buf, &ctx);
    remove_unprintable(area, buf);
    screen
}

/// Removes invisible characters that control the terminal or reorder its text; they take no column.
fn remove_unprintable(area: Rect, buf: &mut Buffer) {
    for position in area.intersection(buf.area).positions() {
        let cell = &mut buf[position];
        if cell.symbol().contains(is_unprintable) {
            let symbol: String = cell
                .symbol()
                .chars()
                .filter(|c| !is_unprintable(*c))
                .collect();
            cell.set_symbol(if symbol.is_empty() { " " } else { &symbol });
        }
    }
}

fn render_panels(app: &App, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) -> DrawnScreen {
    buf.set_style(area, ctx.style(StyleRole::Text));
    let scroll = draw_areas(app, area, buf, ctx);
    // Without a selected element the cursor is at the beginning.
    ctx.place_cursor(area.x, area.y);
    DrawnScreen {
        scroll,
        cursor: ctx.cursor.get(),
        images: Vec::new(),
        large_text: Vec::new(),
        links: Vec::new(),
    }
}

fn draw_areas(app: &App, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) -> ScrollExtent {
    if matches!(app.overlay(), Some(Overlay::Blank)) {
        return ScrollExtent::default();
    }
    if !layout::has_room(area) {
        return draw_too_small(app, area, buf, ctx);
    }
    let cover = BodyOverlay::of(app);
    let desk = app.notes_desk().filter(|_| cover.is_none());
    let controls = if cover.is_some() || desk.is_some() {
        0
    } else {
        let definition = definition::height(app, area.width, ctx).unwrap_or(0);
        controls::height(app, area.width).max(definition)
    };
    let areas = layout::screen_areas(area, controls);
    header::draw(app, areas.header, buf, ctx);
    for line in [areas.top_rule, areas.control_rule, areas.bottom_rule] {
        draw_rule(line, buf, ctx);
    }
    footer::draw(app, areas.bottom_rule, areas.footer, buf, ctx);
    if let Some(cover) = cover {
        return cover.draw(app, areas.body, buf, ctx);
    }
    if let Some(desk) = desk {
        return notes_desk::draw(app, desk, areas.body, buf, ctx);
    }
    if !definition::draw(app, areas.controls, buf, ctx) {
        controls::draw(app, areas.controls, buf, ctx);
    }
    match app.screen() {
        Screen::List(list) => {
            lesson_list::draw(app, list.selected(), areas.body, buf, ctx);
            ScrollExtent::default()
        }
        Screen::Import(page) => {
            import::draw(app, page, areas.body, buf, ctx);
            ScrollExtent::default()
        }
        Screen::Lesson(_) => playground::draw(app, areas.body, buf, ctx)
            .or_else(|| end_page::draw(app, areas.body, buf, ctx))
            .unwrap_or_else(|| lesson::draw(app, area, areas.body, buf, ctx)),
    }
}

/// An overlay that covers body and controls.
#[derive(Clone, Copy)]
enum BodyOverlay<'a> {
    InfoPage(&'a InfoPage),
    Reading(&'a str),
    Find(&'a Find),
    Join,
    Settings(&'a SettingsPage),
}

impl<'a> BodyOverlay<'a> {
    /// The overlay of the app, if it covers the body.
    fn of(app: &'a App) -> Option<Self> {
        match app.overlay()? {
            Overlay::InfoPage { page, .. } => Some(Self::InfoPage(page)),
            Overlay::Reading { path } => Some(Self::Reading(path)),
            Overlay::Find(find) => Some(Self::Find(find)),
            Overlay::Join => Some(Self::Join),
            Overlay::Settings(page) => Some(Self::Settings(page)),
            Overlay::Definitions(_)
            | Overlay::TextInput(_)
            | Overlay::Painting
            | Overlay::RoomMenu
            | Overlay::Blank => None,
        }
    }

    fn draw(
        self,
        app: &App,
        body: Rect,
        buf: &mut Buffer,
        ctx: &RenderContext<'_>,
    ) -> ScrollExtent {
        match self {
            Self::InfoPage(page) => {
                let width = body.width.saturating_sub(4);
                let inner = Rect::new(body.x + 2, body.y, width, body.height);
                let lines = info_page::lines(app, page, inner.width, ctx);
                return draw_scrolled(&lines, app.scroll(), inner, buf, ctx);
            }
            Self::Reading(path) => import::draw_reading(path, body, buf, ctx),
            Self::Find(find) => find::draw(find, body, buf, ctx),
            Self::Join => join::draw(app, body, buf, ctx),
            Self::Settings(page) => settings::draw(app, page.selected(), body, buf, ctx),
        }
        ScrollExtent::default()
    }
}

fn draw_rule(area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let line = ctx.glyphs.horizontal.repeat(usize::from(area.width));
    for row in area.rows() {
        ctx.span(line.as_str(), StyleRole::Rule).render(row, buf);
    }
}

fn draw_too_small(
    app: &App,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) -> ScrollExtent {
    let page = app.context().seat().and_then(|seat| seat.page.clone());
    let message = match page {
        Some(page) => Phrase::key("ui.too-small-for-seat").with("page", page),
        None => Phrase::key("ui.too-small"),
    };
    let message = message
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
    ScrollExtent {
        is_too_small: true,
        ..ScrollExtent::default()
    }
}
