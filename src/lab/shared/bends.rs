//! Where a sum of hinges bends.

/// Changes of slope smaller than this are the dust of rounding.
const DUST: f64 = 1e-9;

/// Where a sum of hinges bends and by how much, from left to right: `hinges` are (place, change of
/// slope) in any order; those at one place count together, and those that cancel not at all.
pub(in crate::lab) fn bends(hinges: impl IntoIterator<Item = (f64, f64)>) -> Vec<(f64, f64)> {
    let mut hinges: Vec<_> = hinges.into_iter().collect();
    hinges.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut bends: Vec<(f64, f64)> = Vec::new();
    for (at, change) in hinges {
        match bends.last_mut() {
            Some(last) if (last.0 - at).abs() < DUST => last.1 += change,
            Some(_) | None => bends.push((at, change)),
        }
    }
    bends.retain(|(_, change)| change.abs() > DUST);
    bends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hinges_at_one_place_count_together_and_may_cancel() {
        let found = bends([(1.0, 2.0), (-1.0, 1.0), (1.0, -2.0), (0.5, 0.0)]);
        assert_eq!(found, [(-1.0, 1.0)]);
        assert_eq!(bends([(0.0, 1.0), (0.0, 2.0)]), [(0.0, 3.0)]);
        assert!(bends([]).is_empty());
    }
}
