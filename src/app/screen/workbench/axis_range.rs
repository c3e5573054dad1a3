//! The ranges of a workbench's output, and steps of the cursor in them.

use crate::lab::Lab;

/// Steps of the cursor from one edge of the data to the other.
pub(super) const CURSOR_STEPS: f64 = 40.0;
/// The distance from the cursor within which a point is picked, in steps of the cursor.
const PICK_RADIUS: f64 = 2.5;

/// The range of an axis of the output.
pub(super) type AxisRange = (f64, f64);

/// The ranges of the axes of the output.
pub(super) fn axis_ranges(lab: &Lab) -> Option<[AxisRange; 2]> {
    let workbench = lab.workbench()?;
    Some([workbench.x_range(), workbench.y_range()])
}

/// The distance along each axis within which a point is picked.
pub(super) fn pick_radius(lab: &Lab) -> (f64, f64) {
    let radius = |(low, high): AxisRange| PICK_RADIUS * (high - low) / CURSOR_STEPS;
    axis_ranges(lab).map_or((1.0, 1.0), |[x, y]| (radius(x), radius(y)))
}

pub(super) fn middle((low, high): AxisRange) -> f64 {
    round_off(0.5 * (low + high), high - low).clamp(low, high)
}

/// The place a share of the range away from `at`, inside of the range.
pub(super) fn step_along((low, high): AxisRange, at: f64, share: f64) -> f64 {
    let step = (high - low) * share;
    if step == 0.0 {
        return at;
    }
    round_off(at + step, step).clamp(low, high)
}

/// `x` without the rounding errors of decimal steps: a multiple of a power of ten that is far smaller than `step`.
pub(super) fn round_off(x: f64, step: f64) -> f64 {
    let digits = step.abs().log10().floor();
    if !digits.is_finite() || digits.abs() > 100.0 {
        return x;
    }
    #[expect(clippy::cast_possible_truncation, reason = "at most 100 digits")]
    let places = 4 - digits as i32;
    // A division by a power of ten gives the nearest decimal number, a multiplication does not.
    let rounded = if places >= 0 {
        (x * 10f64.powi(places)).round() / 10f64.powi(places)
    } else {
        (x / 10f64.powi(-places)).round() * 10f64.powi(-places)
    };
    rounded + 0.0
}
