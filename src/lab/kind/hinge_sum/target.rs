//! The targets of a sum of hinges.

use crate::lab::shared::sample_curve;

/// A curve that the sum should follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HingeTarget {
    /// 0 up to −1, 1 at 0, 0 from 1 on; on −3…3.
    Hat,
    /// 2|x| − 1.
    Abs,
    /// sin πx.
    Sine,
    /// −1 left of 0, 1 right of it.
    Step,
}

impl HingeTarget {
    /// The names of all targets.
    pub(super) const NAMES: [&'static str; 4] = ["hat", "abs", "sine", "step"];

    /// The target with this name, the hat for an unknown name.
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
            Self::Sine => sine_of_half_turns(x),
            Self::Step if x == 0.0 => 0.0,
            Self::Step => x.signum(),
        }
    }

    /// The range of x on which the sum should follow it.
    pub(super) fn range(self) -> (f64, f64) {
        match self {
            Self::Hat => (-3.0, 3.0),
            Self::Abs | Self::Sine | Self::Step => (-1.0, 1.0),
        }
    }

    /// The drawn range of y.
    pub(super) fn heights(self) -> (f64, f64) {
        match self {
            Self::Hat => (-1.0, 2.0),
            Self::Abs | Self::Sine | Self::Step => (-1.6, 1.6),
        }
    }

    /// c₀, the value of the sum left of its first hinge.
    pub(super) fn start(self) -> f64 {
        match self {
            Self::Hat | Self::Sine => 0.0,
            Self::Abs => 1.0,
            Self::Step => -1.0,
        }
    }

    /// The curve as points, with exact corners and an upright jump.
    pub(super) fn points(self) -> Vec<(f64, f64)> {
        let (from, to) = self.range();
        match self {
            Self::Hat => sample_curve(from, to, &[-1.0, 0.0, 1.0], |x| self.value(x)),
            Self::Abs => sample_curve(from, to, &[0.0], |x| self.value(x)),
            Self::Sine => sample_curve(from, to, &[], |x| self.value(x)),
            Self::Step => vec![(from, -1.0), (0.0, -1.0), (0.0, 1.0), (to, 1.0)],
        }
    }

    /// The inputs at which the mean squared error is measured: 64 on −1…1, 121 for the hat.
    pub(super) fn samples(self) -> Vec<f64> {
        let count = if self == Self::Hat { 121 } else { 64 };
        let (from, to) = self.range();
        (0..count)
            .map(|i| from + (to - from) * f64::from(i) / f64::from(count - 1))
            .collect()
    }
}

/// sin πx, exactly 0 at whole x, where the sine of the rounded π is not.
fn sine_of_half_turns(x: f64) -> f64 {
    if x.fract() == 0.0 {
        0.0
    } else {
        (std::f64::consts::PI * x).sin()
    }
}
