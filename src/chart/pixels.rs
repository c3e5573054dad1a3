//! Grids of square pixels side by side.

use ratatui::layout::Rect;

use super::frame::{Density, FigureFrame, HeightRange};
use super::{
    AxisScale, ChartContext, Paint, Pixel, PixelBlock, PixelShade, Point, Primitive, Scene,
    SceneRegion,
};
use crate::figure::{PixelGrid, PixelScale, Pixels, Role, Scale};
use crate::locale::{NumberFormat, format_number};
use crate::text::{clip, columns};

/// Columns between two grids.
const GAP: u16 = 3;
/// Columns between the texts of two grids.
const TEXT_GAP: u16 = 2;
/// The row of the names.
const NAME_HEIGHT: u16 = 1;
/// The most columns of a pixel. A pixel is half as many rows high, because a cell is about twice as high as wide.
const MAX_SIZE: u16 = 4;
/// The sides of the squares of pixels that are drawn as one where there is too little room.
const MERGED_SIDES: [usize; 2] = [2, 4];
/// Pixels with at least this strength are dots of a miniature.
const BRIGHT: f64 = 0.5;
/// The most columns of the colour scale of a grid with signs.
const SCALE_WIDTH: u16 = 8;

/// The rows of the grids: from one column for each pixel up to the size that fits the width. Where there are fewer rows,
/// several pixels are drawn as one.
pub(super) fn height_range(pixels: &Pixels, frame: FigureFrame) -> HeightRange {
    let around = NAME_HEIGHT + caption_rows(frame);
    let largest = (1..=MAX_SIZE)
        .rev()
        .find(|size| width(&pixels.grids, *size) <= frame.area.width)
        .unwrap_or(1);
    // From all pixels with captions to the fewest pixels without; the first that fits.
    let sides = [1].into_iter().chain(MERGED_SIDES);
    let heights = sides.flat_map(|side| {
        let map = NAME_HEIGHT + rows(&merged(pixels, side), 1);
        [map + caption_rows(frame), map]
    });
    let heights: Vec<u16> = heights.collect();
    let fits = heights.iter().find(|rows| **rows <= frame.area.height);
    let fewest = fits
        .or_else(|| heights.last())
        .copied()
        .unwrap_or(NAME_HEIGHT);
    HeightRange {
        min: fewest,
        max: around + rows(&pixels.grids, largest),
    }
}

fn caption_rows(frame: FigureFrame) -> u16 {
    match frame.density {
        Density::Full | Density::Compact | Density::Crowded => 1,
        Density::Minimal => 0,
    }
}

/// The grids with squares of `side` × `side` pixels as one pixel each.
fn merged(pixels: &Pixels, side: usize) -> Vec<PixelGrid> {
    pixels.grids.iter().map(|grid| grid.merged(side)).collect()
}

/// The way grids are drawn.
#[derive(Clone, Copy)]
struct PixelLook {
    /// The columns of a pixel.
    size: u16,
    /// The side of the squares of pixels that are drawn as one.
    side: usize,
    /// Whether a caption or a colour scale stands below each grid.
    has_caption: bool,
}

/// The place of the first pixel of a grid, counted from the place of a pixel with the number 1.
fn offset(grid: &PixelGrid) -> u16 {
    count(grid.first.saturating_sub(1))
}

fn count(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

/// The rows of the tallest grid, with pixels of `size` columns.
fn rows(grids: &[PixelGrid], size: u16) -> u16 {
    let rows = grids.iter().map(|grid| {
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
fn width(grids: &[PixelGrid], size: u16) -> u16 {
    let gaps = count(grids.len().saturating_sub(1)).saturating_mul(GAP);
    let widths = grids.iter().map(|grid| grid_width(grid, size));
    widths.fold(gaps, u16::saturating_add)
}

/// The grids in the largest look in which all of them fit: pixels as large as possible, then without captions, then several
/// pixels as one. Where not even those fit, grids are left out from the right. None where not even the first one fits.
fn fit(pixels: &Pixels, frame: FigureFrame) -> Option<(PixelLook, Vec<PixelGrid>)> {
    let fits = |grids: &[PixelGrid], look: PixelLook| {
        let around = NAME_HEIGHT + u16::from(look.has_caption);
        width(grids, look.size) <= frame.area.width
            && rows(grids, look.size).saturating_add(around) <= frame.area.height
    };
    let captions = [true, false].map(|has_caption| has_caption && caption_rows(frame) > 0);
    let looks = |most: u16, side: usize| {
        captions.into_iter().flat_map(move |has_caption| {
            (1..=most).rev().map(move |size| PixelLook {
                size,
                side,
                has_caption,
            })
        })
    };
    let sides = [(1, MAX_SIZE)]
        .into_iter()
        .chain(MERGED_SIDES.map(|side| (side, 1)));
    let choices = sides.map(|(side, most)| (merged(pixels, side), looks(most, side)));
    let choices: Vec<_> = choices.collect();
    (1..=pixels.grids.len()).rev().find_map(|count| {
        choices.iter().find_map(|(grids, looks)| {
            let grids = grids.get(..count)?;
            let look = looks.clone().find(|look| fits(grids, *look))?;
            Some((look, grids.to_vec()))
        })
    })
}

/// Adds grids from left to right, with pixels as large as fit.
pub(super) fn add(pixels: &Pixels, frame: FigureFrame, scene: &mut Scene, ctx: &ChartContext<'_>) {
    let area = frame.area;
    // A name without its grid says nothing.
    let Some((look, grids)) = fit(pixels, frame) else {
        return;
    };
    let last = grids.len().saturating_sub(1);
    let mut x = area.x;
    for (at, grid) in grids.iter().enumerate() {
        let width = grid_width(grid, look.size);
        let column = Rect { x, width, ..area }.intersection(area);
        // Text may run into the gap behind its grid, that of the last one to the end of the figure.
        let end = if at == last {
            area.right()
        } else {
            column
                .right()
                .saturating_add(GAP - TEXT_GAP)
                .min(area.right())
        };
        let text = Rect {
            width: end - column.x,
            ..column
        };
        add_grid(grid, (column, text), (look, frame.index), scene, ctx);
        x = x.saturating_add(width + GAP);
    }
}

/// Adds one grid into the first of two areas, its name and its caption into the second one.
fn add_grid(
    grid: &PixelGrid,
    (area, text_area): (Rect, Rect),
    (look, figure): (PixelLook, usize),
    scene: &mut Scene,
    ctx: &ChartContext<'_>,
) {
    let size = look.size;
    let text_width = usize::from(text_area.width);
    let before = offset(grid).saturating_mul(size);
    let left = area.x.saturating_add(before);
    let name = name_that_fits(&ctx.format(&grid.name), text_width, ctx);
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
    let merged = look.side as f64;
    let scale = |position: u16, per_unit: f64| AxisScale {
        scale: Scale::Linear,
        origin: (grid.first.saturating_sub(1) as f64) * merged + 0.5,
        position: f64::from(position),
        per_unit: per_unit / merged,
    };
    let region = SceneRegion::Plane {
        figure,
        x: scale(left, f64::from(size)),
        y: scale(top, f64::from(size) / 2.0),
    };
    scene.regions.push((block, region));
    let below = block.bottom();
    if !look.has_caption || below >= area.bottom() {
        return;
    }
    match (&grid.caption, grid.scale) {
        (Some(caption), _) => {
            let room = text_area.right().saturating_sub(left);
            let caption = ctx.format(caption);
            // The first words of a number or a place would tell something else.
            if columns(&caption) <= room {
                scene.text(&caption, (left, below), text_area, Paint::Dim);
            }
        }
        (None, PixelScale::Signed { reach }) => {
            add_scale(reach, (left, below), text_area, scene, ctx);
        }
        (None, PixelScale::Brightness) => {}
    }
}

/// Adds a dot for each bright pixel of a grid, as large as fits into `area`: a cell is about twice as high as wide.
pub(super) fn add_miniature(grid: &PixelGrid, area: Rect, scene: &mut Scene) {
    let (across, down) = (grid.columns.max(1) as f64, grid.rows().max(1) as f64);
    let (width, height) = (f64::from(area.width), f64::from(area.height));
    let size = (width / across).min(2.0 * height / down);
    scene.plane(area);
    for (at, pixel) in shades(grid).into_iter().enumerate() {
        if pixel.shade.strength() >= BRIGHT {
            let (column, row) = ((at % grid.columns) as f64, (at / grid.columns) as f64);
            let center = Point {
                x: f64::from(area.x) + (column + 0.5) * size,
                y: f64::from(area.y) + (row + 0.5) * size / 2.0,
            };
            scene.polyline(vec![center], Paint::Series(Role::First));
        }
    }
}

/// The name of a grid; without its formula where both do not fit.
fn name_that_fits(name: &str, width: usize, ctx: &ChartContext<'_>) -> String {
    let whole = clip(name, width, ctx.symbols.ellipsis);
    match name.split_once(" = ") {
        Some((value, _)) if whole != name => clip(value, width, ctx.symbols.ellipsis),
        Some(_) | None => whole,
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
