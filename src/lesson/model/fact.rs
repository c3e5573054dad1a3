//! Facts: numbers in the prose, with the runs that produce them.

use super::fault::Location;
use crate::lab::Values;

/// A number that prose states and `check` recomputes.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// The name of the lab that produces it.
    pub lab: String,
    /// The values of the controls of the lab.
    pub set: Values,
    /// The training step at which the reading is taken, for labs that run.
    pub at: Option<u64>,
    /// The number of seeds, from 0; without a [`Stat`] there is one run.
    pub seeds: u64,
    /// The name of the reading.
    pub reading: String,
    /// The statistic over the seeds.
    pub stat: Option<Stat>,
    /// The number that the prose states.
    pub value: f64,
    /// The tolerance.
    pub within: f64,
    /// The location in `lesson.toml`.
    pub place: Location,
}

/// A statistic over the readings of several seeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stat {
    /// The number of readings that are not zero.
    Count,
    /// The median.
    Median,
    /// The 10th percentile.
    P10,
    /// The 90th percentile.
    P90,
    /// The minimum.
    Min,
    /// The maximum.
    Max,
}

impl Stat {
    /// All statistics.
    pub const ALL: [Self; 6] = [
        Self::Count,
        Self::Median,
        Self::P10,
        Self::P90,
        Self::Min,
        Self::Max,
    ];

    /// The name in `lesson.toml`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Median => "median",
            Self::P10 => "p10",
            Self::P90 => "p90",
            Self::Min => "min",
            Self::Max => "max",
        }
    }
}
