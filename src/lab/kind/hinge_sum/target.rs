//! What a sum of hinges should follow.

use crate::lab::shared::sampled;

/// A curve to follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// 0 up to −1, 1 at 0, 0 from 1 on; on −3…3.
    Hat,
    /// 2|x| − 1.
    Abs,
    /// sin πx.
    Sine,
    /// −1 left of 0, 1 right of it.
    Step,
}

impl Target {
    /// The names of all.
    pub(super) const NAMES: [&'static str; 4] = ["hat", "abs", "sine", "step"];

    pub(super) fn named(name: &str) -> Self {
        match name {
            "abs" => Self::Abs,
            "sine" => Self::Sine,
            "step" => Self::Step,
            _ => Self::Hat,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Hat => "hat",
            Self::Abs => "abs",
            Self::Sine => "sine",
            Self::Step => "step",
        }
    }

    pub(super) fn value(self, x: f64) -> f64 {
        match self {
            Self::Hat => (1.0 - x.abs()).max(0.0),
            Self::Abs => 2.0 * x.abs() - 1.0,
            Self::Sine => (std::f64::consts::PI * x).sin(),
            Self::Step if x == 0.0 => 0.0,
            Self::Step => x.signum(),
        }
    }

    /// The stretch of x on which it is followed.
    pub(super) fn range(self) -> (f64, f64) {
        match self {
            Self::Hat => (-3.0, 3.0),
            Self::Abs | Self::Sine | Self::Step => (-1.0, 1.0),
        }
    }

    /// The stretch of y that is drawn.
    pub(super) fn heights(self) -> (f64, f64) {
        match self {
            Self::Hat => (-1.0, 2.0),
            Self::Abs | Self::Sine | Self::Step => (-1.6, 1.6),
        }
    }

    /// Where the sum starts before its first hinge.
    pub(super) fn start(self) -> f64 {
        match self {
            Self::Hat | Self::Sine => 0.0,
            Self::Abs => 1.0,
            Self::Step => -1.0,
        }
    }

    /// It as points to draw, a corner at its very place and a jump upright.
    pub(super) fn points(self) -> Vec<(f64, f64)> {
        let (from, to) = self.range();
        match self {
            Self::Hat => sampled(from, to, &[-1.0, 0.0, 1.0], |x| self.value(x)),
            Self::Abs => sampled(from, to, &[0.0], |x| self.value(x)),
            Self::Sine => sampled(from, to, &[], |x| self.value(x)),
            Self::Step => vec![(from, -1.0), (0.0, -1.0), (0.0, 1.0), (to, 1.0)],
        }
    }

    /// The points that the error is measured at: 64 on −1…1, 121 for the hat.
    pub(super) fn samples(self) -> Vec<f64> {
        let count = if self == Self::Hat { 121 } else { 64 };
        let (from, to) = self.range();
        (0..count)
            .map(|i| from + (to - from) * f64::from(i) / f64::from(count - 1))
            .collect()
    }
}
