//! A plane of cells with its axes: where values stand, and the labels that say so.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::axes;
use super::dots::DotGrid;
use super::{cut, write};
use crate::figure::Axis;
use crate::ui::Pen;
use crate::ui::theme::Part;

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
}

impl<'a> Coordinates<'a> {
    pub(super) fn new(plane: Rect, area: Rect, x: &'a Axis, y: &'a Axis, pen: &Pen<'_>) -> Self {
        Self {
            plane,
            area,
            x,
            y,
            grid: DotGrid::new(plane, pen.glyphs.dots),
        }
    }

    /// The column in which `x` stands, the same for ticks, marks and curves.
    pub(super) fn column(&self, x: f64) -> Option<u16> {
        self.grid.column_of(self.x.place(x)?)
    }

    /// The row in which `y` stands.
    pub(super) fn row(&self, y: f64) -> Option<u16> {
        self.grid.row_of(self.y.place(y)?)
    }

    /// Quiet lines through zero, where zero is well inside.
    pub(super) fn zero_lines(&self, buf: &mut Buffer, pen: &Pen<'_>) {
        let inside = |axis: &Axis| {
            axis.place(0.0)
                .filter(|place| (0.01..=0.99).contains(place))
        };
        if let Some(y) = inside(self.y).and_then(|place| self.grid.row_of(place)) {
            for x in self.plane.left()..self.plane.right() {
                write(
                    pen.glyphs.horizontal,
                    (x, y),
                    self.plane,
                    Part::Zero,
                    buf,
                    pen,
                );
            }
        }
        if let Some(x) = inside(self.x).and_then(|place| self.grid.column_of(place)) {
            for y in self.plane.top()..self.plane.bottom() {
                write(
                    pen.glyphs.vertical,
                    (x, y),
                    self.plane,
                    Part::Zero,
                    buf,
                    pen,
                );
            }
        }
    }

    /// The vertical axis, its labels in the `gutter` columns before it.
    pub(super) fn left_axis(&self, gutter: u16, buf: &mut Buffer, pen: &Pen<'_>) {
        let axis = self.plane.x - 1;
        for y in self.plane.top()..self.plane.bottom() {
            write(
                pen.glyphs.vertical,
                (axis, y),
                self.area,
                Part::Axis,
                buf,
                pen,
            );
        }
        let mut taken = Vec::new();
        for tick in axes::up(self.y, self.plane.height, pen) {
            let row = self.grid.row_of(tick.place);
            let Some(y) = row.filter(|y| !taken.contains(y)) else {
                continue;
            };
            taken.push(y);
            let label = cut(&tick.label, usize::from(gutter), pen.glyphs.ellipsis);
            let width = u16::try_from(label.width()).unwrap_or(gutter);
            write(&label, (axis - width, y), self.area, Part::Axis, buf, pen);
            write(
                pen.glyphs.tick_left,
                (axis, y),
                self.area,
                Part::Axis,
                buf,
                pen,
            );
        }
        if let Some(name) = &self.y.label {
            let free = (self.plane.top()..self.plane.bottom()).find(|y| !taken.contains(y));
            let name = cut(&pen.say(name), usize::from(gutter), pen.glyphs.ellipsis);
            write(
                &name,
                (axis - gutter, free.unwrap_or(self.plane.y)),
                self.area,
                Part::Dim,
                buf,
                pen,
            );
        }
    }

    /// The horizontal axis under the plane.
    pub(super) fn bottom_axis(&self, buf: &mut Buffer, pen: &Pen<'_>) {
        let y = self.plane.bottom();
        write(
            pen.glyphs.corner,
            (self.plane.x - 1, y),
            self.area,
            Part::Axis,
            buf,
            pen,
        );
        for x in self.plane.left()..self.plane.right() {
            write(
                pen.glyphs.horizontal,
                (x, y),
                self.area,
                Part::Axis,
                buf,
                pen,
            );
        }
        for tick in axes::across(self.x, self.plane.width, pen) {
            if let Some(x) = self.grid.column_of(tick.place) {
                write(
                    pen.glyphs.tick_below,
                    (x, y),
                    self.area,
                    Part::Axis,
                    buf,
                    pen,
                );
            }
        }
    }

    /// The labels of the horizontal axis in row `y`, its name at the end.
    pub(super) fn bottom_labels(&self, y: u16, buf: &mut Buffer, pen: &Pen<'_>) {
        let name = self
            .x
            .label
            .as_ref()
            .map(|label| pen.say(label))
            .unwrap_or_default();
        let name_width = u16::try_from(name.width()).unwrap_or(0);
        let end = self
            .area
            .right()
            .saturating_sub(name_width + u16::from(name_width > 0));
        let mut free_from = self.area.x;
        for tick in axes::across(self.x, self.plane.width, pen) {
            let Some(x) = self.grid.column_of(tick.place) else {
                continue;
            };
            let width = u16::try_from(tick.label.width()).unwrap_or(u16::MAX);
            let start = centred(x, &tick.label).min(end.saturating_sub(width));
            // A label that cannot stand over its own tick says something false, so it is left away.
            let over_its_tick = start <= x && x < start + width;
            if start >= free_from && over_its_tick {
                write(&tick.label, (start, y), self.area, Part::Axis, buf, pen);
                free_from = start + width + 1;
            }
        }
        write(
            &name,
            (self.area.right().saturating_sub(name_width), y),
            self.area,
            Part::Dim,
            buf,
            pen,
        );
    }
}

/// Where a label begins whose digits stand centred on column `x`; a sign hangs out to the left.
fn centred(x: u16, label: &str) -> u16 {
    let sign = u16::from(label.starts_with(['−', '-']));
    let digits = u16::try_from(label.width())
        .unwrap_or(0)
        .saturating_sub(sign);
    x.saturating_sub(digits.saturating_sub(1) / 2 + sign)
}
