//! Claims of a text that the course answers, with verdicts.

use super::fault::Location;

/// The content of `claims.md`.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    /// The names of all claims that need a verdict, with their locations.
    pub listed: Vec<(String, Location)>,
    /// The claims that have a verdict.
    pub judged: Vec<Claim>,
}

/// A claim with a verdict.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Its name: `C7`.
    pub id: String,
    /// The verdict.
    pub verdict: Verdict,
    /// The answer of the course, and its location.
    pub says: (String, Location),
    /// The steps that teach, show or correct the claim, as `lesson/step`, with the locations of these names.
    pub steps: Vec<(String, Location)>,
    /// The location of its row.
    pub place: Location,
}

/// A verdict on a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The claim holds.
    Right,
    /// The claim holds under conditions.
    Caveat,
    /// The claim held in the past.
    Dated,
    /// The claim does not hold.
    Wrong,
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Self; 4] = [Self::Right, Self::Caveat, Self::Dated, Self::Wrong];

    /// The name in `claims.md`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Right => "RIGHT",
            Self::Caveat => "CAVEAT",
            Self::Dated => "DATED",
            Self::Wrong => "WRONG",
        }
    }
}
