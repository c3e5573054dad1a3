//! Widths and dashes of lines, in pixels at cells 20 pixels high.

use crate::chart::Paint;
use crate::figure::Role;

/// How much wider lines are on a projector.
const HEAVY: f32 = 1.6;

/// The width and the dashes of a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct StrokeStyle {
    /// The width.
    pub width: f32,
    /// The lengths of dashes and gaps in turn; empty for a solid line.
    pub dashes: Vec<f32>,
    /// Whether a vertical or horizontal line covers whole pixels.
    pub is_snapped: bool,
}

impl StrokeStyle {
    /// The style of lines of this meaning at cells of `cell_height` pixels.
    pub(super) fn of(paint: Paint, cell_height: f32, is_heavy: bool) -> Self {
        let (width, dashes) = width_and_dashes(paint);
        let is_snapped = matches!(paint, Paint::Grid | Paint::Zero | Paint::Axis | Paint::Rule);
        let scale = cell_height / 20.0 * if is_heavy { HEAVY } else { 1.0 };
        let scaled = width * scale;
        Self {
            width: if is_snapped {
                scaled.round().max(1.0)
            } else {
                scaled.max(0.8)
            },
            dashes: dashes.iter().map(|length| length * scale).collect(),
            is_snapped,
        }
    }
}

/// The width of a curve.
const CURVE: f32 = 3.2;

fn width_and_dashes(paint: Paint) -> (f32, &'static [f32]) {
    match paint {
        Paint::Series(Role::First) => (CURVE, &[]),
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
        Paint::Live | Paint::Kink | Paint::Probe | Paint::Selected => (2.0, &[]),
        Paint::Series(Role::Target)
        | Paint::Text
        | Paint::Title
        | Paint::Dim
        | Paint::Active(_)
        | Paint::Right
        | Paint::Wrong
        | Paint::Heat(_) => (1.8, &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_differ_in_their_dashes() {
        let roles = [Role::First, Role::Second, Role::Third, Role::Fourth];
        let styles = roles.map(|role| StrokeStyle::of(Paint::Series(role), 20.0, false));
        for (at, style) in styles.iter().enumerate() {
            assert_eq!(style.width, CURVE);
            assert!(
                styles[..at]
                    .iter()
                    .all(|other| other.dashes != style.dashes)
            );
        }
    }

    #[test]
    fn widths_grow_with_the_cell_and_on_a_projector() {
        let width =
            |height, heavy| StrokeStyle::of(Paint::Series(Role::First), height, heavy).width;
        assert_eq!(width(40.0, false), 2.0 * width(20.0, false));
        assert!(width(20.0, true) > 1.5 * width(20.0, false));
        let grid = |height| StrokeStyle::of(Paint::Grid, height, false).width;
        assert_eq!((grid(8.0), grid(20.0), grid(34.0)), (1.0, 1.0, 2.0));
    }
}
