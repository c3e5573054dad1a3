//! The line on a colour map where its sign or its class changes: greys on paper do not show it.

use crate::figure::{Figure, HeatMap, Segment};
use crate::locale::Phrase;

/// `figure` with the contour of a colour map as lines; other figures stay.
pub(super) fn with_contour(figure: Figure) -> Figure {
    match figure {
        Figure::Heat(mut heat) => {
            if let Some(level) = boundary(&heat) {
                let contour = contour(&heat, level);
                heat.lines.extend(contour);
            }
            Figure::Heat(heat)
        }
        other @ (Figure::Plot(_)
        | Figure::Bars(_)
        | Figure::Panels(_)
        | Figure::Table(_)
        | Figure::Lines(_)
        | Figure::Diagram(_)
        | Figure::Lanes(_)
        | Figure::Pixels(_)) => other,
    }
}

/// The part of its scale over which a colour map must vary to have a line: a net that has not begun to learn has none.
const LEAST_SPREAD: f64 = 0.02;

/// The level between two classes: one half for a probability, zero where values have both signs.
fn boundary(heat: &HeatMap) -> Option<f64> {
    let finite = || {
        heat.values
            .iter()
            .copied()
            .filter(|value| value.is_finite())
    };
    let spread =
        finite().fold(f64::NEG_INFINITY, f64::max) - finite().fold(f64::INFINITY, f64::min);
    if spread < LEAST_SPREAD * (heat.range.1 - heat.range.0) {
        return None;
    }
    match heat.range {
        (0.0, 1.0) => Some(0.5),
        (low, high) if low < 0.0 && high > 0.0 => Some(0.0),
        _ => None,
    }
}

/// The pieces of the line at `level`, one or two in each square between four samples (marching squares).
fn contour(heat: &HeatMap, level: f64) -> Vec<Segment> {
    let mut pieces = Vec::new();
    for row in 1..heat.rows() {
        for column in 1..heat.columns {
            let crossings = crossings(heat, (column, row), level);
            pieces.extend(crossings.chunks_exact(2).map(|ends| Segment {
                from: ends[0],
                to: ends[1],
                name: Phrase::verbatim(""),
            }));
        }
    }
    pieces
}

/// The places where the line at `level` meets the sides of the square whose upper right sample is at `(column, row)`.
fn crossings(heat: &HeatMap, (column, row): (usize, usize), level: f64) -> Vec<(f64, f64)> {
    let corners = [
        (column - 1, row - 1),
        (column, row - 1),
        (column, row),
        (column - 1, row),
    ];
    let corners = corners.map(|(column, row)| {
        let value = heat.values.get(row * heat.columns + column);
        let place = (
            (column as f64 + 0.5) / heat.columns as f64,
            (row as f64 + 0.5) / heat.rows() as f64,
        );
        (place, value.copied().unwrap_or(f64::NAN) - level)
    });
    if corners.iter().any(|(_, value)| !value.is_finite()) {
        return Vec::new();
    }
    let next = corners.iter().cycle().skip(1);
    let sides = corners.iter().zip(next);
    let crossed = sides.filter(|((_, start), (_, end))| (*start > 0.0) != (*end > 0.0));
    crossed
        .map(|((from, start), (to, end))| {
            let part = start / (start - end);
            let between = |from: f64, to: f64| from + part * (to - from);
            (
                heat.x.value(between(from.0, to.0)),
                heat.y.value(between(from.1, to.1)),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Axis;

    fn heat(range: (f64, f64), values: Vec<f64>) -> HeatMap {
        HeatMap {
            title: Phrase::verbatim("y"),
            x: Axis::linear(None, 0.0, 4.0),
            y: Axis::linear(None, 0.0, 4.0),
            columns: 2,
            values,
            range,
            caption: None,
            lines: Vec::new(),
            points: Vec::new(),
        }
    }

    fn lines(heat: HeatMap) -> Vec<[(f64, f64); 2]> {
        let Figure::Heat(heat) = with_contour(Figure::Heat(heat)) else {
            return Vec::new();
        };
        let lines = heat.lines.iter();
        lines.map(|line| [line.from, line.to]).collect()
    }

    #[test]
    fn the_line_passes_where_the_sign_or_the_class_changes() {
        let upright = vec![-1.0, 1.0, -1.0, 1.0];
        assert_eq!(
            lines(heat((-1.0, 1.0), upright)),
            [[(2.0, 1.0), (2.0, 3.0)]]
        );
        let level = vec![0.25, 0.25, 0.75, 0.75];
        assert_eq!(lines(heat((0.0, 1.0), level)), [[(3.0, 2.0), (1.0, 2.0)]]);
        let saddle = vec![-1.0, 1.0, 1.0, -1.0];
        assert_eq!(lines(heat((-1.0, 1.0), saddle)).len(), 2);
    }

    #[test]
    fn values_of_one_sign_and_gaps_have_no_line() {
        assert!(lines(heat((0.0, 9.0), vec![0.0, 1.0, 2.0, 3.0])).is_empty());
        let untrained = vec![0.4999, 0.5001, 0.4999, 0.5001];
        assert!(lines(heat((0.0, 1.0), untrained)).is_empty());
        let gap = vec![-1.0, f64::NAN, 1.0, 1.0];
        assert!(lines(heat((-1.0, 1.0), gap)).is_empty());
    }
}
