//! Where a curve goes up and down so often that dots would fill its whole plane: such a stretch is hatched and says so,
//! instead of a block that shows nothing of it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::dots::DotGrid;
use super::write;
use crate::figure::Role;
use crate::text::columns;
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;

/// A place of the unit square; none where the curve is broken off.
type Place = Option<(f64, f64)>;

/// A curve that goes so far up and down, in heights of its plane, within one column of cells, is no line any more,
const TOO_FAR: f64 = 0.75;
/// if it also covers so much of the height: a restless line that stays where it is can still be followed.
const TOO_HIGH: f64 = 0.4;
/// A stretch is at least so many cells long: one jump is a line.
const LEAST: usize = 8;
/// Cells from one line of the hatching to the next.
const EVERY: usize = 3;

/// What a curve does within one column of cells.
#[derive(Clone, Copy)]
struct Course {
    low: f64,
    high: f64,
    /// How far it goes, up and down.
    way: f64,
}

impl Course {
    const NOTHING: Self = Self {
        low: 1.0,
        high: 0.0,
        way: 0.0,
    };

    fn is_too_fine(self) -> bool {
        self.way >= TOO_FAR && self.high - self.low >= TOO_HIGH
    }
}

/// A stretch of a curve that is too fine for a grid of cells.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stretch {
    /// Its first column, from the left side of the plane.
    start: usize,
    reaches: Vec<(f64, f64)>,
}

impl Stretch {
    fn end(&self) -> usize {
        self.start + self.reaches.len()
    }
}

/// The stretches of the curve through `points` that are too fine for a plane of so many columns.
pub(super) fn too_fine(points: &[Place], width: u16) -> Vec<Stretch> {
    let courses = courses(points, usize::from(width));
    let mut found = Vec::new();
    let mut run: Vec<(f64, f64)> = Vec::new();
    for (at, course) in courses.into_iter().chain([Course::NOTHING]).enumerate() {
        if course.is_too_fine() {
            run.push((course.low, course.high));
            continue;
        }
        let reaches = std::mem::take(&mut run);
        if reaches.len() >= LEAST {
            let start = at - reaches.len();
            found.push(Stretch { start, reaches });
        }
    }
    found
}

fn courses(points: &[Place], width: usize) -> Vec<Course> {
    let is_place = |(x, y): &(f64, f64)| x.is_finite() && y.is_finite();
    let mut courses = vec![Course::NOTHING; width];
    for pair in points.windows(2) {
        let (Some(a), Some(b)) = (pair[0].filter(is_place), pair[1].filter(is_place)) else {
            continue;
        };
        let (left, right) = if a.0 <= b.0 { (a, b) } else { (b, a) };
        let column = |x: f64| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "0 ≤ x·width ≤ width"
            )]
            let at = (x.clamp(0.0, 1.0) * width as f64) as usize;
            at.min(width.saturating_sub(1))
        };
        for at in column(left.0)..=column(right.0) {
            let edge = |side: usize| (side as f64 / width as f64).clamp(left.0, right.0);
            let at_edge = |side| height(left, right, edge(side)).clamp(0.0, 1.0);
            let (from, to) = (at_edge(at), at_edge(at + 1));
            if let Some(course) = courses.get_mut(at) {
                course.low = course.low.min(from).min(to);
                course.high = course.high.max(from).max(to);
                course.way += (to - from).abs();
            }
        }
    }
    courses
}

/// How high the straight line from `left` to `right` is at `x`.
fn height(left: (f64, f64), right: (f64, f64), x: f64) -> f64 {
    let across = right.0 - left.0;
    if across <= 0.0 {
        return if x <= left.0 { left.1 } else { right.1 };
    }
    left.1 + (x - left.0) / across * (right.1 - left.1)
}

/// `points` without what lies within one of `stretches`, cut exactly at their sides.
pub(super) fn without(points: &[Place], stretches: &[Stretch], width: u16) -> Vec<Place> {
    let width = f64::from(width);
    let within = |x: f64| {
        let sides = stretches
            .iter()
            .map(|stretch| (stretch.start as f64 / width, stretch.end() as f64 / width));
        sides.into_iter().find(|(from, to)| x >= *from && x <= *to)
    };
    let mut left = Vec::with_capacity(points.len());
    let mut last: Place = None;
    for point in points {
        let cut = |inside: (f64, f64), outside: (f64, f64)| {
            let (from, to) = within(inside.0)?;
            let side = if outside.0 < inside.0 { from } else { to };
            let (a, b) = if outside.0 < inside.0 {
                (outside, inside)
            } else {
                (inside, outside)
            };
            Some((side, height(a, b, side)))
        };
        let is_inside = |place: Place| place.is_some_and(|(x, _)| within(x).is_some());
        match (last, *point) {
            (Some(a), Some(b)) if is_inside(last) && !is_inside(*point) => {
                left.extend([None, cut(a, b), Some(b)]);
            }
            (Some(a), Some(b)) if !is_inside(last) && is_inside(*point) => {
                left.extend([cut(b, a), None]);
            }
            (_, None) => left.push(None),
            (_, Some(_)) if is_inside(*point) => {}
            (_, Some(_)) => left.push(*point),
        }
        last = *point;
    }
    left
}

impl DotGrid {
    /// Hatches `stretches`: upright lines as far as the curve reaches.
    pub(super) fn hatch(&mut self, stretches: &[Stretch], role: Role) {
        for stretch in stretches {
            for (at, reaches) in stretch.reaches.chunks(EVERY).enumerate() {
                let low = reaches.iter().map(|reach| reach.0).fold(1.0, f64::min);
                let high = reaches.iter().map(|reach| reach.1).fold(0.0, f64::max);
                self.upright(stretch.start + at * EVERY, (low, high), role);
            }
        }
    }
}

/// Says in the middle of each of `stretches` on `plane` that it is too fine to be drawn.
pub(super) fn format(
    stretches: &[Stretch],
    plane: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let text = format!(" {} ", ctx.word("figure.too-fine"));
    let wide = columns(&text);
    for stretch in stretches {
        let room = u16::try_from(stretch.reaches.len()).unwrap_or(u16::MAX);
        let Some(rest) = room.checked_sub(wide) else {
            continue;
        };
        let start = u16::try_from(stretch.start).unwrap_or(u16::MAX);
        let x = plane.x.saturating_add(start).saturating_add(rest / 2);
        let y = plane.y + plane.height / 2;
        write(&text, (x, y), plane, StyleRole::Text, buf, ctx);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::glyphs::DotSet;

    /// A zigzag of so many pieces from side to side.
    fn zigzag(pieces: u32) -> Vec<Place> {
        let corner = |i: u32| Some((f64::from(i) / f64::from(pieces), f64::from(i % 2)));
        (0..=pieces).map(corner).collect()
    }

    #[test]
    fn a_zigzag_is_drawn_as_long_as_its_pieces_can_be_told_apart() {
        assert_eq!(too_fine(&zigzag(30), 60), []);
        let fine = too_fine(&zigzag(64), 60);
        assert_eq!(fine.len(), 1);
        assert_eq!((fine[0].start, fine[0].end()), (0, 60));
        // With more columns there is room for as many pieces.
        assert_eq!(too_fine(&zigzag(64), 100), []);
    }

    #[test]
    fn a_jump_a_staircase_and_a_restless_line_are_lines() {
        let jump = [(0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (1.0, 1.0)].map(Some);
        assert_eq!(too_fine(&jump, 60), []);
        let restless = (0..1000).map(|i| Some((f64::from(i) / 1000.0, f64::from(i % 4) / 10.0)));
        assert_eq!(too_fine(&restless.collect::<Vec<_>>(), 60), []);
        assert_eq!(
            too_fine(&[None, Some((f64::NAN, 1e300)), Some((0.5, f64::NAN))], 0),
            []
        );
    }

    #[test]
    fn hatching_leaves_gaps_and_the_rest_of_the_curve_is_drawn() {
        let mut points = vec![Some((0.0, 0.5)), Some((0.25, 0.5))];
        points.extend((0..=60).map(|i| Some((0.25 + f64::from(i) / 80.0, f64::from(i % 2)))));
        let stretches = too_fine(&points, 40);
        let rest = without(&points, &stretches, 40);
        assert!(rest.iter().flatten().all(|(x, _)| *x <= 0.25), "{rest:?}");
        let mut grid = DotGrid::new(Rect::new(0, 0, 40, 4), DotSet::Braille);
        grid.hatch(&stretches, Role::First);
        let hatched: std::collections::BTreeSet<_> =
            grid.characters().map(|((x, _), _)| x).collect();
        assert_eq!(hatched.len(), 10, "{hatched:?}");
    }
}
