//! Lines as runs of dots: rasterised, thinned to one dot's width, dashed by role.

use super::clip::to_unit_square;
use super::dots::DotGrid;
use crate::figure::Role;
use crate::ui::glyphs::DotSet;

/// How a line is laid down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stroke {
    /// Dots on, dots off, and so on round; empty for a solid line.
    dashes: &'static [usize],
    /// Whether each dot brings its neighbour, for the back row of a hall.
    heavy: bool,
    /// Whether right angles stay: for staircases.
    corners: bool,
}

impl Stroke {
    /// A thin solid line.
    pub(super) const SOLID: Self = Self {
        dashes: &[],
        heavy: false,
        corners: false,
    };
    /// The lines through zero: barely there.
    pub(super) const FAINT: Self = Self {
        dashes: &[1, 3],
        heavy: false,
        corners: true,
    };

    /// The line of a role: each has its own rhythm, so that curves are told apart without colour.
    pub(super) fn of(role: Role, heavy: bool) -> Self {
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

    /// A line for a number: solid above zero, dotted below it.
    pub(super) fn signed(is_positive: bool, heavy: bool) -> Self {
        Self {
            dashes: if is_positive { &[] } else { &[2, 3] },
            heavy,
            corners: false,
        }
    }

    /// The same line with its right angles kept.
    #[must_use]
    pub(super) fn with_corners(self) -> Self {
        Self {
            corners: true,
            ..self
        }
    }

    fn is_on(self, at: usize) -> bool {
        let round: usize = self.dashes.iter().sum();
        let Some(mut at) = at.checked_rem(round) else {
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

/// A dot's place in the grid, from the upper left corner.
type At = (i32, i32);

impl DotGrid {
    /// A line through `points`, places of the unit square; where there is none, the line ends and the
    /// next one starts anew. What lies outside the square is cut off exactly at its edge.
    pub(super) fn stroke(
        &mut self,
        points: impl IntoIterator<Item = Option<(f64, f64)>>,
        role: Role,
        stroke: Stroke,
    ) {
        let mut run: Vec<At> = Vec::new();
        let mut last = None;
        for point in points {
            match (last, point) {
                (_, None) => self.lay(&mut run, role, stroke),
                (None, Some(start)) => {
                    if to_unit_square(start, start).is_some() {
                        run.extend(self.dot_at(start));
                    }
                }
                (Some(from), Some(to)) => self.segment(from, to, &mut run, role, stroke),
            }
            last = point;
        }
        self.lay(&mut run, role, stroke);
    }

    /// A single dot at a place of the unit square.
    pub(super) fn dot(&mut self, at: (f64, f64), role: Role) {
        self.stroke([Some(at)], role, Stroke::SOLID);
    }

    fn segment(
        &mut self,
        from: (f64, f64),
        to: (f64, f64),
        run: &mut Vec<At>,
        role: Role,
        stroke: Stroke,
    ) {
        let Some((start, end)) = to_unit_square(from, to) else {
            self.lay(run, role, stroke);
            return;
        };
        if start != from {
            self.lay(run, role, stroke);
        }
        for at in self.between(start, end) {
            if run.last() != Some(&at) {
                run.push(at);
            }
        }
        if end != to {
            self.lay(run, role, stroke);
        }
    }

    /// The dots nearest to the straight line between two places of the unit square.
    fn between(&self, from: (f64, f64), to: (f64, f64)) -> Vec<At> {
        let (Some(from), Some(to)) = (self.exact(from), self.exact(to)) else {
            return Vec::new();
        };
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let steps = dx.abs().max(dy.abs()).ceil().max(1.0);
        let mut dots = Vec::new();
        let mut step = 0.0;
        while step <= steps {
            let part = step / steps;
            dots.push(rounded((from.0 + part * dx, from.1 + part * dy)));
            step += 1.0;
        }
        dots
    }

    fn dot_at(&self, place: (f64, f64)) -> Option<At> {
        self.exact(place).map(rounded)
    }

    /// Lays down a finished run and empties it.
    fn lay(&mut self, run: &mut Vec<At>, role: Role, stroke: Stroke) {
        if !stroke.corners {
            thin(run);
        }
        // Where a cell is a dot, dashes would tear the line apart; its character tells the role.
        let is_dashed = self.kind() != DotSet::Single || role == Role::Ghost;
        for (i, (x, y)) in run.drain(..).enumerate() {
            if is_dashed && !stroke.is_on(i) {
                continue;
            }
            self.set(x, y, role);
            if stroke.heavy && self.kind() == DotSet::Braille {
                self.set(x + 1, y, role);
                self.set(x, y + 1, role);
                self.set(x + 1, y + 1, role);
            }
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a screen has few dots")]
fn rounded((x, y): (f64, f64)) -> At {
    (x.round() as i32, y.round() as i32)
}

/// Leaves away the dots that only turn a diagonal step into a right angle, so that a line is one dot wide.
fn thin(run: &mut Vec<At>) {
    let mut kept: Vec<At> = Vec::with_capacity(run.len());
    for (i, at) in run.iter().enumerate() {
        if let (Some(before), Some(after)) = (kept.last(), run.get(i + 1)) {
            let is_diagonal = (before.0 - after.0).abs() == 1 && (before.1 - after.1).abs() == 1;
            if is_diagonal && i > 0 {
                continue;
            }
        }
        kept.push(*at);
    }
    *run = kept;
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
        let mut grid = DotGrid::new(Rect::new(0, 0, 3, 3), DotSet::Single);
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
            let mut grid = DotGrid::new(Rect::new(0, 0, 8, 4), DotSet::Braille);
            grid.stroke(points, Role::First, Stroke::SOLID);
            rows(&grid, 8)
        };
        assert_eq!(draw(coarse.to_vec()), draw(fine.collect()));
    }

    #[test]
    fn a_line_ends_where_its_value_stops_being_a_number() {
        let mut grid = DotGrid::new(Rect::new(0, 0, 9, 1), DotSet::Single);
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
    fn a_line_that_leaves_the_range_comes_back_as_a_new_one() {
        let mut grid = DotGrid::new(Rect::new(0, 0, 5, 3), DotSet::Single);
        let points = [(0.0, 0.0), (0.5, 8.0), (1.0, 0.0)].map(Some);
        grid.stroke(points, Role::First, Stroke::SOLID);
        assert_eq!(rows(&grid, 5), ["*   *", "*   *", "*   *"]);
    }

    #[test]
    fn stairs_keep_their_right_angles() {
        let mut grid = DotGrid::new(Rect::new(0, 0, 3, 3), DotSet::Single);
        let points = [(0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (1.0, 1.0)].map(Some);
        grid.stroke(points, Role::First, Stroke::SOLID.with_corners());
        assert_eq!(rows(&grid, 3), [" **", " * ", "** "]);
    }

    #[test]
    fn numbers_without_end_draw_nothing_and_stop_nothing() {
        let mut grid = DotGrid::new(Rect::new(0, 0, 4, 4), DotSet::Braille);
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
