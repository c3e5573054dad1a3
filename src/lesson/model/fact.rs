//! Facts: numbers that prose states, bound to the runs that produce them.

use super::fault::Location;
use crate::lab::Values;

/// A number that prose states and `check` recomputes.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// The lab that produces it, by its name in the lesson.
    pub lab: String,
    /// What its controls stand at.
    pub set: Values,
    /// How many steps it runs, for labs that run.
    pub at: Option<u64>,
    /// Over how many seeds, from 0; one run where there is no [`Stat`].
    pub seeds: u64,
    /// Which reading.
    pub reading: String,
    /// How the readings of the seeds become one number.
    pub stat: Option<Stat>,
    /// The number that the prose states.
    pub value: f64,
    /// How far off the model may be.
    pub within: f64,
    /// Where it stands in `lesson.toml`.
    pub place: Location,
}

/// How the readings of several seeds become one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stat {
    /// How many are not zero.
    Count,
    /// The middle one; the mean of the two middle ones.
    Median,
    /// A tenth of them are below.
    P10,
    /// A tenth of them are above.
    P90,
    /// The smallest.
    Min,
    /// The largest.
    Max,
}

impl Stat {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Count,
        Self::Median,
        Self::P10,
        Self::P90,
        Self::Min,
        Self::Max,
    ];

    /// Its name in `lesson.toml`.
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
