//! The marks of a plot: kinks, probes, predictions and goals, each with a sign.

use super::curves::{height_at, height_of_kink};
use super::plane::{EdgeArrow, Plane, cell_at};
use super::{ChartContext, DiscShape, Paint, Point, Primitive, Scene};
use crate::figure::{Mark, MarkKind, Plot, Role};
use crate::text::columns;

/// The most kinks that are drawn as discs. More of them are ticks at the lower side of the plane.
const MAX_DISCS: usize = 12;
/// The height of a tick at the lower side of the plane, in rows.
const TICK_HEIGHT: f64 = 0.75;

/// The marks on the x axis.
pub(super) fn on_axis(plot: &Plot) -> impl Iterator<Item = &Mark> {
    plot.marks.iter().filter(|mark| mark.y.is_none())
}

/// Adds dashed vertical lines at predictions and goals on the axis.
pub(super) fn add_guides(plot: &Plot, plane: &Plane, scene: &mut Scene) {
    for mark in on_axis(plot) {
        match mark.kind {
            MarkKind::Prediction | MarkKind::Goal => {}
            MarkKind::Kink | MarkKind::KinkBefore | MarkKind::Extremum | MarkKind::Probe => {
                continue;
            }
        }
        if let (Some(_), Some(x)) = (plane.column(mark.x), plane.x.position(mark.x)) {
            let (top, bottom) = (f64::from(plane.area.top()), f64::from(plane.area.bottom()));
            let ends = vec![Point { x, y: top }, Point { x, y: bottom }];
            scene.polyline(ends, paint(mark.kind));
        }
    }
}

/// Adds the discs of kinks on the curve, and of points; an arrow for a sign beside the plane.
pub(super) fn add_signs(plot: &Plot, plane: &Plane, scene: &mut Scene, ctx: &ChartContext<'_>) {
    let kinks = on_axis(plot)
        .filter(|mark| mark.kind == MarkKind::Kink)
        .count();
    for mark in &plot.marks {
        let is_guide = matches!(mark.kind, MarkKind::Prediction | MarkKind::Goal);
        let height = match mark.y {
            Some(y) => Some(y),
            None if is_guide => {
                add_guide_arrow(mark, plane, scene, ctx);
                continue;
            }
            None if kinks > MAX_DISCS => None,
            None => height_on_curve(mark, plot),
        };
        if mark.kind == MarkKind::KinkBefore && height.is_none() {
            continue;
        }
        add_sign(mark, height, plane, scene, ctx);
    }
}

/// The height of a mark without one: on its curve.
pub(super) fn height_on_curve(mark: &Mark, plot: &Plot) -> Option<f64> {
    match mark.kind {
        MarkKind::Kink => height_of_kink(plot, mark.x, None),
        MarkKind::KinkBefore => height_of_kink(plot, mark.x, Some(Role::Ghost)),
        MarkKind::Extremum | MarkKind::Probe => height_at(plot, mark.x),
        // Their lines cross the whole plane.
        MarkKind::Prediction | MarkKind::Goal => None,
    }
}

/// Adds an arrow below the curve from the kink before the last change to the kink now, unless a label stands there.
pub(super) fn add_kink_arrow(
    plot: &Plot,
    plane: &Plane,
    scene: &mut Scene,
    ctx: &ChartContext<'_>,
) {
    let before = plot
        .marks
        .iter()
        .find(|mark| mark.kind == MarkKind::KinkBefore);
    let (Some(before), Some(now)) = (before, plot.only_kink()) else {
        return;
    };
    let (Some(from), Some(to)) = (plane.column(before.x), plane.column(now)) else {
        return;
    };
    let row = height_of_kink(plot, now, None)
        .and_then(|height| plane.row(height))
        .map(|row| row + 1)
        .filter(|row| *row < plane.area.bottom());
    let Some(row) = row.filter(|_| from.abs_diff(to) > 2) else {
        return;
    };
    let (left, right) = (from.min(to), from.max(to));
    let is_taken = scene.primitives.iter().any(|primitive| match primitive {
        Primitive::Text(text) => {
            let (column, text_row) = text.at;
            text_row == row && column <= right && left < column + columns(&text.text)
        }
        Primitive::Polyline(_)
        | Primitive::Rect { .. }
        | Primitive::Disc(_)
        | Primitive::Raster(_)
        | Primitive::Pixels(_) => false,
    });
    if is_taken {
        return;
    }
    let y = f64::from(row) + 0.5;
    let (head, start, end) = if to < from {
        (ctx.symbols.left, to + 1, from)
    } else {
        (ctx.symbols.right, from, to)
    };
    let ends = [start, end].map(|x| Point {
        x: f64::from(x) + 0.5,
        y,
    });
    scene.polyline(ends.to_vec(), Paint::Kink);
    scene.text(head, (to, row), plane.area, Paint::Kink);
}

fn add_sign(
    mark: &Mark,
    height: Option<f64>,
    plane: &Plane,
    scene: &mut Scene,
    ctx: &ChartContext<'_>,
) {
    let Some(x) = plane.x.position(mark.x) else {
        return;
    };
    let bottom = f64::from(plane.area.bottom());
    let Some(y) = height.map_or(Some(bottom), |y| plane.y.position(y)) else {
        return;
    };
    let center = Point { x, y };
    let paint = paint(mark.kind);
    let column = cell_at(x, plane.area.left(), plane.area.right());
    let row = cell_at(y, plane.area.top(), plane.area.bottom());
    let (Some(column), Some(row)) = (column, row) else {
        add_arrow(mark, height, center, plane, scene, ctx);
        return;
    };
    if height.is_none() {
        let top = Point {
            x,
            y: bottom - TICK_HEIGHT,
        };
        scene.polyline(vec![top, center], paint);
        return;
    }
    if mark.kind == MarkKind::Probe && scene.cursor.is_none() {
        scene.cursor = Some((column, row));
    }
    scene.disc(center, shape(mark.kind), paint);
}

/// Adds an arrow with its value for a prediction or a goal on the axis beside the plane, in the first row.
fn add_guide_arrow(mark: &Mark, plane: &Plane, scene: &mut Scene, ctx: &ChartContext<'_>) {
    let beside = plane.column(mark.x).is_none();
    if let Some(x) = plane.x.position(mark.x).filter(|_| beside) {
        let top = Point {
            x,
            y: f64::from(plane.area.top()),
        };
        add_arrow(mark, None, top, plane, scene, ctx);
    }
}

/// Adds an arrow with its value for a point beyond a side of the plane.
fn add_arrow(
    mark: &Mark,
    height: Option<f64>,
    center: Point,
    plane: &Plane,
    scene: &mut Scene,
    ctx: &ChartContext<'_>,
) {
    if let Some(EdgeArrow { text, at }) = plane.edge_arrow(center, mark.x, height, ctx) {
        scene.text(&text, at, plane.area, paint(mark.kind));
    }
}

/// The colour of a mark and of its label.
pub(super) fn paint(kind: MarkKind) -> Paint {
    match kind {
        MarkKind::Kink | MarkKind::Extremum => Paint::Kink,
        MarkKind::KinkBefore => Paint::Series(Role::Ghost),
        MarkKind::Probe => Paint::Probe,
        MarkKind::Prediction => Paint::Prediction,
        MarkKind::Goal => Paint::Goal,
    }
}

fn shape(kind: MarkKind) -> DiscShape {
    match kind {
        MarkKind::Kink | MarkKind::Extremum | MarkKind::Probe => DiscShape::Filled,
        MarkKind::KinkBefore | MarkKind::Prediction | MarkKind::Goal => DiscShape::Ring,
    }
}
