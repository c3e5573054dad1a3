//! A grid of dots: several a cell, from several curves, all of them kept but for what a curve drew before.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::figure::Role;
use crate::ui::RenderContext;
use crate::ui::glyphs::DotSet;
use crate::ui::theme::StyleRole;

/// Dots over an area of cells.
pub(super) struct DotGrid {
    area: Rect,
    kind: DotSet,
    cells: Vec<Option<Dotted>>,
}

/// The dots of a cell, and the curve in front.
#[derive(Clone, Copy)]
struct Dotted {
    bits: u8,
    role: Role,
}

impl DotGrid {
    pub(super) fn new(area: Rect, kind: DotSet) -> Self {
        let count = usize::from(area.width) * usize::from(area.height);
        Self {
            area,
            kind,
            cells: vec![None; count],
        }
    }

    /// What its cells are made of.
    pub(super) fn kind(&self) -> DotSet {
        self.kind
    }

    /// Dots across and down.
    fn size(&self) -> (u16, u16) {
        let (across, down) = self.kind.per_cell();
        (
            self.area.width.saturating_mul(across),
            self.area.height.saturating_mul(down),
        )
    }

    /// The column of cells in which the place `across`, from 0 to 1, stands.
    pub(super) fn column_of(&self, across: f64) -> Option<u16> {
        let dot = index(across, self.size().0)?;
        Some(self.area.x + dot / self.kind.per_cell().0)
    }

    /// The row of cells in which the place `up`, from 0 to 1, stands.
    pub(super) fn row_of(&self, up: f64) -> Option<u16> {
        let dot = index(1.0 - up, self.size().1)?;
        Some(self.area.y + dot / self.kind.per_cell().1)
    }

    /// A place of the unit square in dots from the upper left corner, not yet rounded.
    pub(super) fn exact(&self, (across, up): (f64, f64)) -> Option<(f64, f64)> {
        let (width, height) = self.size();
        let far = |count: u16| Some(f64::from(count.checked_sub(1)?));
        Some((across * far(width)?, (1.0 - up) * far(height)?))
    }

    /// Sets a dot, if it is inside.
    pub(super) fn set(&mut self, x: i32, y: i32, role: Role) {
        let (width, height) = self.size();
        let (Ok(x), Ok(y)) = (u16::try_from(x), u16::try_from(y)) else {
            return;
        };
        if x >= width || y >= height {
            return;
        }
        let (across, down) = self.kind.per_cell();
        let cell = usize::from(y / down) * usize::from(self.area.width) + usize::from(x / across);
        let bit = self.kind.bit(x % across, y % down);
        if let Some(slot) = self.cells.get_mut(cell) {
            let bits = match slot {
                // In the colour of a curve, what was there before would look like a part of it.
                Some(before) if before.role == Role::Ghost && role != Role::Ghost => bit,
                Some(dotted) => dotted.bits | bit,
                None => bit,
            };
            *slot = Some(Dotted { bits, role });
        }
    }

    /// A line straight up through the first dots of a column of cells, between two places of the unit square.
    pub(super) fn upright(&mut self, column: usize, (low, high): (f64, f64), role: Role) {
        let down = self.size().1;
        let (Some(bottom), Some(top)) = (index(1.0 - low, down), index(1.0 - high, down)) else {
            return;
        };
        let across = usize::from(self.kind.per_cell().0);
        let x = i32::try_from(column * across).unwrap_or(i32::MAX);
        for y in top..=bottom {
            self.set(x, i32::from(y), role);
        }
    }

    /// Writes the dots into the buffer, each cell in the style of the curve in front.
    pub(super) fn render(&self, buf: &mut Buffer, ctx: &RenderContext<'_>) {
        self.render_as(StyleRole::Series, buf, ctx);
    }

    /// Writes the dots into the buffer in the style of one part.
    pub(super) fn render_in(&self, part: StyleRole, buf: &mut Buffer, ctx: &RenderContext<'_>) {
        self.render_as(|_| part, buf, ctx);
    }

    fn render_as(
        &self,
        part: impl Fn(Role) -> StyleRole,
        buf: &mut Buffer,
        ctx: &RenderContext<'_>,
    ) {
        for (at, dotted) in self.area.positions().zip(&self.cells) {
            if let (Some(dotted), Some(cell)) = (dotted, buf.cell_mut(at)) {
                cell.set_char(self.kind.character(dotted.bits, dotted.role));
                cell.set_style(ctx.style(part(dotted.role)));
            }
        }
    }

    /// The cells that have dots, each with the character that shows them.
    pub(super) fn characters(&self) -> impl Iterator<Item = ((u16, u16), char)> {
        self.area
            .positions()
            .zip(&self.cells)
            .filter_map(|(at, dotted)| {
                dotted.map(|dotted| ((at.x, at.y), self.kind.character(dotted.bits, dotted.role)))
            })
    }
}

/// The dot in which `place` stands, of `count` from one end to the other.
fn index(place: f64, count: u16) -> Option<u16> {
    if !(-1e-9..=1.0 + 1e-9).contains(&place) || count == 0 {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0..count"
    )]
    let dot = (place.clamp(0.0, 1.0) * f64::from(count - 1)).round() as u16;
    Some(dot)
}

impl DotSet {
    /// Dots across and down a cell.
    fn per_cell(self) -> (u16, u16) {
        match self {
            Self::Braille => (2, 4),
            Self::Quarters => (2, 2),
            Self::Single => (1, 1),
        }
    }

    fn bit(self, x: u16, y: u16) -> u8 {
        match self {
            Self::Braille => match (x, y) {
                (0, 0) => 0x01,
                (0, 1) => 0x02,
                (0, 2) => 0x04,
                (1, 0) => 0x08,
                (1, 1) => 0x10,
                (1, 2) => 0x20,
                (0, _) => 0x40,
                (_, _) => 0x80,
            },
            Self::Quarters => 1 << (x + 2 * y),
            Self::Single => 1,
        }
    }

    fn character(self, bits: u8, role: Role) -> char {
        match self {
            Self::Braille => char::from_u32(0x2800 + u32::from(bits)).unwrap_or(' '),
            Self::Quarters => QUARTERS[usize::from(bits & 15)],
            Self::Single => match role {
                Role::First => '*',
                Role::Second => 'o',
                Role::Third => '+',
                Role::Fourth => 'x',
                Role::Target => ':',
                Role::Ghost => '.',
                Role::Prediction => '?',
            },
        }
    }
}

/// Quarter blocks by their bits: upper left 1, upper right 2, lower left 4, lower right 8.
const QUARTERS: [char; 16] = [
    ' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█',
];

#[cfg(test)]
mod tests {
    use super::*;

    fn characters(grid: &DotGrid) -> String {
        grid.characters().map(|(_, c)| c).collect()
    }

    #[test]
    fn the_dots_of_two_curves_in_one_cell_both_show() {
        for (kind, both) in [(DotSet::Braille, "⢁"), (DotSet::Quarters, "▚")] {
            let mut grid = DotGrid::new(Rect::new(0, 0, 1, 1), kind);
            grid.dot((0.0, 1.0), Role::Second);
            grid.dot((1.0, 0.0), Role::First);
            assert_eq!(characters(&grid), both);
        }
    }

    #[test]
    fn a_shared_cell_has_the_colour_of_the_curve_in_front() {
        let mut grid = DotGrid::new(Rect::new(0, 0, 1, 1), DotSet::Braille);
        grid.dot((0.0, 1.0), Role::Second);
        grid.dot((1.0, 0.0), Role::First);
        assert_eq!(grid.cells[0].unwrap().role, Role::First);
    }

    #[test]
    fn what_a_curve_drew_before_gives_way_to_it() {
        let mut grid = DotGrid::new(Rect::new(0, 0, 2, 1), DotSet::Braille);
        grid.dot((0.0, 1.0), Role::Ghost);
        grid.dot((1.0, 1.0), Role::Ghost);
        grid.dot((0.34, 0.0), Role::First);
        assert_eq!(characters(&grid), "⢀⠈");
    }

    #[test]
    fn a_place_stands_in_the_column_of_its_dot() {
        for width in 1..200 {
            for kind in [DotSet::Braille, DotSet::Quarters, DotSet::Single] {
                let mut grid = DotGrid::new(Rect::new(3, 0, width, 1), kind);
                grid.dot((0.37, 0.5), Role::First);
                let ((x, _), _) = grid.characters().next().unwrap();
                assert_eq!(grid.column_of(0.37), Some(x), "{width} {kind:?}");
            }
        }
    }

    #[test]
    fn an_empty_grid_takes_any_dot() {
        let mut grid = DotGrid::new(Rect::new(0, 0, 0, 0), DotSet::Braille);
        grid.dot((0.5, 0.5), Role::First);
        assert_eq!(grid.column_of(0.5), None);
        assert_eq!(grid.column_of(f64::NAN), None);
    }
}
