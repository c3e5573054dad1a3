//! A grid of dots, several per cell, onto which curves are drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::figure::Role;
use crate::ui::RenderContext;
use crate::ui::dot_marker::DotMarker;
use crate::ui::theme::StyleRole;

/// The dots of an area of cells.
pub(super) struct DotGrid {
    area: Rect,
    marker: DotMarker,
    cells: Vec<Option<DotCell>>,
}

/// The dots of a cell.
#[derive(Clone, Copy)]
struct DotCell {
    /// One bit per dot, as [`DotMarker::bit`] says.
    bits: u8,
    /// The role of the curve drawn last.
    role: Role,
}

impl DotGrid {
    pub(super) fn new(area: Rect, marker: DotMarker) -> Self {
        let count = usize::from(area.width) * usize::from(area.height);
        Self {
            area,
            marker,
            cells: vec![None; count],
        }
    }

    /// The dots of its cells.
    pub(super) fn marker(&self) -> DotMarker {
        self.marker
    }

    /// Dots across and down.
    fn size(&self) -> (u16, u16) {
        let (across, down) = self.marker.dots_per_cell();
        (
            self.area.width.saturating_mul(across),
            self.area.height.saturating_mul(down),
        )
    }

    /// The column of cells of the place `across`, from 0 to 1.
    pub(super) fn column_of(&self, across: f64) -> Option<u16> {
        let dot = dot_index(across, self.size().0)?;
        Some(self.area.x + dot / self.marker.dots_per_cell().0)
    }

    /// The row of cells of the place `up`, from 0 to 1.
    pub(super) fn row_of(&self, up: f64) -> Option<u16> {
        let dot = dot_index(1.0 - up, self.size().1)?;
        Some(self.area.y + dot / self.marker.dots_per_cell().1)
    }

    /// A place of the unit square in dots from the upper left corner, without rounding.
    pub(super) fn to_dots(&self, (across, up): (f64, f64)) -> Option<(f64, f64)> {
        let (width, height) = self.size();
        let last = |count: u16| Some(f64::from(count.checked_sub(1)?));
        Some((across * last(width)?, (1.0 - up) * last(height)?))
    }

    /// Sets a dot. Dots outside of the grid are ignored.
    pub(super) fn set(&mut self, x: i32, y: i32, role: Role) {
        let (width, height) = self.size();
        let (Ok(x), Ok(y)) = (u16::try_from(x), u16::try_from(y)) else {
            return;
        };
        if x >= width || y >= height {
            return;
        }
        let (across, down) = self.marker.dots_per_cell();
        let cell = usize::from(y / down) * usize::from(self.area.width) + usize::from(x / across);
        let bit = self.marker.bit(x % across, y % down);
        if let Some(slot) = self.cells.get_mut(cell) {
            let bits = match slot {
                // Dots of a ghost curve in the colour of another curve would look like a part of it.
                Some(before) if before.role == Role::Ghost && role != Role::Ghost => bit,
                Some(cell) => cell.bits | bit,
                None => bit,
            };
            *slot = Some(DotCell { bits, role });
        }
    }

    /// Draws a vertical line through the first dots of a column of cells, between two heights from 0 to 1.
    pub(super) fn vertical_line(&mut self, column: usize, (low, high): (f64, f64), role: Role) {
        let down = self.size().1;
        let (Some(bottom), Some(top)) = (dot_index(1.0 - low, down), dot_index(1.0 - high, down))
        else {
            return;
        };
        let across = usize::from(self.marker.dots_per_cell().0);
        let x = i32::try_from(column * across).unwrap_or(i32::MAX);
        for y in top..=bottom {
            self.set(x, i32::from(y), role);
        }
    }

    /// Writes the dots into the buffer, each cell in the style of the curve drawn last.
    pub(super) fn render(&self, buf: &mut Buffer, ctx: &RenderContext<'_>) {
        self.render_with(StyleRole::Series, buf, ctx);
    }

    /// Writes the dots into the buffer in one style.
    pub(super) fn render_as(
        &self,
        style_role: StyleRole,
        buf: &mut Buffer,
        ctx: &RenderContext<'_>,
    ) {
        self.render_with(|_| style_role, buf, ctx);
    }

    fn render_with(
        &self,
        style_role: impl Fn(Role) -> StyleRole,
        buf: &mut Buffer,
        ctx: &RenderContext<'_>,
    ) {
        for (at, dots) in self.area.positions().zip(&self.cells) {
            if let (Some(dots), Some(cell)) = (dots, buf.cell_mut(at)) {
                cell.set_char(self.marker.character(dots.bits, dots.role));
                cell.set_style(ctx.style(style_role(dots.role)));
            }
        }
    }

    /// The cells with dots, each with the character that shows them.
    pub(super) fn characters(&self) -> impl Iterator<Item = ((u16, u16), char)> {
        self.area
            .positions()
            .zip(&self.cells)
            .filter_map(|(at, dots)| {
                dots.map(|dots| ((at.x, at.y), self.marker.character(dots.bits, dots.role)))
            })
    }
}

/// The index of the dot at `place`, from 0 to 1, among `count` dots.
fn dot_index(place: f64, count: u16) -> Option<u16> {
    if !(-1e-9..=1.0 + 1e-9).contains(&place) || count == 0 {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0..count"
    )]
    let dot = (place.clamp(0.0, 1.0) * f64::from(count - 1)).round() as u16;
    Some(dot)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn characters(grid: &DotGrid) -> String {
        grid.characters().map(|(_, c)| c).collect()
    }

    #[test]
    fn a_cell_shows_the_dots_of_two_curves() {
        for (marker, both) in [(DotMarker::Braille, "⢁"), (DotMarker::Quadrant, "▚")] {
            let mut grid = DotGrid::new(Rect::new(0, 0, 1, 1), marker);
            grid.dot((0.0, 1.0), Role::Second);
            grid.dot((1.0, 0.0), Role::First);
            assert_eq!(characters(&grid), both);
        }
    }

    #[test]
    fn a_shared_cell_has_the_role_of_the_curve_drawn_last() {
        let mut grid = DotGrid::new(Rect::new(0, 0, 1, 1), DotMarker::Braille);
        grid.dot((0.0, 1.0), Role::Second);
        grid.dot((1.0, 0.0), Role::First);
        assert_eq!(grid.cells[0].unwrap().role, Role::First);
    }

    #[test]
    fn a_curve_replaces_dots_of_a_ghost_in_its_cells() {
        let mut grid = DotGrid::new(Rect::new(0, 0, 2, 1), DotMarker::Braille);
        grid.dot((0.0, 1.0), Role::Ghost);
        grid.dot((1.0, 1.0), Role::Ghost);
        grid.dot((0.34, 0.0), Role::First);
        assert_eq!(characters(&grid), "⢀⠈");
    }

    #[test]
    fn the_column_of_a_place_is_the_column_of_its_dot() {
        for width in 1..200 {
            for marker in [DotMarker::Braille, DotMarker::Quadrant, DotMarker::Ascii] {
                let mut grid = DotGrid::new(Rect::new(3, 0, width, 1), marker);
                grid.dot((0.37, 0.5), Role::First);
                let ((x, _), _) = grid.characters().next().unwrap();
                assert_eq!(grid.column_of(0.37), Some(x), "{width} {marker:?}");
            }
        }
    }

    #[test]
    fn an_empty_grid_ignores_dots() {
        let mut grid = DotGrid::new(Rect::new(0, 0, 0, 0), DotMarker::Braille);
        grid.dot((0.5, 0.5), Role::First);
        assert_eq!(grid.column_of(0.5), None);
        assert_eq!(grid.column_of(f64::NAN), None);
    }
}
