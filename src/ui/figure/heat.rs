//! Heat maps: two patches a cell where half blocks are to be had, shades of characters elsewhere.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use super::axes;
use super::coordinates::Coordinates;
use super::dots::{DotGrid, Pattern};
use super::title;
use crate::figure::{HeatMap, Role};
use crate::locale::{Format, written};
use crate::ui::Pen;
use crate::ui::theme::Part;

/// Cells of the scale that says what a shade means.
const SCALE: u16 = 10;

/// Draws a heat map.
pub(super) fn draw(heat: &HeatMap, area: Rect, buf: &mut Buffer, pen: &Pen<'_>) {
    let text = pen.say(&heat.title);
    let scale = scale_line(heat, pen);
    let below = title(&text, area, buf, pen);
    let width = u16::try_from(scale.width()).unwrap_or(u16::MAX);
    let beside = usize::from(area.width) >= text.width() + usize::from(width) + 2;
    if below.y > area.y && beside {
        scale.render(Rect::new(area.right() - width, area.y, width, 1), buf);
    }
    let gutter = axes::gutter(&heat.y, pen).min(area.width / 3);
    if below.height < 4 || below.width < gutter + 6 {
        patches(heat, below, buf, pen);
        return;
    }
    let map = Rect::new(
        below.x + gutter + 1,
        below.y,
        below.width - gutter - 1,
        below.height - 2,
    );
    patches(heat, map, buf, pen);
    lines(heat, map, buf, pen);
    let plane = Coordinates::new(map, below, &heat.x, &heat.y, pen);
    points(heat, &plane, buf, pen);
    plane.left_axis(gutter, buf, pen);
    plane.bottom_axis(buf, pen);
    plane.bottom_labels(map.bottom() + 1, buf, pen);
}

/// What the shades mean: the low value, the shades, the high value.
fn scale_line(heat: &HeatMap, pen: &Pen<'_>) -> Line<'static> {
    let number = |value: f64| pen.fold(&written(value, Format::Plain));
    let mut spans = vec![Span::styled(
        format!("{} ", number(heat.range.0)),
        pen.style(Part::Dim),
    )];
    for i in 0..SCALE {
        let level = f64::from(i) / f64::from(SCALE - 1);
        spans.push(match pen.theme.heat(level) {
            Some(colour) => Span::styled(" ", pen.style(Part::Text).bg(colour)),
            None => Span::styled(shade(level, pen), pen.style(Part::Text)),
        });
    }
    spans.push(Span::styled(
        format!(" {}", number(heat.range.1)),
        pen.style(Part::Dim),
    ));
    Line::from(spans)
}

/// Where `value` lies between the darkest and the brightest shade.
fn level(value: f64, range: (f64, f64)) -> Option<f64> {
    let level = (value - range.0) / (range.1 - range.0);
    level.is_finite().then(|| level.clamp(0.0, 1.0))
}

pub(super) fn shade(level: f64, pen: &Pen<'_>) -> &'static str {
    let shades = pen.glyphs.shades;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 ≤ level ≤ 1"
    )]
    let at = (level * shades.len() as f64) as usize;
    shades
        .get(at.min(shades.len().saturating_sub(1)))
        .copied()
        .unwrap_or(" ")
}

fn patches(heat: &HeatMap, map: Rect, buf: &mut Buffer, pen: &Pen<'_>) {
    let (width, height) = (f64::from(map.width), f64::from(map.height));
    for at in map.positions() {
        let across = (f64::from(at.x - map.x) + 0.5) / width;
        let up = |quarter: f64| 1.0 - (f64::from(at.y - map.y) + quarter) / height;
        let shade_at = |quarter: f64| level(heat.sample(across, up(quarter))?, heat.range);
        let Some(cell) = buf.cell_mut(at) else {
            continue;
        };
        let halves = (shade_at(0.25), shade_at(0.75));
        match (pen.glyphs.half, halves, shade_at(0.5)) {
            (Some(half), (Some(top), Some(bottom)), _) if pen.theme.heat(top).is_some() => {
                cell.set_symbol(half);
                if let (Some(top), Some(bottom)) = (pen.theme.heat(top), pen.theme.heat(bottom)) {
                    cell.set_fg(top).set_bg(bottom);
                }
            }
            (_, _, Some(middle)) => match pen.theme.heat(middle) {
                Some(colour) => {
                    cell.set_symbol(" ").set_bg(colour);
                }
                None => {
                    cell.set_symbol(shade(middle, pen))
                        .set_style(pen.style(Part::Text));
                }
            },
            (_, _, None) => {
                cell.set_symbol(" ").set_style(pen.style(Part::Text));
            }
        }
    }
}

/// The level at the middle of the cell `at`, for what stands on it.
fn level_at(heat: &HeatMap, map: Rect, (x, y): (u16, u16)) -> f64 {
    let across = (f64::from(x - map.x) + 0.5) / f64::from(map.width);
    let up = 1.0 - (f64::from(y - map.y) + 0.5) / f64::from(map.height);
    heat.sample(across, up)
        .and_then(|value| level(value, heat.range))
        .unwrap_or(0.0)
}

fn lines(heat: &HeatMap, map: Rect, buf: &mut Buffer, pen: &Pen<'_>) {
    let mut grid = DotGrid::new(map, pen.glyphs.dots);
    for line in &heat.lines {
        let place = |(x, y): (f64, f64)| Some((heat.x.place(x)?, heat.y.place(y)?));
        if let (Some(from), Some(to)) = (place(line.from), place(line.to)) {
            grid.line(from, to, Role::First, Pattern::Solid);
        }
    }
    for (at, character) in grid.characters() {
        let style = pen.theme.on_heat(level_at(heat, map, at));
        if let Some(cell) = buf.cell_mut(at) {
            cell.set_char(character).set_style(style);
        }
    }
}

fn points(heat: &HeatMap, plane: &Coordinates<'_>, buf: &mut Buffer, pen: &Pen<'_>) {
    let map = plane.plane;
    for point in &heat.points {
        let (Some(x), Some(y)) = (plane.column(point.at.0), plane.row(point.at.1)) else {
            continue;
        };
        let label = pen.say(&point.label);
        let width = u16::try_from(label.width())
            .unwrap_or(u16::MAX)
            .saturating_add(1);
        let (start, text) = if x.saturating_add(width) <= map.right() {
            (x, format!("{}{label}", pen.glyphs.probe))
        } else if x + 1 >= map.x.saturating_add(width) {
            (x + 1 - width, format!("{label}{}", pen.glyphs.probe))
        } else {
            (x, pen.glyphs.probe.to_owned())
        };
        let style = pen.theme.on_heat(level_at(heat, map, (x, y))).bold();
        buf.set_stringn(start, y, &text, usize::from(map.right() - start), style);
    }
}
