//! The places of the units of a diagram.

use ratatui::layout::Rect;

use super::super::{ChartContext, Paint, Scene};
use crate::figure::Diagram;

/// The most rows from one unit to the next.
pub(super) const MAX_PITCH: u16 = 7;
/// The fewest columns between two tiers: a glyph beside each unit and two columns of lines.
const MIN_TIER_GAP: u16 = 4;
/// The most columns between two tiers.
const MAX_TIER_GAP: u16 = 22;
/// Possible sizes of a unit in columns and rows, the largest first.
const UNIT_SIZES: [(u16, u16); 4] = [(8, 4), (6, 3), (4, 2), (4, 1)];

/// The tiers that fit, the chosen one among them.
pub(super) struct DiagramLayout {
    /// The index of the first tier shown.
    first: usize,
    /// Whether tiers behind the last one shown are hidden.
    hidden_after: bool,
    tiers: Vec<TierLayout>,
}

/// The places of the units of a tier.
pub(super) struct TierLayout {
    /// The first column of its units.
    pub(super) x: u16,
    /// Columns of a unit.
    pub(super) width: u16,
    /// Columns from this tier to the next one.
    across: u16,
    /// Rows of a unit.
    pub(super) height: u16,
    /// Rows from one unit to the next.
    pub(super) pitch: u16,
    /// The row of the first unit shown.
    top: u16,
    /// The index of the first unit shown.
    pub(super) first: usize,
    /// The number of units shown.
    pub(super) count: usize,
    /// The number of units of the tier.
    total: usize,
}

impl DiagramLayout {
    pub(super) fn new(diagram: &Diagram, body: Rect) -> Self {
        let tiers = diagram.tiers.len();
        let max_units = diagram.tiers.iter().map(|tier| tier.nodes.len()).max();
        let max_units = u16::try_from(max_units.unwrap_or(1))
            .unwrap_or(u16::MAX)
            .max(1);
        let (width, height) = unit_size(max_units, u16::try_from(tiers).unwrap_or(u16::MAX), body);
        let fitting = (body.width.saturating_sub(2) + MIN_TIER_GAP) / (width + MIN_TIER_GAP);
        let fitting = usize::from(fitting).clamp(1, tiers.max(1));
        let chosen = diagram.selected.map_or(0, |chosen| chosen.tier);
        // The tier before the chosen one is shown too, because the weights come from there.
        let first = (chosen + 2)
            .saturating_sub(fitting)
            .min(tiers - fitting.min(tiers));
        let gaps = u16::try_from(fitting - 1).unwrap_or(0);
        let free_width = body.width.saturating_sub(width + 2);
        let across = (free_width.checked_div(gaps).unwrap_or(0))
            .clamp(width + MIN_TIER_GAP, width + MAX_TIER_GAP);
        let total_width = across * gaps + width + 2;
        let left = body.x + body.width.saturating_sub(total_width) / 2 + 1;
        let shown = diagram.tiers.iter().enumerate().skip(first).take(fitting);
        let tiers_shown = shown
            .zip(0u16..)
            .map(|((at, tier), column)| {
                let chosen = diagram.selected.filter(|chosen| chosen.tier == at);
                let chosen = chosen.map_or(0, |chosen| chosen.node);
                let x = left + column * across;
                TierLayout::new(
                    (x, across),
                    (width, height),
                    (tier.nodes.len(), chosen),
                    body,
                )
            })
            .collect();
        Self {
            first,
            hidden_after: first + fitting < tiers,
            tiers: tiers_shown,
        }
    }

    /// The tiers that are shown, each with its index in the diagram.
    pub(super) fn tiers(&self) -> impl Iterator<Item = (usize, &TierLayout)> {
        self.tiers
            .iter()
            .enumerate()
            .map(|(at, tier)| (self.first + at, tier))
    }

    /// Neighbouring tiers that are both shown, with the index of the first one in the diagram.
    pub(super) fn tier_pairs(&self) -> impl Iterator<Item = (usize, &TierLayout, &TierLayout)> {
        self.tiers
            .windows(2)
            .enumerate()
            .map(|(at, pair)| (self.first + at, &pair[0], &pair[1]))
    }

    /// Adds arrows where tiers or units are hidden.
    pub(super) fn add_overflow_arrows(
        &self,
        names: Rect,
        body: Rect,
        scene: &mut Scene,
        ctx: &ChartContext<'_>,
    ) {
        let symbols = ctx.symbols;
        if self.first > 0 {
            scene.text(symbols.left, (names.x, names.y), names, Paint::Accent);
        }
        if self.hidden_after {
            let at = (names.right().saturating_sub(1), names.y);
            scene.text(symbols.right, at, names, Paint::Accent);
        }
        for tier in &self.tiers {
            let x = tier.x + tier.width / 2;
            if tier.first > 0 {
                scene.text(symbols.up, (x, names.y), names, Paint::Accent);
            }
            if tier.first + tier.count < tier.total {
                let at = (x, body.bottom().saturating_sub(1));
                scene.text(symbols.down, at, body, Paint::Accent);
            }
        }
    }
}

/// The largest size of a unit at which the highest tier and all tiers side by side fit.
fn unit_size(max_units: u16, tiers: u16, body: Rect) -> (u16, u16) {
    let fits = |(wide, high): &(u16, u16)| {
        let rows = max_units.saturating_mul(high + 1).saturating_sub(1);
        let between = if *high > 2 {
            2 * MIN_TIER_GAP
        } else {
            MIN_TIER_GAP
        };
        let columns = tiers.saturating_mul(wide + between);
        rows <= body.height && columns <= body.width + between
    };
    UNIT_SIZES.into_iter().find(fits).unwrap_or((4, 1))
}

impl TierLayout {
    fn new(
        (x, across): (u16, u16),
        (width, height): (u16, u16),
        (nodes, chosen): (usize, usize),
        body: Rect,
    ) -> Self {
        let count = u16::try_from(nodes).unwrap_or(u16::MAX).max(1);
        let fitting = (body.height / height).max(1).min(count);
        let pitch = (body.height / fitting).clamp(height, MAX_PITCH.max(height));
        let taken = pitch * (fitting - 1) + height;
        let shown = usize::from(fitting);
        Self {
            x,
            width,
            across,
            height,
            pitch,
            top: body.y + body.height.saturating_sub(taken) / 2,
            first: chosen
                .saturating_sub(shown - 1)
                .min(nodes.saturating_sub(shown)),
            count: shown,
            total: nodes,
        }
    }

    /// The indices of the units that are shown.
    pub(super) fn visible_units(&self) -> impl Iterator<Item = usize> {
        self.first..self.first + self.count
    }

    /// The cells of a unit. None if it is not shown.
    pub(super) fn unit_area(&self, node: usize) -> Option<Rect> {
        let row = u16::try_from(node.checked_sub(self.first)?).ok()?;
        (usize::from(row) < self.count)
            .then(|| Rect::new(self.x, self.top + row * self.pitch, self.width, self.height))
    }

    /// The vertical middle of a unit in `body`, from 0 at the top to 1. For a hidden unit, the nearer end.
    pub(super) fn unit_middle(&self, node: usize, body: Rect) -> f64 {
        let height = f64::from(body.height.max(1));
        match self.unit_area(node) {
            Some(at) => (f64::from(at.y - body.y) + 0.5 * f64::from(at.height)) / height,
            None if node < self.first => 0.0,
            None => 1.0,
        }
    }

    /// The cells of the name of the tier.
    pub(super) fn name_area(&self, names: Rect) -> Rect {
        let width = self.across.saturating_sub(1).max(self.width);
        let start = (self.x + self.width / 2)
            .saturating_sub(width / 2)
            .max(names.x);
        Rect::new(
            start,
            names.y,
            width.min(names.right().saturating_sub(start)),
            1,
        )
    }
}
