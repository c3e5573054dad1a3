//! Paints a scene as cells: lines as dots, colour maps in half blocks, bars in eighths of a block.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use super::dot_grid::{DotCell, DotGrid};
use crate::chart::{
    Fill, Paint, Pixel, PixelBlock, PixelShade, Polyline, Primitive, Raster, Scene, SceneRect,
    SceneText, TextWeight, shade,
};
use crate::figure::Role;
use crate::ui::RenderContext;
use crate::ui::dot_marker::DotMarker;
use crate::ui::theme::StyleRole;

/// Paints `scene` into `area`. Nothing is painted outside of it.
pub(super) fn paint(scene: &Scene, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    paint_planes(scene, area, buf, ctx);
    paint_texts(scene, area, buf, ctx);
}

/// Paints lines, discs, bars and colour maps.
fn paint_planes(scene: &Scene, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let mut grid = DotGrid::new(area, ctx.glyphs.marker);
    let mut rasters: Vec<&Raster> = Vec::new();
    for primitive in &scene.primitives {
        match primitive {
            Primitive::Polyline(line) => {
                if !is_omitted(line) {
                    let is_curve = matches!(line.paint, Paint::Series(role) if role != Role::Ghost);
                    let is_heavy = is_curve && ctx.theme.is_heavy() && has_high_plane(line, scene);
                    grid.line(line, is_heavy);
                }
            }
            Primitive::Disc(disc) => grid.disc(disc.center, disc.shape, disc.paint),
            Primitive::Rect { area: rect, paint } => fill(*rect, *paint, area, buf, ctx),
            Primitive::Raster(raster) => {
                paint_raster(raster, area, buf, ctx);
                rasters.push(raster);
            }
            Primitive::Pixels(block) => paint_pixels(block, area, buf, ctx),
            Primitive::Text(_) => {}
        }
    }
    let has_dots = ctx.glyphs.marker != DotMarker::Ascii;
    if !ctx.theme.has_hues() && has_dots {
        grid.clear_grid_beside_curves();
    }
    for (at, dots) in grid.cells() {
        let raster = rasters.iter().rev().find(|raster| raster.area.contains(at));
        if let Some(cell) = buf.cell_mut(at) {
            paint_dots(cell, at, dots, raster.copied(), ctx);
        }
    }
    if !ctx.theme.has_hues() && has_dots {
        reverse_marks(scene, &grid, buf);
    }
}

/// The fewest rows of a plane with heavy lines. In fewer, heavy lines run together.
const HEAVY_ROWS: u16 = 8;

/// Whether the plane in which `line` starts has room for heavy lines.
fn has_high_plane(line: &Polyline, scene: &Scene) -> bool {
    let Some(start) = line.points.first() else {
        return false;
    };
    let contains = |plane: &&Rect| {
        let (left, right) = (f64::from(plane.left()), f64::from(plane.right()));
        let (top, bottom) = (f64::from(plane.top()), f64::from(plane.bottom()));
        (left..=right).contains(&start.x) && (top..=bottom).contains(&start.y)
    };
    let plane = scene.planes.iter().find(contains);
    plane.is_none_or(|plane| plane.height >= HEAVY_ROWS)
}

/// Reverses the middle cells of kinks and probes. Without hues their dots look like those of the curve below them.
fn reverse_marks(scene: &Scene, grid: &DotGrid, buf: &mut Buffer) {
    let is_mark = |paint: Paint| matches!(paint, Paint::Kink | Paint::Probe);
    let middles: Vec<Position> = scene
        .primitives
        .iter()
        .filter_map(|primitive| match primitive {
            Primitive::Disc(disc) if is_mark(disc.paint) => grid.cell_of(disc.center),
            _ => None,
        })
        .collect();
    for (at, dots) in grid.cells() {
        if is_mark(dots.paint)
            && middles.contains(&at)
            && let Some(cell) = buf.cell_mut(at)
        {
            cell.modifier.insert(Modifier::REVERSED);
        }
    }
}

/// Paints the texts and the cells of tables alone, for a painter that draws the planes on its own.
pub(super) fn paint_texts(scene: &Scene, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    for primitive in &scene.primitives {
        match primitive {
            Primitive::Rect {
                area: rect,
                paint: paint @ Paint::Heat(_),
            } => fill(*rect, *paint, area, buf, ctx),
            Primitive::Text(text) => paint_text(text, area, buf, ctx),
            Primitive::Rect { .. }
            | Primitive::Polyline(_)
            | Primitive::Disc(_)
            | Primitive::Raster(_)
            | Primitive::Pixels(_) => {}
        }
    }
}

/// Whether a line is left out of cells: vertical grid lines, which would be as strong as curves there.
fn is_omitted(line: &Polyline) -> bool {
    line.paint == Paint::Grid && line.points.windows(2).all(|pair| pair[0].x == pair[1].x)
}

/// Paints the dots of a cell. On a colour map and on a bar they have a colour that is readable there.
fn paint_dots(
    cell: &mut Cell,
    at: Position,
    dots: DotCell,
    raster: Option<&Raster>,
    ctx: &RenderContext<'_>,
) {
    let role = match dots.paint {
        Paint::Series(role) | Paint::Lane(role) | Paint::Arrival(role) => role,
        Paint::Grid | Paint::Zero | Paint::Rule | Paint::NegativeRule => Role::Ghost,
        Paint::Goal => Role::Target,
        Paint::Prediction => Role::Prediction,
        Paint::Text
        | Paint::Title
        | Paint::Dim
        | Paint::Axis
        | Paint::Accent
        | Paint::Active(_)
        | Paint::Kink
        | Paint::Probe
        | Paint::Live
        | Paint::Selected
        | Paint::Right
        | Paint::Wrong
        | Paint::Heat(_) => Role::First,
    };
    let is_bar = cell.symbol() == ctx.glyphs.full;
    let bar_colour = cell.fg;
    cell.set_char(match (ctx.glyphs.marker, dots.paint) {
        (DotMarker::Ascii, Paint::Kink) => '^',
        (DotMarker::Ascii, Paint::Probe | Paint::Selected) => '@',
        (DotMarker::Ascii, Paint::Goal) => '!',
        (DotMarker::Ascii, Paint::Lane(_)) => '-',
        (DotMarker::Ascii, Paint::Arrival(_)) => '|',
        (DotMarker::Ascii, Paint::Wrong) => 'x',
        (marker, _) => marker.character(dots.bits, role),
    });
    if let Some(raster) = raster {
        let level = levels(raster, at).1.unwrap_or(0.0);
        cell.set_style(ctx.theme.on_heat(level));
        return;
    }
    let back = cell.bg;
    cell.set_style(ctx.theme.paint(dots.paint));
    if is_bar {
        cell.bg = bar_colour;
        cell.fg = back;
    } else {
        cell.bg = back;
    }
}

/// The upper, middle and lower level of a raster within one cell.
fn levels(raster: &Raster, at: Position) -> (Option<f64>, Option<f64>, Option<f64>) {
    let area = raster.area;
    let rows = raster.levels.len() / raster.columns.max(1);
    let sample = |down: f64| {
        let across = (f64::from(at.x - area.x) + 0.5) / f64::from(area.width);
        let down = (f64::from(at.y - area.y) + down) / f64::from(area.height);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0 ≤ place·count ≤ count"
        )]
        let index = |place: f64, count: usize| (place * count as f64) as usize;
        let column = index(across, raster.columns).min(raster.columns.saturating_sub(1));
        let row = index(down, rows).min(rows.saturating_sub(1));
        raster
            .levels
            .get(row * raster.columns + column)
            .copied()
            .flatten()
    };
    (sample(0.25), sample(0.49), sample(0.75))
}

fn paint_raster(raster: &Raster, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    for at in raster.area.intersection(area).positions() {
        let (upper, middle, lower) = levels(raster, at);
        let colour = |level: Option<f64>| ctx.theme.heat(level?);
        let Some(cell) = buf.cell_mut(at) else {
            continue;
        };
        match (ctx.glyphs.upper_half, colour(upper), colour(lower)) {
            (Some(_), Some(upper), Some(lower)) if upper == lower => {
                cell.set_symbol(" ").set_bg(lower);
            }
            (Some(half), Some(upper), Some(lower)) => {
                cell.set_char(half).set_fg(upper).set_bg(lower);
            }
            (Some(_) | None, _, _) => match (middle, colour(middle)) {
                (Some(_), Some(colour)) => {
                    cell.set_symbol(" ").set_bg(colour);
                }
                (Some(level), None) => {
                    cell.set_symbol(shade(level, ctx.glyphs.shades))
                        .set_style(ctx.style(StyleRole::Text));
                }
                (None, _) => {
                    cell.set_symbol(ctx.glyphs.diverged)
                        .set_style(ctx.style(StyleRole::Dim));
                }
            },
        }
    }
}

/// Paints pixels, an upper and a lower half in each cell. Without colours a cell shows the stronger half as a character.
fn paint_pixels(block: &PixelBlock, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    for at in block.area.intersection(area).positions() {
        let half = |down: f64| {
            let across = (f64::from(at.x - block.area.x) + 0.5) / f64::from(block.area.width);
            let down = (f64::from(at.y - block.area.y) + down) / f64::from(block.area.height);
            block.at(across, down)
        };
        let (Some(upper), Some(lower), Some(cell)) = (half(0.25), half(0.75), buf.cell_mut(at))
        else {
            continue;
        };
        let colors = ctx.theme.pixel(upper).zip(ctx.theme.pixel(lower));
        match (ctx.glyphs.upper_half, colors) {
            (_, Some((upper, lower))) if upper == lower => {
                cell.set_symbol(" ").set_bg(lower);
            }
            (Some(half), Some((upper, lower))) => {
                cell.set_char(half).set_fg(upper).set_bg(lower);
            }
            (None, Some((upper_color, lower_color))) => {
                let is_upper = stronger(upper, lower) == upper;
                let color = if is_upper { upper_color } else { lower_color };
                cell.set_symbol(" ").set_bg(color);
            }
            (_, None) => {
                let symbol = pixel_symbol(stronger(upper, lower), ctx.glyphs.shades);
                cell.set_symbol(symbol)
                    .set_style(ctx.style(StyleRole::Text));
            }
        }
    }
}

/// The pixel that is shown where there is room for one of two.
fn stronger(upper: Pixel, lower: Pixel) -> Pixel {
    let rank = |pixel: Pixel| (pixel.is_marked, pixel.shade.strength());
    if rank(lower) > rank(upper) {
        lower
    } else {
        upper
    }
}

/// The character of a pixel without colours: a sign for a negative value, other signs in the window.
fn pixel_symbol(pixel: Pixel, shades: &[&'static str]) -> &'static str {
    let strength = pixel.shade.strength();
    match (pixel.is_marked, pixel.shade) {
        (true, _) if strength > 0.0 => "@",
        (true, _) => ".",
        (false, PixelShade::Signed(_)) if pixel.shade.is_negative() => "-",
        (false, PixelShade::Signed(_) | PixelShade::Brightness(_)) => shade(strength, shades),
    }
}

/// Fills a rectangle: with a background colour for tints and levels, else with blocks.
fn fill(rect: SceneRect, paint: Paint, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let cells = covered_cells(rect).intersection(area);
    match paint.fill() {
        Fill::Level(level) => {
            let style = ctx.theme.on_heat(level);
            for at in cells.positions() {
                if let Some(cell) = buf.cell_mut(at) {
                    cell.set_style(style);
                }
            }
        }
        Fill::Tint => {
            let Some(colour) = ctx.theme.paint(paint).bg else {
                return;
            };
            for at in cells.positions() {
                let middle = f64::from(at.x) + 0.5;
                let is_inside = (rect.x..=rect.x + rect.width).contains(&middle);
                if let Some(cell) = buf.cell_mut(at).filter(|_| is_inside) {
                    cell.set_bg(colour);
                }
            }
        }
        Fill::Solid => {
            for at in cells.positions() {
                let glyph = bar_glyph(f64::from(at.x), rect.x, rect.x + rect.width, ctx);
                if let Some(cell) = buf.cell_mut(at).filter(|_| !glyph.is_empty()) {
                    cell.set_symbol(glyph).set_style(ctx.theme.paint(paint));
                }
            }
        }
    }
}

/// The cells that a rectangle covers, some in part.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the places of cells"
)]
fn covered_cells(rect: SceneRect) -> Rect {
    let clamp = |place: f64| place.clamp(0.0, f64::from(u16::MAX)) as u16;
    let (left, top) = (clamp(rect.x.floor()), clamp(rect.y.floor()));
    let right = clamp((rect.x + rect.width - 1e-9).ceil());
    let bottom = clamp((rect.y + rect.height - 1e-9).ceil());
    Rect::new(
        left,
        top,
        right.saturating_sub(left),
        bottom.saturating_sub(top),
    )
}

/// The glyph of a bar from `from` to `to` in the cell from `left` to `left + 1`, empty where there is none. Block
/// characters grow from the left, so a cell that a bar starts in is drawn full or empty.
fn bar_glyph(left: f64, from: f64, to: f64, ctx: &RenderContext<'_>) -> &'static str {
    let covered = (to.min(left + 1.0) - from.max(left)).clamp(0.0, 1.0);
    let starts_inside = from > left && from < left + 1.0 && to > left + 1.0;
    if starts_inside || ctx.glyphs.eighths.is_empty() {
        let is_whole_bar = from >= left && to <= left + 1.0;
        let shows = covered >= 0.5 || is_whole_bar;
        return match (shows, ctx.glyphs.eighths.is_empty()) {
            (false, _) => "",
            (true, true) if covered < 0.5 => ctx.glyphs.vertical,
            (true, _) => ctx.glyphs.full,
        };
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "from 0 to 8"
    )]
    let eighths = (covered * 8.0).round() as usize;
    match eighths {
        0 => "",
        8.. => ctx.glyphs.full,
        eighths => ctx
            .glyphs
            .eighths
            .get(eighths - 1)
            .copied()
            .unwrap_or(ctx.glyphs.full),
    }
}

fn paint_text(text: &SceneText, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let (x, y) = text.at;
    if !area.contains(Position::new(x, y)) {
        return;
    }
    let modifier = match text.weight {
        TextWeight::Normal => Modifier::empty(),
        TextWeight::Bold => Modifier::BOLD,
        TextWeight::Marked => Modifier::BOLD | Modifier::UNDERLINED,
        TextWeight::Reversed => Modifier::REVERSED,
    };
    let mut style = ctx.theme.text(text.paint).add_modifier(modifier);
    // Text keeps the tint of the plane behind it. On a colour map it has the colour of its own cell.
    if !matches!(text.paint, Paint::Heat(_)) {
        style.bg = None;
    }
    let max_width = usize::from(area.right() - x);
    buf.set_stringn(x, y, &text.text, max_width, style);
}
