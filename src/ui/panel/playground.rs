//! The workbench: controls, the network, what it answers, and a chart, each a pane.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::Widget;

use super::playground_controls as list;
use super::{controls, lesson};
use crate::app::{App, Overlay, Pane, ScrollExtent, Session, WorkbenchState, charts, key_names};
use crate::figure::Figure;
use crate::lab::{Advice, Lab, Workbench};
use crate::lesson::Step;
use crate::ui::hit_region::HitRegion;
use crate::ui::theme::StyleRole;
use crate::ui::wrap::wrap;
use crate::ui::{RenderContext, figure, prose};

/// Columns of the controls.
const CONTROLS: u16 = 31;
/// From this width on, the network stands beside what it answers.
const WIDE: u16 = 96;
/// From this height of the body on, the text of the step has air around it.
const HIGH: u16 = 24;
/// From this height on, there is room for advice that is not given yet, so that panes stay where they are when it is.
const HIGHER: u16 = 32;
/// Rows of text that a low screen spares.
const TEXT: u16 = 2;

/// What a workbench is drawn from.
struct View<'a> {
    app: &'a App,
    session: &'a Session,
    step: &'a Step,
    lab: &'a Lab,
    workbench: &'a WorkbenchState,
}

/// Draws the workbench that is open; says how much of its text is hidden. None where there is no workbench.
pub(crate) fn draw(
    app: &App,
    body: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) -> Option<ScrollExtent> {
    let session = app.session()?;
    let view = View {
        app,
        session,
        step: session.step()?,
        lab: session.lab()?,
        workbench: session.workbench()?,
    };
    if app.context().shows_text() {
        return None;
    }
    let (extent, below) = text(&view, body, buf, ctx);
    let air = match body.height {
        HIGHER.. => 2,
        HIGH.. => 1,
        _ => 0,
    };
    let below = advice(&view, below, air, buf, ctx);
    let below = status(&view, below, buf, ctx);
    panes(&view, below, buf, ctx);
    Some(extent)
}

/// The text of the step, in few rows; returns the room below it.
fn text(
    view: &View<'_>,
    body: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) -> (ScrollExtent, Rect) {
    let width = body.width.saturating_sub(4);
    let page = prose::page(&view.app.content(), width, TEXT, ctx);
    let most = if body.height >= HIGH { 4 } else { TEXT };
    let rows = u16::try_from(page.lines.len())
        .unwrap_or(u16::MAX)
        .min(most);
    let area = Rect::new(body.x + 2, body.y, width, rows);
    let extent = lesson::text(&page.lines, view.app.scroll(), area, buf, ctx);
    (extent, cut_top(body, rows))
}

fn cut_top(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    }
}

/// The run on the left, the panes on the right.
fn status(view: &View<'_>, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) -> Rect {
    if area.height == 0 {
        return area;
    }
    let row = Rect { height: 1, ..area };
    if let Some(Overlay::TextInput(entry)) = view.app.overlay()
        && !list::holds(entry, view.session)
    {
        list::entry_line(entry, view.lab, ctx).render(row, buf);
        return cut_top(area, 1);
    }
    let mut run = controls::run_line(view.session, view.lab, ctx);
    run.spans.extend(marks(view.workbench, ctx));
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
    run.render(left, buf);
    let mut x = row.right().saturating_sub(width);
    for (pane, span) in tabs {
        let wide = u16::try_from(span.width()).unwrap_or(0);
        let place = Rect::new(x, row.y, wide, 1).intersection(row);
        ctx.hit_region(place, || HitRegion::Pane(pane));
        span.render(place, buf);
        x = x.saturating_add(wide);
    }
    cut_top(area, 1)
}

/// A pane's name, set off where its keys are.
fn tab(view: &View<'_>, pane: Pane, ctx: &RenderContext<'_>) -> Span<'static> {
    let name = ctx.word(pane.key());
    if view.workbench.pane == pane {
        Span::styled(format!("[{name}]"), ctx.style(StyleRole::Selected))
    } else {
        Span::styled(format!(" {name} "), ctx.style(StyleRole::Dim))
    }
}

fn marks(workbench: &WorkbenchState, ctx: &RenderContext<'_>) -> Vec<Span<'static>> {
    let (count, visited) = workbench.bookmarks();
    let mut spans = Vec::new();
    for at in 0..count {
        let is_here = visited == Some(at);
        let part = if is_here {
            StyleRole::Selected
        } else {
            StyleRole::Dim
        };
        let text = format!("{}{}", ctx.glyphs.goal, at + 1);
        spans.push(Span::raw(if at == 0 { "   " } else { " " }));
        spans.push(Span::styled(ctx.fold(&text), ctx.style(part)));
    }
    spans
}

/// What ails the training and the key that helps, in up to three rows; returns the room below it and below the `air`
/// that is kept for it.
fn advice(
    view: &View<'_>,
    area: Rect,
    air: u16,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) -> Rect {
    let advice = view.lab.workbench().and_then(Workbench::advice);
    let Some(Advice { message, fix }) = advice else {
        return cut_top(area, air);
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
        spans.push((key, ctx.style(StyleRole::Key)));
        spans.push((
            format!(" {}", ctx.format(&fix.message)),
            ctx.style(StyleRole::Text),
        ));
    }
    let width = area.width.saturating_sub(4);
    let lines = wrap(&spans, width, "  ");
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(3);
    let place = Rect::new(area.x + 2, area.y, width, rows.min(area.height));
    for (line, row) in lines.into_iter().zip(place.rows()) {
        line.render(row, buf);
    }
    cut_top(area, rows.max(air))
}

fn panes(view: &View<'_>, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let column = |x: u16, width: u16| Rect::new(x, area.y, width, area.height).intersection(area);
    let left = column(area.x, CONTROLS.min(area.width));
    list::draw(view.app, left, buf, ctx);
    let rest = Rect::new(
        left.right() + 1,
        area.y,
        area.width.saturating_sub(CONTROLS + 2),
        area.height,
    );
    divider(left.right(), area, buf, ctx);
    if area.width < WIDE {
        return match view.workbench.pane {
            Pane::Network => draw_figures(vec![network(view)], rest, buf, ctx),
            // What the net answers is the first figure, wherever it stands.
            Pane::Chart => {
                let both: Vec<_> = [chart(view), output(view)].into_iter().flatten().collect();
                figure::numbered_column(&both, |at| both.len() - 1 - at, rest, buf, ctx);
            }
            Pane::Controls | Pane::Data => {
                draw_figures(vec![output(view), chart(view)], rest, buf, ctx);
            }
        };
    }
    let half = rest.width / 2;
    let middle = column(rest.x + 1, half.saturating_sub(2));
    draw_figures(vec![network(view)], middle, buf, ctx);
    let right = column(rest.x + half + 1, rest.width.saturating_sub(half + 1));
    divider(rest.x + half.saturating_sub(1), area, buf, ctx);
    draw_figures(right_column(view), right, buf, ctx);
}

/// What the net answers, the chart that is chosen, and as many others as there is room for.
fn right_column(view: &View<'_>) -> Vec<Option<Figure>> {
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
    figure::column(&figures, area, buf, ctx);
}

fn divider(x: u16, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    for row in Rect::new(x, area.y, 1, area.height)
        .intersection(area)
        .rows()
    {
        Span::styled(ctx.glyphs.vertical, ctx.style(StyleRole::Rule)).render(row, buf);
    }
}

fn output(view: &View<'_>) -> Option<Figure> {
    view.session.workbench_output()
}

fn network(view: &View<'_>) -> Option<Figure> {
    view.session.workbench_network()
}

fn chart(view: &View<'_>) -> Option<Figure> {
    let ids = charts(view.step, view.lab);
    let id = ids.get(view.workbench.chart % ids.len().max(1))?;
    if view.session.shows_ghost() {
        view.lab.figure_with_ghost(id)
    } else {
        view.lab.figure(id)
    }
}
