//! Layout of charts: a figure becomes a scene of primitives, which painters draw.
//!
//! A scene has no colours and no characters of curves. Ranges, ticks, places of labels, legends and clipping are decided
//! here; [`crate::ui`] paints a scene as cells or pixels, [`crate::export`] as vectors. There is one file for each kind of
//! figure.
//!
//! Figures stand in a column and share its width. Plots with equal x axes also share their columns, so that a kink,
//! its jump of slope and its tick stand exactly above each other.

mod axis_fit;
mod axis_scale;
mod bars;
mod builder;
mod clip_line;
mod column_layout;
mod context;
mod curve_names;
mod curves;
mod diagram;
mod frame;
mod heat;
mod lanes;
mod legend;
mod line_style;
mod lines;
mod mark_labels;
mod marks;
mod miniature;
mod panels;
mod pixels;
mod plane;
mod plot;
mod scene;
mod slope_triangle;
mod symbols;
mod table;
mod ticks;
mod trails;

pub use axis_scale::AxisScale;
pub use context::ChartContext;
pub use line_style::{DISC_RADIUS, DISC_RING, LineStyle, line_style};
pub use miniature::layout_miniature;
pub use scene::{
    Disc, DiscShape, Fill, Paint, Pixel, PixelBlock, PixelShade, Point, Polyline, Primitive,
    Raster, Scene, SceneRect, SceneRegion, SceneText, TextWeight,
};
pub use symbols::{ASCII, Symbols, UNICODE};
pub use table::shade;

use ratatui::layout::Rect;

use crate::figure::{Axis, Figure};
pub use frame::have_equal_x_axes;
use frame::{Density, FigureFrame};

/// The fewest rows in which `figure` can be read at this width.
pub fn min_height(figure: &Figure, width: u16, ctx: &ChartContext<'_>) -> u16 {
    let frame = FigureFrame::single(Rect::new(0, 0, width, 0), Density::Minimal);
    column_layout::height_range(figure, frame, ctx).min
}

/// The fewest rows in which `figure` can be read at this width without leaving out pixels.
pub fn whole_height(figure: &Figure, width: u16, ctx: &ChartContext<'_>) -> u16 {
    let frame = FigureFrame::single(Rect::new(0, 0, width, u16::MAX), Density::Minimal);
    column_layout::height_range(figure, frame, ctx).min
}

/// The columns in which the words of a figure that consists of words, numbers and bars are not clipped. 0 for charts.
pub fn min_width(figure: &Figure, ctx: &ChartContext<'_>) -> u16 {
    match figure {
        Figure::Bars(bars) => bars::min_width(bars, ctx),
        Figure::Table(table) => table::min_width(table, ctx),
        Figure::Lines(_)
        | Figure::Plot(_)
        | Figure::Heat(_)
        | Figure::Panels(_)
        | Figure::Diagram(_)
        | Figure::Lanes(_)
        | Figure::Pixels(_) => 0,
    }
}

/// The rows in which `figures` below each other can be read well.
pub fn comfortable_height(figures: &[Figure], width: u16, ctx: &ChartContext<'_>) -> u16 {
    column_layout::comfortable_height(figures, Rect::new(0, 0, width, 0), ctx)
}

/// `figures` in groups. The figures of a group are plots with equal x axes.
pub fn group_by_x_axis(figures: &[Figure]) -> impl Iterator<Item = &[Figure]> {
    figures.chunk_by(have_equal_x_axes)
}

/// The number of the first `figures` that fit below each other into `area`, at least one. Only for the first `needed`
/// figures the main chart becomes low.
pub fn fitting(figures: &[Figure], needed: usize, area: Rect, ctx: &ChartContext<'_>) -> usize {
    column_layout::choose_density(figures, needed, area, ctx).0
}

/// Lays out the first of `figures` below each other, as many as fit into `area`. The first one is laid out even where it
/// does not fit. `index` gives the index of each figure for hit testing.
///
/// Returns the scene and the number of figures in it.
pub fn layout_column(
    figures: &[Figure],
    index: impl Fn(usize) -> usize,
    area: Rect,
    ctx: &ChartContext<'_>,
) -> (Scene, usize) {
    let mut scene = Scene::default();
    let (count, density) = column_layout::choose_density(figures, figures.len(), area, ctx);
    let Some(shown) = figures.get(..count).filter(|_| !area.is_empty()) else {
        return (scene, 0);
    };
    let mut frames = column_layout::frames(shown, area, density, ctx);
    align_plots(shown, &mut frames, ctx);
    for (at, (figure, frame)) in shown.iter().zip(&frames).enumerate() {
        let index = index(at);
        add(figure, FigureFrame { index, ..*frame }, &mut scene, ctx);
    }
    (scene, count)
}

/// Gives plots and maps with equal x axes the widest gutter and margin among them.
fn align_plots(figures: &[Figure], frames: &mut [FigureFrame], ctx: &ChartContext<'_>) {
    let sides: Vec<Option<(&Axis, (u16, u16))>> = figures
        .iter()
        .zip(frames.iter())
        .map(|(figure, frame)| match figure {
            Figure::Plot(plot) => Some((&plot.x, plot::side_columns(plot, *frame, ctx))),
            Figure::Heat(heat) => Some((&heat.x, heat::side_columns(heat, *frame, ctx))),
            Figure::Bars(_)
            | Figure::Panels(_)
            | Figure::Table(_)
            | Figure::Lines(_)
            | Figure::Diagram(_)
            | Figure::Lanes(_)
            | Figure::Pixels(_) => None,
        })
        .collect();
    let is_plot = |figure: &Figure| matches!(figure, Figure::Plot(_));
    for (frame, side) in frames.iter_mut().zip(&sides) {
        let Some((x, _)) = side else { continue };
        for (figure, other) in figures.iter().zip(&sides) {
            if let Some((other_x, (gutter, margin))) = other
                && x == other_x
            {
                frame.gutter = frame.gutter.max(*gutter);
                frame.margin = frame.margin.max(*margin);
                frame.shares_columns |= is_plot(figure);
            }
        }
    }
}

fn add(figure: &Figure, frame: FigureFrame, scene: &mut Scene, ctx: &ChartContext<'_>) {
    if frame.area.is_empty() {
        return;
    }
    match figure {
        Figure::Plot(plot) => plot::add(plot, frame, scene, ctx),
        Figure::Heat(heat) => heat::add(heat, frame, scene, ctx),
        Figure::Bars(bars) => bars::add(bars, frame.area, scene, ctx),
        Figure::Panels(panels) => panels::add(panels, frame.area, scene, ctx),
        Figure::Table(table) => table::add(table, frame.area, scene, ctx),
        Figure::Lines(lines) => lines::add(lines, frame.area, scene, ctx),
        Figure::Diagram(diagram) => diagram::add(diagram, frame.index, frame.area, scene, ctx),
        Figure::Lanes(lanes) => lanes::add(lanes, frame, scene, ctx),
        Figure::Pixels(pixels) => pixels::add(pixels, frame, scene, ctx),
    }
}
