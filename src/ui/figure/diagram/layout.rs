//! Where the units of a diagram stand.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::write;
use crate::figure::Diagram;
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;

/// Rows from one unit to the next, at most.
pub(super) const WIDEST_PITCH: u16 = 7;
/// Columns between two tiers, at least: a sign on either side, two columns of edges.
const LEAST_BETWEEN: u16 = 4;
/// Columns between two tiers, at most.
const MOST_BETWEEN: u16 = 22;
/// Columns and rows that a unit may have, the largest first.
const NODES: [(u16, u16); 4] = [(8, 4), (6, 3), (4, 2), (4, 1)];

/// Where the units of a diagram stand: the tiers that there is room for, the chosen one among them.
pub(super) struct Layout {
    first: usize,
    hidden_after: bool,
    places: Vec<Place>,
}

/// Where the units of a tier stand.
pub(super) struct Place {
    /// The first column of its units.
    pub(super) x: u16,
    /// Columns of a unit.
    pub(super) width: u16,
    /// Columns from here to the next tier.
    across: u16,
    /// Rows of a unit.
    pub(super) height: u16,
    /// Rows from one unit to the next.
    pub(super) pitch: u16,
    /// The row of the first unit shown.
    top: u16,
    /// The units that are shown.
    pub(super) first: usize,
    pub(super) count: usize,
    /// How many there are.
    of: usize,
}

impl Layout {
    pub(super) fn of(diagram: &Diagram, body: Rect) -> Self {
        let tiers = diagram.tiers.len();
        let most = diagram.tiers.iter().map(|tier| tier.nodes.len()).max();
        let most = u16::try_from(most.unwrap_or(1)).unwrap_or(u16::MAX).max(1);
        let (wide, height) = node_size(most, u16::try_from(tiers).unwrap_or(u16::MAX), body);
        let fitting = (body.width.saturating_sub(2) + LEAST_BETWEEN) / (wide + LEAST_BETWEEN);
        let fitting = usize::from(fitting).clamp(1, tiers.max(1));
        let chosen = diagram.selected.map_or(0, |chosen| chosen.tier);
        // The tier before the chosen one is worth seeing: the weights come from there.
        let first = (chosen + 2)
            .saturating_sub(fitting)
            .min(tiers - fitting.min(tiers));
        let gaps = u16::try_from(fitting - 1).unwrap_or(0);
        let room = body.width.saturating_sub(wide + 2);
        let across =
            (room.checked_div(gaps).unwrap_or(0)).clamp(wide + LEAST_BETWEEN, wide + MOST_BETWEEN);
        let width = across * gaps + wide + 2;
        let left = body.x + body.width.saturating_sub(width) / 2 + 1;
        let shown = diagram.tiers.iter().enumerate().skip(first).take(fitting);
        let places = shown
            .zip(0u16..)
            .map(|((at, tier), column)| {
                let chosen = diagram.selected.filter(|chosen| chosen.tier == at);
                let chosen = chosen.map_or(0, |chosen| chosen.node);
                let x = left + column * across;
                Place::of(
                    (x, across),
                    (wide, height),
                    (tier.nodes.len(), chosen),
                    body,
                )
            })
            .collect();
        Self {
            first,
            hidden_after: first + fitting < tiers,
            places,
        }
    }

    /// The tiers that are shown, each by its place in the diagram.
    pub(super) fn tiers(&self) -> impl Iterator<Item = (usize, &Place)> {
        self.places
            .iter()
            .enumerate()
            .map(|(at, place)| (self.first + at, place))
    }

    /// Neighbouring tiers that are both shown; the first one's place in the diagram before them.
    pub(super) fn gaps(&self) -> impl Iterator<Item = (usize, &Place, &Place)> {
        self.places
            .windows(2)
            .enumerate()
            .map(|(at, two)| (self.first + at, &two[0], &two[1]))
    }

    /// Signs where tiers or units are hidden.
    pub(super) fn more(&self, names: Rect, body: Rect, buf: &mut Buffer, ctx: &RenderContext<'_>) {
        if self.first > 0 {
            write(
                ctx.glyphs.back,
                (names.x, names.y),
                names,
                StyleRole::Accent,
                buf,
                ctx,
            );
        }
        if self.hidden_after {
            let at = (names.right().saturating_sub(1), names.y);
            write(ctx.glyphs.pointer, at, names, StyleRole::Accent, buf, ctx);
        }
        for place in &self.places {
            let x = place.x + place.width / 2;
            if place.first > 0 {
                write(
                    ctx.glyphs.more_above,
                    (x, names.y),
                    names,
                    StyleRole::Accent,
                    buf,
                    ctx,
                );
            }
            if place.first + place.count < place.of {
                let at = (x, body.bottom().saturating_sub(1));
                write(ctx.glyphs.more_below, at, body, StyleRole::Accent, buf, ctx);
            }
        }
    }
}

/// Columns and rows of a unit: as large as the highest tier and all tiers side by side leave room for.
fn node_size(most: u16, tiers: u16, body: Rect) -> (u16, u16) {
    let fits = |(wide, high): &(u16, u16)| {
        let rows = most.saturating_mul(high + 1).saturating_sub(1);
        let between = if *high > 2 {
            2 * LEAST_BETWEEN
        } else {
            LEAST_BETWEEN
        };
        let columns = tiers.saturating_mul(wide + between);
        rows <= body.height && columns <= body.width + between
    };
    NODES.into_iter().find(fits).unwrap_or((4, 1))
}

impl Place {
    fn of(
        (x, across): (u16, u16),
        (width, height): (u16, u16),
        (nodes, chosen): (usize, usize),
        body: Rect,
    ) -> Self {
        let count = u16::try_from(nodes).unwrap_or(u16::MAX).max(1);
        let fitting = (body.height / height).max(1).min(count);
        let pitch = (body.height / fitting).clamp(height, WIDEST_PITCH.max(height));
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
            of: nodes,
        }
    }

    /// The units that are shown.
    pub(super) fn nodes(&self) -> impl Iterator<Item = usize> {
        self.first..self.first + self.count
    }

    /// The cells of a unit; none if it is not shown.
    pub(super) fn node(&self, node: usize) -> Option<Rect> {
        let row = u16::try_from(node.checked_sub(self.first)?).ok()?;
        (usize::from(row) < self.count)
            .then(|| Rect::new(self.x, self.top + row * self.pitch, self.width, self.height))
    }

    /// How far down the middle of a unit is in `body`, from 0 to 1; of hidden ones, the nearer end.
    pub(super) fn middle(&self, node: usize, body: Rect) -> f64 {
        let height = f64::from(body.height.max(1));
        match self.node(node) {
            Some(at) => (f64::from(at.y - body.y) + 0.5 * f64::from(at.height)) / height,
            None if node < self.first => 0.0,
            None => 1.0,
        }
    }

    /// Where the name of the tier stands.
    pub(super) fn name_at(&self, names: Rect) -> Rect {
        let room = self.across.saturating_sub(1).max(self.width);
        let start = (self.x + self.width / 2)
            .saturating_sub(room / 2)
            .max(names.x);
        Rect::new(
            start,
            names.y,
            room.min(names.right().saturating_sub(start)),
            1,
        )
    }
}
