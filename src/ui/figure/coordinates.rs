//! A plane of cells with its axes: where values stand, and the labels that say so.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::axes::{self, Tick};
use super::dots::DotGrid;
use super::stroke::Stroke;
use super::{Frame, cut, write};
use crate::figure::{Axis, Role};
use crate::text::columns;
use crate::ui::RenderContext;
use crate::ui::hit_region::HitRegion;
use crate::ui::theme::StyleRole;

/// A plane of cells between two axes.
pub(super) struct Coordinates<'a> {
    /// The cells of the plane.
    pub plane: Rect,
    /// All room of the figure, axes and labels with it.
    pub area: Rect,
    /// The horizontal axis.
    pub x: &'a Axis,
    /// The vertical axis.
    pub y: &'a Axis,
    grid: DotGrid,
    x_ticks: Vec<Tick>,
    y_ticks: Vec<Tick>,
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
            grid: DotGrid::new(plane, ctx.glyphs.dots),
            x_ticks: axes::across(x, plane.width, ctx),
            y_ticks: axes::up(y, plane.height, ctx),
        }
    }

    /// The plane inside `frame` below `above` rows and over `below` rows.
    pub(super) fn plane(frame: Frame, above: u16, below: u16) -> Rect {
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

    /// Makes the plane something to drag on.
    pub(super) fn hit_region(&self, figure: usize, ctx: &RenderContext<'_>) {
        ctx.hit_region(self.plane, || HitRegion::Plane {
            figure,
            x: self.x.clone(),
            y: self.y.clone(),
        });
    }

    /// The column in which `x` stands, the same for ticks, marks and curves.
    pub(super) fn column(&self, x: f64) -> Option<u16> {
        self.grid.column_of(self.x.place(x)?)
    }

    /// The row in which `y` stands.
    pub(super) fn row(&self, y: f64) -> Option<u16> {
        self.grid.row_of(self.y.place(y)?)
    }

    /// Quiet lines through zero, where zero is well inside, on the very dots of zero.
    pub(super) fn zero_lines(&self, buf: &mut Buffer, ctx: &RenderContext<'_>) {
        let inside = |axis: &Axis| axis.place(0.0).filter(|at| (0.01..=0.99).contains(at));
        let mut grid = DotGrid::new(self.plane, ctx.glyphs.dots);
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
        grid.render_in(StyleRole::Zero, buf, ctx);
    }

    /// The vertical axis, its labels in the columns before it.
    pub(super) fn left_axis(&self, buf: &mut Buffer, ctx: &RenderContext<'_>) {
        let Some(axis) = self.plane.x.checked_sub(1).filter(|x| *x >= self.area.x) else {
            return;
        };
        let gutter = axis - self.area.x;
        for y in self.plane.top()..self.plane.bottom() {
            write(
                ctx.glyphs.vertical,
                (axis, y),
                self.area,
                StyleRole::Axis,
                buf,
                ctx,
            );
        }
        let mut taken = Vec::new();
        for tick in &self.y_ticks {
            let row = self.grid.row_of(tick.place);
            let Some(y) = row.filter(|y| !taken.contains(y)) else {
                continue;
            };
            taken.push(y);
            let label = cut(&tick.label, usize::from(gutter), ctx.glyphs.ellipsis);
            let start = axis.saturating_sub(columns(&label));
            write(&label, (start, y), self.area, StyleRole::Axis, buf, ctx);
            write(
                ctx.glyphs.tick_left,
                (axis, y),
                self.area,
                StyleRole::Axis,
                buf,
                ctx,
            );
        }
    }

    /// The horizontal axis under the plane, a short name at its end.
    pub(super) fn bottom_axis(&self, buf: &mut Buffer, ctx: &RenderContext<'_>) {
        let y = self.plane.bottom();
        let corner = self.plane.x.saturating_sub(1);
        write(
            ctx.glyphs.corner,
            (corner, y),
            self.area,
            StyleRole::Axis,
            buf,
            ctx,
        );
        for x in self.plane.left()..self.plane.right() {
            write(
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
                write(
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

    /// The name of the horizontal axis: at the end of its line in row `line` if it is short, else at
    /// the end of the row of labels. Returns where labels have to end.
    fn name(&self, line: u16, labels: u16, buf: &mut Buffer, ctx: &RenderContext<'_>) -> u16 {
        let end = self.area.right();
        let Some(name) = self.x.label.as_ref().map(|name| ctx.format(name)) else {
            return end;
        };
        let width = columns(&name);
        if width == 0 {
            return end;
        }
        let beside = self.plane.right() + 1;
        if width <= axes::SHORT_NAME && beside + width <= end {
            write(&name, (beside, line), self.area, StyleRole::Axis, buf, ctx);
            return end;
        }
        if width > self.area.width / 2 {
            return end;
        }
        write(
            &name,
            (end - width, labels),
            self.area,
            StyleRole::Axis,
            buf,
            ctx,
        );
        end - width - 1
    }

    /// The labels of the horizontal axis in row `y`, and its name.
    pub(super) fn bottom_labels(&self, y: u16, buf: &mut Buffer, ctx: &RenderContext<'_>) {
        let end = self.name(y.saturating_sub(1), y, buf, ctx);
        let mut free_from = self.area.x;
        for tick in &self.x_ticks {
            let Some(x) = self.grid.column_of(tick.place) else {
                continue;
            };
            let (before, after) = axes::around(&tick.label);
            // A label that would be cut or pushed aside says something false, so it is left away.
            if x < free_from.saturating_add(before) || x + after >= end {
                continue;
            }
            write(
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
