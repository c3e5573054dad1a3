//! The dots that curves are drawn with.

use ratatui::symbols::braille::BRAILLE;
use ratatui::symbols::pixel::QUADRANTS;

use crate::figure::Role;

/// The dots of a cell that curves are drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DotMarker {
    /// Braille: 2 × 4 dots per cell.
    Braille,
    /// Quarter blocks: 2 × 2 dots per cell.
    Quadrant,
    /// One ASCII character per cell.
    Ascii,
}

impl DotMarker {
    /// Dots across and down a cell.
    pub(super) fn dots_per_cell(self) -> (u16, u16) {
        match self {
            Self::Braille => (2, 4),
            Self::Quadrant => (2, 2),
            Self::Ascii => (1, 1),
        }
    }

    /// The bit of the dot in column `x` and row `y` of its cell.
    pub(super) fn bit(self, x: u16, y: u16) -> u8 {
        let (across, _) = self.dots_per_cell();
        1 << (x + across * y)
    }

    /// The character that shows the dots in `bits`. In ASCII each role has its own character.
    pub(super) fn character(self, bits: u8, role: Role) -> char {
        match self {
            Self::Braille => BRAILLE[usize::from(bits)],
            Self::Quadrant => QUADRANTS[usize::from(bits & 15)],
            Self::Ascii => match role {
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
