//! Grids of square pixels side by side.

use ratatui::layout::Rect;

use super::frame::{Density, FigureFrame, HeightRange};
use super::{
    AxisScale, ChartContext, Paint, Pixel, PixelBlock, PixelShade, Primitive, Scene, SceneRegion,
};
use crate::figure::{PixelGrid, PixelScale, Pixels, Scale};
use crate::locale::{NumberFormat, format_number};
use crate::text::{clip, columns};

/// Columns between two grids.
const GAP: u16 = 3;
/// The row of the names.
const NAME_HEIGHT: u16 = 1;
/// The most columns of a pixel. A pixel is half as many rows high, because a cell is about twice as high as wide.
const MAX_SIZE: u16 = 4;
/// The most columns of the colour scale of a grid with signs.
const SCALE_WIDTH: u16 = 8;

/// The rows of the grids: from one column for each pixel up to the size that fits the width.
pub(super) fn height_range(pixels: &Pixels, frame: FigureFrame) -> HeightRange {
    let around = NAME_HEIGHT + caption_rows(frame);
    let largest = (1..=MAX_SIZE)
        .rev()
        .find(|size| width(pixels, *size) <= frame.area.width)
        .unwrap_or(1);
    HeightRange {
        min: around + rows(pixels, 1),
        max: around + rows(pixels, largest),
    }
}

fn caption_rows(frame: FigureFrame) -> u16 {
    match frame.density {
        Density::Full | Density::Compact => 1,
        Density::Minimal => 0,
    }
}

/// The place of the first pixel of a grid, counted from the place of a pixel with the number 1.
fn offset(grid: &PixelGrid) -> u16 {
    count(grid.first.saturating_sub(1))
}

fn count(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

/// The rows of the tallest grid, with pixels of `size` columns.
fn rows(pixels: &Pixels, size: u16) -> u16 {
    let rows = pixels.grids.iter().map(|grid| {
        let pixels = offset(grid).saturating_add(count(grid.rows()));
        pixels.saturating_mul(size).div_ceil(2)
    });
    rows.max().unwrap_or(0)
}

/// The columns of a grid, those before its first pixel included.
fn grid_width(grid: &PixelGrid, size: u16) -> u16 {
    let pixels = offset(grid).saturating_add(count(grid.columns));
    pixels.saturating_mul(size)
}

/// The columns of all grids.
fn width(pixels: &Pixels, size: u16) -> u16 {
    let gaps = count(pixels.grids.len().saturating_sub(1)).saturating_mul(GAP);
    let widths = pixels.grids.iter().map(|grid| grid_width(grid, size));
    widths.fold(gaps, u16::saturating_add)
}

/// Adds grids from left to right, as many as fit, with pixels as large as fit.
pub(super) fn add(pixels: &Pixels, frame: FigureFrame, scene: &mut Scene, ctx: &ChartContext<'_>) {
    let area = frame.area;
    let around = NAME_HEIGHT + caption_rows(frame);
    let fits = |size: &u16| {
        width(pixels, *size) <= area.width
            && rows(pixels, *size).saturating_add(around) <= area.height
    };
    let size = (1..=MAX_SIZE).rev().find(fits).unwrap_or(1);
    let last = pixels.grids.len().saturating_sub(1);
    let mut x = area.x;
    for (at, grid) in pixels.grids.iter().enumerate() {
        let width = grid_width(grid, size);
        let column = Rect { x, width, ..area }.intersection(area);
        if column.width < width {
            return;
        }
        // Text may run into the gap behind its grid, that of the last one to the end of the figure.
        let end = if at == last {
            area.right()
        } else {
            column.right().saturating_add(GAP - 1).min(area.right())
        };
        let text = Rect {
            width: end - column.x,
            ..column
        };
        add_grid(grid, (column, text), (size, frame), scene, ctx);
        x = x.saturating_add(width + GAP);
    }
}

/// Adds one grid into the first of two areas, its name and its caption into the second one.
fn add_grid(
    grid: &PixelGrid,
    (area, text_area): (Rect, Rect),
    (size, frame): (u16, FigureFrame),
    scene: &mut Scene,
    ctx: &ChartContext<'_>,
) {
    let text_width = usize::from(text_area.width);
    let before = offset(grid).saturating_mul(size);
    let left = area.x.saturating_add(before);
    let name = clip(&ctx.format(&grid.name), text_width, ctx.symbols.ellipsis);
    scene.text(&name, (area.x, area.y), text_area, Paint::Title);
    let top = area.y.saturating_add(NAME_HEIGHT + before / 2);
    let height = count(grid.rows()).saturating_mul(size).div_ceil(2);
    let block = Rect::new(left, top, area.right().saturating_sub(left), height);
    if block.intersection(area) != block || block.is_empty() {
        return;
    }
    scene.plane(block);
    scene.primitives.push(Primitive::Pixels(PixelBlock {
        area: block,
        columns: grid.columns,
        pixels: shades(grid),
    }));
    let scale = |position: u16, per_unit: f64| AxisScale {
        scale: Scale::Linear,
        origin: grid.first as f64 - 0.5,
        position: f64::from(position),
        per_unit,
    };
    let region = SceneRegion::Plane {
        figure: frame.index,
        x: scale(left, f64::from(size)),
        y: scale(top, f64::from(size) / 2.0),
    };
    scene.regions.push((block, region));
    let below = block.bottom();
    if caption_rows(frame) == 0 || below >= area.bottom() {
        return;
    }
    match (&grid.caption, grid.scale) {
        (Some(caption), _) => {
            let width = usize::from(text_area.right().saturating_sub(left));
            let caption = clip(&ctx.format(caption), width, ctx.symbols.ellipsis);
            scene.text(&caption, (left, below), text_area, Paint::Dim);
        }
        (None, PixelScale::Signed { reach }) => {
            add_scale(reach, (left, below), text_area, scene, ctx);
        }
        (None, PixelScale::Brightness) => {}
    }
}

/// The pixels of a grid with the level of each value on its scale.
fn shades(grid: &PixelGrid) -> Vec<Pixel> {
    let shade = |value: f64| match grid.scale {
        PixelScale::Brightness => PixelShade::Brightness(value),
        PixelScale::Signed { reach } => PixelShade::Signed(value / reach),
    };
    let pixel = |(at, value): (usize, &f64)| Pixel {
        shade: shade(*value),
        is_marked: grid.is_marked(at / grid.columns, at % grid.columns),
    };
    grid.values.iter().enumerate().map(pixel).collect()
}

/// Adds the colour scale: the lowest value, the colours, the highest value.
fn add_scale(
    reach: f64,
    (x, y): (u16, u16),
    area: Rect,
    scene: &mut Scene,
    ctx: &ChartContext<'_>,
) {
    let number = |value: f64| ctx.fold(&format_number(value, NumberFormat::Significant(2)));
    let (low, high) = (number(-reach), number(reach));
    let room = area.right().saturating_sub(x);
    let words = columns(&low) + columns(&high) + 2;
    let width = SCALE_WIDTH.min(room.saturating_sub(words));
    if width < 3 {
        return;
    }
    scene.text(&low, (x, y), area, Paint::Dim);
    let bar = Rect::new(x + columns(&low) + 1, y, width, 1);
    let level = |at: u16| 2.0 * f64::from(at) / f64::from(width - 1) - 1.0;
    scene.plane(bar);
    scene.primitives.push(Primitive::Pixels(PixelBlock {
        area: bar,
        columns: usize::from(width),
        pixels: (0..width)
            .map(|at| Pixel {
                shade: PixelShade::Signed(level(at)),
                is_marked: false,
            })
            .collect(),
    }));
    scene.text(&high, (bar.right() + 1, y), area, Paint::Dim);
}
