//! The coordinates of a chart: a plane of cells with its axes, ticks and labels.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::dot_grid::DotGrid;
use super::draw_text::draw_text;
use super::frame::FigureFrame;
use super::stroke::Stroke;
use super::ticks::{self, AxisTick};
use crate::figure::{Axis, Role};
use crate::text::{clip, columns};
use crate::ui::RenderContext;
use crate::ui::hit_region::HitRegion;
use crate::ui::theme::StyleRole;

/// A plane of cells between two axes.
pub(super) struct Coordinates<'a> {
    /// The cells of the plane.
    pub plane: Rect,
    /// The area of the figure with its axes and labels.
    pub area: Rect,
    /// The horizontal axis.
    pub x: &'a Axis,
    /// The vertical axis.
    pub y: &'a Axis,
    grid: DotGrid,
    x_ticks: Vec<AxisTick>,
    y_ticks: Vec<AxisTick>,
}

impl<'a> Coordinates<'a> {
    pub(super) fn new(
        plane: Rect,
        area: Rect,
        x: &'a Axis,
        y: &'a Axis,
        ctx: &RenderContext<'_>,
    ) -> Self {
        Self {
            plane,
            area,
            x,
            y,
            grid: DotGrid::new(plane, ctx.glyphs.marker),
            x_ticks: ticks::x_ticks(x, plane.width, ctx),
            y_ticks: ticks::y_ticks(y, plane.height, ctx),
        }
    }

    /// The plane inside `frame`, with `above` rows above it and `below` rows below it.
    pub(super) fn plane_area(frame: FigureFrame, above: u16, below: u16) -> Rect {
        let area = frame.area;
        let left = (frame.gutter + 1).min(area.width / 2);
        let right = frame.margin.min(area.width / 6);
        Rect::new(
            area.x + left,
            area.y + above.min(area.height),
            area.width - left - right,
            area.height.saturating_sub(above + below),
        )
    }

    /// Records the plane as an area to drag on.
    pub(super) fn add_hit_region(&self, figure: usize, ctx: &RenderContext<'_>) {
        ctx.add_hit_region(self.plane, || HitRegion::Plane {
            figure,
            x: self.x.clone(),
            y: self.y.clone(),
        });
    }

    /// The column of the value `x`, the same for ticks, marks and curves.
    pub(super) fn column(&self, x: f64) -> Option<u16> {
        self.grid.column_of(self.x.place(x)?)
    }

    /// The row of the value `y`.
    pub(super) fn row(&self, y: f64) -> Option<u16> {
        self.grid.row_of(self.y.place(y)?)
    }

    /// Draws faint lines through zero, on the dots of zero, where zero is inside of both axes.
    pub(super) fn draw_zero_lines(&self, buf: &mut Buffer, ctx: &RenderContext<'_>) {
        let inside = |axis: &Axis| axis.place(0.0).filter(|at| (0.01..=0.99).contains(at));
        let mut grid = DotGrid::new(self.plane, ctx.glyphs.marker);
        if let Some(up) = inside(self.y) {
            grid.stroke(
                [Some((0.0, up)), Some((1.0, up))],
                Role::Ghost,
                Stroke::FAINT,
            );
        }
        if let Some(across) = inside(self.x) {
            let ends = [Some((across, 0.0)), Some((across, 1.0))];
            grid.stroke(ends, Role::Ghost, Stroke::FAINT);
        }
        grid.render_as(StyleRole::Zero, buf, ctx);
    }

    /// Draws the vertical axis, with its labels in the columns before it.
    pub(super) fn draw_y_axis(&self, buf: &mut Buffer, ctx: &RenderContext<'_>) {
        let Some(axis) = self.plane.x.checked_sub(1).filter(|x| *x >= self.area.x) else {
            return;
        };
        let gutter = axis - self.area.x;
        for y in self.plane.top()..self.plane.bottom() {
            draw_text(
                ctx.glyphs.vertical,
                (axis, y),
                self.area,
                StyleRole::Axis,
                buf,
                ctx,
            );
        }
        let mut used_rows = Vec::new();
        for tick in &self.y_ticks {
            let row = self.grid.row_of(tick.place);
            let Some(y) = row.filter(|y| !used_rows.contains(y)) else {
                continue;
            };
            used_rows.push(y);
            let label = clip(&tick.label, usize::from(gutter), ctx.glyphs.ellipsis);
            let start = axis.saturating_sub(columns(&label));
            draw_text(&label, (start, y), self.area, StyleRole::Axis, buf, ctx);
            draw_text(
                ctx.glyphs.tick_left,
                (axis, y),
                self.area,
                StyleRole::Axis,
                buf,
                ctx,
            );
        }
    }

    /// Draws the horizontal axis below the plane.
    pub(super) fn draw_x_axis(&self, buf: &mut Buffer, ctx: &RenderContext<'_>) {
        let y = self.plane.bottom();
        let corner = self.plane.x.saturating_sub(1);
        draw_text(
            ctx.glyphs.corner,
            (corner, y),
            self.area,
            StyleRole::Axis,
            buf,
            ctx,
        );
        for x in self.plane.left()..self.plane.right() {
            draw_text(
                ctx.glyphs.horizontal,
                (x, y),
                self.area,
                StyleRole::Axis,
                buf,
                ctx,
            );
        }
        for tick in &self.x_ticks {
            if let Some(x) = self.grid.column_of(tick.place) {
                draw_text(
                    ctx.glyphs.tick_below,
                    (x, y),
                    self.area,
                    StyleRole::Axis,
                    buf,
                    ctx,
                );
            }
        }
    }

    /// Draws the name of the horizontal axis: a short one at the end of the axis in row `line`, another one at the
    /// end of the row of labels. Returns the column before which labels have to end.
    fn draw_x_name(
        &self,
        line: u16,
        labels: u16,
        buf: &mut Buffer,
        ctx: &RenderContext<'_>,
    ) -> u16 {
        let end = self.area.right();
        let Some(name) = self.x.label.as_ref().map(|name| ctx.format(name)) else {
            return end;
        };
        let width = columns(&name);
        if width == 0 {
            return end;
        }
        let beside = self.plane.right() + 1;
        if width <= ticks::SHORT_NAME && beside + width <= end {
            draw_text(&name, (beside, line), self.area, StyleRole::Axis, buf, ctx);
            return end;
        }
        if width > self.area.width / 2 {
            return end;
        }
        draw_text(
            &name,
            (end - width, labels),
            self.area,
            StyleRole::Axis,
            buf,
            ctx,
        );
        end - width - 1
    }

    /// Draws the labels of the horizontal axis in row `y`, and its name.
    pub(super) fn draw_x_labels(&self, y: u16, buf: &mut Buffer, ctx: &RenderContext<'_>) {
        let end = self.draw_x_name(y.saturating_sub(1), y, buf, ctx);
        let mut free_from = self.area.x;
        for tick in &self.x_ticks {
            let Some(x) = self.grid.column_of(tick.place) else {
                continue;
            };
            let (before, after) = ticks::label_halves(&tick.label);
            // A clipped or moved label would be wrong, so it is left out.
            if x < free_from.saturating_add(before) || x + after >= end {
                continue;
            }
            draw_text(
                &tick.label,
                (x - before, y),
                self.area,
                StyleRole::Axis,
                buf,
                ctx,
            );
            free_from = x + after + 2;
        }
    }
}
