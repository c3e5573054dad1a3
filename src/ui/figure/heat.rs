//! Heat maps: two samples per cell in half blocks, or one sample per cell in shade characters.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::coordinates::Coordinates;
use super::dot_grid::DotGrid;
use super::draw_text::{draw_text, draw_title};
use super::frame::{Density, FigureFrame, HeightRange};
use super::stroke::Stroke;
use super::ticks;
use crate::figure::{HeatMap, PointMarker, Role};
use crate::locale::{NumberFormat, format_number};
use crate::text::{clip, columns};
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;

/// Columns of the colour scale.
const SCALE_WIDTH: u16 = 10;
/// The most columns that are kept free for the name of the vertical axis.
const MAX_NAME_WIDTH: u16 = 8;
/// Rows of the x axis with its labels.
const AXIS_HEIGHT: u16 = 2;
/// The largest ratio of columns to rows of a map. A cell is about twice as high as wide.
const MAX_ASPECT: u16 = 4;

/// The rows of a heat map.
pub(super) fn height_range(
    heat: &HeatMap,
    frame: FigureFrame,
    ctx: &RenderContext<'_>,
) -> HeightRange {
    let around = 1 + AXIS_HEIGHT + caption_rows(heat, frame, ctx);
    let map = match frame.density {
        Density::Full => 8,
        Density::Compact => 6,
        Density::Minimal => 5,
    };
    HeightRange {
        min: around + map,
        max: u16::MAX,
    }
}

/// Draws a heat map: title and scale, the map with its lines and points, axes, caption of the lines.
pub(super) fn draw(heat: &HeatMap, frame: FigureFrame, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let area = frame.area;
    let text = ctx.format(&heat.title);
    let scale = scale_line(heat, ctx);
    let below = draw_title(&text, area, buf, ctx);
    let width = u16::try_from(scale.width()).unwrap_or(u16::MAX);
    if below.y > area.y && u32::from(area.width) >= u32::from(columns(&text)) + u32::from(width) + 2
    {
        scale.render(Rect::new(area.right() - width, area.y, width, 1), buf);
    }
    let rows = AXIS_HEIGHT + caption_rows(heat, frame, ctx);
    let gutter = ticks::y_label_width(&heat.y, below.height.saturating_sub(rows), ctx)
        .max(y_name_width(heat, ctx).min(MAX_NAME_WIDTH))
        .max(2);
    let (_, margin) = ticks::x_label_overhang(&heat.x, below.width.saturating_sub(gutter + 1), ctx);
    if below.height <= rows || below.width < gutter + margin + 6 {
        draw_map(heat, below, buf, ctx);
        return;
    }
    let inner = FigureFrame {
        area: below,
        gutter,
        margin,
        ..frame
    };
    let map = Coordinates::plane_area(inner, 0, rows);
    let map = Rect {
        width: map.width.min(map.height.saturating_mul(MAX_ASPECT)),
        ..map
    };
    draw_map(heat, map, buf, ctx);
    draw_lines(heat, map, buf, ctx);
    let plane = Coordinates::new(map, below, &heat.x, &heat.y, ctx);
    plane.add_hit_region(frame.index, ctx);
    draw_points(heat, &plane, buf, ctx);
    plane.draw_y_axis(buf, ctx);
    draw_y_name(heat, &plane, buf, ctx);
    plane.draw_x_axis(buf, ctx);
    plane.draw_x_labels(map.bottom() + 1, buf, ctx);
    if rows > AXIS_HEIGHT {
        draw_caption(heat, (map.x, map.bottom() + AXIS_HEIGHT), below, buf, ctx);
    }
}

/// The columns of the name of the vertical axis.
fn y_name_width(heat: &HeatMap, ctx: &RenderContext<'_>) -> u16 {
    let name = heat.y.label.as_ref();
    name.map_or(0, |name| columns(&ctx.format(name)))
}

/// Draws the name of the vertical axis in the corner below its labels.
fn draw_y_name(heat: &HeatMap, plane: &Coordinates<'_>, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let Some(name) = heat.y.label.as_ref().map(|name| ctx.format(name)) else {
        return;
    };
    let gutter = plane.plane.x.saturating_sub(plane.area.x + 1);
    let name = clip(&name, usize::from(gutter), ctx.glyphs.ellipsis);
    let start = plane.area.x + gutter.saturating_sub(columns(&name));
    draw_text(
        &name,
        (start, plane.plane.bottom()),
        plane.area,
        StyleRole::Axis,
        buf,
        ctx,
    );
}

/// The names of the lines across the map.
fn line_names(heat: &HeatMap, ctx: &RenderContext<'_>) -> Vec<String> {
    let names = heat.lines.iter().map(|line| ctx.format(&line.name));
    names.filter(|name| !name.is_empty()).collect()
}

/// The line below the map: its caption, or the names of its lines.
fn caption(heat: &HeatMap, ctx: &RenderContext<'_>) -> Option<String> {
    if let Some(caption) = &heat.caption {
        return Some(ctx.format(caption));
    }
    let names = line_names(heat, ctx);
    (!names.is_empty()).then(|| format!("{} {}", ctx.glyphs.line_sample, names.join("   ")))
}

fn caption_rows(heat: &HeatMap, frame: FigureFrame, ctx: &RenderContext<'_>) -> u16 {
    u16::from(frame.density == Density::Full && caption(heat, ctx).is_some())
}

fn draw_caption(
    heat: &HeatMap,
    at: (u16, u16),
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let Some(text) = caption(heat, ctx) else {
        return;
    };
    let max_width = usize::from(area.right().saturating_sub(at.0));
    draw_text(
        &clip(&text, max_width, ctx.glyphs.ellipsis),
        at,
        area,
        StyleRole::Dim,
        buf,
        ctx,
    );
}

/// The colour scale: the low value, the colours, the high value.
fn scale_line(heat: &HeatMap, ctx: &RenderContext<'_>) -> Line<'static> {
    let number = |value: f64| ctx.fold(&format_number(value, NumberFormat::Significant(3)));
    let low = format!("{} ", number(heat.range.0));
    let high = format!(" {}", number(heat.range.1));
    let mut spans = vec![ctx.span(low, StyleRole::Axis)];
    for i in 0..SCALE_WIDTH {
        let level = f64::from(i) / f64::from(SCALE_WIDTH - 1);
        spans.push(match ctx.theme.heat(level) {
            Some(colour) => Span::styled(" ", ctx.style(StyleRole::Text).bg(colour)),
            None => ctx.span(shade(level, ctx), StyleRole::Text),
        });
    }
    spans.push(ctx.span(high, StyleRole::Axis));
    Line::from(spans)
}

/// The level of `value` in `range`, from 0 to 1. None where it is not finite.
fn level(value: f64, range: (f64, f64)) -> Option<f64> {
    if value == range.0 && value == range.1 {
        return Some(0.5);
    }
    let level = (value - range.0) / (range.1 - range.0);
    level.is_finite().then(|| level.clamp(0.0, 1.0))
}

/// The shade character of a level from 0 to 1.
pub(super) fn shade(level: f64, ctx: &RenderContext<'_>) -> &'static str {
    let shades = ctx.glyphs.shades;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 ≤ level ≤ 1"
    )]
    let at = (level * shades.len() as f64) as usize;
    let last = shades.len().saturating_sub(1);
    shades.get(at.min(last)).copied().unwrap_or(" ")
}

/// The levels of a map within one cell.
struct CellLevels {
    upper: Option<f64>,
    middle: Option<f64>,
    lower: Option<f64>,
}

impl CellLevels {
    fn sample(heat: &HeatMap, map: Rect, (x, y): (u16, u16)) -> Self {
        let across = (f64::from(x - map.x) + 0.5) / f64::from(map.width);
        let sample = |down: f64| {
            let up = 1.0 - (f64::from(y - map.y) + down) / f64::from(map.height);
            level(heat.sample(across, up)?, heat.range)
        };
        Self {
            upper: sample(0.25),
            middle: sample(0.5),
            lower: sample(0.75),
        }
    }
}

/// Draws the samples of a heat map into the cells of `map`.
pub(super) fn draw_map(heat: &HeatMap, map: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    for at in map.positions() {
        let levels = CellLevels::sample(heat, map, (at.x, at.y));
        let colour = |level: Option<f64>| ctx.theme.heat(level?);
        let Some(cell) = buf.cell_mut(at) else {
            continue;
        };
        match (
            ctx.glyphs.upper_half,
            colour(levels.upper),
            colour(levels.lower),
        ) {
            (Some(_), Some(upper), Some(lower)) if upper == lower => {
                cell.set_symbol(" ").set_bg(lower);
            }
            (Some(half), Some(upper), Some(lower)) => {
                cell.set_char(half).set_fg(upper).set_bg(lower);
            }
            (Some(_) | None, _, _) => match (levels.middle, colour(levels.middle)) {
                (Some(_), Some(colour)) => {
                    cell.set_symbol(" ").set_bg(colour);
                }
                (Some(level), None) => {
                    cell.set_symbol(shade(level, ctx))
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

fn draw_lines(heat: &HeatMap, map: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let mut grid = DotGrid::new(map, ctx.glyphs.marker);
    for line in &heat.lines {
        let place = |(x, y): (f64, f64)| Some((heat.x.place(x)?, heat.y.place(y)?));
        grid.stroke(
            [place(line.from), place(line.to)],
            Role::First,
            Stroke::SOLID,
        );
    }
    for (at, dots) in grid.characters() {
        let level = CellLevels::sample(heat, map, at).middle.unwrap_or(0.0);
        if let Some(cell) = buf.cell_mut(at) {
            cell.set_char(dots).set_style(ctx.theme.on_heat(level));
        }
    }
}

/// Draws marked points, each with its label behind it, or before it at the right edge.
fn draw_points(heat: &HeatMap, plane: &Coordinates<'_>, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let map = plane.plane;
    for point in &heat.points {
        let (Some(x), Some(y)) = (plane.column(point.at.0), plane.row(point.at.1)) else {
            continue;
        };
        let label = ctx.format(&point.label);
        let max_width = map.right().saturating_sub(x + 1);
        let width = columns(&label);
        let sign = ctx.glyphs.probe;
        let (start, text) = if point.marker != PointMarker::Dot {
            (x, label)
        } else if width <= max_width {
            (x, format!("{sign}{label}"))
        } else if map.x.saturating_add(width) <= x {
            (x - width, format!("{label}{sign}"))
        } else {
            (x, sign.to_owned())
        };
        let bold = Style::new().bold();
        let (end, _) = buf.set_stringn(start, y, &text, usize::from(map.right() - start), bold);
        for x in start..end {
            let level = CellLevels::sample(heat, map, (x, y)).middle.unwrap_or(0.0);
            if let Some(cell) = buf.cell_mut((x, y)) {
                cell.set_style(ctx.theme.on_heat(level).bold());
                if point.marker == PointMarker::Cursor {
                    ctx.place_cursor(x, y);
                    cell.set_style(ctx.style(StyleRole::Selected).reversed());
                }
            }
        }
    }
}
