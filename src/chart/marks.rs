//! The marks of a plot: kinks, probes, predictions and goals, each with a sign and a label.

use ratatui::layout::Rect;

use super::curves::{height_at, height_of_kink};
use super::plane::{Plane, cell_at};
use super::{ChartContext, DiscShape, Paint, Point, Primitive, Scene};
use crate::figure::{Mark, MarkKind, Plot, Role};
use crate::locale::format_short;
use crate::text::columns;

/// Columns between two labels.
const GAP: u16 = 2;
/// The most kinks that are drawn as discs. More of them are ticks at the lower side of the plane.
const MAX_DISCS: usize = 12;
/// The height of a tick at the lower side of the plane, in rows.
const TICK_HEIGHT: f64 = 0.75;

/// The label of a mark on the x axis.
struct AxisLabel {
    text: String,
    paint: Paint,
    /// The column of the mark.
    column: u16,
    width: u16,
}

/// Whether any mark on the x axis has a label.
pub(super) fn has_axis_labels(plot: &Plot, ctx: &ChartContext<'_>) -> bool {
    on_axis(plot).any(|mark| label(mark, ctx).is_some())
}

/// The marks on the x axis.
fn on_axis(plot: &Plot) -> impl Iterator<Item = &Mark> {
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

/// Adds the discs of kinks on the curve, and of points.
pub(super) fn add_signs(plot: &Plot, plane: &Plane, scene: &mut Scene, ctx: &ChartContext<'_>) {
    let kinks = on_axis(plot)
        .filter(|mark| mark.kind == MarkKind::Kink)
        .count();
    for mark in &plot.marks {
        let is_guide = matches!(mark.kind, MarkKind::Prediction | MarkKind::Goal);
        let height = match mark.y {
            Some(y) => Some(y),
            None if is_guide => continue,
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
fn height_on_curve(mark: &Mark, plot: &Plot) -> Option<f64> {
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

/// Adds an arrow with its value for a point beyond a side of the plane.
fn add_arrow(
    mark: &Mark,
    height: Option<f64>,
    center: Point,
    plane: &Plane,
    scene: &mut Scene,
    ctx: &ChartContext<'_>,
) {
    let area = plane.area;
    if area.is_empty() {
        return;
    }
    let row = row_near(center.y, area);
    let value = |value: f64| ctx.fold(&format_short(value));
    let (text, start) = if center.x < f64::from(area.left()) {
        let text = format!("{} {}", ctx.symbols.left, value(mark.x));
        (text, area.left())
    } else if center.x > f64::from(area.right()) {
        let text = format!("{} {}", value(mark.x), ctx.symbols.right);
        let start = area.right().saturating_sub(columns(&text));
        (text, start.max(area.left()))
    } else {
        let sign = if center.y < f64::from(area.top()) {
            ctx.symbols.up
        } else {
            ctx.symbols.down
        };
        let text = height.map_or_else(
            || sign.to_owned(),
            |height| format!("{sign} {}", value(height)),
        );
        let column = cell_at(center.x, area.left(), area.right()).unwrap_or_else(|| area.left());
        let last = area.right().saturating_sub(columns(&text)).max(area.left());
        (text, column.min(last))
    };
    scene.text(&text, (start, row), area, paint(mark.kind));
}

/// The row of the plane that is nearest to `y`.
fn row_near(y: f64, area: Rect) -> u16 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to the rows of the plane"
    )]
    let row = y.clamp(f64::from(area.top()), f64::from(area.bottom() - 1)) as u16;
    row
}

/// Adds the labels of marks on the axis in row `y`, each centred below its mark unless it would overlap another label.
pub(super) fn add_labels_below(
    plot: &Plot,
    plane: &Plane,
    y: u16,
    scene: &mut Scene,
    ctx: &ChartContext<'_>,
) {
    let area = plane.figure;
    let labels = axis_labels(plot, plane, ctx);
    let centred = |label: &AxisLabel| {
        let last = area.right().saturating_sub(label.width).max(area.x);
        let start = label.column.saturating_sub(label.width / 2);
        start.clamp(area.x, last)
    };
    let mut starts: Vec<u16> = labels.iter().map(centred).collect();
    // Labels are moved apart to the right first. Those beyond the right end are then moved back to the left.
    for i in 1..labels.len() {
        starts[i] = starts[i].max(starts[i - 1] + labels[i - 1].width + GAP);
    }
    let mut end = area.right() + GAP;
    for (start, label) in starts.iter_mut().zip(&labels).rev() {
        *start = (*start).min(end.saturating_sub(label.width + GAP));
        end = *start;
    }
    let mut free_from = area.x;
    for (start, label) in starts.into_iter().zip(&labels) {
        if start >= free_from && start + label.width <= area.right() {
            scene.text(&label.text, (start, y), area, label.paint);
            free_from = start + label.width + 1;
        }
    }
}

fn axis_labels(plot: &Plot, plane: &Plane, ctx: &ChartContext<'_>) -> Vec<AxisLabel> {
    let area = plane.area;
    let mut labels: Vec<_> = on_axis(plot)
        .filter_map(|mark| {
            let x = plane.x.position(mark.x)?;
            let column = if x < f64::from(area.left()) {
                area.left()
            } else {
                cell_at(x, area.left(), area.right()).unwrap_or(area.right().checked_sub(1)?)
            };
            let text = label(mark, ctx)?;
            let width = columns(&text);
            Some(AxisLabel {
                text,
                paint: paint(mark.kind),
                column,
                width,
            })
        })
        .collect();
    labels.sort_by_key(|label| label.column);
    labels
}

/// Adds the labels of points, and those of marks on the axis where they have no row of their own, each beside its sign
/// where it covers the fewest cells of curves.
pub(super) fn add_labels_inside(
    plot: &Plot,
    plane: &Plane,
    with_axis_marks: bool,
    scene: &mut Scene,
    ctx: &ChartContext<'_>,
) {
    // No label covers a sign.
    let mut used: Vec<Rect> = plot
        .marks
        .iter()
        .filter_map(|mark| {
            let height = mark.y.or_else(|| height_on_curve(mark, plot))?;
            let (x, y) = (plane.column(mark.x)?, plane.row(height)?);
            Some(Rect::new(x, y, 1, 1))
        })
        .collect();
    for mark in &plot.marks {
        let Some(text) = label(mark, ctx) else {
            continue;
        };
        let height = match mark.y {
            Some(y) => Some(y),
            None if with_axis_marks => height_on_curve(mark, plot).or(Some(f64::NEG_INFINITY)),
            None => None,
        };
        let (Some(x), Some(height)) = (plane.column(mark.x), height) else {
            continue;
        };
        let last = plane.area.bottom().saturating_sub(1);
        let Some(y) = plane
            .row(height)
            .or_else(|| (height == f64::NEG_INFINITY).then_some(last))
        else {
            continue;
        };
        if let Some(place) = free_place((x, y), columns(&text), plot, plane, &used) {
            scene.text(&text, (place.x, place.y), plane.area, paint(mark.kind));
            used.push(place);
        }
    }
}

/// The cells beside (`x`, `y`) for a label of `width` columns: without another label, and with the fewest curves.
fn free_place(
    (x, y): (u16, u16),
    width: u16,
    plot: &Plot,
    plane: &Plane,
    used: &[Rect],
) -> Option<Rect> {
    let area = plane.area;
    let right = x.saturating_add(2);
    let left = x.checked_sub(width + 1).filter(|left| *left >= area.x);
    let above = y.checked_sub(1).filter(|above| *above >= area.y);
    let below = Some(y + 1).filter(|below| *below < area.bottom());
    let rows = [Some(y), above, below];
    let places = rows
        .into_iter()
        .flatten()
        .flat_map(|row| {
            let starts = [Some(right), left];
            starts.into_iter().flatten().map(move |start| (start, row))
        })
        .map(|(start, row)| Rect::new(start, row, width, 1))
        .filter(|place| place.intersection(area) == *place)
        .filter(|place| used.iter().all(|used| !used.intersects(*place)));
    places.min_by_key(|place| covered(*place, plot, plane))
}

/// The number of columns of `cells` in which a curve runs through its row.
fn covered(cells: Rect, plot: &Plot, plane: &Plane) -> usize {
    (cells.left()..cells.right())
        .filter(|column| {
            let x = plane.x.value(f64::from(*column) + 0.5);
            height_at(plot, x).and_then(|height| plane.row(height)) == Some(cells.y)
        })
        .count()
}

/// The label of a mark, if it has one.
fn label(mark: &Mark, ctx: &ChartContext<'_>) -> Option<String> {
    let text = match (&mark.label, mark.kind) {
        (Some(label), _) => ctx.format(label),
        (None, MarkKind::Prediction) => ctx.word("figure.your-prediction"),
        (
            None,
            MarkKind::Kink
            | MarkKind::KinkBefore
            | MarkKind::Extremum
            | MarkKind::Probe
            | MarkKind::Goal,
        ) => return None,
    };
    (!text.is_empty()).then_some(text)
}

fn paint(kind: MarkKind) -> Paint {
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
