//! The whole screen.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::Widget;

use super::hit::Spots;
use super::theme::{Part, Theme};
use super::wrap::wrap;
use super::{Pen, bench, controls, find, footer, frame, header, leaf, lesson, list, settings};
use crate::app::{App, Extent, Look, Overlay, Screen};

/// Draws the app on the whole frame; says how far its text can be scrolled.
pub fn draw(frame: &mut Frame<'_>, app: &App) -> Extent {
    let area = frame.area();
    render(app, area, frame.buffer_mut())
}

/// Draws the app into `area` of `buf`; says how far its text can be scrolled.
pub fn render(app: &App, area: Rect, buf: &mut Buffer) -> Extent {
    render_with(app, app.look(), area, buf, None)
}

/// As [`render`], but looking like `look`.
pub fn render_as(app: &App, look: Look, area: Rect, buf: &mut Buffer) -> Extent {
    render_with(app, look, area, buf, None)
}

/// As [`render`], with `spots` for what can be pointed at.
pub(super) fn render_with(
    app: &App,
    look: Look,
    area: Rect,
    buf: &mut Buffer,
    spots: Option<&Spots>,
) -> Extent {
    let theme = Theme::of(look);
    let pen = Pen {
        spots,
        ..Pen::new(&theme, look.glyphs, app.words())
    };
    buf.set_style(area, pen.style(Part::Text));
    if matches!(app.overlay(), Some(Overlay::Blank)) {
        return Extent::default();
    }
    if !frame::has_room(area) {
        return too_small(area, buf, &pen);
    }
    let leaf = match app.overlay() {
        Some(Overlay::Leaf { leaf, .. }) => Some(*leaf),
        Some(Overlay::Entry(_) | Overlay::Find(_) | Overlay::Settings(_) | Overlay::Blank)
        | None => None,
    };
    let covers =
        leaf.is_some() || matches!(app.overlay(), Some(Overlay::Find(_) | Overlay::Settings(_)));
    let controls = if covers { 0 } else { controls::rows(app) };
    let bands = frame::bands(area, controls);
    header::draw(app, bands.header, buf, &pen);
    for line in [bands.top_rule, bands.control_rule, bands.bottom_rule] {
        rule(line, buf, &pen);
    }
    footer::draw(app, bands.footer, buf, &pen);
    if let Some(leaf) = leaf {
        let inner = Rect::new(
            area.x + 2,
            bands.body.y,
            area.width.saturating_sub(4),
            bands.body.height,
        );
        let lines = leaf::lines(app, leaf, inner.width, &pen);
        return lesson::text(&lines, app.scroll(), inner, buf, &pen);
    }
    if let Some(Overlay::Find(find)) = app.overlay() {
        find::draw(app, find, bands.body, buf, &pen);
        return Extent::default();
    }
    if let Some(Overlay::Settings(preference)) = app.overlay() {
        settings::draw(app, *preference, bands.body, buf, &pen);
        return Extent::default();
    }
    controls::draw(app, bands.controls, buf, &pen);
    match app.screen() {
        Screen::List { selected } => {
            list::draw(app, selected, bands.body, buf, &pen);
            Extent::default()
        }
        Screen::Lesson { .. } => bench::draw(app, bands.body, buf, &pen)
            .unwrap_or_else(|| lesson::draw(app, bands.body, buf, &pen)),
    }
}

fn rule(area: Rect, buf: &mut Buffer, pen: &Pen<'_>) {
    let line = pen.glyphs.horizontal.repeat(usize::from(area.width));
    for row in area.rows() {
        Span::styled(line.as_str(), pen.style(Part::Rule)).render(row, buf);
    }
}

fn too_small(area: Rect, buf: &mut Buffer, pen: &Pen<'_>) -> Extent {
    let ask = crate::locale::Phrase::key("ui.too-small")
        .with("width", u64::from(frame::LEAST.0))
        .with("height", u64::from(frame::LEAST.1));
    let lines = wrap(
        &[(pen.say(&ask), pen.style(Part::Notice))],
        area.width.max(1),
        "",
    );
    for (line, row) in lines.into_iter().zip(area.rows()) {
        line.render(row, buf);
    }
    Extent::default()
}
