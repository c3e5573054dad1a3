//! The weights of a diagram as lines, dashed where negative.

use ratatui::layout::Rect;

use super::super::{ChartContext, Paint, Point, Scene};
use super::layout::{DiagramLayout, TierLayout};
use crate::figure::{Diagram, DiagramPart, DiagramSelection, Role};
use crate::locale::{NumberFormat, format_number};

/// A weight below this share of the largest one between the same tiers is drawn only if it is selected.
const MIN_SHARE: f64 = 0.25;
/// The most unselected weights drawn between two tiers, per unit of both tiers and per column between them. The
/// largest ones are drawn. All of 256 weights would fill the area.
const LINES_PER_UNIT: usize = 2;
/// The fewest columns between tiers that have room for the numbers of the chosen unit's weights.
const MIN_NUMBER_WIDTH: u16 = 12;

/// Adds the weights between neighbouring tiers, those of the chosen unit in front.
pub(super) fn add(
    diagram: &Diagram,
    layout: &DiagramLayout,
    body: Rect,
    scene: &mut Scene,
    ctx: &ChartContext<'_>,
) {
    for (before, from, to) in layout.tier_pairs() {
        add_between(
            diagram,
            before,
            (from, to),
            area_between(from, to, body),
            scene,
            ctx,
        );
    }
}

/// The cells between two tiers.
fn area_between(from: &TierLayout, to: &TierLayout, body: Rect) -> Rect {
    let ends = [from, to].map(|tier| {
        let last = tier.first + tier.count - 1;
        (tier.unit_area(tier.first), tier.unit_area(last))
    });
    let top = ends
        .iter()
        .filter_map(|(first, _)| first.map(|at| at.y))
        .min();
    let bottom = ends
        .iter()
        .filter_map(|(_, last)| last.map(Rect::bottom))
        .max();
    let (top, bottom) = (top.unwrap_or(0), bottom.unwrap_or(0));
    let x = from.x + from.width + 1;
    let width = to.x.saturating_sub(x + 1);
    Rect::new(x, top, width, bottom.saturating_sub(top)).intersection(body)
}

/// Adds the weights between the tiers `before` and `before + 1`.
fn add_between(
    diagram: &Diagram,
    before: usize,
    (from, to): (&TierLayout, &TierLayout),
    area: Rect,
    scene: &mut Scene,
    ctx: &ChartContext<'_>,
) {
    let weights = &diagram.tiers[before + 1].weights;
    let largest = weights
        .iter()
        .flatten()
        .map(|weight| size(*weight))
        .fold(0.0, f64::max);
    let min_size = nth_largest(
        weights,
        LINES_PER_UNIT * (from.count + to.count).min(area.width.into()),
    );
    let mut lines: Vec<(WeightSelection, Vec<Point>, Paint)> = Vec::new();
    for (node, row) in weights.iter().enumerate() {
        for (input, weight) in row.iter().enumerate() {
            let size = size(*weight);
            let selection = selection(diagram.selected, before + 1, (node, input));
            let is_small = size / largest < MIN_SHARE || size < min_size;
            if size == 0.0 || (selection == WeightSelection::None && is_small) {
                continue;
            }
            let ends = [
                (area.left(), from.unit_middle(input, area)),
                (area.right(), to.unit_middle(node, area)),
            ];
            let points = ends.map(|(x, down)| Point {
                x: f64::from(x),
                y: f64::from(area.y) + down * f64::from(area.height),
            });
            lines.push((selection, points.to_vec(), line_paint(selection, *weight)));
        }
    }
    // Selected weights are in front of the others.
    lines.sort_by_key(|(selection, _, _)| *selection);
    for (_, points, paint) in lines {
        scene.polyline(points, paint);
    }
    if area.width >= MIN_NUMBER_WIDTH
        && let Some(shown) = diagram.selected.filter(|shown| shown.tier == before + 1)
        && let Some(row) = weights.get(shown.node)
    {
        add_numbers(row, shown, from, area, scene, ctx);
    }
}

/// The absolute value of a weight, 0 where it is not finite.
fn size(weight: f64) -> f64 {
    if weight.is_finite() {
        weight.abs()
    } else {
        0.0
    }
}

/// The size of the largest weight that is not among the `count` largest ones. 0 where there are no more.
fn nth_largest(weights: &[Vec<f64>], count: usize) -> f64 {
    let mut sizes: Vec<f64> = weights.iter().flatten().map(|w| w.abs()).collect();
    sizes.sort_by(|a, b| b.total_cmp(a));
    sizes.get(count).copied().unwrap_or(0.0)
}

/// The meaning of the line of a weight.
fn line_paint(selection: WeightSelection, weight: f64) -> Paint {
    match selection {
        WeightSelection::None if weight < 0.0 => Paint::NegativeRule,
        WeightSelection::None => Paint::Rule,
        WeightSelection::Unit if weight < 0.0 => Paint::Series(Role::Second),
        WeightSelection::Unit => Paint::Series(Role::First),
        WeightSelection::Weight => Paint::Selected,
    }
}

/// The relation of a weight to the chosen part of the diagram.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum WeightSelection {
    /// The weight is not selected.
    None,
    /// The weight leads into or out of the chosen unit.
    Unit,
    /// The weight itself is chosen.
    Weight,
}

fn selection(
    chosen: Option<DiagramSelection>,
    tier: usize,
    (node, input): (usize, usize),
) -> WeightSelection {
    let Some(chosen) = chosen else {
        return WeightSelection::None;
    };
    let leads_in = (chosen.tier, chosen.node) == (tier, node);
    let leads_out = (chosen.tier + 1, chosen.node) == (tier, input);
    match chosen.part {
        DiagramPart::Weight(one) if leads_in && one == input => WeightSelection::Weight,
        DiagramPart::Node | DiagramPart::Bias | DiagramPart::Weight(_) if leads_in || leads_out => {
            WeightSelection::Unit
        }
        DiagramPart::Node | DiagramPart::Bias | DiagramPart::Weight(_) => WeightSelection::None,
    }
}

/// Adds the weights that lead into the chosen unit as numbers, each behind the unit that it comes from.
fn add_numbers(
    row: &[f64],
    chosen: DiagramSelection,
    from: &TierLayout,
    area: Rect,
    scene: &mut Scene,
    ctx: &ChartContext<'_>,
) {
    for input in from.visible_units() {
        let (Some(weight), Some(unit)) = (row.get(input), from.unit_area(input)) else {
            continue;
        };
        let text = ctx.fold(&format_number(*weight, NumberFormat::Significant(2)));
        let paint = match chosen.part {
            DiagramPart::Weight(one) if one == input => Paint::Selected,
            DiagramPart::Node | DiagramPart::Bias | DiagramPart::Weight(_) => Paint::Live,
        };
        let at = (area.x, unit.y + unit.height / 2);
        scene.text(&format!("{text} "), at, area, paint);
    }
}
