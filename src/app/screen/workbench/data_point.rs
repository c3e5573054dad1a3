//! The points of a workbench's data near the cursor.

use super::axis_range::pick_radius;
use crate::lab::{Lab, Workbench, WorkbenchEdit};

/// The points of the target curve; none for data of the plane.
pub(super) fn target_curve(lab: &Lab) -> Vec<(f64, f64)> {
    let workbench = lab.workbench();
    workbench.map_or_else(Vec::new, Workbench::drawable_curve)
}

/// Whether a point is within the pick radius of `at`.
pub(super) fn has_point(lab: &Lab, at: (f64, f64)) -> bool {
    lab.can_edit(move_point(lab, at, at))
}

/// The edit that moves the point at `from` to `to`.
pub(super) fn move_point(lab: &Lab, from: (f64, f64), to: (f64, f64)) -> WorkbenchEdit {
    let reach = pick_radius(lab);
    WorkbenchEdit::MovePoint { from, to, reach }
}

/// Whether the data lie on a plane, not on a line.
pub(super) fn is_planar(lab: &Lab) -> bool {
    lab.workbench().is_some_and(Workbench::has_planar_data)
}

/// The index of the point nearest to `x`.
pub(super) fn nearest(points: &[(f64, f64)], x: f64) -> usize {
    let far = |at: &usize| (points[*at].0 - x).abs();
    (0..points.len())
        .min_by(|a, b| far(a).total_cmp(&far(b)))
        .unwrap_or(0)
}
