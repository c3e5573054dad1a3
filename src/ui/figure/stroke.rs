//! Draws lines as dots: rasterized, thinned to the width of one dot, with dashes by meaning.

use super::dot_grid::{DotGrid, round_to_dot};
use crate::chart::{Paint, Point, Polyline};
use crate::figure::Role;
use crate::ui::dot_marker::DotMarker;

/// The column and row of a dot, from the upper left corner of the screen.
type DotPosition = (i32, i32);

/// Numbers of dots that are on, off, on and so on, repeated. Empty for a solid line.
///
/// Each curve has its own dashes, so that curves can be told apart without colour.
fn dashes(paint: Paint) -> &'static [usize] {
    match paint {
        Paint::Series(Role::Second) => &[4, 2],
        Paint::Series(Role::Third) => &[1, 2],
        Paint::Series(Role::Fourth) => &[6, 2, 2, 2],
        Paint::Series(Role::Target) => &[2, 1],
        Paint::Series(Role::Prediction) | Paint::Prediction | Paint::Goal => &[3, 2],
        Paint::Grid | Paint::Zero => &[1, 3],
        Paint::Series(Role::Ghost) | Paint::NegativeRule => &[2, 3],
        Paint::Series(Role::First)
        | Paint::Text
        | Paint::Title
        | Paint::Dim
        | Paint::Axis
        | Paint::Rule
        | Paint::Accent
        | Paint::Active(_)
        | Paint::Lane(_)
        | Paint::Arrival(_)
        | Paint::Kink
        | Paint::Probe
        | Paint::Live
        | Paint::Selected
        | Paint::Right
        | Paint::Wrong
        | Paint::Heat(_) => &[],
    }
}

/// Whether the dot with the index `at` of a line is drawn.
fn is_on(dashes: &[usize], at: usize) -> bool {
    let period: usize = dashes.iter().sum();
    let Some(mut at) = at.checked_rem(period) else {
        return true;
    };
    for (i, length) in dashes.iter().enumerate() {
        if at < *length {
            return i % 2 == 0;
        }
        at -= length;
    }
    true
}

impl DotGrid {
    /// Draws a line. A heavy line is two dots wide, for a projector.
    pub(super) fn line(&mut self, line: &Polyline, is_heavy: bool) {
        let mut run: Vec<DotPosition> = Vec::new();
        if let [point] = line.points.as_slice() {
            run.push(round_to_dot(self.to_dots(*point)));
        }
        for pair in line.points.windows(2) {
            self.add_segment(pair[0], pair[1], &mut run);
        }
        if !is_axis_parallel(&line.points) {
            remove_corners(&mut run);
        }
        // With one dot per cell, dashes would leave wide gaps. There the character tells the meaning.
        let is_ascii = self.marker() == DotMarker::Ascii;
        let is_solid = is_ascii && !matches!(line.paint, Paint::Series(Role::Ghost) | Paint::Grid);
        let dashes: &[usize] = match line.paint {
            _ if is_solid => &[],
            // Horizontally, the line through zero is denser than other grid lines.
            Paint::Zero if is_horizontal(&line.points) => &[1, 1],
            paint => dashes(paint),
        };
        // Grid lines that cross have their dots in the same places.
        let phase = |(x, y): DotPosition| usize::try_from(x.saturating_add(y)).unwrap_or(0);
        let is_grid = matches!(line.paint, Paint::Grid | Paint::Zero);
        for (i, (x, y)) in run.into_iter().enumerate() {
            let at = if is_grid { phase((x, y)) } else { i };
            if !is_on(dashes, at) {
                continue;
            }
            self.set(x, y, line.paint);
            if is_heavy && !is_ascii && !is_grid {
                self.set(x + 1, y, line.paint);
                self.set(x, y + 1, line.paint);
                self.set(x + 1, y + 1, line.paint);
            }
        }
    }

    /// Appends the dots of the straight line between two points: one for each dot along its longer axis.
    fn add_segment(&self, from: Point, to: Point, run: &mut Vec<DotPosition>) {
        let (from, to) = (self.to_dots(from), self.to_dots(to));
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let is_flat = dx.abs() >= dy.abs();
        let (start, end) = if is_flat {
            (from.0, to.0)
        } else {
            (from.1, to.1)
        };
        for dot in dots_between(start, end) {
            let middle = f64::from(dot) + 0.5;
            let along = middle.clamp(start.min(end), start.max(end));
            let t = if start == end {
                0.0
            } else {
                (along - start) / (end - start)
            };
            let (x, y) = round_to_dot((from.0 + t * dx, from.1 + t * dy));
            let at = if is_flat { (dot, y) } else { (x, dot) };
            if run.last() != Some(&at) {
                run.push(at);
            }
        }
    }
}

/// The dots that the way from `start` to `end` touches, in its direction. A way that ends at the side of a dot does not
/// touch the next one.
fn dots_between(start: f64, end: f64) -> Vec<i32> {
    const TOUCH: f64 = 1e-6;
    let (low, _) = round_to_dot((start.min(end), 0.0));
    let (high, _) = round_to_dot((start.max(end) - 2.0 * TOUCH, 0.0));
    let dots = low..=high.max(low);
    if start <= end {
        dots.collect()
    } else {
        dots.rev().collect()
    }
}

/// Whether all parts of a line are horizontal or vertical, as in a staircase.
fn is_axis_parallel(points: &[Point]) -> bool {
    points
        .windows(2)
        .all(|pair| pair[0].x == pair[1].x || pair[0].y == pair[1].y)
}

/// Whether all points have the same height.
fn is_horizontal(points: &[Point]) -> bool {
    points.windows(2).all(|pair| pair[0].y == pair[1].y)
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
        for (at, dots) in grid.cells() {
            while text.len() <= usize::from(at.y) {
                text.push(vec![' '; width]);
            }
            let c = grid.marker().character(dots.bits, Role::First);
            text[usize::from(at.y)][usize::from(at.x)] = c;
        }
        text.into_iter()
            .map(|row| row.into_iter().collect())
            .collect()
    }

    fn draw(marker: DotMarker, size: (u16, u16), points: &[(f64, f64)]) -> Vec<String> {
        let mut grid = DotGrid::new(Rect::new(0, 0, size.0, size.1), marker);
        let points = points.iter().map(|(x, y)| Point { x: *x, y: *y }).collect();
        let paint = Paint::Series(Role::First);
        grid.line(&Polyline { points, paint }, false);
        rows(&grid, usize::from(size.0))
    }

    #[test]
    fn a_diagonal_crosses_the_whole_grid() {
        let rows = draw(DotMarker::Ascii, (3, 3), &[(0.5, 2.5), (2.5, 0.5)]);
        assert_eq!(rows, ["  *", " * ", "*  "]);
    }

    #[test]
    fn a_finely_sampled_curve_is_one_dot_wide() {
        let fine: Vec<_> = (0..=1000)
            .map(|i| f64::from(i) / 1000.0)
            .map(|t| (8.0 * t, 4.0 - 4.0 * t))
            .collect();
        assert_eq!(
            draw(DotMarker::Braille, (8, 4), &[(0.0, 4.0), (8.0, 0.0)]),
            draw(DotMarker::Braille, (8, 4), &fine)
        );
    }

    #[test]
    fn stairs_keep_their_right_angles() {
        let stairs = [(0.5, 2.5), (1.5, 2.5), (1.5, 0.5), (2.5, 0.5)];
        let rows = draw(DotMarker::Ascii, (3, 3), &stairs);
        assert_eq!(rows, [" **", " * ", "** "]);
    }

    #[test]
    fn every_curve_has_its_own_dashes() {
        let roles = [
            Role::First,
            Role::Second,
            Role::Third,
            Role::Fourth,
            Role::Target,
            Role::Ghost,
            Role::Prediction,
        ];
        let all: std::collections::BTreeSet<_> = roles
            .into_iter()
            .map(|role| {
                let dashes = dashes(Paint::Series(role));
                (0..60).map(|at| is_on(dashes, at)).collect::<Vec<_>>()
            })
            .collect();
        assert_eq!(all.len(), roles.len());
    }
}
