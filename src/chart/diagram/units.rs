//! The units of a diagram.

use ratatui::layout::Rect;

use super::super::clip_line::clip_polyline;
use super::super::{ChartContext, Paint, Point, Scene, SceneRegion, heat};
use super::layout::TierLayout;
use crate::figure::{Axis, Diagram, DiagramNode, DiagramPart, HeatMap, NodeState, Role, Thumbnail};
use crate::locale::{Phrase, format_short};
use crate::text::columns;

/// In a tier of more units than this, only the chosen unit shows its bias.
const MAX_BIASES: usize = 10;

/// Adds the units of a tier and records their areas for hit testing.
pub(super) fn add_tier(
    diagram: &Diagram,
    (figure, tier): (usize, usize),
    layout: &TierLayout,
    body: Rect,
    scene: &mut Scene,
    ctx: &ChartContext<'_>,
) {
    for at in layout.visible_units() {
        let (Some(node), Some(area)) = (diagram.tiers[tier].nodes.get(at), layout.unit_area(at))
        else {
            continue;
        };
        let area = area.intersection(body);
        add_thumbnail(node, area, scene);
        let chosen = diagram
            .selected
            .filter(|chosen| (chosen.tier, chosen.node) == (tier, at));
        add_state(node, chosen.is_some(), area, body, scene, ctx);
        if chosen.is_some() {
            scene.cursor.get_or_insert((area.x, area.y));
        }
        let is_bias = chosen.is_some_and(|chosen| chosen.part == DiagramPart::Bias);
        if layout.pitch > layout.height
            && (chosen.is_some() || diagram.tiers[tier].nodes.len() <= MAX_BIASES)
        {
            add_bias(node, is_bias, area, body, scene, ctx);
        }
        let region = SceneRegion::Unit {
            figure,
            tier,
            node: at,
        };
        scene.regions.push((area, region));
    }
}

fn add_thumbnail(node: &DiagramNode, area: Rect, scene: &mut Scene) {
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
            heat::add_map(&map, area, scene);
        }
        Thumbnail::Curve { values, range } => {
            let last = values.len().saturating_sub(1).max(1) as f64;
            let axis = Axis::linear(None, range.0, range.1);
            let (x, y) = (f64::from(area.x) + 0.25, f64::from(area.y) + 0.125);
            let width = f64::from(area.width) - 0.5;
            let height = f64::from(area.height) - 0.25;
            let points = values.iter().enumerate().map(|(i, value)| {
                Some(Point {
                    x: x + i as f64 / last * width,
                    y: y + (1.0 - axis.place(*value)?) * height,
                })
            });
            for part in clip_polyline(area, points) {
                scene.polyline(part, Paint::Series(Role::First));
            }
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

/// Adds the pointer before a chosen unit and the glyph of its state behind it.
fn add_state(
    node: &DiagramNode,
    is_chosen: bool,
    area: Rect,
    body: Rect,
    scene: &mut Scene,
    ctx: &ChartContext<'_>,
) {
    if is_chosen && area.x > body.x {
        let at = (area.x - 1, area.y + area.height / 2);
        scene.text(ctx.symbols.right, at, body, Paint::Selected);
    }
    let (glyph, paint) = match node.state {
        NodeState::Off => (ctx.symbols.off, Paint::Wrong),
        NodeState::Saturated => (ctx.symbols.flat, Paint::Wrong),
        NodeState::Undefined => (ctx.symbols.undefined, Paint::Wrong),
        NodeState::On => (ctx.symbols.on, Paint::Dim),
        NodeState::Input | NodeState::Awake if is_chosen => (ctx.symbols.left, Paint::Selected),
        NodeState::Input | NodeState::Awake => return,
    };
    let at = (area.right(), area.y + area.height / 2);
    scene.text(glyph, at, body, paint);
}

/// Adds the bias below its unit, or the name below an input.
fn add_bias(
    node: &DiagramNode,
    is_chosen: bool,
    area: Rect,
    body: Rect,
    scene: &mut Scene,
    ctx: &ChartContext<'_>,
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
    let paint = if is_chosen {
        Paint::Selected
    } else {
        Paint::Dim
    };
    scene.text(&text, (start, area.bottom()), body, paint);
}
