//! The units of a diagram.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::dot_grid::DotGrid;
use super::super::draw_text::draw_text;
use super::super::heat;
use super::super::stroke::Stroke;
use super::layout::TierLayout;
use crate::figure::{Axis, Diagram, DiagramNode, DiagramPart, HeatMap, NodeState, Role, Thumbnail};
use crate::locale::{Phrase, format_short};
use crate::text::columns;
use crate::ui::RenderContext;
use crate::ui::hit_region::HitRegion;
use crate::ui::theme::StyleRole;

/// In a tier of more units than this, only the chosen unit shows its bias.
const MAX_BIASES: usize = 10;

/// Draws the units of a tier and records their areas for hit testing.
pub(super) fn draw_tier(
    diagram: &Diagram,
    (figure, tier): (usize, usize),
    layout: &TierLayout,
    body: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    for at in layout.visible_units() {
        let (Some(node), Some(area)) = (diagram.tiers[tier].nodes.get(at), layout.unit_area(at))
        else {
            continue;
        };
        let area = area.intersection(body);
        draw_thumbnail(node, area, buf, ctx);
        let chosen = diagram
            .selected
            .filter(|chosen| (chosen.tier, chosen.node) == (tier, at));
        draw_state(node, chosen.is_some(), area, body, buf, ctx);
        if chosen.is_some() {
            ctx.place_cursor(area.x, area.y);
        }
        let is_bias = chosen.is_some_and(|chosen| chosen.part == DiagramPart::Bias);
        if layout.pitch > layout.height
            && (chosen.is_some() || diagram.tiers[tier].nodes.len() <= MAX_BIASES)
        {
            draw_bias(node, is_bias, area, body, buf, ctx);
        }
        ctx.add_hit_region(area, || HitRegion::Unit {
            figure,
            tier,
            node: at,
        });
    }
}

fn draw_thumbnail(node: &DiagramNode, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    match &node.thumbnail {
        Thumbnail::Map {
            columns,
            values,
            range,
        } => {
            let unit = || Axis::linear(None, 0.0, 1.0);
            let map = HeatMap {
                title: Phrase::verbatim(""),
                x: unit(),
                y: unit(),
                columns: *columns,
                values: values
                    .iter()
                    .map(|value| quantize(*value, *range))
                    .collect(),
                range: *range,
                caption: None,
                lines: Vec::new(),
                points: Vec::new(),
            };
            heat::draw_map(&map, area, buf, ctx);
        }
        Thumbnail::Curve { values, range } => {
            let mut grid = DotGrid::new(area, ctx.glyphs.marker);
            let last = values.len().saturating_sub(1).max(1) as f64;
            let axis = Axis::linear(None, range.0, range.1);
            let points = values
                .iter()
                .enumerate()
                .map(|(i, y)| Some((i as f64 / last, axis.place(*y)?)));
            grid.stroke(points, Role::First, Stroke::SOLID);
            for at in area.positions() {
                if let Some(cell) = buf.cell_mut(at) {
                    cell.set_symbol(" ").set_style(ctx.style(StyleRole::Text));
                }
            }
            grid.render(buf, ctx);
        }
    }
}

/// The number of shades of a thumbnail: few enough that a changing network changes few cells.
const SHADES: f64 = 5.0;

/// `value` rounded to the nearest of the shades in `range`.
fn quantize(value: f64, (low, high): (f64, f64)) -> f64 {
    let step = (high - low) / (SHADES - 1.0);
    let near = low + ((value - low) / step).round() * step;
    if near.is_finite() { near } else { value }
}

/// Draws the pointer before a chosen unit and the glyph of its state behind it.
fn draw_state(
    node: &DiagramNode,
    is_chosen: bool,
    area: Rect,
    body: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    if is_chosen && area.x > body.x {
        let at = (area.x - 1, area.y + area.height / 2);
        draw_text(ctx.glyphs.pointer, at, body, StyleRole::Selected, buf, ctx);
    }
    let (glyph, style_role) = match node.state {
        NodeState::Off => (ctx.glyphs.off, StyleRole::Wrong),
        NodeState::Saturated => (ctx.glyphs.flat, StyleRole::Wrong),
        NodeState::Undefined => (ctx.glyphs.diverged, StyleRole::Wrong),
        NodeState::On => (ctx.glyphs.on, StyleRole::Dim),
        NodeState::Input | NodeState::Awake if is_chosen => (ctx.glyphs.back, StyleRole::Selected),
        NodeState::Input | NodeState::Awake => return,
    };
    draw_text(
        glyph,
        (area.right(), area.y + area.height / 2),
        body,
        style_role,
        buf,
        ctx,
    );
}

/// Draws the bias below its unit, or the name below an input.
fn draw_bias(
    node: &DiagramNode,
    is_chosen: bool,
    area: Rect,
    body: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let text = match node.bias {
        Some(bias) => format_short(bias),
        None => ctx.format(&node.name),
    };
    let text = ctx.fold(&text);
    let width = columns(&text);
    let start = if width <= area.width {
        area.x + (area.width - width) / 2
    } else {
        area.x.saturating_sub((width - area.width) / 2).max(body.x)
    };
    let style_role = if is_chosen {
        StyleRole::Selected
    } else {
        StyleRole::Dim
    };
    draw_text(&text, (start, area.bottom()), body, style_role, buf, ctx);
}
