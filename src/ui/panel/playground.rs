//! The playground: panes of controls, the network, its output and a chart.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::run_line::run_line;
use super::{playground_controls, zoom};
use crate::app::{App, Overlay, Pane, ScrollExtent, Session, WorkbenchState, charts, key_names};
use crate::figure::Figure;
use crate::lab::{Advice, Lab};
use crate::lesson::Step;
use crate::locale::Phrase;
use crate::text;
use crate::ui::hit_region::HitRegion;
use crate::ui::layout::TextHeight;
use crate::ui::scroll::draw_scrolled;
use crate::ui::theme::StyleRole;
use crate::ui::wrap::wrap;
use crate::ui::{RenderContext, figure, prose};

/// The columns of the controls.
const CONTROLS_WIDTH: u16 = 31;
/// From this width on, the network stands beside its output.
const THREE_COLUMN_WIDTH: u16 = 96;
/// From this height of the body on, a blank row or advice stands below the text.
const HIGH: u16 = 24;
/// From this height on, two rows are reserved for advice, so that the panes do not move when it appears.
const HIGHER: u16 = 32;
/// The most rows of text on a low screen.
const MIN_TEXT_HEIGHT: u16 = 2;
/// The most rows of text on a high screen.
const MAX_TEXT_HEIGHT: u16 = 4;

/// The open playground.
struct PlaygroundView<'a> {
    app: &'a App,
    session: &'a Session,
    step: &'a Step,
    lab: &'a Lab,
    workbench: &'a WorkbenchState,
}

/// Draws the open playground. Returns how far its text can be scrolled, or None where no playground is open.
pub(crate) fn draw(
    app: &App,
    body: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) -> Option<ScrollExtent> {
    let session = app.session()?;
    let view = PlaygroundView {
        app,
        session,
        step: session.step()?,
        lab: session.lab()?,
        workbench: session.workbench()?,
    };
    if app.context().shows_text() {
        return None;
    }
    let (extent, below) = draw_text(&view, body, buf, ctx);
    let advice_height = match body.height {
        HIGHER.. => 2,
        HIGH.. => 1,
        _ => 0,
    };
    let below = draw_advice(&view, below, advice_height, buf, ctx);
    let below = draw_status(&view, below, buf, ctx);
    if !zoom::draw(session, below, buf, ctx) {
        draw_panes(&view, below, buf, ctx);
    }
    Some(extent)
}

/// Draws the text of the step in few rows. Returns the area below it.
fn draw_text(
    view: &PlaygroundView<'_>,
    body: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) -> (ScrollExtent, Rect) {
    let width = body.width.saturating_sub(4);
    let text = prose::layout_text(
        &view.app.content(),
        width,
        TextHeight::up_to(MIN_TEXT_HEIGHT),
        ctx,
    );
    let max_rows = if body.height >= HIGH {
        MAX_TEXT_HEIGHT
    } else {
        MIN_TEXT_HEIGHT
    };
    let rows = u16::try_from(text.lines.len())
        .unwrap_or(u16::MAX)
        .min(max_rows);
    let area = Rect::new(body.x + 2, body.y, width, rows);
    let extent = draw_scrolled(&text.lines, view.app.scroll(), area, buf, ctx);
    (extent, below_rows(body, rows))
}

/// `area` without its first `rows` rows.
fn below_rows(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    }
}

/// Draws the state of the run on the left and the tabs of the panes on the right. Returns the area below them.
fn draw_status(
    view: &PlaygroundView<'_>,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) -> Rect {
    if area.height == 0 {
        return area;
    }
    let row = Rect { height: 1, ..area };
    if let Some(Overlay::TextInput(entry)) = view.app.overlay()
        && !playground_controls::is_in_list(entry, view.session)
    {
        playground_controls::draw_input_line(entry, view.lab, row, buf, ctx);
        return below_rows(area, 1);
    }
    let tabs: Vec<_> = Pane::ALL
        .iter()
        .map(|pane| (*pane, tab(view, *pane, ctx)))
        .collect();
    let width: usize = tabs.iter().map(|(_, span)| span.width()).sum();
    let width = u16::try_from(width).unwrap_or(u16::MAX).min(row.width);
    let left = Rect {
        width: row.width.saturating_sub(width + 1),
        ..row
    };
    let bookmarks = Line::from(bookmark_spans(view.workbench, ctx));
    let max_width = usize::from(left.width).saturating_sub(bookmarks.width());
    let max_width = u16::try_from(max_width).unwrap_or(0);
    let mut run = run_line(view.session, view.lab, max_width, ctx);
    run.spans.extend(bookmarks);
    run.render(left, buf);
    let mut x = row.right().saturating_sub(width);
    for (pane, span) in tabs {
        let width = u16::try_from(span.width()).unwrap_or(0);
        let area = Rect::new(x, row.y, width, 1).intersection(row);
        ctx.add_hit_region(area, || HitRegion::Pane(pane));
        if pane == Pane::Chart && view.workbench.pane == pane {
            ctx.place_cursor(area.x, area.y);
        }
        span.render(area, buf);
        x = x.saturating_add(width);
    }
    below_rows(area, 1)
}

/// The name of a pane, in brackets where the pane is active.
fn tab(view: &PlaygroundView<'_>, pane: Pane, ctx: &RenderContext<'_>) -> Span<'static> {
    let name = ctx.word(pane.key());
    if view.workbench.pane == pane {
        ctx.span(format!("[{name}]"), StyleRole::Selected)
    } else {
        ctx.span(format!(" {name} "), StyleRole::Dim)
    }
}

fn bookmark_spans(workbench: &WorkbenchState, ctx: &RenderContext<'_>) -> Vec<Span<'static>> {
    let (count, visited) = workbench.bookmarks();
    let mut spans = Vec::new();
    for at in 0..count {
        let is_here = visited == Some(at);
        let style_role = if is_here {
            StyleRole::Selected
        } else {
            StyleRole::Dim
        };
        let text = format!("{}{}", ctx.glyphs.goal, at + 1);
        spans.push(Span::raw(if at == 0 { "   " } else { " " }));
        spans.push(ctx.span(ctx.fold(&text), style_role));
    }
    spans
}

/// Draws the problem of the training and the key that fixes it in up to three rows. Returns the area below the advice
/// and below `reserved` rows.
fn draw_advice(
    view: &PlaygroundView<'_>,
    area: Rect,
    reserved: u16,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) -> Rect {
    let Some(Advice { message, fix, .. }) = view.lab.advice() else {
        return below_rows(area, reserved);
    };
    let mut spans = vec![
        (
            format!("{} ", ctx.glyphs.wrong),
            ctx.style(StyleRole::Wrong),
        ),
        (ctx.format(&message), ctx.style(StyleRole::Notice)),
    ];
    if let Some(fix) = fix {
        let key = key_names("remedy").unwrap_or_default();
        spans.push((" ".to_owned(), ctx.style(StyleRole::Text)));
        let phrase = Phrase::key("ui.fix-key")
            .with("key", key.as_str())
            .with("fix", fix.message.clone());
        let text = ctx.format(&phrase);
        let text = text.strip_prefix(&key).unwrap_or(&text);
        // The key does not end a line.
        let text = text.replacen(' ', &text::NO_BREAK_SPACE.to_string(), 1);
        spans.push((key, ctx.style(StyleRole::Key)));
        spans.push((text, ctx.style(StyleRole::Text)));
    }
    let width = area.width.saturating_sub(4);
    let lines = wrap(&spans, width, "  ");
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(3);
    let advice_area = Rect::new(area.x + 2, area.y, width, rows.min(area.height));
    for (line, row) in lines.into_iter().zip(advice_area.rows()) {
        line.render(row, buf);
    }
    below_rows(area, rows.max(reserved))
}

fn draw_panes(view: &PlaygroundView<'_>, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let column = |x: u16, width: u16| Rect::new(x, area.y, width, area.height).intersection(area);
    let left = column(area.x, CONTROLS_WIDTH.min(area.width));
    playground_controls::draw(view.app, left, buf, ctx);
    let rest = Rect::new(
        left.right() + 1,
        area.y,
        area.width.saturating_sub(CONTROLS_WIDTH + 2),
        area.height,
    );
    draw_divider(left.right(), area, buf, ctx);
    if area.width < THREE_COLUMN_WIDTH {
        return match view.workbench.pane {
            Pane::Network => draw_figures(vec![network(view)], rest, buf, ctx),
            // The output is figure 0 for hit testing, also below the chart.
            Pane::Chart => {
                let both: Vec<_> = [chart(view), output(view)].into_iter().flatten().collect();
                figure::draw_numbered_column(&both, |at| both.len() - 1 - at, rest, buf, ctx);
            }
            Pane::Controls | Pane::Data => {
                draw_figures(vec![output(view), chart(view)], rest, buf, ctx);
            }
        };
    }
    let half = rest.width / 2;
    let middle = column(rest.x + 1, half.saturating_sub(2));
    let right = column(rest.x + half + 1, rest.width.saturating_sub(half + 1));
    draw_divider(rest.x + half.saturating_sub(1), area, buf, ctx);
    let mut columns = [(vec![network(view)], middle), (right_column(view), right)];
    if view.workbench.pane == Pane::Data {
        // The figure that is drawn first places the cursor.
        columns.reverse();
    }
    for (figures, area) in columns {
        draw_figures(figures, area, buf, ctx);
    }
}

/// The output, the selected chart, and all other charts.
fn right_column(view: &PlaygroundView<'_>) -> Vec<Option<Figure>> {
    let ids = charts(view.step, view.lab);
    let others = (1..ids.len()).map(|by| ids[(view.workbench.chart + by) % ids.len()]);
    let mut all = vec![output(view), chart(view)];
    all.extend(others.map(|id| view.lab.figure(id)));
    all
}

fn draw_figures(
    figures: Vec<Option<Figure>>,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let figures: Vec<_> = figures.into_iter().flatten().collect();
    figure::draw_column(&figures, area, buf, ctx);
}

fn draw_divider(x: u16, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    for row in Rect::new(x, area.y, 1, area.height)
        .intersection(area)
        .rows()
    {
        ctx.span(ctx.glyphs.vertical, StyleRole::Rule)
            .render(row, buf);
    }
}

fn output(view: &PlaygroundView<'_>) -> Option<Figure> {
    view.session.workbench_output()
}

fn network(view: &PlaygroundView<'_>) -> Option<Figure> {
    view.session.workbench_network()
}

fn chart(view: &PlaygroundView<'_>) -> Option<Figure> {
    let count = charts(view.step, view.lab).len();
    let at = view.workbench.chart.checked_rem(count)?;
    view.session.workbench_chart(at)
}
