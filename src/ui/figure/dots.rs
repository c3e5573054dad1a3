//! A grid of dots: several a cell, from several curves, all of them kept.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::clip::to_unit_square;
use crate::figure::Role;
use crate::ui::Pen;
use crate::ui::glyphs::Dots;
use crate::ui::theme::Part;

/// Dots over an area of cells.
pub(super) struct DotGrid {
    area: Rect,
    kind: Dots,
    cells: Vec<Option<Dotted>>,
}

/// The dots of a cell, and the curve in front.
#[derive(Clone, Copy)]
struct Dotted {
    bits: u8,
    role: Role,
}

/// Which dots of a line are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pattern {
    /// All.
    Solid,
    /// Some on, some off.
    Dashed,
    /// All, and those beside them.
    Heavy,
}

impl DotGrid {
    pub(super) fn new(area: Rect, kind: Dots) -> Self {
        let count = usize::from(area.width) * usize::from(area.height);
        Self {
            area,
            kind,
            cells: vec![None; count],
        }
    }

    /// Dots across and down.
    fn size(&self) -> (u32, u32) {
        let (across, down) = self.kind.per_cell();
        (
            u32::from(self.area.width) * across,
            u32::from(self.area.height) * down,
        )
    }

    /// The column of cells in which the place `across`, from 0 to 1, stands.
    pub(super) fn column_of(&self, across: f64) -> Option<u16> {
        let dot = index(across, self.size().0)?;
        Some(self.area.x + u16::try_from(dot / self.kind.per_cell().0).ok()?)
    }

    /// The row of cells in which the place `up`, from 0 to 1, stands.
    pub(super) fn row_of(&self, up: f64) -> Option<u16> {
        let dot = index(1.0 - up, self.size().1)?;
        Some(self.area.y + u16::try_from(dot / self.kind.per_cell().1).ok()?)
    }

    /// A line between two places of the unit square, clipped to it.
    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), role: Role, pattern: Pattern) {
        let Some((from, to)) = to_unit_square(from, to) else {
            return;
        };
        let (width, height) = self.size();
        let scale = |p: (f64, f64)| {
            (
                p.0 * f64::from(width.max(1) - 1),
                (1.0 - p.1) * f64::from(height.max(1) - 1),
            )
        };
        let (from, to) = (scale(from), scale(to));
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let steps = dx.abs().max(dy.abs()).ceil().max(1.0);
        let level = dx.abs() >= dy.abs();
        let mut step = 0.0;
        while step <= steps {
            let part = step / steps;
            let (x, y) = ((from.0 + part * dx).round(), (from.1 + part * dy).round());
            let along = if level { x } else { y };
            match pattern {
                Pattern::Solid => self.set(x, y, role),
                Pattern::Dashed if along.rem_euclid(6.0) < 3.0 => self.set(x, y, role),
                Pattern::Dashed => {}
                Pattern::Heavy => {
                    self.set(x, y, role);
                    let (beside_x, beside_y) = if level { (x, y + 1.0) } else { (x + 1.0, y) };
                    self.set(beside_x, beside_y, role);
                }
            }
            step += 1.0;
        }
    }

    /// A single dot at a place of the unit square.
    pub(super) fn dot(&mut self, at: (f64, f64), role: Role) {
        self.line(at, at, role, Pattern::Solid);
    }

    fn set(&mut self, x: f64, y: f64, role: Role) {
        let (width, height) = self.size();
        if !(0.0..f64::from(width)).contains(&x) || !(0.0..f64::from(height)).contains(&y) {
            return;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "checked just above"
        )]
        let (x, y) = (x as u32, y as u32);
        let (across, down) = self.kind.per_cell();
        let cell = (y / down) * u32::from(self.area.width) + x / across;
        let bit = self.kind.bit(x % across, y % down);
        if let Some(slot) = self.cells.get_mut(cell as usize) {
            let bits = slot.map_or(0, |dotted| dotted.bits) | bit;
            *slot = Some(Dotted { bits, role });
        }
    }

    /// Writes the dots into the buffer.
    pub(super) fn render(&self, buf: &mut Buffer, pen: &Pen<'_>) {
        for ((x, y), dotted) in self.positions().zip(&self.cells) {
            if let (Some(dotted), Some(cell)) = (dotted, buf.cell_mut((x, y))) {
                cell.set_char(self.kind.character(dotted.bits, dotted.role));
                cell.set_style(pen.style(Part::Series(dotted.role)));
            }
        }
    }

    /// The cells that have dots, each with the character that shows them.
    pub(super) fn characters(&self) -> impl Iterator<Item = ((u16, u16), char)> {
        self.positions()
            .zip(&self.cells)
            .filter_map(|(at, dotted)| {
                dotted.map(|dotted| (at, self.kind.character(dotted.bits, dotted.role)))
            })
    }

    fn positions(&self) -> impl Iterator<Item = (u16, u16)> + use<> {
        self.area.positions().map(|at| (at.x, at.y))
    }
}

/// The dot in which `place` stands, of `count` from one end to the other.
fn index(place: f64, count: u32) -> Option<u32> {
    if !(-1e-9..=1.0 + 1e-9).contains(&place) || count == 0 {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0..count"
    )]
    let dot = (place.clamp(0.0, 1.0) * f64::from(count - 1)).round() as u32;
    Some(dot)
}

impl Dots {
    /// Dots across and down a cell.
    fn per_cell(self) -> (u32, u32) {
        match self {
            Self::Braille => (2, 4),
            Self::Quarters => (2, 2),
            Self::Single => (1, 1),
        }
    }

    fn bit(self, x: u32, y: u32) -> u8 {
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
                Role::Belief => '?',
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
        let mut grid = DotGrid::new(Rect::new(0, 0, 1, 1), Dots::Braille);
        grid.line((0.0, 1.0), (1.0, 1.0), Role::Ghost, Pattern::Solid);
        grid.line((0.0, 0.0), (1.0, 0.0), Role::First, Pattern::Solid);
        assert_eq!(characters(&grid), "⣉");
    }

    #[test]
    fn a_diagonal_crosses_the_whole_grid() {
        let mut grid = DotGrid::new(Rect::new(0, 0, 3, 3), Dots::Single);
        grid.line((0.0, 0.0), (1.0, 1.0), Role::First, Pattern::Solid);
        let at: Vec<_> = grid.characters().map(|(at, _)| at).collect();
        assert_eq!(at, [(2, 0), (1, 1), (0, 2)]);
    }

    #[test]
    fn nothing_is_drawn_for_what_is_not_finite_or_far_away() {
        let mut grid = DotGrid::new(Rect::new(0, 0, 4, 4), Dots::Braille);
        grid.line((f64::NAN, 0.0), (1.0, 1.0), Role::First, Pattern::Solid);
        grid.line((1e300, 1e300), (1e301, 1e300), Role::First, Pattern::Solid);
        assert_eq!(characters(&grid), "");
        assert_eq!(grid.column_of(f64::NAN), None);
    }

    #[test]
    fn an_empty_grid_takes_any_line() {
        let mut grid = DotGrid::new(Rect::new(0, 0, 0, 0), Dots::Braille);
        grid.line((0.0, 0.0), (1.0, 1.0), Role::First, Pattern::Heavy);
        assert_eq!(grid.column_of(0.5), None);
    }
}
