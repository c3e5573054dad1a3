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

/// The radius of a disc, in the unit of [`LineStyle`].
pub const DISC_RADIUS: f32 = 6.0;
/// The width of the ring of background around a disc, in the unit of [`LineStyle`].
pub const DISC_RING: f32 = 2.0;

/// The width and the dashes of a line of this meaning. Each curve has its own dashes, so that curves can be told apart
/// without colour.
pub fn line_style(paint: Paint) -> LineStyle {
    let (width, dashes): (f32, &[f32]) = match paint {
        Paint::Series(Role::First) => (3.2, &[]),
        Paint::Series(Role::Second) => (3.2, &[14.0, 6.0]),
        Paint::Series(Role::Third) => (3.2, &[3.5, 6.0]),
        Paint::Series(Role::Fourth) => (3.2, &[16.0, 6.0, 4.0, 6.0]),
        Paint::Series(Role::Target) => (2.2, &[7.0, 4.0]),
        Paint::Series(Role::Ghost) => (1.8, &[4.0, 4.5]),
        Paint::Series(Role::Prediction) | Paint::Prediction => (1.6, &[6.0, 5.0]),
        Paint::Goal => (1.8, &[8.0, 4.0]),
        Paint::Grid | Paint::Zero => (1.0, &[]),
        Paint::Rule => (1.2, &[]),
        Paint::NegativeRule => (1.2, &[4.0, 4.0]),
        Paint::Kink | Paint::Selected => (2.4, &[]),
        Paint::Text
        | Paint::Title
        | Paint::Dim
        | Paint::Axis
        | Paint::Accent
        | Paint::Active(_)
        | Paint::Probe
        | Paint::Live
        | Paint::Right
        | Paint::Wrong
        | Paint::Heat(_) => (1.8, &[]),
    };
    LineStyle { width, dashes }
}
