//! Claims: what a text says that the course answers, each judged, and where the course does so.

use super::fault::Location;

/// What `claims.md` of a course says.
#[derive(Debug, Default)]
pub struct Claims {
    /// The names of all claims that are to be judged, each with its place.
    pub listed: Vec<(String, Location)>,
    /// The claims that are judged.
    pub judged: Vec<Claim>,
}

/// A claim that is judged.
#[derive(Debug)]
pub struct Claim {
    /// Its name: `C7`.
    pub id: String,
    /// What it is worth.
    pub verdict: Verdict,
    /// Where the course teaches, shows or corrects it, as `lesson/step`, each with its place.
    pub steps: Vec<(String, Location)>,
    /// Where it stands.
    pub place: Location,
}

/// What a claim is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds.
    Right,
    /// It holds, but more must be said.
    Caveat,
    /// It was fair once.
    Dated,
    /// It does not hold.
    Wrong,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Right, Self::Caveat, Self::Dated, Self::Wrong];

    /// Its name in `claims.md`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Right => "RIGHT",
            Self::Caveat => "CAVEAT",
            Self::Dated => "DATED",
            Self::Wrong => "WRONG",
        }
    }
}
