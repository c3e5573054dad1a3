//! The lesson panel: text and figures.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;
use ratatui::text::Line;
use ratatui::widgets::Widget;

use super::figure_columns::TextRows;
use super::{definition, figure_columns, zoom};
use crate::app::{AnswerStatus, App, ContentBlock, FigureSet, Key, ScrollExtent, Session};
use crate::figure::Figure;
use crate::ui::hit_region::HitRegion;
use crate::ui::layout::BodyParts;
use crate::ui::rich_lines::TextTarget;
use crate::ui::scroll::draw_scrolled;
use crate::ui::theme::StyleRole;
use crate::ui::wrap::wrap;
use crate::ui::{RenderContext, figure, layout, prose};

/// Draws text and figures into the body of a screen: side by side or below each other, on a small screen the text or one
/// figure. Returns how far the text can be scrolled.
pub(crate) fn draw(
    app: &App,
    screen: Rect,
    body: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) -> ScrollExtent {
    let shows_text = app.context().shows_text();
    if let Some(session) = app.session().filter(|_| !shows_text)
        && zoom::draw(session, body, buf, ctx)
    {
        return ScrollExtent::default();
    }
    let figures = app.session().map(Session::figures).unwrap_or_default();
    let mut body = body;
    let mut hidden_figures = FigureSet::default();
    let mut has_figures = !figures.is_empty() && !shows_text;
    if has_figures && !layout::has_room_for_both(screen) {
        has_figures = false;
        body.height = body.height.saturating_sub(1);
        let row = Rect::new(body.x + 2, body.bottom(), body.width.saturating_sub(4), 1);
        zoom::draw_count(figures.len(), row, buf, ctx);
        hidden_figures = (0..figures.len()).collect();
    }
    let parts = match (has_figures, ctx.large_text) {
        (false, _) => BodyParts::Text,
        (true, None) => BodyParts::TextAndFigures,
        (true, Some(_)) => BodyParts::LargeTextAndFigures,
    };
    let width = layout::text_width(body, parts);
    let figure_rows = figure_rows(&figures, body, ctx);
    let text_height = layout::text_height(body, parts, figure_rows);
    let content = app.content();
    let prose::TextLayout {
        mut lines,
        large,
        answers,
        targets,
    } = if shows_text {
        prose::layout_text(&content, width, text_height, ctx)
    } else {
        prose::layout_page(&content, width, text_height, ctx)
    };
    if shows_text {
        lines.extend(description_lines(&figures, width, ctx));
    }
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let areas = layout::split_body(body, height, parts, figure_rows);
    for row in areas.divider.iter().flat_map(|divider| divider.rows()) {
        ctx.span(ctx.glyphs.vertical, StyleRole::Rule)
            .render(row, buf);
    }
    if has_figures {
        let text_rows = text_rows(app, &content, (width, height), ctx);
        hidden_figures = figure_columns::draw(app, figures, text_rows, &areas, buf, ctx);
    }
    for (answer_lines, number) in answers {
        add_answer_hit_regions(answer_lines, number, app.scroll(), areas.text, ctx);
    }
    ctx.place_cursor(areas.text.x, areas.text.y);
    let extent = draw_scrolled(&lines, app.scroll(), areas.text, buf, ctx);
    draw_large_lines(&large, areas.text, buf, ctx);
    draw_targets(app, &targets, areas.text, buf, ctx);
    ScrollExtent {
        hidden_figures,
        ..extent
    }
}

/// The rows of a text of `height` lines, and those by which the feedback to another answer is longer than what the page shows in
/// its place, so that figures keep their columns from answer to answer.
fn text_rows(
    app: &App,
    content: &[ContentBlock],
    (width, height): (u16, u16),
    ctx: &RenderContext<'_>,
) -> TextRows {
    let height_of = |block: &ContentBlock| prose::block_height(block, width, ctx);
    let is_replaced = |block: &&ContentBlock| {
        matches!(
            block,
            ContentBlock::Feedback { .. } | ContentBlock::Prompt(_)
        )
    };
    let shown = content.iter().filter(is_replaced);
    let shown = shown.map(height_of).max().unwrap_or(0);
    let all = app.feedbacks().into_iter().map(|text| {
        height_of(&ContentBlock::Feedback {
            text,
            status: AnswerStatus::Wrong,
        })
    });
    TextRows {
        height,
        growth: all.max().unwrap_or(0).saturating_sub(shown),
    }
}

/// The rows that the first figure needs to be drawn whole. Further figures that find no room are counted in a row of their
/// own.
fn figure_rows(figures: &[Figure], body: Rect, ctx: &RenderContext<'_>) -> u16 {
    figures.first().map_or(0, |first| {
        let width = body.width.saturating_sub(4);
        let note = u16::from(figures.len() > 1);
        figure::whole_height(first, width, ctx) + note
    })
}

/// Records the visible terms and links as hit regions, and highlights the term whose definition is open.
fn draw_targets(
    app: &App,
    targets: &[prose::TargetPlace],
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let open = definition::open_term(app);
    for target in targets {
        let Some(row) = visible_row(target.line, app.scroll(), area) else {
            continue;
        };
        let place = Rect {
            x: row.x.saturating_add(target.columns.start),
            width: target.columns.end.saturating_sub(target.columns.start),
            ..row
        };
        let place = place.intersection(area);
        match &target.target {
            TextTarget::Term(name) => {
                if open == Some(name.as_str()) {
                    let style = ctx
                        .style(StyleRole::Selected)
                        .add_modifier(Modifier::REVERSED);
                    buf.set_style(place, style);
                }
                ctx.add_hit_region(place, || HitRegion::Term(name.clone()));
            }
            TextTarget::Link(address) => {
                ctx.add_link(place, address);
                ctx.add_hit_region(place, || HitRegion::Link(address.clone()));
            }
        }
    }
}

/// The row of the line with the index `line` in `area`, where it is visible behind `scroll` lines.
fn visible_row(line: usize, scroll: u16, area: Rect) -> Option<Rect> {
    let row = u16::try_from(line.checked_sub(usize::from(scroll))?).ok()?;
    (row < area.height).then(|| Rect::new(area.x, area.y + row, area.width, 1))
}

/// Draws lines at double size, each in its row of `area`. A page with large text fits whole, so it is never scrolled.
fn draw_large_lines(
    lines: &[(usize, Line<'static>)],
    area: Rect,
    buf: &Buffer,
    ctx: &RenderContext<'_>,
) {
    for (row, line) in lines {
        let row = u16::try_from(*row).unwrap_or(u16::MAX);
        let at = Position::new(area.x, area.y.saturating_add(row));
        ctx.add_large_line(at, line, buf);
    }
}

/// Records the visible lines of an answer as hit regions of its key.
fn add_answer_hit_regions(
    lines: Range<usize>,
    number: usize,
    scroll: u16,
    area: Rect,
    ctx: &RenderContext<'_>,
) {
    let Some(digit) = u32::try_from(number)
        .ok()
        .and_then(|n| char::from_digit(n, 10))
    else {
        return;
    };
    for line in lines {
        if let Some(row) = visible_row(line, scroll, area) {
            // Without a control, the first answer is the selected element.
            ctx.place_cursor(row.x, row.y);
            ctx.add_hit_region(row, || HitRegion::Key(Key::char(digit)));
        }
    }
}

/// The descriptions of the figures.
pub(super) fn description_lines(
    figures: &[Figure],
    width: u16,
    ctx: &RenderContext<'_>,
) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for figure in figures {
        lines.push(Line::default());
        let title = ctx.spans(figure.title(), StyleRole::Title);
        if title.iter().any(|(text, _)| !text.is_empty()) {
            lines.extend(wrap(&title, width, ""));
        }
        for sentence in figure.describe() {
            lines.extend(wrap(&ctx.spans(&sentence, StyleRole::Text), width, "  "));
        }
    }
    lines
}
