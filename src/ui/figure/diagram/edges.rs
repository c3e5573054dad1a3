//! The weights of a diagram: lines whose dashes tell the sign and whose weight tells the size.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::dots::DotGrid;
use super::super::stroke::Stroke;
use super::super::write;
use super::layout::{Layout, Place};
use crate::figure::{Chosen, ChosenPart, Diagram, Role};
use crate::locale::{NumberFormat, format_number};
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;

/// A weight smaller than this share of the largest beside it is drawn only if it belongs to what is chosen.
const FAINT: f64 = 0.25;
/// Of weights that do not belong to what is chosen, so many are drawn for each unit beside them, the largest, and no
/// more than this for each column between: all of 256 would be a grey wall.
const BACKGROUND: usize = 2;
/// A weight larger than this share of the largest beside it is drawn heavily.
const STRONG: f64 = 0.6;
/// A gap this wide has room for the numbers of the chosen unit's weights.
const ROOMY: u16 = 12;

/// Draws the weights between neighbouring tiers; those of the chosen unit stand in front.
pub(super) fn draw(diagram: &Diagram, layout: &Layout, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    for (before, from, to) in layout.gaps() {
        gap(
            diagram,
            before,
            (from, to),
            layout_body(from, to, buf),
            buf,
            ctx,
        );
    }
}

/// The rows between two tiers.
fn layout_body(from: &Place, to: &Place, buf: &Buffer) -> Rect {
    let ends = [from, to].map(|place| {
        let last = place.first + place.count - 1;
        (place.node(place.first), place.node(last))
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

fn gap(
    diagram: &Diagram,
    before: usize,
    (from, to): (&Place, &Place),
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
    let least = background(
        weights,
        BACKGROUND * (from.count + to.count).min(area.width.into()),
    );
    let mut back = DotGrid::new(area, ctx.glyphs.dots);
    let mut front = DotGrid::new(area, ctx.glyphs.dots);
    let mut chosen = DotGrid::new(area, ctx.glyphs.dots);
    for (node, row) in weights.iter().enumerate() {
        for (input, weight) in row.iter().enumerate() {
            let share = size(weight) / largest;
            let tie = tie(diagram.chosen, before + 1, (node, input));
            if weight == &0.0
                || !weight.is_finite()
                || (tie == Tie::None && (share < FAINT || size(weight) < least))
            {
                continue;
            }
            let ends = [
                (0.0, from.middle(input, area)),
                (1.0, to.middle(node, area)),
            ];
            let points = ends.map(|(x, down)| Some((x, 1.0 - down)));
            let role = if *weight > 0.0 {
                Role::First
            } else {
                Role::Second
            };
            let stroke = Stroke::signed(*weight > 0.0, tie != Tie::None && share > STRONG);
            match tie {
                Tie::None => back.stroke(points, role, stroke),
                Tie::Unit => front.stroke(points, role, stroke),
                Tie::Itself => chosen.stroke(points, Role::Prediction, stroke),
            }
        }
    }
    back.render_in(StyleRole::Rule, buf, ctx);
    front.render(buf, ctx);
    chosen.render_in(StyleRole::Selected, buf, ctx);
    if area.width >= ROOMY
        && let Some(shown) = diagram.chosen.filter(|shown| shown.tier == before + 1)
        && let Some(row) = weights.get(shown.node)
    {
        numbers(row, shown, from, area, buf, ctx);
    }
}

/// The size of the smallest of the `count` largest weights.
fn background(weights: &[Vec<f64>], count: usize) -> f64 {
    let mut sizes: Vec<f64> = weights.iter().flatten().map(|w| w.abs()).collect();
    sizes.sort_by(|a, b| b.total_cmp(a));
    sizes.get(count).copied().unwrap_or(0.0)
}

/// How a weight belongs to what is chosen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tie {
    /// Not at all.
    None,
    /// It goes in or out of the chosen unit.
    Unit,
    /// It is chosen itself.
    Itself,
}

fn tie(chosen: Option<Chosen>, tier: usize, (node, input): (usize, usize)) -> Tie {
    let Some(chosen) = chosen else {
        return Tie::None;
    };
    let goes_in = (chosen.tier, chosen.node) == (tier, node);
    let goes_out = (chosen.tier + 1, chosen.node) == (tier, input);
    match chosen.part {
        ChosenPart::Weight(one) if goes_in && one == input => Tie::Itself,
        ChosenPart::Node | ChosenPart::Bias | ChosenPart::Weight(_) if goes_in || goes_out => {
            Tie::Unit
        }
        ChosenPart::Node | ChosenPart::Bias | ChosenPart::Weight(_) => Tie::None,
    }
}

/// The weights that go into the chosen unit, each beside the unit that it comes from.
fn numbers(
    row: &[f64],
    chosen: Chosen,
    from: &Place,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    for input in from.nodes() {
        let (Some(weight), Some(at)) = (row.get(input), from.node(input)) else {
            continue;
        };
        let text = ctx.fold(&format_number(*weight, NumberFormat::Significant(2)));
        let part = match chosen.part {
            ChosenPart::Weight(one) if one == input => StyleRole::Selected,
            ChosenPart::Node | ChosenPart::Bias | ChosenPart::Weight(_) => StyleRole::Live,
        };
        write(
            &format!("{text} "),
            (area.x, at.y + at.height / 2),
            area,
            part,
            buf,
            ctx,
        );
    }
}
