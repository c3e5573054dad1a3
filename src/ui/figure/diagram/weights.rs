//! The weights of a diagram as lines: dashed where negative, thick where large.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::dot_grid::DotGrid;
use super::super::draw_text::draw_text;
use super::super::stroke::Stroke;
use super::layout::{DiagramLayout, TierLayout};
use crate::figure::{Diagram, DiagramPart, DiagramSelection, Role};
use crate::locale::{Format, written};
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;

/// A weight below this share of the largest one between the same tiers is drawn only if it is selected.
const MIN_SHARE: f64 = 0.25;
/// The most unselected weights drawn between two tiers, per unit of both tiers and per column between them. The
/// largest ones are drawn. All of 256 weights would fill the area.
const LINES_PER_UNIT: usize = 2;
/// A selected weight above this share of the largest one between the same tiers is drawn thick.
const THICK_SHARE: f64 = 0.6;
/// The fewest columns between tiers that have room for the numbers of the chosen unit's weights.
const MIN_NUMBER_WIDTH: u16 = 12;

/// Draws the weights between neighbouring tiers, those of the chosen unit in front.
pub(super) fn draw(
    diagram: &Diagram,
    layout: &DiagramLayout,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    for (before, from, to) in layout.tier_pairs() {
        draw_between(
            diagram,
            before,
            (from, to),
            area_between(from, to, buf),
            buf,
            ctx,
        );
    }
}

/// The cells between two tiers.
fn area_between(from: &TierLayout, to: &TierLayout, buf: &Buffer) -> Rect {
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
    Rect::new(x, top, width, bottom.saturating_sub(top)).intersection(buf.area)
}

fn draw_between(
    diagram: &Diagram,
    before: usize,
    (from, to): (&TierLayout, &TierLayout),
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let weights = &diagram.tiers[before + 1].weights;
    let size = |weight: &f64| {
        if weight.is_finite() {
            weight.abs()
        } else {
            0.0
        }
    };
    let largest = weights.iter().flatten().map(size).fold(0.0, f64::max);
    let min_size = nth_largest(
        weights,
        LINES_PER_UNIT * (from.count + to.count).min(area.width.into()),
    );
    let mut back = DotGrid::new(area, ctx.glyphs.marker);
    let mut front = DotGrid::new(area, ctx.glyphs.marker);
    let mut chosen = DotGrid::new(area, ctx.glyphs.marker);
    for (node, row) in weights.iter().enumerate() {
        for (input, weight) in row.iter().enumerate() {
            let share = size(weight) / largest;
            let selection = selection(diagram.selected, before + 1, (node, input));
            if weight == &0.0
                || !weight.is_finite()
                || (selection == WeightSelection::None
                    && (share < MIN_SHARE || size(weight) < min_size))
            {
                continue;
            }
            let ends = [
                (0.0, from.unit_middle(input, area)),
                (1.0, to.unit_middle(node, area)),
            ];
            let points = ends.map(|(x, down)| Some((x, 1.0 - down)));
            let role = if *weight > 0.0 {
                Role::First
            } else {
                Role::Second
            };
            let stroke = Stroke::for_sign(
                *weight > 0.0,
                selection != WeightSelection::None && share > THICK_SHARE,
            );
            match selection {
                WeightSelection::None => back.stroke(points, role, stroke),
                WeightSelection::Unit => front.stroke(points, role, stroke),
                WeightSelection::Weight => chosen.stroke(points, Role::Prediction, stroke),
            }
        }
    }
    back.render_as(StyleRole::Rule, buf, ctx);
    front.render(buf, ctx);
    chosen.render_as(StyleRole::Selected, buf, ctx);
    if area.width >= MIN_NUMBER_WIDTH
        && let Some(shown) = diagram.selected.filter(|shown| shown.tier == before + 1)
        && let Some(row) = weights.get(shown.node)
    {
        draw_numbers(row, shown, from, area, buf, ctx);
    }
}

/// The size of the largest weight that is not among the `count` largest ones. 0 where there are no more.
fn nth_largest(weights: &[Vec<f64>], count: usize) -> f64 {
    let mut sizes: Vec<f64> = weights.iter().flatten().map(|w| w.abs()).collect();
    sizes.sort_by(|a, b| b.total_cmp(a));
    sizes.get(count).copied().unwrap_or(0.0)
}

/// The relation of a weight to the chosen part of the diagram.
#[derive(Clone, Copy, PartialEq, Eq)]
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

/// Draws the weights that lead into the chosen unit as numbers, each behind the unit that it comes from.
fn draw_numbers(
    row: &[f64],
    chosen: DiagramSelection,
    from: &TierLayout,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    for input in from.visible_units() {
        let (Some(weight), Some(unit)) = (row.get(input), from.unit_area(input)) else {
            continue;
        };
        let text = ctx.fold(&written(*weight, Format::Significant(2)));
        let style_role = match chosen.part {
            DiagramPart::Weight(one) if one == input => StyleRole::Selected,
            DiagramPart::Node | DiagramPart::Bias | DiagramPart::Weight(_) => StyleRole::Live,
        };
        draw_text(
            &format!("{text} "),
            (area.x, unit.y + unit.height / 2),
            area,
            style_role,
            buf,
            ctx,
        );
    }
}
