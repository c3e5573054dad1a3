//! Where the units of a diagram stand.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::write;
use crate::figure::Diagram;
use crate::ui::Pen;
use crate::ui::theme::Part;

/// Rows from one unit to the next, at most.
pub(super) const WIDEST_PITCH: u16 = 4;
/// Columns from one tier to the next, at least: a unit, a sign on either side, three columns of edges.
const LEAST_ACROSS: u16 = 9;
/// Columns from one tier to the next, at most.
const MOST_ACROSS: u16 = 26;
/// Columns of a unit.
pub(super) const NODE: u16 = 4;

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
        let fitting = usize::from(body.width / LEAST_ACROSS).clamp(1, tiers.max(1));
        let chosen = diagram.chosen.map_or(0, |chosen| chosen.tier);
        // The tier before the chosen one is worth seeing: the weights come from there.
        let first = (chosen + 2)
            .saturating_sub(fitting)
            .min(tiers - fitting.min(tiers));
        let gaps = u16::try_from(fitting.saturating_sub(1)).unwrap_or(0).max(1);
        let across = (body.width.saturating_sub(NODE + 2) / gaps).clamp(LEAST_ACROSS, MOST_ACROSS);
        let width = across * gaps.min(u16::try_from(fitting - 1).unwrap_or(0)) + NODE + 2;
        let left = body.x + body.width.saturating_sub(width) / 2 + 1;
        let most = diagram.tiers.iter().map(|tier| tier.nodes.len()).max();
        let most = u16::try_from(most.unwrap_or(1)).unwrap_or(u16::MAX).max(1);
        let height = if 3 * most <= body.height + 1 { 2 } else { 1 };
        let shown = diagram.tiers.iter().enumerate().skip(first).take(fitting);
        let places = shown
            .zip(0u16..)
            .map(|((at, tier), column)| {
                let chosen = diagram.chosen.filter(|chosen| chosen.tier == at);
                let chosen = chosen.map_or(0, |chosen| chosen.node);
                Place::of(
                    left + column * across,
                    across,
                    height,
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
    pub(super) fn more(&self, names: Rect, body: Rect, buf: &mut Buffer, pen: &Pen<'_>) {
        if self.first > 0 {
            write(
                pen.glyphs.back,
                (names.x, names.y),
                names,
                Part::Accent,
                buf,
                pen,
            );
        }
        if self.hidden_after {
            let at = (names.right().saturating_sub(1), names.y);
            write(pen.glyphs.pointer, at, names, Part::Accent, buf, pen);
        }
        for place in &self.places {
            let x = place.x + NODE / 2;
            if place.first > 0 {
                write(
                    pen.glyphs.more_above,
                    (x, names.y),
                    names,
                    Part::Accent,
                    buf,
                    pen,
                );
            }
            if place.first + place.count < place.of {
                let at = (x, body.bottom().saturating_sub(1));
                write(pen.glyphs.more_below, at, body, Part::Accent, buf, pen);
            }
        }
    }
}

impl Place {
    fn of(x: u16, across: u16, height: u16, (nodes, chosen): (usize, usize), body: Rect) -> Self {
        let count = u16::try_from(nodes).unwrap_or(u16::MAX).max(1);
        let fitting = (body.height / height).max(1).min(count);
        let pitch = (body.height / fitting).clamp(height, WIDEST_PITCH.max(height));
        let taken = pitch * (fitting - 1) + height;
        let shown = usize::from(fitting);
        Self {
            x,
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
            .then(|| Rect::new(self.x, self.top + row * self.pitch, NODE, self.height))
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
        let room = self.across.saturating_sub(1).max(NODE);
        let start = (self.x + NODE / 2).saturating_sub(room / 2).max(names.x);
        Rect::new(
            start,
            names.y,
            room.min(names.right().saturating_sub(start)),
            1,
        )
    }
}
