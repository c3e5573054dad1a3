//! The plane of a chart with its axes: ticks and grid lines.

mod labels;

use ratatui::layout::Rect;

use super::axis_fit::{AxisFit, Slack, fit_axis};
use super::frame::FigureFrame;
use super::ticks::{AxisTick, TickLabels, label_halves};
use super::{AxisScale, ChartContext, Paint, Point, Scene, SceneRegion};
use crate::figure::{Axis, Scale};
use crate::locale::{Phrase, format_short};
use crate::text::columns;

/// The most columns of a label of the y axis.
const MAX_LABEL_WIDTH: u16 = 14;
/// A name of an x axis up to this width has columns of its own behind the labels; so has a wider one up to this share of the
/// columns.
const SHORT_NAME: u16 = 6;
const NAME_SHARE: u16 = 3;

/// A plane of cells between two axes.
pub(super) struct Plane {
    /// The cells of the plane.
    pub area: Rect,
    /// The area of the figure with its axes and labels.
    pub figure: Rect,
    /// Values to columns.
    pub x: AxisScale,
    /// Values to rows.
    pub y: AxisScale,
    /// The ticks of the horizontal axis, in columns of the screen.
    x_ticks: Vec<AxisTick>,
    /// The ticks of the vertical axis, in rows of the screen.
    y_ticks: Vec<AxisTick>,
    x_name: Option<String>,
}

/// An arrow at the edge of a plane towards a point beyond it, with the value of that point.
pub(super) struct EdgeArrow {
    /// Arrow and value.
    pub text: String,
    /// The first cell.
    pub at: (u16, u16),
}

/// The columns of the labels of a y axis over `rows` rows.
pub(super) fn y_label_width(axis: &Axis, rows: u16, ctx: &ChartContext<'_>) -> u16 {
    let widths = fit_vertical(axis, rows, ctx)
        .ticks
        .into_iter()
        .map(|tick| columns(&tick.label));
    widths.max().unwrap_or(0).min(MAX_LABEL_WIDTH)
}

/// The columns that labels of an x axis take before its start, and that they and its name take behind its end.
pub(super) fn x_label_overhang(axis: &Axis, width: u16, ctx: &ChartContext<'_>) -> (u16, u16) {
    let name = axis_name(axis, ctx).map_or(0, |name| columns(&name));
    let name = if (1..=SHORT_NAME.max(width / NAME_SHARE)).contains(&name) {
        name + 1
    } else {
        0
    };
    tick_overhang(axis, width, name, ctx)
}

/// The columns that labels of an x axis take before its start, and that they and `name` columns behind them take behind its
/// end. The width of the plane moves its ticks and so the labels at its ends, hence a few rounds.
pub(super) fn tick_overhang(
    axis: &Axis,
    width: u16,
    name: u16,
    ctx: &ChartContext<'_>,
) -> (u16, u16) {
    let (mut left, mut right) = (0.0_f64, 0.0_f64);
    for _ in 0..3 {
        let inner = f64::from(width.saturating_sub(name)) - right;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "from 0 to the columns of a screen"
        )]
        let inner = inner.max(0.0) as u16;
        for tick in &fit_horizontal(axis, inner, ctx).ticks {
            let (before, after) = label_halves(&tick.label);
            let column = tick.position.floor();
            left = left.max(f64::from(before) - column);
            right = right.max(column + f64::from(after) + 1.0 - f64::from(inner));
        }
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "from 0 to the width of a label"
    )]
    let (left, right) = (left as u16, right as u16);
    (left, right.saturating_add(name))
}

/// The name of an axis; of a logarithmic one with a word that says so.
pub(super) fn axis_name(axis: &Axis, ctx: &ChartContext<'_>) -> Option<String> {
    let name = axis.label.as_ref().map(|name| ctx.format(name));
    let name = name.filter(|name| !name.is_empty());
    match (axis.scale, name) {
        (Scale::Linear, name) => name,
        (Scale::Log, None) => Some(ctx.word("figure.log")),
        (Scale::Log, Some(name)) => {
            let phrase = Phrase::key("figure.log-of").with("name", Phrase::verbatim(name));
            Some(ctx.format(&phrase))
        }
    }
}

fn fit_vertical(axis: &Axis, rows: u16, ctx: &ChartContext<'_>) -> AxisFit {
    let labels = TickLabels {
        ctx,
        is_horizontal: false,
    };
    fit_axis(axis, rows, Slack::OnBothSides, &labels)
}

fn fit_horizontal(axis: &Axis, width: u16, ctx: &ChartContext<'_>) -> AxisFit {
    let labels = TickLabels {
        ctx,
        is_horizontal: true,
    };
    fit_axis(axis, width, Slack::BehindTheEnd, &labels)
}

impl Plane {
    /// Fits both axes to the cells of `area`. The plane may become narrower than `area`.
    pub(super) fn new(
        area: Rect,
        figure: Rect,
        x: &Axis,
        y: &Axis,
        ctx: &ChartContext<'_>,
    ) -> Self {
        let across = fit_horizontal(x, area.width, ctx);
        let up = fit_vertical(y, area.height, ctx);
        let area = Rect {
            width: across.cells.min(area.width),
            ..area
        };
        let (left, bottom) = (f64::from(area.left()), f64::from(area.bottom()));
        // A reversed axis runs from the right to the left, or downwards.
        let x_end = f64::from(area.right());
        let y_end = f64::from(area.top());
        let (x_start, x_sign) = if x.min > x.max {
            (x_end, -1.0)
        } else {
            (left, 1.0)
        };
        let (y_start, y_sign) = if y.min > y.max {
            (y_end, 1.0)
        } else {
            (bottom, -1.0)
        };
        Self {
            area,
            figure,
            x: axis_scale(x.scale, &across, x_start, x_sign),
            y: axis_scale(y.scale, &up, y_start, y_sign),
            x_ticks: on_screen(across.ticks, x_start, x_sign),
            y_ticks: on_screen(up.ticks, y_start, y_sign),
            x_name: axis_name(x, ctx),
        }
    }

    /// A plane without ticks, which `x` and `y` fill from side to side: each axis in the range of its values.
    pub(super) fn bare(area: Rect, x: &Axis, y: &Axis) -> Self {
        let (top, bottom) = (f64::from(area.top()), f64::from(area.bottom()));
        Self {
            area,
            figure: area,
            x: whole_scale(x, f64::from(area.left()), f64::from(area.right())),
            y: whole_scale(y, bottom, top),
            x_ticks: Vec::new(),
            y_ticks: Vec::new(),
            x_name: None,
        }
    }

    /// The same plane, whose x axis is named elsewhere.
    pub(super) fn without_x_name(self) -> Self {
        Self {
            x_name: None,
            ..self
        }
    }

    /// The cells inside `frame`, with `above` rows above them and `below` rows below them.
    pub(super) fn area_in(frame: FigureFrame, above: u16, below: u16) -> Rect {
        let area = frame.area;
        let left = (frame.gutter + 1).min(area.width / 2);
        let right = frame.margin.min(area.width * 2 / 5);
        Rect::new(
            area.x + left,
            area.y + above.min(area.height),
            area.width - left - right,
            area.height.saturating_sub(above + below),
        )
    }

    /// The place of a point. None where a value is not finite.
    pub(super) fn point(&self, (x, y): (f64, f64)) -> Option<Point> {
        Some(Point {
            x: self.x.position(x)?,
            y: self.y.position(y).or_else(|| self.below_logarithms(y))?,
        })
    }

    /// The place of exactly 0 on a logarithmic axis: below its lower end, so that a curve that falls to 0 is seen to leave.
    fn below_logarithms(&self, y: f64) -> Option<f64> {
        let drop = 2.0 * f64::from(self.area.height);
        (self.y.scale == Scale::Log && y == 0.0).then(|| f64::from(self.area.bottom()) + drop)
    }

    /// Whether a point is on the plane or on its edge.
    pub(super) fn contains(&self, point: Point) -> bool {
        let area = self.area;
        (f64::from(area.left())..=f64::from(area.right())).contains(&point.x)
            && (f64::from(area.top())..=f64::from(area.bottom())).contains(&point.y)
    }

    /// The column of the value `x`. None outside of the plane.
    pub(super) fn column(&self, x: f64) -> Option<u16> {
        cell_at(self.x.position(x)?, self.area.left(), self.area.right())
    }

    /// The row of the value `y`. None outside of the plane.
    pub(super) fn row(&self, y: f64) -> Option<u16> {
        cell_at(self.y.position(y)?, self.area.top(), self.area.bottom())
    }

    /// Removes the ticks of the vertical axis whose values are not wanted.
    pub(super) fn retain_y_ticks(&mut self, is_wanted: impl Fn(f64) -> bool) {
        let y = self.y;
        self.y_ticks
            .retain(|tick| is_wanted(y.value(tick.position)));
    }

    /// The arrow to a point beyond a side of the plane. None for a point that is inside, or not finite.
    pub(super) fn arrow_to(&self, (x, y): (f64, f64), ctx: &ChartContext<'_>) -> Option<EdgeArrow> {
        if self.column(x).is_some() && self.row(y).is_some() {
            return None;
        }
        self.edge_arrow(self.point((x, y))?, x, Some(y), ctx)
    }

    /// The arrow at the side of the plane that is nearest to `center`, with the value `x` at the left and right side, and
    /// `height` at the other sides.
    pub(super) fn edge_arrow(
        &self,
        center: Point,
        x: f64,
        height: Option<f64>,
        ctx: &ChartContext<'_>,
    ) -> Option<EdgeArrow> {
        let area = self.area;
        if area.is_empty() {
            return None;
        }
        let value = |value: f64| ctx.fold(&format_short(value));
        let (text, start) = if center.x < f64::from(area.left()) {
            let text = format!("{} {}", ctx.symbols.left, value(x));
            (text, area.left())
        } else if center.x > f64::from(area.right()) {
            let text = format!("{} {}", value(x), ctx.symbols.right);
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
            let column = cell_at(center.x, area.left(), area.right());
            let last = area.right().saturating_sub(columns(&text)).max(area.left());
            (text, column.unwrap_or_else(|| area.left()).min(last))
        };
        let row = row_near(center.y, area);
        Some(EdgeArrow {
            text,
            at: (start, row),
        })
    }

    /// Records the plane as an area to drag on.
    pub(super) fn add_region(&self, figure: usize, scene: &mut Scene) {
        let region = SceneRegion::Plane {
            figure,
            x: self.x,
            y: self.y,
        };
        scene.regions.push((self.area, region));
    }

    /// Adds the plane and its grid lines: one for each tick, the lines through zero more strongly.
    pub(super) fn add_grid(&self, scene: &mut Scene) {
        scene.plane(self.area);
        let (left, right) = (f64::from(self.area.left()), f64::from(self.area.right()));
        let (top, bottom) = (f64::from(self.area.top()), f64::from(self.area.bottom()));
        let zero = |axis: AxisScale, low: f64, high: f64| {
            let zero = axis.position(0.0)?;
            (low..high).contains(&zero).then_some(zero)
        };
        let (zero_x, zero_y) = (zero(self.x, left, right), zero(self.y, top, bottom));
        let is_zero =
            |at: f64, zero: Option<f64>| zero.is_some_and(|zero| (zero - at).abs() < 1e-6);
        let vertical = |x: f64| vec![Point { x, y: top }, Point { x, y: bottom }];
        let horizontal = |y: f64| vec![Point { x: left, y }, Point { x: right, y }];
        for tick in &self.x_ticks {
            if !is_zero(tick.position, zero_x) {
                scene.polyline(vertical(tick.position), Paint::Grid);
            }
        }
        for tick in &self.y_ticks {
            if !is_zero(tick.position, zero_y) {
                scene.polyline(horizontal(tick.position), Paint::Grid);
            }
        }
        if let Some(y) = zero_y {
            scene.polyline(horizontal(y), Paint::Zero);
        }
        // At the left side, the labels are a line already.
        if let Some(x) = zero_x.filter(|x| *x >= left + 1.0) {
            scene.polyline(vertical(x), Paint::Zero);
        }
    }
}

fn axis_scale(scale: Scale, fit: &AxisFit, start: f64, sign: f64) -> AxisScale {
    AxisScale {
        scale,
        origin: fit.origin.0,
        position: start + sign * fit.origin.1,
        per_unit: sign * fit.per_unit,
    }
}

/// The scale of an axis that goes from one position to another one.
fn whole_scale(axis: &Axis, start: f64, end: f64) -> AxisScale {
    let at = |value: f64| match axis.scale {
        Scale::Linear => value,
        Scale::Log => value.log10(),
    };
    let (first, last) = (at(axis.min), at(axis.max));
    AxisScale {
        scale: axis.scale,
        origin: first,
        position: start,
        per_unit: (end - start) / (last - first),
    }
}

/// The row of `area` that is nearest to `y`.
fn row_near(y: f64, area: Rect) -> u16 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to the rows of the plane"
    )]
    let row = y.clamp(f64::from(area.top()), f64::from(area.bottom() - 1)) as u16;
    row
}

/// `ticks` with positions on the screen, in the order of their positions.
fn on_screen(ticks: Vec<AxisTick>, start: f64, sign: f64) -> Vec<AxisTick> {
    let mut ticks: Vec<AxisTick> = ticks
        .into_iter()
        .map(|tick| AxisTick {
            position: start + sign * tick.position,
            ..tick
        })
        .collect();
    ticks.sort_by(|a, b| a.position.total_cmp(&b.position));
    ticks
}

/// The cell at `position`, between the cells `from` and `end`.
pub(super) fn cell_at(position: f64, from: u16, end: u16) -> Option<u16> {
    let is_inside = (f64::from(from) - 1e-6..=f64::from(end) + 1e-6).contains(&position);
    if !is_inside || from >= end {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between two u16"
    )]
    let cell = (position + 1e-6).max(0.0) as u16;
    Some(cell.clamp(from, end - 1))
}
