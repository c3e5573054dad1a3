//! A fold while it is made: the right half of the strip turns onto the left, then the strip is stretched to its length.

use std::f64::consts::PI;

/// The share of a fold after which the right half lies on the left. In the rest the strip is stretched.
const TURNED: f64 = 0.75;
/// The middle of the strip, where it is folded.
pub(super) const MIDDLE: f64 = 0.5;

/// The state of a fold that is being made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct FoldTurn {
    /// The angle between the right half and the table.
    angle: f64,
    /// The length of the strip in units of half its length.
    stretch: f64,
}

impl FoldTurn {
    /// The state after `share` of the fold, from 0 to 1. None before it begins.
    pub(super) fn new(share: f64) -> Option<Self> {
        (share > 0.0).then(|| Self {
            angle: PI * (share / TURNED).min(1.0),
            stretch: 1.0 + ((share - TURNED) / (1.0 - TURNED)).max(0.0),
        })
    }

    /// Where the place `at` of the strip is, seen from the side: its place on the table, and its height above it.
    pub(super) fn place(self, at: f64) -> (f64, f64) {
        let beyond = (at - MIDDLE).max(0.0);
        let (sin, cos) = self.angle.sin_cos();
        let across = at.min(MIDDLE) + beyond * cos;
        // At the end of the turn, the sine of π is not quite 0.
        let height = if self.angle < PI { beyond * sin } else { 0.0 };
        (across * self.stretch, height * self.stretch)
    }
}

/// The points of the half circle on which the right end of the strip turns.
pub(super) fn way_of_the_end() -> Vec<(f64, f64)> {
    const PARTS: u32 = 48;
    let angle = |part: u32| PI * f64::from(part) / f64::from(PARTS);
    (0..=PARTS)
        .rev()
        .map(|part| {
            let (sin, cos) = angle(part).sin_cos();
            // The sine of π is not quite 0.
            let height = if part == PARTS { 0.0 } else { MIDDLE * sin };
            (MIDDLE + MIDDLE * cos, height)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tent;
    use super::*;

    const PLACES: [f64; 6] = [0.0, 0.2, 0.5, 0.6, 0.8, 1.0];

    #[test]
    fn a_fold_begins_at_the_flat_strip_and_ends_at_the_tent_map() {
        assert_eq!(FoldTurn::new(0.0), None);
        let (first, last) = (FoldTurn::new(1e-6).unwrap(), FoldTurn::new(1.0).unwrap());
        for place in PLACES {
            assert!((first.place(place).0 - place).abs() < 1e-6);
            let (x, height) = last.place(place);
            assert!((x - tent(place)).abs() < 1e-12, "{place}: {x}");
            assert_eq!(height, 0.0);
        }
    }

    #[test]
    fn the_left_half_lies_still_while_the_right_half_keeps_its_length() {
        for share in [0.1, 0.3, 0.5, 0.7] {
            let turn = FoldTurn::new(share).unwrap();
            assert_eq!(turn.place(0.3), (0.3, 0.0));
            let (x, y) = turn.place(1.0);
            assert!(((x - MIDDLE).hypot(y) - MIDDLE).abs() < 1e-12);
            assert!(y > 0.1);
        }
    }
}
