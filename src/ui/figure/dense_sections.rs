//! Sections of a curve that goes up and down so often that its dots would fill the plane. They are hatched and
//! labelled instead.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::dot_grid::DotGrid;
use super::draw_text::draw_text;
use crate::figure::Role;
use crate::text::columns;
use crate::ui::RenderContext;
use crate::ui::theme::StyleRole;

/// A place of the unit square. None where the curve is interrupted.
type CurvePoint = Option<(f64, f64)>;

/// From this vertical travel per column on, in heights of the plane, a curve is dense,
const MIN_TRAVEL: f64 = 0.75;
/// if it also covers this part of the height. A small zigzag can still be followed.
const MIN_HEIGHT: f64 = 0.4;
/// The fewest columns of a dense section. A single jump is not dense.
const MIN_COLUMNS: usize = 8;
/// Columns from one line of the hatching to the next.
const HATCH_SPACING: usize = 3;

/// The part of a curve within one column of cells. Heights are from 0 to 1.
#[derive(Clone, Copy)]
struct ColumnRange {
    low: f64,
    high: f64,
    /// The vertical distance that the curve travels, up and down.
    travel: f64,
}

impl ColumnRange {
    const EMPTY: Self = Self {
        low: 1.0,
        high: 0.0,
        travel: 0.0,
    };

    fn is_dense(self) -> bool {
        self.travel >= MIN_TRAVEL && self.high - self.low >= MIN_HEIGHT
    }
}

/// A section of a curve that is too dense for a grid of cells.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct DenseSection {
    /// The first column, counted from the left side of the plane.
    start: usize,
    /// The lowest and highest place of the curve in each column.
    ranges: Vec<(f64, f64)>,
}

impl DenseSection {
    fn end(&self) -> usize {
        self.start + self.ranges.len()
    }
}

/// The sections of the curve through `points` that are too dense for a plane of `width` columns.
pub(super) fn dense_sections(points: &[CurvePoint], width: u16) -> Vec<DenseSection> {
    let columns = column_ranges(points, usize::from(width));
    let mut found = Vec::new();
    let mut run: Vec<(f64, f64)> = Vec::new();
    for (at, column) in columns.into_iter().chain([ColumnRange::EMPTY]).enumerate() {
        if column.is_dense() {
            run.push((column.low, column.high));
            continue;
        }
        let ranges = std::mem::take(&mut run);
        if ranges.len() >= MIN_COLUMNS {
            let start = at - ranges.len();
            found.push(DenseSection { start, ranges });
        }
    }
    found
}

fn column_ranges(points: &[CurvePoint], width: usize) -> Vec<ColumnRange> {
    let is_place = |(x, y): &(f64, f64)| x.is_finite() && y.is_finite();
    let mut ranges = vec![ColumnRange::EMPTY; width];
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
            let at_edge = |side| interpolate(left, right, edge(side)).clamp(0.0, 1.0);
            let (from, to) = (at_edge(at), at_edge(at + 1));
            if let Some(range) = ranges.get_mut(at) {
                range.low = range.low.min(from).min(to);
                range.high = range.high.max(from).max(to);
                range.travel += (to - from).abs();
            }
        }
    }
    ranges
}

/// The height of the straight line from `left` to `right` at `x`.
fn interpolate(left: (f64, f64), right: (f64, f64), x: f64) -> f64 {
    let across = right.0 - left.0;
    if across <= 0.0 {
        return if x <= left.0 { left.1 } else { right.1 };
    }
    left.1 + (x - left.0) / across * (right.1 - left.1)
}

/// The curve through `points` without `sections`, cut exactly at their sides.
pub(super) fn remove_sections(
    points: &[CurvePoint],
    sections: &[DenseSection],
    width: u16,
) -> Vec<CurvePoint> {
    let width = f64::from(width);
    let section_at = |x: f64| {
        let sides = sections
            .iter()
            .map(|section| (section.start as f64 / width, section.end() as f64 / width));
        sides.into_iter().find(|(from, to)| x >= *from && x <= *to)
    };
    let mut rest = Vec::with_capacity(points.len());
    let mut last: CurvePoint = None;
    for point in points {
        let cut = |inside: (f64, f64), outside: (f64, f64)| {
            let (from, to) = section_at(inside.0)?;
            let side = if outside.0 < inside.0 { from } else { to };
            let (a, b) = if outside.0 < inside.0 {
                (outside, inside)
            } else {
                (inside, outside)
            };
            Some((side, interpolate(a, b, side)))
        };
        let is_inside = |place: CurvePoint| place.is_some_and(|(x, _)| section_at(x).is_some());
        match (last, *point) {
            (Some(a), Some(b)) if is_inside(last) && !is_inside(*point) => {
                rest.extend([None, cut(a, b), Some(b)]);
            }
            (Some(a), Some(b)) if !is_inside(last) && is_inside(*point) => {
                rest.extend([cut(b, a), None]);
            }
            (_, None) => rest.push(None),
            (_, Some(_)) if is_inside(*point) => {}
            (_, Some(_)) => rest.push(*point),
        }
        last = *point;
    }
    rest
}

impl DotGrid {
    /// Hatches `sections` with vertical lines over the heights that the curve covers.
    pub(super) fn hatch(&mut self, sections: &[DenseSection], role: Role) {
        for section in sections {
            for (at, ranges) in section.ranges.chunks(HATCH_SPACING).enumerate() {
                let low = ranges.iter().map(|range| range.0).fold(1.0, f64::min);
                let high = ranges.iter().map(|range| range.1).fold(0.0, f64::max);
                self.vertical_line(section.start + at * HATCH_SPACING, (low, high), role);
            }
        }
    }
}

/// Draws a label in the middle of each section that it is too dense to be drawn.
pub(super) fn draw_labels(
    sections: &[DenseSection],
    plane: Rect,
    buf: &mut Buffer,
    ctx: &RenderContext<'_>,
) {
    let text = format!(" {} ", ctx.word("figure.too-fine"));
    let width = columns(&text);
    for section in sections {
        let section_width = u16::try_from(section.ranges.len()).unwrap_or(u16::MAX);
        let Some(rest) = section_width.checked_sub(width) else {
            continue;
        };
        let start = u16::try_from(section.start).unwrap_or(u16::MAX);
        let x = plane.x.saturating_add(start).saturating_add(rest / 2);
        let y = plane.y + plane.height / 2;
        draw_text(&text, (x, y), plane, StyleRole::Text, buf, ctx);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::dot_marker::DotMarker;

    /// A zigzag of `pieces` straight lines between 0 and 1.
    fn zigzag(pieces: u32) -> Vec<CurvePoint> {
        let corner = |i: u32| Some((f64::from(i) / f64::from(pieces), f64::from(i % 2)));
        (0..=pieces).map(corner).collect()
    }

    #[test]
    fn a_zigzag_is_dense_when_its_pieces_cannot_be_told_apart() {
        assert_eq!(dense_sections(&zigzag(30), 60), []);
        let dense = dense_sections(&zigzag(64), 60);
        assert_eq!(dense.len(), 1);
        assert_eq!((dense[0].start, dense[0].end()), (0, 60));
        // More columns have room for all pieces.
        assert_eq!(dense_sections(&zigzag(64), 100), []);
    }

    #[test]
    fn a_jump_and_a_small_zigzag_are_not_dense() {
        let jump = [(0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (1.0, 1.0)].map(Some);
        assert_eq!(dense_sections(&jump, 60), []);
        let zigzag = (0..1000).map(|i| Some((f64::from(i) / 1000.0, f64::from(i % 4) / 10.0)));
        assert_eq!(dense_sections(&zigzag.collect::<Vec<_>>(), 60), []);
        assert_eq!(
            dense_sections(&[None, Some((f64::NAN, 1e300)), Some((0.5, f64::NAN))], 0),
            []
        );
    }

    #[test]
    fn hatching_has_gaps_and_the_rest_of_the_curve_remains() {
        let mut points = vec![Some((0.0, 0.5)), Some((0.25, 0.5))];
        points.extend((0..=60).map(|i| Some((0.25 + f64::from(i) / 80.0, f64::from(i % 2)))));
        let sections = dense_sections(&points, 40);
        let rest = remove_sections(&points, &sections, 40);
        assert!(rest.iter().flatten().all(|(x, _)| *x <= 0.25), "{rest:?}");
        let mut grid = DotGrid::new(Rect::new(0, 0, 40, 4), DotMarker::Braille);
        grid.hatch(&sections, Role::First);
        let hatched: std::collections::BTreeSet<_> =
            grid.characters().map(|((x, _), _)| x).collect();
        assert_eq!(hatched.len(), 10, "{hatched:?}");
    }
}
