//! Network diagrams: units with a thumbnail of their output, in tiers, and the weights between them.

mod layout;
mod units;
mod weights;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::draw_text::{draw_text, draw_title};
use super::frame::HeightRange;
use crate::figure::{Diagram, DiagramPart, DiagramSelection, DiagramTier};
use crate::locale::Phrase;
use crate::text::{clip, columns};
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;
use layout::DiagramLayout;

/// Rows above and below the units: title, names of the tiers, caption.
const ROWS_AROUND: u16 = 3;

/// The rows of a diagram.
pub(super) fn height_range(diagram: &Diagram) -> HeightRange {
    let most = diagram.tiers.iter().map(|tier| tier.nodes.len()).max();
    let most = u16::try_from(most.unwrap_or(1)).unwrap_or(u16::MAX / 8);
    HeightRange {
        min: ROWS_AROUND + most.min(6),
        max: ROWS_AROUND + most.max(3) * layout::MAX_PITCH,
    }
}

/// Draws a diagram: title, names, units and weights, and a caption of the chosen part.
pub(super) fn draw(
    diagram: &Diagram,
    index: usize,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let below = draw_title(&ctx.format(&diagram.title), area, buf, ctx);
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
    for (tier, tier_layout) in layout.tiers() {
        draw_name(
            &diagram.tiers[tier],
            tier_layout.name_area(names),
            names,
            buf,
            ctx,
        );
    }
    weights::draw(diagram, &layout, buf, ctx);
    for (tier, tier_layout) in layout.tiers() {
        units::draw_tier(diagram, (index, tier), tier_layout, body, buf, ctx);
    }
    layout.draw_overflow_arrows(names, body, buf, ctx);
    if caption_rows > 0
        && let Some(chosen) = diagram.selected
        && let Some(words) = caption(diagram, chosen)
    {
        let text = clip(
            &ctx.format(&words),
            usize::from(area.width),
            ctx.glyphs.ellipsis,
        );
        let style_role = if chosen.held {
            StyleRole::Selected
        } else {
            StyleRole::Live
        };
        draw_text(
            &text,
            (area.x, below.bottom() - 1),
            area,
            style_role,
            buf,
            ctx,
        );
    }
}

/// Draws the name of a tier centred in `name_area`, with its activation where both fit.
fn draw_name(
    tier: &DiagramTier,
    name_area: Rect,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
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
        ctx.glyphs.ellipsis,
    );
    let start = name_area.x + (name_area.width.saturating_sub(columns(&text))) / 2;
    draw_text(&text, (start, name_area.y), area, StyleRole::Dim, buf, ctx);
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
