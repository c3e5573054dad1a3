//! Draws lines as dots: rasterized, thinned to the width of one dot, with dashes by role.

use super::clip_line::clip_to_unit_square;
use super::dot_grid::DotGrid;
use crate::figure::Role;
use crate::ui::dot_marker::DotMarker;

/// The style of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stroke {
    /// Numbers of dots that are on, off, on and so on, repeated. Empty for a solid line.
    dashes: &'static [usize],
    /// Whether the line is two dots wide, for a projector.
    heavy: bool,
    /// Whether right angles are kept, for staircases.
    corners: bool,
}

impl Stroke {
    /// A thin solid line.
    pub(super) const SOLID: Self = Self {
        dashes: &[],
        heavy: false,
        corners: false,
    };
    /// The dotted lines through zero.
    pub(super) const FAINT: Self = Self {
        dashes: &[1, 3],
        heavy: false,
        corners: true,
    };

    /// The line of a role. Each role has its own dashes, so that curves can be told apart without colour.
    pub(super) fn for_role(role: Role, heavy: bool) -> Self {
        let (dashes, heavy): (&[usize], bool) = match role {
            Role::First => (&[], heavy),
            Role::Second => (&[10, 3], heavy),
            Role::Third => (&[5, 3], heavy),
            Role::Fourth => (&[8, 2, 2, 2], heavy),
            Role::Target => (&[2, 2], heavy),
            Role::Ghost => (&[1, 1], false),
            Role::Prediction => (&[4, 4], heavy),
        };
        Self {
            dashes,
            heavy,
            corners: false,
        }
    }

    /// The line of a weight: solid if it is positive, dashed if it is negative.
    pub(super) fn for_sign(is_positive: bool, heavy: bool) -> Self {
        Self {
            dashes: if is_positive { &[] } else { &[2, 3] },
            heavy,
            corners: false,
        }
    }

    /// The same line with its right angles thinned.
    #[must_use]
    pub(super) fn with_corners(self) -> Self {
        Self {
            corners: true,
            ..self
        }
    }

    fn is_on(self, at: usize) -> bool {
        let period: usize = self.dashes.iter().sum();
        let Some(mut at) = at.checked_rem(period) else {
            return true;
        };
        for (i, length) in self.dashes.iter().enumerate() {
            if at < *length {
                return i % 2 == 0;
            }
            at -= length;
        }
        true
    }
}

/// The column and row of a dot in the grid, from the upper left corner.
type DotPosition = (i32, i32);

impl DotGrid {
    /// Draws a line through `points`, which are places of the unit square. The line is interrupted where a point is
    /// None and clipped exactly at the edges of the square.
    pub(super) fn stroke(
        &mut self,
        points: impl IntoIterator<Item = Option<(f64, f64)>>,
        role: Role,
        stroke: Stroke,
    ) {
        let mut run: Vec<DotPosition> = Vec::new();
        let mut last = None;
        for point in points {
            match (last, point) {
                (_, None) => self.draw_run(&mut run, role, stroke),
                (None, Some(start)) => {
                    if clip_to_unit_square(start, start).is_some() {
                        run.extend(self.dot_at(start));
                    }
                }
                (Some(from), Some(to)) => self.add_segment(from, to, &mut run, role, stroke),
            }
            last = point;
        }
        self.draw_run(&mut run, role, stroke);
    }

    /// Draws a single dot at a place of the unit square.
    pub(super) fn dot(&mut self, at: (f64, f64), role: Role) {
        self.stroke([Some(at)], role, Stroke::SOLID);
    }

    fn add_segment(
        &mut self,
        from: (f64, f64),
        to: (f64, f64),
        run: &mut Vec<DotPosition>,
        role: Role,
        stroke: Stroke,
    ) {
        let Some((start, end)) = clip_to_unit_square(from, to) else {
            self.draw_run(run, role, stroke);
            return;
        };
        if start != from {
            self.draw_run(run, role, stroke);
        }
        for at in self.dots_between(start, end) {
            if run.last() != Some(&at) {
                run.push(at);
            }
        }
        if end != to {
            self.draw_run(run, role, stroke);
        }
    }

    /// The dots nearest to the straight line between two places of the unit square.
    fn dots_between(&self, from: (f64, f64), to: (f64, f64)) -> Vec<DotPosition> {
        let (Some(from), Some(to)) = (self.to_dots(from), self.to_dots(to)) else {
            return Vec::new();
        };
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let steps = dx.abs().max(dy.abs()).ceil().max(1.0);
        let mut dots = Vec::new();
        let mut step = 0.0;
        while step <= steps {
            let t = step / steps;
            dots.push(round_to_dot((from.0 + t * dx, from.1 + t * dy)));
            step += 1.0;
        }
        dots
    }

    fn dot_at(&self, place: (f64, f64)) -> Option<DotPosition> {
        self.to_dots(place).map(round_to_dot)
    }

    /// Draws a finished run of dots and clears it.
    fn draw_run(&mut self, run: &mut Vec<DotPosition>, role: Role, stroke: Stroke) {
        if !stroke.corners {
            remove_corners(run);
        }
        // With one dot per cell, dashes would leave wide gaps. There the character tells the role.
        let is_dashed = self.marker() != DotMarker::Ascii || role == Role::Ghost;
        for (i, (x, y)) in run.drain(..).enumerate() {
            if is_dashed && !stroke.is_on(i) {
                continue;
            }
            self.set(x, y, role);
            if stroke.heavy && self.marker() == DotMarker::Braille {
                self.set(x + 1, y, role);
                self.set(x, y + 1, role);
                self.set(x + 1, y + 1, role);
            }
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a screen has few dots")]
fn round_to_dot((x, y): (f64, f64)) -> DotPosition {
    (x.round() as i32, y.round() as i32)
}

/// Removes dots that make a right angle of a diagonal step, so that the line is one dot wide.
fn remove_corners(run: &mut Vec<DotPosition>) {
    let mut thinned: Vec<DotPosition> = Vec::with_capacity(run.len());
    for (i, at) in run.iter().enumerate() {
        if let (Some(before), Some(after)) = (thinned.last(), run.get(i + 1)) {
            let is_diagonal = (before.0 - after.0).abs() == 1 && (before.1 - after.1).abs() == 1;
            if is_diagonal && i > 0 {
                continue;
            }
        }
        thinned.push(*at);
    }
    *run = thinned;
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    fn rows(grid: &DotGrid, width: usize) -> Vec<String> {
        let mut text: Vec<Vec<char>> = Vec::new();
        for ((x, y), c) in grid.characters() {
            while text.len() <= usize::from(y) {
                text.push(vec![' '; width]);
            }
            text[usize::from(y)][usize::from(x)] = c;
        }
        text.into_iter()
            .map(|row| row.into_iter().collect())
            .collect()
    }

    #[test]
    fn a_diagonal_crosses_the_whole_grid() {
        let mut grid = DotGrid::new(Rect::new(0, 0, 3, 3), DotMarker::Ascii);
        grid.stroke(
            [Some((0.0, 0.0)), Some((1.0, 1.0))],
            Role::First,
            Stroke::SOLID,
        );
        assert_eq!(rows(&grid, 3), ["  *", " * ", "*  "]);
    }

    #[test]
    fn a_finely_sampled_curve_is_one_dot_wide() {
        let coarse = [Some((0.0, 0.0)), Some((1.0, 1.0))];
        let fine = (0..=1000)
            .map(|i| f64::from(i) / 1000.0)
            .map(|x| Some((x, x)));
        let draw = |points: Vec<_>| {
            let mut grid = DotGrid::new(Rect::new(0, 0, 8, 4), DotMarker::Braille);
            grid.stroke(points, Role::First, Stroke::SOLID);
            rows(&grid, 8)
        };
        assert_eq!(draw(coarse.to_vec()), draw(fine.collect()));
    }

    #[test]
    fn a_line_is_interrupted_where_a_point_is_missing() {
        let mut grid = DotGrid::new(Rect::new(0, 0, 9, 1), DotMarker::Ascii);
        let points = [
            Some((0.0, 0.5)),
            Some((0.25, 0.5)),
            None,
            Some((0.75, 0.5)),
            Some((1.0, 0.5)),
        ];
        grid.stroke(points, Role::First, Stroke::SOLID);
        assert_eq!(rows(&grid, 9), ["***   ***"]);
    }

    #[test]
    fn a_line_is_clipped_where_it_leaves_the_range() {
        let mut grid = DotGrid::new(Rect::new(0, 0, 5, 3), DotMarker::Ascii);
        let points = [(0.0, 0.0), (0.5, 8.0), (1.0, 0.0)].map(Some);
        grid.stroke(points, Role::First, Stroke::SOLID);
        assert_eq!(rows(&grid, 5), ["*   *", "*   *", "*   *"]);
    }

    #[test]
    fn stairs_keep_their_right_angles() {
        let mut grid = DotGrid::new(Rect::new(0, 0, 3, 3), DotMarker::Ascii);
        let points = [(0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (1.0, 1.0)].map(Some);
        grid.stroke(points, Role::First, Stroke::SOLID.with_corners());
        assert_eq!(rows(&grid, 3), [" **", " * ", "** "]);
    }

    #[test]
    fn nan_and_huge_numbers_draw_nothing() {
        let mut grid = DotGrid::new(Rect::new(0, 0, 4, 4), DotMarker::Braille);
        for (a, b) in [
            (f64::NAN, 0.0),
            (1e300, 1e300),
            (f64::INFINITY, -1e308),
            (-1e308, 1e308),
        ] {
            grid.stroke(
                [Some((a, b)), Some((1e301, 1e300))],
                Role::First,
                Stroke::SOLID,
            );
        }
        assert_eq!(grid.characters().count(), 0);
    }
}
