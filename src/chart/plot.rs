//! Plots: curves with title, names, axes and marks.

use ratatui::layout::Rect;

use super::frame::{Density, FigureFrame};
use super::plane::{self, Plane};
use super::{
    ChartContext, Paint, Scene, SceneRect, curve_names, curves, legend, mark_labels, marks,
    slope_triangle, trails,
};
use crate::figure::{Plot, PlotHeight, Role, Ticks};
use crate::locale::Phrase;
use crate::text::columns;

/// The fewest columns of a plot with axes.
const MIN_WIDTH: u16 = 12;

/// The rows of a plot above and below its plane.
#[derive(Clone, Copy)]
struct RowsAround {
    /// Title and legend.
    heading: u16,
    /// The labels of the x axis.
    labels: u16,
    /// The labels of the marks on it.
    marks: u16,
}

impl RowsAround {
    fn new(plot: &Plot, frame: FigureFrame, ctx: &ChartContext<'_>) -> Self {
        Self {
            heading: if is_lower_part(plot, frame) && matches!(plot.y.ticks, Ticks::At(_)) {
                0
            } else {
                legend::height(plot, frame, ctx)
            },
            labels: u16::from(!frame.shares_x_with_previous),
            marks: u16::from(
                frame.density == Density::Full && mark_labels::has_axis_labels(plot, ctx),
            ),
        }
    }

    fn below(self) -> u16 {
        self.labels + self.marks
    }
}

/// Whether a plot is the lower part of the chart above it: that chart names the curves, and named ticks replace the title.
fn is_lower_part(plot: &Plot, frame: FigureFrame) -> bool {
    frame.shares_x_with_previous && plot.height == PlotHeight::Strip
}

/// The rows that a plot needs above and below its plane.
pub(super) fn rows_around_plane(plot: &Plot, frame: FigureFrame, ctx: &ChartContext<'_>) -> u16 {
    let rows = RowsAround::new(plot, frame, ctx);
    rows.heading + rows.below()
}

/// The columns that a plot needs before and behind its plane.
pub(super) fn side_columns(plot: &Plot, frame: FigureFrame, ctx: &ChartContext<'_>) -> (u16, u16) {
    let rows = rows_around_plane(plot, frame, ctx);
    let height = frame.area.height.saturating_sub(rows);
    let labels = plane::y_label_width(&plot.y, height, ctx);
    let names = curve_names::width_at_ends(plot, frame.area.width, ctx);
    let inner = frame.area.width.saturating_sub(labels + 1 + names);
    let (before, behind) = plane::x_label_overhang(&plot.x, inner, ctx);
    (labels.max(before.saturating_sub(1)), behind.max(names))
}

/// Adds a plot.
pub(super) fn add(plot: &Plot, frame: FigureFrame, scene: &mut Scene, ctx: &ChartContext<'_>) {
    let area = frame.area;
    let rows = RowsAround::new(plot, frame, ctx);
    if area.height <= rows.heading + rows.below() || area.width < MIN_WIDTH {
        add_small(plot, area, scene, ctx);
        return;
    }
    let cells = Plane::area_in(frame, rows.heading, rows.below());
    let plane = Plane::new(cells, area, &plot.x, &plot.y, ctx);
    let names = curve_names::place_names(plot, &plane, ctx);
    let top = Rect {
        height: rows.heading,
        ..area
    };
    // The chart above a strip names its curves.
    let legend = if is_lower_part(plot, frame) {
        &[]
    } else {
        names.legend.as_slice()
    };
    legend::add(plot, legend, top, plane.area.x, scene, ctx);
    plane.add_region(frame.index, scene);
    add_active(plot, &plane, scene, ctx);
    plane.add_grid(scene);
    marks::add_guides(plot, &plane, scene);
    curves::add(plot, &plane, scene);
    marks::add_signs(plot, &plane, scene, ctx);
    plane.add_y_labels(scene, ctx);
    curve_names::add_at_ends(&names.at_ends, &plane, scene);
    let mut below = plane.area.bottom();
    if rows.labels > 0 {
        plane.add_x_labels(below, area.x, scene);
        below += 1;
    }
    if rows.marks > 0 {
        mark_labels::add_labels_below(plot, &plane, below, scene, ctx);
    }
    mark_labels::add_labels_inside(plot, &plane, rows.marks == 0, scene, ctx);
    trails::add_counts(plot, &plane, scene, ctx);
    marks::add_kink_arrow(plot, &plane, scene, ctx);
    slope_triangle::add(plot, &plane, scene, ctx);
    if let Some(empty) = plot.empty() {
        add_sentence(&empty, plane.area, scene, ctx);
    }
}

/// Adds a sentence in the middle of an empty area, unless it is wider.
pub(super) fn add_sentence(
    sentence: &Phrase,
    area: Rect,
    scene: &mut Scene,
    ctx: &ChartContext<'_>,
) {
    let text = ctx.format(sentence);
    let width = columns(&text);
    if width > 0 && width <= area.width && area.height > 0 {
        let start = area.x + (area.width - width) / 2;
        scene.text(&text, (start, area.y + area.height / 2), area, Paint::Text);
    }
}

/// The fewest columns of a range in which its name stands.
const MIN_NAMED: u16 = 10;

/// Tints the range in which the unit is on, and names both sides of a main plot.
fn add_active(plot: &Plot, plane: &Plane, scene: &mut Scene, ctx: &ChartContext<'_>) {
    let Some((from, to)) = plot.active else {
        return;
    };
    let (left, right) = (f64::from(plane.area.left()), f64::from(plane.area.right()));
    let column = |value: f64, infinite: f64| match plane.x.position(value) {
        Some(x) => x.clamp(left, right),
        None => infinite,
    };
    let (from, to) = (column(from, left), column(to, right));
    let rect = |from: f64, to: f64| SceneRect {
        x: from,
        y: f64::from(plane.area.top()),
        width: to - from,
        height: f64::from(plane.area.height),
    };
    if to > from {
        scene.rect(rect(from, to), Paint::Active(Role::First));
    }
    if plot.height == PlotHeight::Strip || plane.area.height < MIN_NAMED {
        return;
    }
    let on = (ctx.word("figure.on"), from, to, Paint::Series(Role::First));
    let off = if from > left {
        (ctx.word("figure.off"), left, from, Paint::Dim)
    } else {
        (ctx.word("figure.off"), to, right, Paint::Dim)
    };
    for (word, from, to, paint) in [on, off] {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to the columns of the plane"
        )]
        let (from, to) = (from.ceil() as u16, to as u16);
        if to.saturating_sub(from) >= MIN_NAMED {
            scene.text(&word, (from + 1, plane.area.y + 1), plane.area, paint);
        }
    }
}

/// Adds a plot in a few cells: curves, marks and grid lines, without labels.
pub(super) fn add_small(plot: &Plot, area: Rect, scene: &mut Scene, ctx: &ChartContext<'_>) {
    let plane = Plane::new(area, area, &plot.x, &plot.y, ctx);
    plane.add_grid(scene);
    curves::add(plot, &plane, scene);
    marks::add_signs(plot, &plane, scene, ctx);
}
