//! Networks: units in columns, each a miniature of what it answers, and the weights between them.

mod edges;
mod layout;
mod node;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::share::Share;
use super::{cut, title, write};
use crate::figure::{Chosen, ChosenPart, Diagram, DiagramTier};
use crate::locale::Phrase;
use crate::text::columns;
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;
use layout::Layout;

/// Rows around the units: title, names of the tiers, what is chosen.
const AROUND: u16 = 3;

/// The rows that a diagram can use.
pub(super) fn share(diagram: &Diagram) -> Share {
    let most = diagram.tiers.iter().map(|tier| tier.nodes.len()).max();
    let most = u16::try_from(most.unwrap_or(1)).unwrap_or(u16::MAX / 8);
    Share {
        least: AROUND + most.min(6),
        most: AROUND + most.max(3) * layout::WIDEST_PITCH,
    }
}

/// Draws a diagram: title, names, units and edges, and in words what is chosen.
pub(super) fn draw(
    diagram: &Diagram,
    at: usize,
    area: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let below = title(&ctx.format(&diagram.title), area, buf, ctx);
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
    let layout = Layout::of(diagram, body);
    for (tier, place) in layout.tiers() {
        name(&diagram.tiers[tier], place.name_at(names), names, buf, ctx);
    }
    edges::draw(diagram, &layout, buf, ctx);
    for (tier, place) in layout.tiers() {
        node::column(diagram, (at, tier), place, body, buf, ctx);
    }
    layout.more(names, body, buf, ctx);
    if caption_rows > 0
        && let Some(chosen) = diagram.chosen
        && let Some(words) = caption(diagram, chosen)
    {
        let text = cut(
            &ctx.format(&words),
            usize::from(area.width),
            ctx.glyphs.ellipsis,
        );
        let part = if chosen.held {
            StyleRole::Selected
        } else {
            StyleRole::Live
        };
        write(&text, (area.x, below.bottom() - 1), area, part, buf, ctx);
    }
}

/// The name of a tier over its units, in the middle of its room; with its activation where there is room for both.
fn name(tier: &DiagramTier, room: Rect, area: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
    let short = ctx.format(&tier.name);
    let long = match &tier.activation {
        Some(activation) => ctx.fold(&format!("{short} · {}", ctx.format(activation))),
        None => short.clone(),
    };
    let fits = columns(&long) <= room.width;
    let text = cut(
        if fits { &long } else { &short },
        usize::from(room.width),
        ctx.glyphs.ellipsis,
    );
    let start = room.x + (room.width.saturating_sub(columns(&text))) / 2;
    write(&text, (start, room.y), area, StyleRole::Dim, buf, ctx);
}

/// What is chosen, with its number.
pub(crate) fn caption(diagram: &Diagram, chosen: Chosen) -> Option<Phrase> {
    let tier = diagram.tiers.get(chosen.tier)?;
    let node = tier.nodes.get(chosen.node)?;
    let unit = Phrase::key("figure.diagram.unit")
        .with("tier", tier.name.clone())
        .with("node", node.name.clone());
    let key = match chosen.part {
        ChosenPart::Node if node.bias.is_none() => return Some(unit),
        ChosenPart::Node => "figure.diagram.node",
        ChosenPart::Bias => "figure.diagram.bias",
        ChosenPart::Weight(from) => {
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
