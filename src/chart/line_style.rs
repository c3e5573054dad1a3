//! The width and the dashes of lines for painters of pixels and vectors.

use super::Paint;
use crate::figure::Role;

/// The width and the dashes of a line, in twentieths of the height of a cell: pixels, where a cell is 20 pixels high.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LineStyle {
    /// The width.
    pub width: f32,
    /// Lengths that are on, off, on and so on, repeated. Empty for a solid line.
    pub dashes: &'static [f32],
}

/// The width of a curve.
const CURVE: f32 = 3.2;

/// The radius of a disc, in the unit of [`LineStyle`].
pub const DISC_RADIUS: f32 = 6.0;
/// The width of the ring of background around a disc, in the unit of [`LineStyle`].
pub const DISC_RING: f32 = 2.0;

/// The width and the dashes of a line of this meaning. Each curve has its own dashes, so that curves can be told apart
/// without colour.
pub fn line_style(paint: Paint) -> LineStyle {
    let (width, dashes): (f32, &[f32]) = match paint {
        Paint::Series(Role::First) | Paint::Arrival(_) => (CURVE, &[]),
        // In units of the width: 4 on 2 off, 1 on 2 off, 6 on 2 off 2 on 2 off.
        Paint::Series(Role::Second) => (CURVE, &[4.0 * CURVE, 2.0 * CURVE]),
        Paint::Series(Role::Third) => (CURVE, &[CURVE, 2.0 * CURVE]),
        Paint::Series(Role::Fourth) => {
            (CURVE, &[6.0 * CURVE, 2.0 * CURVE, 2.0 * CURVE, 2.0 * CURVE])
        }
        Paint::Series(Role::Ghost) => (1.8, &[4.0, 4.5]),
        Paint::Series(Role::Prediction) | Paint::Prediction => (1.6, &[6.0, 5.0]),
        Paint::Goal => (1.6, &[2.0, 4.0]),
        Paint::Grid | Paint::Zero | Paint::Axis | Paint::Rule => (1.0, &[]),
        Paint::NegativeRule => (1.0, &[4.0, 4.0]),
        Paint::Live | Paint::Kink | Paint::Probe | Paint::Selected => (2.0, &[]),
        Paint::Series(Role::Target)
        | Paint::Text
        | Paint::Title
        | Paint::Dim
        | Paint::Accent
        | Paint::Active(_)
        | Paint::Lane(_)
        | Paint::Right
        | Paint::Wrong
        | Paint::Heat(_) => (1.8, &[]),
    };
    LineStyle { width, dashes }
}
