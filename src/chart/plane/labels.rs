//! The labels of the ticks of a plane, and the name of its x axis.

use super::{Plane, cell_at};
use crate::chart::ticks::{AxisTick, label_halves};
use crate::chart::{ChartContext, Paint, Scene};
use crate::text::{clip, columns};

impl Plane {
    /// Adds the labels of the vertical axis in the columns before the plane.
    pub(in crate::chart) fn add_y_labels(&self, scene: &mut Scene, ctx: &ChartContext<'_>) {
        let Some(end) = self.area.x.checked_sub(1).filter(|x| *x > self.figure.x) else {
            return;
        };
        let gutter = end - self.figure.x;
        let mut used = Vec::new();
        for tick in &self.y_ticks {
            let Some(y) = cell_at(tick.position, self.area.top(), self.area.bottom()) else {
                continue;
            };
            if used.contains(&y) {
                continue;
            }
            used.push(y);
            let label = clip(&tick.label, usize::from(gutter), ctx.symbols.ellipsis);
            let start = end.saturating_sub(columns(&label));
            scene.text(&label, (start, y), self.figure, Paint::Axis);
        }
    }

    /// The column behind the label of the last tick of the horizontal axis.
    fn labels_end(&self) -> u16 {
        let last = self.x_ticks.last().and_then(|tick| {
            let x = cell_at(tick.position, self.area.left(), self.area.right())?;
            Some(x + label_halves(&tick.label).1 + 1)
        });
        last.unwrap_or_else(|| self.area.right())
    }

    /// Adds the labels of the horizontal axis in row `y` from column `from` on, and its name.
    pub(in crate::chart) fn add_x_labels(&self, y: u16, from: u16, scene: &mut Scene) {
        let mut end = self.figure.right();
        if let Some(name) = &self.x_name {
            let width = columns(name);
            let beside = self.area.right().max(self.labels_end()) + 1;
            if beside + width <= end {
                scene.text(name, (beside, y), self.figure, Paint::Dim);
            } else if width <= self.figure.width / 2 {
                let start = (self.area.right() + 1).min(end - width);
                scene.text(name, (start, y), self.figure, Paint::Dim);
                end = start.saturating_sub(1);
            }
        }
        let place = |tick: &AxisTick| {
            let x = cell_at(tick.position, self.area.left(), self.area.right())?;
            let (before, after) = label_halves(&tick.label);
            // A clipped or moved label would be wrong, so it is left out.
            let is_whole = x >= from.saturating_add(before) && x + after < end;
            is_whole.then_some((x, before, after))
        };
        // The last label goes before those that it would touch: it may be the only one in words.
        let last = self.x_ticks.iter().rev().find_map(place);
        let mut free_from = from;
        for tick in &self.x_ticks {
            let Some((x, before, after)) = place(tick) else {
                continue;
            };
            let touches_last =
                last.is_some_and(|last| last.0 > x && x + after + 2 > last.0 - last.1);
            if x < free_from.saturating_add(before) || touches_last {
                continue;
            }
            scene.text(&tick.label, (x - before, y), self.figure, Paint::Axis);
            free_from = x + after + 2;
        }
    }
}
