//! The straight pieces of a curve.

/// One straight piece of a curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinearPiece {
    /// The left end.
    pub from: (f64, f64),
    /// The right end.
    pub to: (f64, f64),
}

impl LinearPiece {
    /// Rise divided by run; infinite for a jump.
    pub fn slope(&self) -> f64 {
        (self.to.1 - self.from.1) / (self.to.0 - self.from.0)
    }
}

/// Slopes that differ by less than this, relative to the larger of 1 and the slope, count as equal.
const SAME_SLOPE: f64 = 1e-6;

/// The straight pieces of the curve through `points`, with neighbours of equal slope merged. A point that is not finite
/// ends a piece.
pub fn linear_pieces(points: &[(f64, f64)]) -> Vec<LinearPiece> {
    let mut pieces: Vec<LinearPiece> = Vec::new();
    for pair in points.windows(2) {
        let next = LinearPiece {
            from: pair[0],
            to: pair[1],
        };
        if !next.slope().is_finite() {
            continue;
        }
        match pieces.last_mut() {
            Some(last) if continues(last, &next) => last.to = next.to,
            Some(_) | None => pieces.push(next),
        }
    }
    pieces
}

fn continues(last: &LinearPiece, next: &LinearPiece) -> bool {
    let (a, b) = (last.slope(), next.slope());
    last.to == next.from && (a - b).abs() <= SAME_SLOPE * a.abs().max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finely_sampled_hinge_has_two_pieces() {
        let points: Vec<_> = (-50..=50)
            .map(|i| f64::from(i) / 10.0)
            .map(|x| (x, if x > 0.0 { 2.0 * x } else { 0.0 }))
            .collect();
        let found = linear_pieces(&points);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].to, (0.0, 0.0));
        assert!((found[1].slope() - 2.0).abs() < 1e-9);
    }

    #[test]
    fn a_piece_ends_at_nan() {
        let points = [
            (0.0, 0.0),
            (1.0, 1.0),
            (2.0, f64::NAN),
            (3.0, 3.0),
            (4.0, 4.0),
        ];
        assert_eq!(linear_pieces(&points).len(), 2);
    }
}
