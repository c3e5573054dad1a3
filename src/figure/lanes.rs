//! Lanes: a race of many runs in groups.

use super::Axis;
use crate::locale::Phrase;
use crate::nn::race::quantile;

use super::Role;

/// A race: one lane for each run, in groups of the same racer. A lane ends where its run arrived.
#[derive(Clone, Debug, PartialEq)]
pub struct Lanes {
    /// The title.
    pub title: Phrase,
    /// The axis of progress; lanes begin at its low end.
    pub axis: Axis,
    /// The groups, from top to bottom.
    pub groups: Vec<LaneGroup>,
    /// The words for what starts the race, while nothing has moved: `Space starts the race`.
    pub started_by: Phrase,
}

/// The lanes of one racer.
#[derive(Clone, Debug, PartialEq)]
pub struct LaneGroup {
    /// The name of the racer.
    pub name: Phrase,
    /// The role, which decides its colour.
    pub role: Role,
    /// The lanes, from top to bottom.
    pub lanes: Vec<Lane>,
}

/// The state of one lane, in the units of the axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Lane {
    /// On its way.
    Moving {
        /// The place of its head.
        at: f64,
    },
    /// At the goal.
    Arrived {
        /// The place at which it arrived.
        at: f64,
    },
    /// At its end without having arrived.
    Ended {
        /// The place of its end.
        at: f64,
    },
}

impl Lane {
    /// The place of its head, its arrival or its end.
    pub fn at(self) -> f64 {
        match self {
            Self::Moving { at } | Self::Arrived { at } | Self::Ended { at } => at,
        }
    }
}

impl LaneGroup {
    /// The places of the arrivals, sorted.
    pub fn arrivals(&self) -> Vec<f64> {
        let arrivals = self.lanes.iter().filter_map(|lane| match lane {
            Lane::Arrived { at } => Some(*at),
            Lane::Moving { .. } | Lane::Ended { .. } => None,
        });
        let mut arrivals: Vec<f64> = arrivals.collect();
        arrivals.sort_by(f64::total_cmp);
        arrivals
    }

    /// The median over all lanes, of which those that have not arrived count as infinite. None until it is known, and where
    /// half of them never arrive.
    pub fn median(&self) -> Option<f64> {
        let mut places = self.arrivals();
        places.resize(self.lanes.len(), f64::INFINITY);
        quantile(&places, 0.5).filter(|median| median.is_finite())
    }

    /// The number of lanes that are on their way, and the place of the first of them.
    pub fn moving(&self) -> Option<(usize, f64)> {
        let heads = self.lanes.iter().filter_map(|lane| match lane {
            Lane::Moving { at } => Some(*at),
            Lane::Arrived { .. } | Lane::Ended { .. } => None,
        });
        let first = heads.clone().reduce(f64::max)?;
        Some((heads.count(), first))
    }

    /// The number of lanes that ended without having arrived.
    pub fn never_count(&self) -> usize {
        let is_ended = |lane: &&Lane| matches!(lane, Lane::Ended { .. });
        self.lanes.iter().filter(is_ended).count()
    }
}

impl Lanes {
    /// Whether no lane has moved yet.
    pub fn is_at_start(&self) -> bool {
        let mut lanes = self.groups.iter().flat_map(|group| &group.lanes);
        lanes.all(|lane| *lane == Lane::Moving { at: 0.0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_counts_its_lanes_by_state() {
        let group = LaneGroup {
            name: Phrase::verbatim("ReLU"),
            role: Role::First,
            lanes: vec![
                Lane::Arrived { at: 40.0 },
                Lane::Moving { at: 99.0 },
                Lane::Ended { at: 1000.0 },
                Lane::Arrived { at: 30.0 },
                Lane::Ended { at: 7.0 },
            ],
        };
        assert_eq!(group.arrivals(), [30.0, 40.0]);
        assert_eq!(group.median(), None, "two of five arrived");
        let mut most = group.clone();
        most.lanes[1] = Lane::Arrived { at: 99.0 };
        assert_eq!(most.median(), Some(99.0));
        assert_eq!(group.moving(), Some((1, 99.0)));
        assert_eq!(group.never_count(), 2);
        let empty = LaneGroup {
            lanes: Vec::new(),
            ..group
        };
        assert_eq!((empty.median(), empty.moving()), (None, None));
    }
}
