//! Draws figures as cells, one file per kind of figure.
//!
//! Figures stand in a column and share its width. Plots with equal x axes also share their columns, so that a kink,
//! its jump of slope and its tick stand exactly above each other.

mod bars;
mod clip_line;
mod column_layout;
mod coordinates;
mod dense_sections;
mod diagram;
mod dot_grid;
mod draw_text;
mod frame;
mod heading;
mod heat;
mod lines;
mod marks;
mod panels;
mod plot;
mod stroke;
mod table;
mod ticks;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::RenderContext;
use crate::figure::{Figure, Plot};
use frame::{Density, FigureFrame};

/// The fewest rows in which `figure` can be read at this width.
pub fn min_height(figure: &Figure, width: u16, ctx: &RenderContext<'_>) -> u16 {
    let frame = FigureFrame::single(Rect::new(0, 0, width, 0), Density::Minimal);
    column_layout::height_range(figure, frame, ctx).min
}

/// The rows in which `figures` below each other can be read well.
pub fn comfortable_height(figures: &[Figure], width: u16, ctx: &RenderContext<'_>) -> u16 {
    column_layout::comfortable_height(figures, Rect::new(0, 0, width, 0), ctx)
}

/// `figures` in groups. The figures of a group are plots with equal x axes.
pub fn group_by_x_axis(figures: &[Figure]) -> impl Iterator<Item = &[Figure]> {
    figures.chunk_by(|a, b| frame::have_equal_x_axes(Some(a), Some(b)))
}

/// Draws the first of `figures` below each other, as many as fit into `area`, and returns how many. The first one is
/// drawn even where it does not fit.
pub fn draw_column(
    figures: &[Figure],
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) -> usize {
    draw_numbered_column(figures, |at| at, area, buf, ctx)
}

/// The same as [`draw_column`], with the index of each figure for hit testing.
pub(super) fn draw_numbered_column(
    figures: &[Figure],
    index: impl Fn(usize) -> usize,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) -> usize {
    let area = area.intersection(buf.area);
    let (count, density) = column_layout::choose_density(figures, area, ctx);
    let Some(shown) = figures.get(..count).filter(|_| !area.is_empty()) else {
        return 0;
    };
    let mut frames = column_layout::frames(shown, area, density, ctx);
    align_plots(shown, &mut frames, ctx);
    for (at, (figure, frame)) in shown.iter().zip(&frames).enumerate() {
        let index = index(at);
        draw(figure, FigureFrame { index, ..*frame }, buf, ctx);
    }
    count
}

/// Gives plots with equal x axes the widest gutter and margin among them.
fn align_plots(figures: &[Figure], frames: &mut [FigureFrame], ctx: &RenderContext<'_>) {
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
    let side_columns: Vec<_> = plots
        .iter()
        .map(|(at, plot)| plot::side_columns(plot, frames[*at], ctx))
        .collect();
    for (at, plot) in &plots {
        for ((_, other), (gutter, margin)) in plots.iter().zip(&side_columns) {
            if other.x == plot.x {
                let frame = &mut frames[*at];
                frame.gutter = frame.gutter.max(*gutter);
                frame.margin = frame.margin.max(*margin);
            }
        }
    }
}

fn draw(figure: &Figure, frame: FigureFrame, buf: &mut Buffer, ctx: &RenderContext<'_>) {
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
        Figure::Diagram(diagram) => diagram::draw(diagram, frame.index, frame.area, buf, ctx),
    }
}
