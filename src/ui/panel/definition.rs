//! The definition of a glossary term, in place of the controls.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Widget;

use crate::app::{App, Definitions, Overlay, term_meaning};
use crate::locale::Phrase;
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;
use crate::ui::wrap::wrap_with_lead;

/// The rows of the definition that is open on a screen of this width; none where none is open.
pub(crate) fn height(app: &App, width: u16, ctx: &RenderContext<'_>) -> Option<u16> {
    let definitions = open_definitions(app)?;
    let rows = lines(app, definitions, text_width(width), ctx).len();
    Some(u16::try_from(rows).unwrap_or(u16::MAX))
}

/// Draws the term with its meaning. False where no definition is open.
pub(crate) fn draw(app: &App, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) -> bool {
    let Some(definitions) = open_definitions(app) else {
        return false;
    };
    let inner = Rect::new(area.x + 1, area.y, text_width(area.width), area.height);
    for (line, row) in lines(app, definitions, inner.width, ctx)
        .into_iter()
        .zip(inner.rows())
    {
        line.render(row, buf);
    }
    ctx.place_cursor(inner.x, inner.y);
    true
}

/// The name of the term whose definition is open.
pub(crate) fn open_term(app: &App) -> Option<&str> {
    open_definitions(app).map(Definitions::term)
}

fn open_definitions(app: &App) -> Option<&Definitions> {
    match app.overlay() {
        Some(Overlay::Definitions(definitions)) => Some(definitions),
        Some(
            Overlay::InfoPage { .. }
            | Overlay::TextInput(_)
            | Overlay::Reading { .. }
            | Overlay::Find(_)
            | Overlay::Settings(_)
            | Overlay::Painting
            | Overlay::RoomMenu
            | Overlay::Join
            | Overlay::Blank,
        )
        | None => None,
    }
}

/// The columns of the text on a screen of this width.
fn text_width(width: u16) -> u16 {
    width.saturating_sub(2)
}

fn lines(
    app: &App,
    definitions: &Definitions,
    width: u16,
    ctx: &RenderContext<'_>,
) -> Vec<Line<'static>> {
    let context = app.context();
    let word = ctx.fold(&context.term(definitions.term()));
    let meaning = ctx.fold(&term_meaning(context, definitions.term()));
    let lead = ctx.span(format!("{} ", ctx.glyphs.pointer), StyleRole::Accent);
    let mut spans = vec![
        (word, ctx.style(StyleRole::Selected)),
        (format!("  {meaning}"), ctx.style(StyleRole::Text)),
    ];
    if definitions.count() > 1 {
        let place = Phrase::key("ui.definition.place")
            .with("at", definitions.number())
            .with("of", definitions.count());
        spans.push((
            format!("  {}", ctx.format(&place)),
            ctx.style(StyleRole::Dim),
        ));
    }
    wrap_with_lead(&lead, &spans, width)
}
