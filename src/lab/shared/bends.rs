//! Bends of sums of hinges.

/// Smaller changes of the slope are rounding errors.
const ROUNDING: f64 = 1e-9;

/// The places where a sum of hinges changes its slope, from left to right, and the changes. `hinges` are (place, change
/// of slope) in any order. Hinges at one place are added, and left out where they cancel.
pub(in crate::lab) fn bends(hinges: impl IntoIterator<Item = (f64, f64)>) -> Vec<(f64, f64)> {
    let mut hinges: Vec<_> = hinges.into_iter().collect();
    hinges.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut bends: Vec<(f64, f64)> = Vec::new();
    for (at, change) in hinges {
        match bends.last_mut() {
            Some(last) if (last.0 - at).abs() < ROUNDING => last.1 += change,
            Some(_) | None => bends.push((at, change)),
        }
    }
    bends.retain(|(_, change)| change.abs() > ROUNDING);
    bends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hinges_at_one_place_are_added_and_may_cancel() {
        let found = bends([(1.0, 2.0), (-1.0, 1.0), (1.0, -2.0), (0.5, 0.0)]);
        assert_eq!(found, [(-1.0, 1.0)]);
        assert_eq!(bends([(0.0, 1.0), (0.0, 2.0)]), [(0.0, 3.0)]);
        assert!(bends([]).is_empty());
    }
}
