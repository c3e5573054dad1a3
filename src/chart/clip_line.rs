//! Clips lines to a rectangle.

use ratatui::layout::Rect;

use super::Point;

/// The distance of lines from the right and the lower side, which belong to the next cells already.
const INSET: f64 = 1e-4;

/// The part of the line from `a` to `b` inside `area`, by the algorithm of Liang and Barsky. None where the line misses
/// the area or is not finite.
pub(super) fn clip_line(area: Rect, a: Point, b: Point) -> Option<(Point, Point)> {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    if ![a.x, a.y, b.x, b.y, dx, dy].iter().all(|v| v.is_finite()) {
        return None;
    }
    let (left, right) = (f64::from(area.left()), f64::from(area.right()) - INSET);
    let (top, bottom) = (f64::from(area.top()), f64::from(area.bottom()) - INSET);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (step, margin) in [
        (-dx, a.x - left),
        (dx, right - a.x),
        (-dy, a.y - top),
        (dy, bottom - a.y),
    ] {
        if step == 0.0 {
            if margin < 0.0 {
                return None;
            }
        } else if step < 0.0 {
            enter = enter.max(margin / step);
        } else {
            leave = leave.min(margin / step);
        }
    }
    if enter > leave {
        return None;
    }
    // The clamp corrects rounding errors of lines from very far away.
    let at = |t: f64| Point {
        x: (a.x + t * dx).clamp(left, right),
        y: (a.y + t * dy).clamp(top, bottom),
    };
    // An end inside the area stays bit-identical, so that the caller can tell whether it was clipped.
    let is_inside = |p: Point| (left..=right).contains(&p.x) && (top..=bottom).contains(&p.y);
    let start = if is_inside(a) { a } else { at(enter) };
    let end = if is_inside(b) { b } else { at(leave) };
    Some((start, end))
}

/// The parts of the line through `points` inside `area`. None interrupts the line.
pub(super) fn clip_polyline(
    area: Rect,
    points: impl IntoIterator<Item = Option<Point>>,
) -> Vec<Vec<Point>> {
    let mut parts = Vec::new();
    let mut part: Vec<Point> = Vec::new();
    let mut last: Option<Point> = None;
    let mut is_single = false;
    for point in points {
        match (last, point) {
            (_, None) => finish(area, &mut parts, &mut part, last.filter(|_| is_single)),
            (None, Some(_)) => is_single = true,
            (Some(from), Some(to)) => {
                is_single = false;
                match clip_line(area, from, to) {
                    Some((start, end)) => {
                        if start != from {
                            finish(area, &mut parts, &mut part, None);
                        }
                        if part.last() != Some(&start) {
                            part.push(start);
                        }
                        if end != start {
                            part.push(end);
                        }
                        if end != to {
                            finish(area, &mut parts, &mut part, None);
                        }
                    }
                    None => finish(area, &mut parts, &mut part, None),
                }
            }
        }
        last = point;
    }
    finish(area, &mut parts, &mut part, last.filter(|_| is_single));
    parts
}

/// Moves a finished part, or a single point, to `parts`.
fn finish(area: Rect, parts: &mut Vec<Vec<Point>>, part: &mut Vec<Point>, single: Option<Point>) {
    if !part.is_empty() {
        parts.push(std::mem::take(part));
    } else if let Some((point, _)) = single.and_then(|point| clip_line(area, point, point)) {
        parts.push(vec![point]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Rect = Rect::new(2, 1, 10, 4);

    fn p(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    #[test]
    fn a_line_is_clipped_at_the_edges() {
        assert_eq!(
            clip_line(AREA, p(0.0, 3.0), p(40.0, 3.0)),
            Some((p(2.0, 3.0), p(12.0 - INSET, 3.0)))
        );
        assert_eq!(clip_line(AREA, p(20.0, 20.0), p(30.0, 0.0)), None);
        assert_eq!(clip_line(AREA, p(5.0, f64::INFINITY), p(6.0, 0.0)), None);
    }

    #[test]
    fn a_line_from_very_far_away_stays_inside() {
        for far in [1e17, 1e300, -1e300] {
            for near in [3.0, 1e190] {
                let Some((start, end)) = clip_line(AREA, p(far, -far), p(near, near)) else {
                    continue;
                };
                for point in [start, end] {
                    assert!((2.0..=12.0).contains(&point.x) && (1.0..=5.0).contains(&point.y));
                }
            }
        }
    }

    #[test]
    fn a_curve_that_leaves_the_area_has_two_parts() {
        let curve = [p(2.0, 3.0), p(6.0, -9.0), p(12.0, 3.0)].map(Some);
        let parts = clip_polyline(AREA, curve);
        assert_eq!(parts.len(), 2);
        assert_eq!(parts[0].last().unwrap().y, 1.0);
        assert_eq!(parts[1].first().unwrap().y, 1.0);
    }

    #[test]
    fn a_missing_point_interrupts_the_line_and_a_single_point_remains() {
        let points = [
            Some(p(3.0, 2.0)),
            None,
            Some(p(5.0, 2.0)),
            Some(p(6.0, 2.0)),
        ];
        let parts = clip_polyline(AREA, points);
        assert_eq!(parts, [vec![p(3.0, 2.0)], vec![p(5.0, 2.0), p(6.0, 2.0)]]);
        assert!(clip_polyline(AREA, [Some(p(0.0, 0.0))]).is_empty());
    }
}
