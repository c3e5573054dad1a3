//! The dots that curves are drawn with.

use ratatui::symbols::braille::BRAILLE;
use ratatui::symbols::pixel::{OCTANTS, QUADRANTS};

use crate::figure::Role;

/// The dots of a cell that curves are drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DotMarker {
    /// Braille: 2 × 4 dots per cell.
    Braille,
    /// Octants: 2 × 4 filled parts per cell.
    Octant,
    /// Octants without the characters that few terminals draw: a single dot in a corner is a quarter block, and two dots in
    /// the middle of a side are half a block.
    OctantWithoutDots,
    /// Quarter blocks: 2 × 2 dots per cell.
    Quadrant,
    /// One ASCII character per cell.
    Ascii,
}

impl DotMarker {
    /// Dots across and down a cell.
    pub(super) fn dots_per_cell(self) -> (u16, u16) {
        match self {
            Self::Braille | Self::Octant | Self::OctantWithoutDots => (2, 4),
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
            Self::Octant => OCTANTS[usize::from(bits)],
            Self::OctantWithoutDots => match bits {
                0b0000_0001 => '▘',
                0b0000_0010 => '▝',
                0b0100_0000 => '▖',
                0b1000_0000 => '▗',
                0b0001_0100 => '▌',
                0b0010_1000 => '▐',
                _ => OCTANTS[usize::from(bits)],
            },
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn octants_have_the_dots_of_braille_in_the_same_places() {
        let upper_left = DotMarker::Octant.bit(0, 0) | DotMarker::Octant.bit(0, 1);
        assert_eq!(DotMarker::Octant.character(upper_left, Role::First), '▘');
        let right = (0..4).map(|y| DotMarker::Octant.bit(1, y)).sum();
        assert_eq!(DotMarker::Octant.character(right, Role::First), '▐');
        for y in 0..4 {
            for x in 0..2 {
                assert_eq!(DotMarker::Octant.bit(x, y), DotMarker::Braille.bit(x, y));
            }
        }
    }

    #[test]
    fn without_dots_no_character_is_one_that_few_terminals_draw() {
        let rare = [
            '\u{1cea0}',
            '\u{1cea3}',
            '\u{1cea8}',
            '\u{1ceab}',
            '\u{1fbe6}',
            '\u{1fbe7}',
        ];
        for bits in 0..=u8::MAX {
            let character = |marker: DotMarker| marker.character(bits, Role::First);
            let (all, without) = (
                character(DotMarker::Octant),
                character(DotMarker::OctantWithoutDots),
            );
            assert!(!rare.contains(&without), "{bits:08b}");
            assert!(
                all == without || rare.contains(&all),
                "{bits:08b}: {all} {without}"
            );
        }
    }
}
