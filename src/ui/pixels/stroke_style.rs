//! Widths and dashes of lines, in pixels at cells 20 pixels high.

use crate::chart::{LineStyle, Paint, line_style};

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
        let LineStyle { width, dashes } = line_style(paint);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Role;

    #[test]
    fn curves_differ_in_their_dashes() {
        let roles = [Role::First, Role::Second, Role::Third, Role::Fourth];
        let styles = roles.map(|role| StrokeStyle::of(Paint::Series(role), 20.0, false));
        for (at, style) in styles.iter().enumerate() {
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
