//! The units of a diagram.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::dots::DotGrid;
use super::super::stroke::Stroke;
use super::super::{heat, write};
use super::layout::Place;
use crate::figure::{Axis, ChosenPart, Diagram, DiagramNode, HeatMap, NodeState, Role, Thumbnail};
use crate::locale::{Phrase, format_short};
use crate::ui::RenderContext;
use crate::ui::hit::HitRegion;
use crate::ui::theme::StyleRole;
use crate::ui::wrap::columns;

/// In a tier of more units than this, numbers under all of them are read by nobody: only the chosen one has its bias.
const MOST_BIASES: usize = 10;

/// Draws the units of a tier; each can be pointed at.
pub(super) fn column(
    diagram: &Diagram,
    (figure, tier): (usize, usize),
    place: &Place,
    body: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    for at in place.nodes() {
        let (Some(node), Some(area)) = (diagram.tiers[tier].nodes.get(at), place.node(at)) else {
            continue;
        };
        let area = area.intersection(body);
        thumb(node, area, buf, ctx);
        let chosen = diagram
            .chosen
            .filter(|chosen| (chosen.tier, chosen.node) == (tier, at));
        signs(node, chosen.is_some(), area, body, buf, ctx);
        let is_bias = chosen.is_some_and(|chosen| chosen.part == ChosenPart::Bias);
        if place.pitch > place.height
            && (chosen.is_some() || diagram.tiers[tier].nodes.len() <= MOST_BIASES)
        {
            bias(node, is_bias, area, body, buf, ctx);
        }
        ctx.hit_region(area, || HitRegion::Unit {
            figure,
            tier,
            node: at,
        });
    }
}

fn thumb(node: &DiagramNode, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    match &node.thumb {
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
                values: values.iter().map(|value| shaded(*value, *range)).collect(),
                range: *range,
                lines: Vec::new(),
                points: Vec::new(),
            };
            heat::patches(&map, area, buf, ctx);
        }
        Thumbnail::Curve { values, range } => {
            let mut grid = DotGrid::new(area, ctx.glyphs.dots);
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

/// Shades of a miniature: as many as can be told apart on a few cells. Each border between two of them is sent whenever a
/// network moves.
const SHADES: f64 = 5.0;

/// `value` at the nearest of the shades between the ends of `range`.
fn shaded(value: f64, (low, high): (f64, f64)) -> f64 {
    let step = (high - low) / (SHADES - 1.0);
    let near = low + ((value - low) / step).round() * step;
    if near.is_finite() { near } else { value }
}

/// What stands before and behind a unit: that it is chosen, and how it fares.
fn signs(
    node: &DiagramNode,
    is_chosen: bool,
    area: Rect,
    body: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    if is_chosen && area.x > body.x {
        let at = (area.x - 1, area.y + area.height / 2);
        write(ctx.glyphs.pointer, at, body, StyleRole::Selected, buf, ctx);
    }
    let (sign, part) = match node.state {
        NodeState::Off => (ctx.glyphs.off, StyleRole::Wrong),
        NodeState::Saturated => (ctx.glyphs.flat, StyleRole::Wrong),
        NodeState::Undefined => (ctx.glyphs.diverged, StyleRole::Wrong),
        NodeState::On => (ctx.glyphs.on, StyleRole::Dim),
        NodeState::Input | NodeState::Awake if is_chosen => (ctx.glyphs.back, StyleRole::Selected),
        NodeState::Input | NodeState::Awake => return,
    };
    write(
        sign,
        (area.right(), area.y + area.height / 2),
        body,
        part,
        buf,
        ctx,
    );
}

/// The bias under its unit; the name under an input.
fn bias(
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
    let part = if is_chosen {
        StyleRole::Selected
    } else {
        StyleRole::Dim
    };
    write(&text, (start, area.bottom()), body, part, buf, ctx);
}
