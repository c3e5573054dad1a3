//! Heat maps.

use super::Axis;
use crate::locale::Phrase;

/// A number for every point of a plane, sampled on a grid.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatMap {
    /// What the shade means.
    pub title: Phrase,
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
    /// Samples across; `values.len()` is a whole multiple of it.
    pub columns: usize,
    /// The samples row by row, the lowest y first; each stands for the middle of its patch.
    pub values: Vec<f64>,
    /// The values of the darkest and the brightest shade.
    pub range: (f64, f64),
    /// Lines across the plane, such as the fold.
    pub lines: Vec<Segment>,
    /// Marked points, such as the four corners.
    pub points: Vec<HeatPoint>,
}

/// A straight line across the plane.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// Where it starts.
    pub from: (f64, f64),
    /// Where it ends.
    pub to: (f64, f64),
    /// What it is.
    pub name: Phrase,
}

/// A marked point of the plane.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatPoint {
    /// Where it stands.
    pub at: (f64, f64),
    /// A letter or number: beside its dot, or in its place.
    pub label: Phrase,
    /// What marks it.
    pub sign: PointMarker,
}

/// What marks a point of the plane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointMarker {
    /// A dot, with the label beside it.
    Dot,
    /// The label alone: one of many samples, each with the sign of its class.
    Label,
    /// Where the learner's hand is.
    Cursor,
}

impl HeatMap {
    /// Samples up the map.
    pub fn rows(&self) -> usize {
        self.values.len().checked_div(self.columns).unwrap_or(0)
    }

    /// The sample nearest to the places `across` and `up`, each from 0 to 1.
    pub fn sample(&self, across: f64, up: f64) -> Option<f64> {
        let rows = self.rows();
        if rows == 0 || !(0.0..=1.0).contains(&across) || !(0.0..=1.0).contains(&up) {
            return None;
        }
        let index = |place: f64, count: usize| -> usize {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "0 ≤ place·count ≤ count"
            )]
            let at = (place * count as f64) as usize;
            at.min(count - 1)
        };
        self.values
            .get(index(up, rows) * self.columns + index(across, self.columns))
            .copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_row_comes_first() {
        let heat = HeatMap {
            title: Phrase::key("x"),
            x: Axis::linear(None, 0.0, 1.0),
            y: Axis::linear(None, 0.0, 1.0),
            columns: 2,
            values: vec![1.0, 2.0, 3.0, 4.0],
            range: (1.0, 4.0),
            lines: Vec::new(),
            points: Vec::new(),
        };
        assert_eq!(heat.sample(0.1, 0.1), Some(1.0));
        assert_eq!(heat.sample(1.0, 0.0), Some(2.0));
        assert_eq!(heat.sample(0.0, 1.0), Some(3.0));
        assert_eq!(heat.sample(f64::NAN, 0.5), None);
    }
}
