//! Draws figures: lays them out into a scene and paints it.

mod cells;
mod dot_grid;
mod stroke;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::RenderContext;
use super::hit_region::HitRegion;
use crate::chart::{self, Scene, SceneRegion};
use crate::figure::Figure;

pub use crate::chart::{group_by_x_axis, have_equal_x_axes};

/// The fewest rows in which `figure` can be read at this width.
pub fn min_height(figure: &Figure, width: u16, ctx: &RenderContext<'_>) -> u16 {
    chart::min_height(figure, width, &ctx.chart())
}

/// The fewest rows in which no detail of `figure` is left out at this width.
pub(super) fn whole_height(figure: &Figure, width: u16, ctx: &RenderContext<'_>) -> u16 {
    chart::whole_height(figure, width, &ctx.chart())
}

/// The columns in which the words of a figure of words, numbers and bars are not clipped. 0 for charts.
pub fn min_width(figure: &Figure, ctx: &RenderContext<'_>) -> u16 {
    chart::min_width(figure, &ctx.chart())
}

/// The rows in which `figures` below each other can be read well.
pub fn comfortable_height(figures: &[Figure], width: u16, ctx: &RenderContext<'_>) -> u16 {
    chart::comfortable_height(figures, width, &ctx.chart())
}

/// The number of the first `figures` that fit below each other into `area`, at least one. Only for the first `needed`
/// figures the main chart becomes low.
pub(super) fn fitting(
    figures: &[Figure],
    needed: usize,
    area: Rect,
    ctx: &RenderContext<'_>,
) -> usize {
    chart::fitting(figures, needed, area, &ctx.chart())
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
    let (scene, count) = chart::layout_column(figures, index, area, &ctx.chart());
    paint(scene, area, buf, ctx);
    count
}

/// Draws `figure` without title, axes and labels.
pub(super) fn draw_miniature(
    figure: &Figure,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let area = area.intersection(buf.area);
    paint(chart::layout_miniature(figure, area), area, buf, ctx);
}

/// Paints a scene as cells. Where its planes are images, or scenes are collected, only its texts are cells.
fn paint(scene: Scene, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let has_images = !scene.planes.is_empty() && ctx.add_planes(&scene);
    if has_images || ctx.scenes.is_some() {
        cells::paint_texts(&scene, area, buf, ctx);
    } else {
        cells::paint(&scene, area, buf, ctx);
    }
    if let Some((x, y)) = scene.cursor {
        ctx.place_cursor(x, y);
    }
    for (area, region) in &scene.regions {
        ctx.add_hit_region(*area, || hit_region(region));
    }
    if let Some(scenes) = ctx.scenes {
        scenes.borrow_mut().push(scene);
    }
}

fn hit_region(region: &SceneRegion) -> HitRegion {
    match region {
        SceneRegion::Plane { figure, x, y } => HitRegion::Plane {
            figure: *figure,
            x: *x,
            y: *y,
        },
        SceneRegion::Unit { figure, tier, node } => HitRegion::Unit {
            figure: *figure,
            tier: *tier,
            node: *node,
        },
    }
}
