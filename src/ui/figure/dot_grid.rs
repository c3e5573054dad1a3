//! A grid of dots, several per cell, onto which lines and points are drawn.

use ratatui::layout::{Position, Rect};

use crate::chart::{DiscShape, Paint, Point};
use crate::figure::Role;
use crate::ui::dot_marker::DotMarker;

/// The dots of an area of cells.
pub(super) struct DotGrid {
    area: Rect,
    marker: DotMarker,
    cells: Vec<Layers>,
}

/// The dots of a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct DotCell {
    /// One bit per dot, as [`DotMarker::bit`] says.
    pub bits: u8,
    /// The meaning that gives the colour: of the mark in the cell, else of the line with the most dots.
    pub paint: Paint,
}

/// The dots of each line and mark in a cell, in the order of drawing.
#[derive(Clone, Debug, Default)]
struct Layers(Vec<DotCell>);

impl Layers {
    fn set(&mut self, bit: u8, paint: Paint) {
        if !is_behind(paint) {
            // Dots of a grid line, of a lane or of the curve before in the colour of a curve would look like a part of it.
            self.0.retain(|layer| !is_behind(layer.paint));
        }
        match self.0.iter_mut().find(|layer| layer.paint == paint) {
            Some(layer) => layer.bits |= bit,
            None => self.0.push(DotCell { bits: bit, paint }),
        }
    }

    /// All dots in the colour of the mark drawn last, else of the line with the most dots, else of the later line.
    fn merge(&self) -> Option<DotCell> {
        let rank = |layer: &&DotCell| match layer.paint {
            paint if is_behind(paint) => (0, 0),
            Paint::Series(_) | Paint::Prediction | Paint::Goal => (1, layer.bits.count_ones()),
            _ => (2, 0),
        };
        let top = self.0.iter().max_by_key(rank)?;
        let bits = self.0.iter().fold(0, |bits, layer| bits | layer.bits);
        Some(DotCell {
            bits,
            paint: top.paint,
        })
    }
}

/// The dots of a disc: offsets from its middle dot, for 2 × 4 dots in a cell.
const FILLED: [(i32, i32); 9] = [
    (-1, -1),
    (0, -1),
    (1, -1),
    (-1, 0),
    (0, 0),
    (1, 0),
    (-1, 1),
    (0, 1),
    (1, 1),
];
const RING: [(i32, i32); 8] = [
    (-1, -1),
    (0, -1),
    (1, -1),
    (-1, 0),
    (1, 0),
    (-1, 1),
    (0, 1),
    (1, 1),
];
const CROSS: [(i32, i32); 5] = [(-1, -1), (1, -1), (0, 0), (-1, 1), (1, 1)];
const PLUS: [(i32, i32); 5] = [(0, -1), (-1, 0), (0, 0), (1, 0), (0, 1)];

impl DotGrid {
    pub(super) fn new(area: Rect, marker: DotMarker) -> Self {
        let count = usize::from(area.width) * usize::from(area.height);
        Self {
            area,
            marker,
            cells: vec![Layers::default(); count],
        }
    }

    /// The dots of its cells.
    pub(super) fn marker(&self) -> DotMarker {
        self.marker
    }

    /// A point in dots from the upper left corner of the screen, without rounding.
    pub(super) fn to_dots(&self, point: Point) -> (f64, f64) {
        let (across, down) = self.marker.dots_per_cell();
        (point.x * f64::from(across), point.y * f64::from(down))
    }

    /// Sets the dot in column `x` and row `y` of dots, from the upper left corner of the screen. Dots outside of the grid
    /// are ignored.
    pub(super) fn set(&mut self, x: i32, y: i32, paint: Paint) {
        let (Ok(x), Ok(y)) = (u16::try_from(x), u16::try_from(y)) else {
            return;
        };
        let (across, down) = self.marker.dots_per_cell();
        let at = Position::new(x / across, y / down);
        if !self.area.contains(at) {
            return;
        }
        let column = usize::from(at.x - self.area.x);
        let cell = usize::from(at.y - self.area.y) * usize::from(self.area.width) + column;
        let bit = self.marker.bit(x % across, y % down);
        if let Some(layers) = self.cells.get_mut(cell) {
            layers.set(bit, paint);
        }
    }

    /// Draws a disc of 3 × 3 dots around `center`; of a single dot where a cell has one.
    pub(super) fn disc(&mut self, center: Point, shape: DiscShape, paint: Paint) {
        let (x, y) = round_to_dot(self.to_dots(center));
        let offsets: &[(i32, i32)] = match (self.marker, shape) {
            (DotMarker::Ascii, _) => &[(0, 0)],
            // Two dots down a cell are about as high as two across it are wide.
            (_, DiscShape::Filled) => &FILLED,
            (_, DiscShape::Ring) => &RING,
            (_, DiscShape::Cross) => &CROSS,
            (_, DiscShape::Plus) => &PLUS,
        };
        for (dx, dy) in offsets {
            self.set(x.saturating_add(*dx), y.saturating_add(*dy), paint);
        }
    }

    /// The cell of the middle dot of a disc around `center`. None left of or above the screen.
    pub(super) fn cell_of(&self, center: Point) -> Option<Position> {
        let (x, y) = round_to_dot(self.to_dots(center));
        let (across, down) = self.marker.dots_per_cell();
        let (x, y) = (u16::try_from(x).ok()?, u16::try_from(y).ok()?);
        Some(Position::new(x / across, y / down))
    }

    /// The cells with dots.
    pub(super) fn cells(&self) -> impl Iterator<Item = (Position, DotCell)> {
        self.area
            .positions()
            .zip(&self.cells)
            .filter_map(|(at, layers)| layers.merge().map(|dots| (at, dots)))
    }

    /// Removes the dots of grid lines beside curves and marks. Without hues they are as bright as those.
    pub(super) fn clear_grid_beside_curves(&mut self) {
        let width = usize::from(self.area.width);
        let is_grid = |paint: Paint| matches!(paint, Paint::Grid | Paint::Zero);
        let is_front = |layers: &Layers| layers.0.iter().any(|layer| !is_grid(layer.paint));
        let fronts: Vec<bool> = self.cells.iter().map(is_front).collect();
        let has_front = |at: usize| fronts.get(at).is_some_and(|is_front| *is_front);
        for (at, layers) in self.cells.iter_mut().enumerate() {
            let column = at % width;
            let left = column > 0 && has_front(at - 1);
            let right = column + 1 < width && has_front(at + 1);
            let above = at >= width && has_front(at - width);
            if left || right || above || has_front(at) || has_front(at + width) {
                layers.0.retain(|layer| !is_grid(layer.paint));
            }
        }
    }
}

/// Whether a line lies behind the curves, so that it gives way in a shared cell.
fn is_behind(paint: Paint) -> bool {
    match paint {
        Paint::Grid
        | Paint::Zero
        | Paint::Rule
        | Paint::NegativeRule
        | Paint::Lane(_)
        | Paint::Series(Role::Ghost) => true,
        Paint::Text
        | Paint::Title
        | Paint::Dim
        | Paint::Axis
        | Paint::Accent
        | Paint::Series(
            Role::First
            | Role::Second
            | Role::Third
            | Role::Fourth
            | Role::Target
            | Role::Prediction,
        )
        | Paint::Active(_)
        | Paint::Arrival(_)
        | Paint::Kink
        | Paint::Probe
        | Paint::Prediction
        | Paint::Goal
        | Paint::Live
        | Paint::Selected
        | Paint::Right
        | Paint::Wrong
        | Paint::Heat(_) => false,
    }
}

/// The dot that contains a place in dots. Rounding errors do not move it to the dot before.
#[expect(
    clippy::cast_possible_truncation,
    reason = "clamped to places of dots that exist on a screen"
)]
pub(super) fn round_to_dot((x, y): (f64, f64)) -> (i32, i32) {
    let round = |place: f64| (place + 1e-6).floor().clamp(-1e6, 1e6) as i32;
    (round(x), round(y))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn characters(grid: &DotGrid) -> String {
        let marker = grid.marker();
        grid.cells()
            .map(|(_, dots)| marker.character(dots.bits, Role::First))
            .collect()
    }

    fn p(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    #[test]
    fn a_cell_shows_the_dots_of_two_curves_in_the_colour_of_the_later_one() {
        for (marker, both) in [(DotMarker::Braille, "⢁"), (DotMarker::Quadrant, "▚")] {
            let mut grid = DotGrid::new(Rect::new(0, 0, 1, 1), marker);
            grid.set(0, 0, Paint::Series(Role::Second));
            let (x, y) = marker.dots_per_cell();
            grid.set(
                i32::from(x) - 1,
                i32::from(y) - 1,
                Paint::Series(Role::First),
            );
            assert_eq!(characters(&grid), both);
            let paint = grid.cells().next().unwrap().1.paint;
            assert_eq!(paint, Paint::Series(Role::First));
        }
    }

    #[test]
    fn a_cell_has_the_colour_of_the_curve_with_the_most_dots() {
        let mut grid = DotGrid::new(Rect::new(0, 0, 1, 1), DotMarker::Braille);
        let (first, second) = (Paint::Series(Role::First), Paint::Series(Role::Second));
        grid.set(0, 0, second);
        grid.set(1, 0, second);
        grid.set(1, 3, first);
        let paint = |grid: &DotGrid| grid.cells().next().unwrap().1.paint;
        assert_eq!(paint(&grid), second);
        grid.set(0, 3, first);
        assert_eq!(paint(&grid), first, "the later one of two equal ones");
        grid.set(0, 1, Paint::Kink);
        assert_eq!(paint(&grid), Paint::Kink, "a mark goes before curves");
    }

    #[test]
    fn grid_dots_beside_a_curve_can_be_removed() {
        let mut grid = DotGrid::new(Rect::new(0, 0, 4, 2), DotMarker::Braille);
        for x in 0..8 {
            grid.set(x, 2, Paint::Zero);
        }
        grid.set(0, 5, Paint::Series(Role::First));
        grid.clear_grid_beside_curves();
        assert_eq!(characters(&grid), "⠤⠤⠤⠂");
    }

    #[test]
    fn a_curve_replaces_the_curve_before_and_grid_lines_in_its_cells() {
        for behind in [Paint::Series(Role::Ghost), Paint::Grid] {
            let mut grid = DotGrid::new(Rect::new(0, 0, 2, 1), DotMarker::Braille);
            grid.set(0, 0, behind);
            grid.set(3, 0, behind);
            grid.set(1, 3, Paint::Series(Role::First));
            assert_eq!(characters(&grid), "⢀⠈");
        }
    }

    #[test]
    fn the_middle_of_a_row_is_its_third_dot() {
        let mut grid = DotGrid::new(Rect::new(4, 2, 3, 2), DotMarker::Braille);
        let (x, y) = round_to_dot(grid.to_dots(p(5.5, 2.5)));
        grid.set(x, y, Paint::Zero);
        assert_eq!(characters(&grid), "⠠");
        assert_eq!(grid.cells().next().unwrap().0, Position::new(5, 2));
    }

    #[test]
    fn a_disc_is_centred_on_its_dot() {
        let mut grid = DotGrid::new(Rect::new(0, 0, 3, 3), DotMarker::Braille);
        grid.disc(p(1.5, 1.5), DiscShape::Filled, Paint::Kink);
        assert_eq!(characters(&grid), "⣶⡆");
        assert_eq!(
            characters(&DotGrid::new(Rect::ZERO, DotMarker::Braille)),
            ""
        );
    }
}
