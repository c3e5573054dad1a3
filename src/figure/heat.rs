//! Heat maps.

use super::Axis;
use crate::locale::Phrase;

/// A number for every point of a plane, sampled on a grid.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatMap {
    /// The quantity that the shade shows.
    pub title: Phrase,
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
    /// The samples in a row; `values.len()` is a multiple of it.
    pub columns: usize,
    /// The samples row by row, the lowest y first; each is taken in the middle of its cell.
    pub values: Vec<f64>,
    /// The values of the darkest and of the brightest shade.
    pub range: (f64, f64),
    /// A line of text below the map, drawn where there is room: the meaning of the signs of its points.
    pub caption: Option<Phrase>,
    /// Straight lines across the plane, such as the fold of a unit.
    pub lines: Vec<Segment>,
    /// Marked points, such as samples.
    pub points: Vec<HeatPoint>,
}

/// A straight line across the plane.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// The start, in the units of the axes.
    pub from: (f64, f64),
    /// The end, in the units of the axes.
    pub to: (f64, f64),
    /// The name.
    pub name: Phrase,
}

/// A marked point of the plane.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatPoint {
    /// The place, in the units of the axes.
    pub at: (f64, f64),
    /// A letter, sign or number.
    pub label: Phrase,
    /// The value of the map exactly there; none where only the samples beside it are known.
    pub value: Option<f64>,
    /// The way it is drawn.
    pub marker: PointMarker,
}

/// The way a point of the plane is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointMarker {
    /// A dot, with the label beside it.
    Dot,
    /// The label alone, for samples.
    Label,
    /// The label alone, for the cursor of the learner.
    Cursor,
}

impl HeatMap {
    /// The number of rows of samples.
    pub fn rows(&self) -> usize {
        self.values.len().checked_div(self.columns).unwrap_or(0)
    }

    /// The sample nearest to the places `across` and `up` on the axes, each from 0 to 1; none outside.
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
    fn the_first_row_is_the_lowest() {
        let heat = HeatMap {
            title: Phrase::key("x"),
            x: Axis::linear(None, 0.0, 1.0),
            y: Axis::linear(None, 0.0, 1.0),
            columns: 2,
            values: vec![1.0, 2.0, 3.0, 4.0],
            range: (1.0, 4.0),
            caption: None,
            lines: Vec::new(),
            points: Vec::new(),
        };
        assert_eq!(heat.sample(0.1, 0.1), Some(1.0));
        assert_eq!(heat.sample(1.0, 0.0), Some(2.0));
        assert_eq!(heat.sample(0.0, 1.0), Some(3.0));
        assert_eq!(heat.sample(f64::NAN, 0.5), None);
    }
}
