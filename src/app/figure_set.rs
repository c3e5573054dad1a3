//! A set of the figures of a step.

/// A set of the figures of a step, by their indices. Indices from 64 on are not kept; no step has so many figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FigureSet(u64);

impl FigureSet {
    /// Whether the figure with the index `at` is in the set.
    pub fn contains(self, at: usize) -> bool {
        u32::try_from(at)
            .ok()
            .and_then(|at| self.0.checked_shr(at))
            .is_some_and(|rest| rest & 1 == 1)
    }
}

impl FromIterator<usize> for FigureSet {
    fn from_iter<I: IntoIterator<Item = usize>>(indices: I) -> Self {
        let bit = |at: usize| u32::try_from(at).ok().and_then(|at| 1u64.checked_shl(at));
        Self(
            indices
                .into_iter()
                .filter_map(bit)
                .fold(0, |all, bit| all | bit),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_contains_its_indices_alone() {
        let set: FigureSet = [0, 3, 63, 64, usize::MAX].into_iter().collect();
        let contained: Vec<_> = (0..100).filter(|at| set.contains(*at)).collect();
        assert_eq!(contained, [0, 3, 63]);
    }
}
