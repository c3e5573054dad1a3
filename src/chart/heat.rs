//! Heat maps: samples, lines and points of a plane, with a colour scale.

mod points;

use std::ops::Range;

use ratatui::layout::Rect;

use super::frame::{Density, FigureFrame, HeightRange};
use super::plane::{self, Plane};
use super::{ChartContext, Paint, Point, Primitive, Raster, Scene, clip_line};
use crate::figure::HeatMap;
use crate::locale::{NumberFormat, format_number};
use crate::text::{clip, columns};

/// The most and the fewest columns of the colour scale.
const SCALE_WIDTH: u16 = 10;
const MIN_SCALE_WIDTH: u16 = 4;
/// The most columns that are kept free for the name of the vertical axis.
const MAX_NAME_WIDTH: u16 = 8;
/// The row of the labels of the x axis.
const AXIS_HEIGHT: u16 = 1;
/// The largest ratio of columns to rows of a map. A cell is about twice as high as wide.
const MAX_ASPECT: u16 = 4;

/// The rows of a heat map.
pub(super) fn height_range(
    heat: &HeatMap,
    frame: FigureFrame,
    ctx: &ChartContext<'_>,
) -> HeightRange {
    let around = 1 + AXIS_HEIGHT + caption_rows(heat, frame, ctx);
    let map = match frame.density {
        Density::Full => 8,
        Density::Compact | Density::Crowded => 6,
        Density::Minimal => 5,
    };
    HeightRange {
        min: around + map,
        max: u16::MAX,
    }
}

/// Adds a heat map: title and scale, the map with its lines and points, axes, caption of the lines.
pub(super) fn add(heat: &HeatMap, frame: FigureFrame, scene: &mut Scene, ctx: &ChartContext<'_>) {
    let area = frame.area;
    let (gutter, margin) = side_columns(heat, frame, ctx);
    let (gutter, margin) = (frame.gutter.max(gutter), frame.margin.max(margin));
    let below = add_heading(heat, area, gutter, scene, ctx);
    let rows = AXIS_HEIGHT + caption_rows(heat, frame, ctx);
    if below.height <= rows || below.width < gutter + margin + 6 {
        add_map(heat, below, scene);
        return;
    }
    let inner = FigureFrame {
        area: below,
        gutter,
        margin,
        ..frame
    };
    let map = Plane::area_in(inner, 0, rows);
    let map = Rect {
        width: if frame.shares_columns {
            map.width
        } else {
            map.width.min(map.height.saturating_mul(MAX_ASPECT))
        },
        ..map
    };
    let mut plane = Plane::new(map, below, &heat.x, &heat.y, ctx);
    plane.retain_y_ticks(|value| heat.y.place(value).is_some_and(is_on_axis));
    let raster = sample_plane(heat, &plane);
    scene.plane(plane.area);
    scene.primitives.push(Primitive::Raster(raster.clone()));
    add_lines(heat, &plane, raster.area, scene);
    plane.add_region(frame.index, scene);
    points::add_points(heat, &plane, &raster, scene, ctx);
    plane.add_y_labels(scene, ctx);
    plane.add_x_labels(plane.area.bottom(), below.x, scene);
    if y_name(heat, area, gutter, ctx).is_none()
        && let Some(name) = &heat.y.label
    {
        // The title took its place, so it stands below its labels.
        let name = clip(&ctx.format(name), usize::from(gutter), ctx.symbols.ellipsis);
        scene.text(&name, (below.x, plane.area.bottom()), below, Paint::Dim);
    }
    if rows > AXIS_HEIGHT {
        let at = (plane.area.x, plane.area.bottom() + AXIS_HEIGHT);
        add_caption(heat, at, below, scene, ctx);
    }
}

/// The columns of the name of the vertical axis.
fn y_name_width(heat: &HeatMap, ctx: &ChartContext<'_>) -> u16 {
    let name = heat.y.label.as_ref();
    name.map_or(0, |name| columns(&ctx.format(name)))
}

/// The columns that a heat map needs before and behind its map.
pub(super) fn side_columns(
    heat: &HeatMap,
    frame: FigureFrame,
    ctx: &ChartContext<'_>,
) -> (u16, u16) {
    let rows = 1 + AXIS_HEIGHT + caption_rows(heat, frame, ctx);
    let gutter = plane::y_label_width(&heat.y, frame.area.height.saturating_sub(rows), ctx)
        .max(y_name_width(heat, ctx).min(MAX_NAME_WIDTH))
        .max(2);
    let inner = frame.area.width.saturating_sub(gutter + 1);
    (gutter, plane::x_label_overhang(&heat.x, inner, ctx).1)
}

/// The name of the vertical axis, unless the title needs its columns.
fn y_name(heat: &HeatMap, area: Rect, gutter: u16, ctx: &ChartContext<'_>) -> Option<String> {
    let name = ctx.format(heat.y.label.as_ref()?);
    let title = columns(&ctx.format(&heat.title));
    let fits = title.saturating_add(gutter + 1) <= area.width;
    (!name.is_empty() && fits).then_some(name)
}

/// Adds the name of the vertical axis above its labels, the title and the colour scale. Returns the area below them.
fn add_heading(
    heat: &HeatMap,
    area: Rect,
    gutter: u16,
    scene: &mut Scene,
    ctx: &ChartContext<'_>,
) -> Rect {
    let title = ctx.format(&heat.title);
    let name = y_name(heat, area, gutter, ctx).filter(|_| area.height > 1);
    let indent = match &name {
        Some(_) => (gutter + 1).min(area.width),
        None => 0,
    };
    if let Some(name) = name {
        let name = clip(&name, usize::from(gutter), ctx.symbols.ellipsis);
        let start = area.x + gutter.saturating_sub(columns(&name));
        scene.text(&name, (start, area.y), area, Paint::Dim);
    }
    let behind = Rect {
        x: area.x + indent,
        width: area.width - indent,
        ..area
    };
    let below = scene.title(&title, behind, ctx.symbols.ellipsis);
    if below.y > area.y {
        add_scale(heat, columns(&title), behind, scene, ctx);
    }
    Rect {
        x: area.x,
        width: area.width,
        ..below
    }
}

/// The line below the map: its caption, or the names of its lines.
fn caption(heat: &HeatMap, ctx: &ChartContext<'_>) -> Option<String> {
    if let Some(caption) = &heat.caption {
        return Some(ctx.format(caption));
    }
    let names = heat.lines.iter().map(|line| ctx.format(&line.name));
    let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
    (!names.is_empty()).then(|| names.join("   "))
}

/// Columns of the piece of line before the names of lines.
const SAMPLE_WIDTH: u16 = 3;

fn caption_rows(heat: &HeatMap, frame: FigureFrame, ctx: &ChartContext<'_>) -> u16 {
    u16::from(frame.density == Density::Full && caption(heat, ctx).is_some())
}

fn add_caption(
    heat: &HeatMap,
    (x, y): (u16, u16),
    area: Rect,
    scene: &mut Scene,
    ctx: &ChartContext<'_>,
) {
    let Some(text) = caption(heat, ctx) else {
        return;
    };
    let mut x = x;
    if heat.caption.is_none() {
        let sample = Rect::new(x, y, SAMPLE_WIDTH, 1).intersection(area);
        scene.plane(sample);
        let ends = [sample.left(), sample.right()].map(|x| Point {
            x: f64::from(x),
            y: f64::from(y) + 0.5,
        });
        scene.polyline(ends.to_vec(), Paint::Text);
        x = x.saturating_add(SAMPLE_WIDTH + 1);
    }
    let width = usize::from(area.right().saturating_sub(x));
    let text = clip(&text, width, ctx.symbols.ellipsis);
    scene.text(&text, (x, y), area, Paint::Dim);
}

/// Adds the colour scale at the right end of the title row: the low value, the colours, the high value.
fn add_scale(
    heat: &HeatMap,
    title_width: u16,
    area: Rect,
    scene: &mut Scene,
    ctx: &ChartContext<'_>,
) {
    let number = |value: f64| ctx.fold(&format_number(value, NumberFormat::Significant(3)));
    let (low, high) = (number(heat.range.0), number(heat.range.1));
    let numbers = columns(&low) + columns(&high) + 2;
    let free = area
        .width
        .saturating_sub(title_width.saturating_add(numbers + 2));
    if free < MIN_SCALE_WIDTH {
        return;
    }
    let bar_width = free.min(SCALE_WIDTH);
    let width = numbers + bar_width;
    let start = area.right() - width;
    scene.text(&low, (start, area.y), area, Paint::Axis);
    let bar = Rect::new(start + columns(&low) + 1, area.y, bar_width, 1);
    let levels = (0..bar_width).map(|i| Some(f64::from(i) / f64::from(bar_width - 1)));
    scene.plane(bar);
    scene.primitives.push(Primitive::Raster(Raster {
        area: bar,
        columns: usize::from(bar_width),
        levels: levels.collect(),
    }));
    scene.text(&high, (bar.right() + 1, area.y), area, Paint::Axis);
}

/// The level of `value` in `range`, from 0 to 1. None where it is not finite.
fn level(value: f64, range: (f64, f64)) -> Option<f64> {
    if value == range.0 && value == range.1 {
        return Some(0.5);
    }
    let level = (value - range.0) / (range.1 - range.0);
    level.is_finite().then(|| level.clamp(0.0, 1.0))
}

/// Two samples per cell, one in its upper and one in its lower half; `place` gives the places on the axes, each from 0 to
/// 1.
fn sample(heat: &HeatMap, area: Rect, place: impl Fn(f64, f64) -> Option<(f64, f64)>) -> Raster {
    let mut levels = Vec::with_capacity(2 * usize::from(area.width) * usize::from(area.height));
    for row in 0..2 * u32::from(area.height) {
        let y = f64::from(area.y) + 0.5 * f64::from(row) + 0.25;
        for column in area.left()..area.right() {
            let at = place(f64::from(column) + 0.5, y);
            let value =
                at.and_then(|(across, up)| heat.sample(across.clamp(0.0, 1.0), up.clamp(0.0, 1.0)));
            levels.push(value.and_then(|value| level(value, heat.range)));
        }
    }
    Raster {
        area,
        columns: usize::from(area.width),
        levels,
    }
}

/// The samples of a map with axes, in the cells that have data.
fn sample_plane(heat: &HeatMap, plane: &Plane) -> Raster {
    sample(heat, data_cells(heat, plane), |x, y| {
        let across = heat.x.place(plane.x.value(x))?;
        let up = heat.y.place(plane.y.value(y))?;
        Some((across, up))
    })
}

/// The cells of a plane whose middles are in the range of the data. An axis may go beyond it, to its next tick.
fn data_cells(heat: &HeatMap, plane: &Plane) -> Rect {
    let area = plane.area;
    let (left, right) = cells_in(area.left()..area.right(), |middle| {
        heat.x.place(plane.x.value(middle))
    });
    let (top, bottom) = cells_in(area.top()..area.bottom(), |middle| {
        heat.y.place(plane.y.value(middle))
    });
    Rect::new(left, top, right - left, bottom - top)
}

/// The first cell whose middle is at a place from 0 to 1, and the one behind the last. All cells if there is none.
fn cells_in(cells: Range<u16>, place: impl Fn(f64) -> Option<f64>) -> (u16, u16) {
    // A tick at the end of the range is in the middle of its cell, but for rounding.
    let is_inside = |cell: &u16| place(f64::from(*cell) + 0.5).is_some_and(is_on_axis);
    let first = cells.clone().find(is_inside);
    let last = cells.clone().rev().find(is_inside);
    first
        .zip(last)
        .map_or((cells.start, cells.end), |(first, last)| (first, last + 1))
}

/// Whether a place on an axis is in its range, but for rounding.
fn is_on_axis(place: f64) -> bool {
    (-1e-6..=1.0 + 1e-6).contains(&place)
}

/// Adds the samples of a heat map without axes.
pub(super) fn add_map(heat: &HeatMap, area: Rect, scene: &mut Scene) {
    let (width, height) = (f64::from(area.width), f64::from(area.height));
    let raster = sample(heat, area, |x, y| {
        let across = (x - f64::from(area.x)) / width;
        let up = 1.0 - (y - f64::from(area.y)) / height;
        Some((across, up))
    });
    scene.plane(area);
    scene.primitives.push(Primitive::Raster(raster));
}

/// Adds lines, clipped to the cells that have data.
fn add_lines(heat: &HeatMap, plane: &Plane, data: Rect, scene: &mut Scene) {
    for line in &heat.lines {
        let ends = [plane.point(line.from), plane.point(line.to)];
        for part in clip_line::clip_polyline(data, ends) {
            scene.polyline(part, Paint::Text);
        }
    }
}
