//! Network diagrams: units with a thumbnail of their output, in tiers, and the weights between them.

mod layout;
mod units;
mod weights;

use ratatui::layout::Rect;

use super::frame::HeightRange;
use super::{ChartContext, Paint, Scene};
use crate::figure::{Diagram, DiagramPart, DiagramSelection, DiagramTier};
use crate::locale::Phrase;
use crate::text::{clip, columns};
use layout::DiagramLayout;

/// Rows above and below the units: title, names of the tiers, caption.
const ROWS_AROUND: u16 = 3;

/// The rows of a diagram.
pub(super) fn height_range(diagram: &Diagram) -> HeightRange {
    let max_units = diagram.tiers.iter().map(|tier| tier.nodes.len()).max();
    let max_units = u16::try_from(max_units.unwrap_or(1)).unwrap_or(u16::MAX / 8);
    HeightRange {
        min: ROWS_AROUND + max_units.min(6),
        max: ROWS_AROUND + max_units.max(3) * layout::MAX_PITCH,
    }
}

/// Adds a diagram: title, names, units and weights, and a caption of the chosen part.
pub(super) fn add(
    diagram: &Diagram,
    index: usize,
    area: Rect,
    scene: &mut Scene,
    ctx: &ChartContext<'_>,
) {
    let below = scene.title(&ctx.format(&diagram.title), area, ctx.symbols.ellipsis);
    let caption_rows = u16::from(below.height > 6);
    let names = Rect { height: 1, ..below };
    let body = Rect {
        y: below.y + 1,
        height: below.height.saturating_sub(1 + caption_rows),
        ..below
    };
    if below.height < 3 || body.is_empty() {
        return;
    }
    let layout = DiagramLayout::new(diagram, body);
    scene.plane(body);
    for (tier, tier_layout) in layout.tiers() {
        add_name(
            &diagram.tiers[tier],
            tier_layout.name_area(names),
            names,
            scene,
            ctx,
        );
    }
    weights::add(diagram, &layout, body, scene, ctx);
    for (tier, tier_layout) in layout.tiers() {
        units::add_tier(diagram, (index, tier), tier_layout, body, scene, ctx);
    }
    layout.add_overflow_arrows(names, body, scene, ctx);
    if caption_rows > 0
        && let Some(chosen) = diagram.selected
        && let Some(words) = caption(diagram, chosen)
    {
        let text = clip(
            &ctx.format(&words),
            usize::from(area.width),
            ctx.symbols.ellipsis,
        );
        let paint = if chosen.held {
            Paint::Selected
        } else {
            Paint::Live
        };
        scene.text(&text, (area.x, below.bottom() - 1), area, paint);
    }
}

/// Adds the name of a tier centred in `name_area`, with its activation where both fit.
fn add_name(
    tier: &DiagramTier,
    name_area: Rect,
    area: Rect,
    scene: &mut Scene,
    ctx: &ChartContext<'_>,
) {
    let short = ctx.format(&tier.name);
    let long = match &tier.activation {
        Some(activation) => ctx.fold(&format!("{short} · {}", ctx.format(activation))),
        None => short.clone(),
    };
    let fits = columns(&long) <= name_area.width;
    let text = clip(
        if fits { &long } else { &short },
        usize::from(name_area.width),
        ctx.symbols.ellipsis,
    );
    let start = name_area.x + (name_area.width.saturating_sub(columns(&text))) / 2;
    scene.text(&text, (start, name_area.y), area, Paint::Dim);
}

/// The chosen unit, bias or weight with its number.
pub(crate) fn caption(diagram: &Diagram, chosen: DiagramSelection) -> Option<Phrase> {
    let tier = diagram.tiers.get(chosen.tier)?;
    let node = tier.nodes.get(chosen.node)?;
    let unit = Phrase::key("figure.diagram.unit")
        .with("tier", tier.name.clone())
        .with("node", node.name.clone());
    let key = match chosen.part {
        DiagramPart::Node if node.bias.is_none() => return Some(unit),
        DiagramPart::Node => "figure.diagram.node",
        DiagramPart::Bias => "figure.diagram.bias",
        DiagramPart::Weight(from) => {
            let before = diagram.tiers.get(chosen.tier.checked_sub(1)?)?;
            let weight = *tier.weights.get(chosen.node)?.get(from)?;
            let phrase = Phrase::key("figure.diagram.weight")
                .with("unit", unit)
                .with("from", before.nodes.get(from)?.name.clone())
                .with("weight", weight);
            return Some(phrase);
        }
    };
    Some(
        Phrase::key(key)
            .with("unit", unit)
            .with("bias", node.bias.unwrap_or(f64::NAN)),
    )
}
