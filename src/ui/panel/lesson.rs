//! The lesson panel: text and figures.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Widget;

use crate::app::{App, Key, ScrollExtent, Session};
use crate::figure::Figure;
use crate::ui::hit_region::HitRegion;
use crate::ui::layout::SplitAreas;
use crate::ui::scroll::draw_scrolled;
use crate::ui::theme::StyleRole;
use crate::ui::wrap::{wrap, wrap_text};
use crate::ui::{RenderContext, figure, layout, prose};

/// Draws text and figures into the body. Returns how far the text can be scrolled.
pub(crate) fn draw(
    app: &App,
    body: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) -> ScrollExtent {
    let figures = app.session().map(Session::figures).unwrap_or_default();
    let has_figures = !figures.is_empty() && !app.context().shows_text();
    let width = layout::text_width(body, has_figures);
    let max_height = layout::max_text_height(body, has_figures);
    let prose::TextLayout { mut lines, answers } =
        prose::layout_text(&app.content(), width, max_height, ctx);
    if app.context().shows_text() {
        lines.extend(description_lines(&figures, width, ctx));
    }
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let areas = layout::split_body(body, height, has_figures);
    if let Some(divider) = areas.divider {
        for row in divider.rows() {
            ctx.span(ctx.glyphs.vertical, StyleRole::Rule)
                .render(row, buf);
        }
    }
    if has_figures {
        draw_figures(&figures, height, &areas, buf, ctx);
    }
    for (answer_lines, number) in answers {
        add_answer_hit_regions(answer_lines, number, app.scroll(), areas.text, ctx);
    }
    ctx.place_cursor(areas.text.x, areas.text.y);
    draw_scrolled(&lines, app.scroll(), areas.text, buf, ctx)
}

/// Draws the figures. Beside the text, read-outs, bars and tables stand below the text where they fit, so that charts have
/// the whole column.
fn draw_figures(
    figures: &[Figure],
    text_height: u16,
    areas: &SplitAreas,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let mut free = Rect {
        y: areas.text.y.saturating_add(text_height).saturating_add(1),
        height: areas.text.height.saturating_sub(text_height + 1),
        ..areas.text
    };
    let has_chart = figures.iter().any(|figure| !figure.is_text());
    let mut column: Vec<(usize, Figure)> = Vec::new();
    for (at, figure) in figures.iter().enumerate() {
        let rows = figure::min_height(figure, free.width, ctx);
        let fits = has_chart
            && areas.divider.is_some()
            && figure.is_text()
            && rows <= free.height
            && figure::min_width(figure, ctx) <= free.width;
        if !fits {
            column.push((at, figure.clone()));
            continue;
        }
        let area = Rect {
            height: rows,
            ..free
        };
        figure::draw_numbered_column(std::slice::from_ref(figure), |_| at, area, buf, ctx);
        free.y = free.y.saturating_add(rows + 1);
        free.height = free.height.saturating_sub(rows + 1);
    }
    let (indices, figures): (Vec<usize>, Vec<Figure>) = join_strips(column).into_iter().unzip();
    let first = figure::group_by_x_axis(&figures)
        .next()
        .map_or(0, <[Figure]>::len);
    let index = |at: usize| indices.get(at).copied().unwrap_or(at);
    match split_columns(areas.figures, &figures, first) {
        Some((left, right)) => {
            let (main, others) = figures.split_at(first);
            figure::draw_numbered_column(main, index, left, buf, ctx);
            figure::draw_numbered_column(others, |at| index(first + at), right, buf, ctx);
        }
        None => {
            figure::draw_numbered_column(&figures, index, areas.figures, buf, ctx);
        }
    }
}

/// Moves plots directly below the last plot with an equal x axis, so that they share its tick labels.
fn join_strips(column: Vec<(usize, Figure)>) -> Vec<(usize, Figure)> {
    let mut joined: Vec<(usize, Figure)> = Vec::with_capacity(column.len());
    for entry in column {
        let shares_x = |other: &(usize, Figure)| figure::have_equal_x_axes(&other.1, &entry.1);
        match joined.iter().rposition(shares_x) {
            Some(at) => joined.insert(at + 1, entry),
            None => joined.push(entry),
        }
    }
    joined
}

/// From this width on, the first chart and the other figures stand side by side.
const TWO_COLUMNS_WIDTH: u16 = 80;
/// Columns between them.
const COLUMN_GAP: u16 = 2;

/// Two columns, for the first chart and for the others. None where there is no other chart or no room.
fn split_columns(area: Rect, figures: &[Figure], first: usize) -> Option<(Rect, Rect)> {
    let is_chart = |figure: &Figure| !figure.is_text();
    let has_second = figures
        .get(first..)
        .is_some_and(|rest| rest.iter().any(is_chart));
    if area.width < TWO_COLUMNS_WIDTH || !has_second {
        return None;
    }
    let width = area.width * 11 / 20;
    let right = Rect {
        x: area.x + width + COLUMN_GAP,
        width: area.width - width - COLUMN_GAP,
        ..area
    };
    Some((Rect { width, ..area }, right))
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
        let row = line
            .checked_sub(usize::from(scroll))
            .and_then(|row| u16::try_from(row).ok());
        if let Some(row) = row.filter(|row| *row < area.height) {
            let row = Rect::new(area.x, area.y + row, area.width, 1);
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
        let title = ctx.format(figure.title());
        if !title.is_empty() {
            lines.extend(wrap_text(title, ctx.style(StyleRole::Title), width));
        }
        for sentence in figure.describe() {
            lines.extend(wrap(
                &[(ctx.format(&sentence), ctx.style(StyleRole::Text))],
                width,
                "  ",
            ));
        }
    }
    lines
}
