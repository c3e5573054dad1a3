//! Figures as cells: one file a kind, on a grid of dots of our own.
//!
//! A column of figures shares its width; plots with equal x axes share their columns too, so that a
//! kink, its jump of slope and its tick stand exactly above each other.

mod axes;
mod bars;
mod clip;
mod coordinates;
mod diagram;
mod dots;
mod hatch;
mod heading;
mod heat;
mod lines;
mod marks;
mod panels;
mod plot;
mod share;
mod stroke;
mod table;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::RenderContext;
use super::theme::StyleRole;
use crate::figure::{Figure, Plot};
use crate::text::{clip as cut, columns};
use share::Density;

/// The rows that `figure` needs to say anything, at this width.
pub fn least_height(figure: &Figure, width: u16, ctx: &RenderContext<'_>) -> u16 {
    let frame = Frame::alone(Rect::new(0, 0, width, 0), Density::Tight);
    share::of(figure, frame, ctx).least
}

/// Draws `figures` below each other, the first ones first, as many as `area` has room for; returns how
/// many. The first is drawn even where it has too little room.
pub fn column(figures: &[Figure], area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) -> usize {
    numbered_column(figures, |at| at, area, buf, ctx)
}

/// The same, with the place that each figure has for whoever points at it.
pub(super) fn numbered_column(
    figures: &[Figure],
    number: impl Fn(usize) -> usize,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) -> usize {
    let area = area.intersection(buf.area);
    let (count, density) = share::fitting(figures, area, ctx);
    let Some(shown) = figures.get(..count).filter(|_| !area.is_empty()) else {
        return 0;
    };
    let mut frames = share::frames(shown, area, density, ctx);
    align(shown, &mut frames, ctx);
    for (at, (figure, frame)) in shown.iter().zip(&frames).enumerate() {
        let at = number(at);
        draw(figure, Frame { at, ..*frame }, buf, ctx);
    }
    count
}

/// `figures` in groups of which each shares its x axis.
pub fn linked(figures: &[Figure]) -> impl Iterator<Item = &[Figure]> {
    figures.chunk_by(|a, b| is_linked(Some(a), Some(b)))
}

/// The rows in which `figures` can be read well below each other, where there is no end of room.
pub fn natural_height(figures: &[Figure], width: u16, ctx: &RenderContext<'_>) -> u16 {
    share::natural(figures, Rect::new(0, 0, width, 0), ctx)
}

/// Where a figure is drawn, and what it shares with its neighbours.
#[derive(Clone, Copy, Debug)]
struct Frame {
    /// Its place among the figures that are shown.
    at: usize,
    /// Its room.
    area: Rect,
    /// Columns before the plane, for the labels of the y axis; the same for plots with equal x axes.
    gutter: u16,
    /// Columns behind the plane; the same for plots with equal x axes.
    margin: u16,
    /// Whether the figure before it has the same x axis.
    follows: bool,
    /// Whether the next figure has the same x axis, so that the tick labels stand there.
    leads: bool,
    /// How much besides the curves there is room for.
    density: Density,
}

impl Frame {
    fn alone(area: Rect, density: Density) -> Self {
        Self {
            at: 0,
            area,
            gutter: 0,
            margin: 0,
            follows: false,
            leads: false,
            density,
        }
    }
}

/// Whether both are plots over the same x axis.
fn is_linked(a: Option<&Figure>, b: Option<&Figure>) -> bool {
    match (a, b) {
        (Some(Figure::Plot(a)), Some(Figure::Plot(b))) => a.x == b.x,
        (Some(_) | None, _) => false,
    }
}

/// Gives plots with equal x axes equal columns: each gets the widest gutter and margin among them.
fn align(figures: &[Figure], frames: &mut [Frame], ctx: &RenderContext<'_>) {
    let plots: Vec<(usize, &Plot)> = figures
        .iter()
        .enumerate()
        .filter_map(|(at, figure)| match figure {
            Figure::Plot(plot) => Some((at, plot)),
            Figure::Heat(_)
            | Figure::Bars(_)
            | Figure::Panels(_)
            | Figure::Table(_)
            | Figure::Lines(_)
            | Figure::Diagram(_) => None,
        })
        .collect();
    let needs: Vec<_> = plots
        .iter()
        .map(|(at, plot)| plot::sides(plot, frames[*at], ctx))
        .collect();
    for (at, plot) in &plots {
        for ((_, other), (gutter, margin)) in plots.iter().zip(&needs) {
            if other.x == plot.x {
                let frame = &mut frames[*at];
                frame.gutter = frame.gutter.max(*gutter);
                frame.margin = frame.margin.max(*margin);
            }
        }
    }
}

fn draw(figure: &Figure, frame: Frame, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    if frame.area.is_empty() {
        return;
    }
    match figure {
        Figure::Plot(plot) => plot::draw(plot, frame, buf, ctx),
        Figure::Heat(heat) => heat::draw(heat, frame, buf, ctx),
        Figure::Bars(bars) => bars::draw(bars, frame.area, buf, ctx),
        Figure::Panels(panels) => panels::draw(panels, frame.area, buf, ctx),
        Figure::Table(table) => table::draw(table, frame.area, buf, ctx),
        Figure::Lines(lines) => lines::draw(lines, frame.area, buf, ctx),
        Figure::Diagram(diagram) => diagram::draw(diagram, frame.at, frame.area, buf, ctx),
    }
}

/// Draws a title line; returns the room below it.
fn title(text: &str, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) -> Rect {
    if text.is_empty() || area.height < 2 {
        return area;
    }
    let text = cut(text, usize::from(area.width), ctx.glyphs.ellipsis);
    write(&text, (area.x, area.y), area, StyleRole::Title, buf, ctx);
    Rect::new(area.x, area.y + 1, area.width, area.height - 1)
}

/// Writes `text` at a cell, as far as it stays inside `area`.
fn write(
    text: &str,
    (x, y): (u16, u16),
    area: Rect,
    part: StyleRole,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    if area.contains((x, y).into()) {
        let room = usize::from(area.right() - x);
        buf.set_stringn(x, y, text, room, ctx.style(part));
    }
}

/// The widest of `texts`, in columns.
fn widest<'t>(texts: impl IntoIterator<Item = &'t String>) -> u16 {
    texts
        .into_iter()
        .map(|text| columns(text))
        .max()
        .unwrap_or(0)
}
