//! Heat maps: two patches a cell where half blocks are to be had, shades of characters elsewhere.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::coordinates::Coordinates;
use super::dots::DotGrid;
use super::share::{Density, Share};
use super::stroke::Stroke;
use super::{Frame, axes, cut, title, write};
use crate::figure::{HeatMap, PointMarker, Role};
use crate::locale::{NumberFormat, format_number};
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;
use crate::ui::wrap::columns;

/// Cells of the scale that says what a shade means.
const SCALE: u16 = 10;
/// Rows of the axis below the map, with its labels.
const AXIS: u16 = 2;
/// A map is at most so many times as wide as high, in cells, which are twice as high as wide.
const WIDEST: u16 = 4;

/// The rows that a heat map can use.
pub(super) fn share(heat: &HeatMap, frame: Frame, ctx: &RenderContext<'_>) -> Share {
    let around = 1 + AXIS + caption_rows(heat, frame, ctx);
    let map = match frame.density {
        Density::Roomy => 8,
        Density::Snug => 6,
        Density::Tight => 5,
    };
    Share {
        least: around + map,
        most: u16::MAX,
    }
}

/// Draws a heat map: title and scale, the map with its lines and points, axes, what the lines are.
pub(super) fn draw(heat: &HeatMap, frame: Frame, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let area = frame.area;
    let text = ctx.format(&heat.title);
    let scale = scale_line(heat, ctx);
    let below = title(&text, area, buf, ctx);
    let width = u16::try_from(scale.width()).unwrap_or(u16::MAX);
    if below.y > area.y && u32::from(area.width) >= u32::from(columns(&text)) + u32::from(width) + 2
    {
        scale.render(Rect::new(area.right() - width, area.y, width, 1), buf);
    }
    let rows = AXIS + caption_rows(heat, frame, ctx);
    let gutter = axes::gutter(&heat.y, below.height.saturating_sub(rows), ctx).max(2);
    let (_, margin) = axes::overhang(&heat.x, below.width.saturating_sub(gutter + 1), ctx);
    if below.height <= rows || below.width < gutter + margin + 6 {
        patches(heat, below, buf, ctx);
        return;
    }
    let inner = Frame {
        area: below,
        gutter,
        margin,
        ..frame
    };
    let map = Coordinates::plane(inner, 0, rows);
    let map = Rect {
        width: map.width.min(map.height.saturating_mul(WIDEST)),
        ..map
    };
    patches(heat, map, buf, ctx);
    lines(heat, map, buf, ctx);
    let plane = Coordinates::new(map, below, &heat.x, &heat.y, ctx);
    plane.hit_region(frame.at, ctx);
    points(heat, &plane, buf, ctx);
    plane.left_axis(buf, ctx);
    vertical_name(heat, &plane, buf, ctx);
    plane.bottom_axis(buf, ctx);
    plane.bottom_labels(map.bottom() + 1, buf, ctx);
    if rows > AXIS {
        caption(heat, (map.x, map.bottom() + AXIS), below, buf, ctx);
    }
}

/// Writes the name of the vertical axis into the corner under its labels.
fn vertical_name(
    heat: &HeatMap,
    plane: &Coordinates<'_>,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let Some(name) = heat.y.label.as_ref().map(|name| ctx.format(name)) else {
        return;
    };
    let gutter = plane.plane.x.saturating_sub(plane.area.x + 1);
    let name = cut(&name, usize::from(gutter), ctx.glyphs.ellipsis);
    let start = plane.area.x + gutter.saturating_sub(columns(&name));
    write(
        &name,
        (start, plane.plane.bottom()),
        plane.area,
        StyleRole::Axis,
        buf,
        ctx,
    );
}

/// What the lines across the map are, in words.
fn names(heat: &HeatMap, ctx: &RenderContext<'_>) -> Vec<String> {
    let names = heat.lines.iter().map(|line| ctx.format(&line.name));
    names.filter(|name| !name.is_empty()).collect()
}

fn caption_rows(heat: &HeatMap, frame: Frame, ctx: &RenderContext<'_>) -> u16 {
    u16::from(frame.density == Density::Roomy && !names(heat, ctx).is_empty())
}

fn caption(heat: &HeatMap, at: (u16, u16), area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let dots = if ctx.glyphs.is_ascii() {
        "**"
    } else {
        "⠒⠒"
    };
    let text = format!("{dots} {}", names(heat, ctx).join("   "));
    let room = usize::from(area.right().saturating_sub(at.0));
    write(
        &cut(&text, room, ctx.glyphs.ellipsis),
        at,
        area,
        StyleRole::Dim,
        buf,
        ctx,
    );
}

/// What the shades mean: the low value, the shades, the high value.
fn scale_line(heat: &HeatMap, ctx: &RenderContext<'_>) -> Line<'static> {
    let number = |value: f64| ctx.fold(&format_number(value, NumberFormat::Significant(3)));
    let low = format!("{} ", number(heat.range.0));
    let high = format!(" {}", number(heat.range.1));
    let mut spans = vec![Span::styled(low, ctx.style(StyleRole::Axis))];
    for i in 0..SCALE {
        let level = f64::from(i) / f64::from(SCALE - 1);
        spans.push(match ctx.theme.heat(level) {
            Some(colour) => Span::styled(" ", ctx.style(StyleRole::Text).bg(colour)),
            None => Span::styled(shade(level, ctx), ctx.style(StyleRole::Text)),
        });
    }
    spans.push(Span::styled(high, ctx.style(StyleRole::Axis)));
    Line::from(spans)
}

/// Where `value` lies between the darkest and the brightest shade.
fn level(value: f64, range: (f64, f64)) -> Option<f64> {
    if value == range.0 && value == range.1 {
        return Some(0.5);
    }
    let level = (value - range.0) / (range.1 - range.0);
    level.is_finite().then(|| level.clamp(0.0, 1.0))
}

/// The character for a level, where shades are characters.
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

/// The samples of one cell.
struct Patch {
    upper: Option<f64>,
    middle: Option<f64>,
    lower: Option<f64>,
}

impl Patch {
    fn at(heat: &HeatMap, map: Rect, (x, y): (u16, u16)) -> Self {
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

pub(super) fn patches(heat: &HeatMap, map: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    for at in map.positions() {
        let patch = Patch::at(heat, map, (at.x, at.y));
        let colour = |level: Option<f64>| ctx.theme.heat(level?);
        let Some(cell) = buf.cell_mut(at) else {
            continue;
        };
        match (ctx.glyphs.half, colour(patch.upper), colour(patch.lower)) {
            (Some(_), Some(upper), Some(lower)) if upper == lower => {
                cell.set_symbol(" ").set_bg(lower);
            }
            (Some(half), Some(upper), Some(lower)) => {
                cell.set_symbol(half).set_fg(upper).set_bg(lower);
            }
            (Some(_) | None, _, _) => match (patch.middle, colour(patch.middle)) {
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

fn lines(heat: &HeatMap, map: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let mut grid = DotGrid::new(map, ctx.glyphs.dots);
    for line in &heat.lines {
        let place = |(x, y): (f64, f64)| Some((heat.x.place(x)?, heat.y.place(y)?));
        grid.stroke(
            [place(line.from), place(line.to)],
            Role::First,
            Stroke::SOLID,
        );
    }
    for (at, dots) in grid.characters() {
        let level = Patch::at(heat, map, at).middle.unwrap_or(0.0);
        if let Some(cell) = buf.cell_mut(at) {
            cell.set_char(dots).set_style(ctx.theme.on_heat(level));
        }
    }
}

/// Marked points, each with its label beside it, on the inner side at the right edge.
fn points(heat: &HeatMap, plane: &Coordinates<'_>, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let map = plane.plane;
    for point in &heat.points {
        let (Some(x), Some(y)) = (plane.column(point.at.0), plane.row(point.at.1)) else {
            continue;
        };
        let label = ctx.format(&point.label);
        let room = map.right().saturating_sub(x + 1);
        let width = columns(&label);
        let sign = ctx.glyphs.probe;
        let (start, text) = if point.sign != PointMarker::Dot {
            (x, label)
        } else if width <= room {
            (x, format!("{sign}{label}"))
        } else if map.x.saturating_add(width) <= x {
            (x - width, format!("{label}{sign}"))
        } else {
            (x, sign.to_owned())
        };
        let bold = Style::new().bold();
        let (end, _) = buf.set_stringn(start, y, &text, usize::from(map.right() - start), bold);
        for x in start..end {
            let level = Patch::at(heat, map, (x, y)).middle.unwrap_or(0.0);
            if let Some(cell) = buf.cell_mut((x, y)) {
                cell.set_style(ctx.theme.on_heat(level).bold());
                if point.sign == PointMarker::Cursor {
                    cell.set_style(ctx.style(StyleRole::Selected).reversed());
                }
            }
        }
    }
}
